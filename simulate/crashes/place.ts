/** Code that a file has exactly once, and what stands there instead: the same, and the death before or after it. */
export interface Place {
  readonly find: string;
  readonly replace: string;
}

/** Ends the process like a crash: `dieAt.ts` defines it. */
const die = (when: string): string => `if (${when}) globalThis.purserDies();`;

export const before = (find: string, when = 'true'): Place => ({ find, replace: `${die(when)} ${find}` });

export const after = (find: string, when = 'true'): Place => ({ find, replace: `${find} ${die(when)}` });

/** After an asynchronous call whose result is returned as it is. */
export const afterReturned = (call: string, when = 'true'): Place => ({
  find: `return ${call};`,
  replace: `const returned = await ${call}; ${die(when)} return returned;`,
});

/** After the body of a loop that is one statement. */
export const afterDo = (statement: string, when: string): Place => ({
  find: `do ${statement}`,
  replace: `do { ${statement} ${die(when)} }`,
});
