/** The exit code of a simulation if a server or a part of the engine did not start: it says nothing about the code. */
export const notStarted = 2;
