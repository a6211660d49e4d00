/**
 * How long a provider that gave no verdict within its time is left alone, in ms; a person can decide
 * meanwhile. Facts for operators that could not be looked up are looked up again after the same time.
 */
export const askAgainMs = 60 * 60 * 1000;
