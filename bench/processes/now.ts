/** Unix time in ms, with fractions: comparable between the processes of one machine. */
export const now = (): number => performance.timeOrigin + performance.now();
