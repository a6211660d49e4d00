/**
 * How long a provider that gave no verdict within its time is left alone, in ms; a person can decide meanwhile. The same for what
 * could not be looked up for showing.
 */
export const askAgainMs = 60 * 60 * 1000;
