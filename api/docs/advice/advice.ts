/** What the page of an error tells beside the title of its code, in Markdown. */
export interface Advice {
  /** When the error comes. */
  readonly cause: string;
  /** What the reader can do about it. */
  readonly remedy: string;
  /** Who answers it, where the errors of the operations do not tell. */
  readonly answeredBy?: string;
}

/** A link to a guide, by the name of its file in docs/. */
export function guide(name: string, text: string): string {
  return `[${text}](/docs/guides/${name}.md)`;
}

/** The advice of an object's `…_not_found`. */
export const notFound = (noun: string, list: string): Advice => ({
  cause: `The id belongs to no ${noun} of the account of the API key. One of another account is answered the same way.`,
  remedy: `Compare the id with ${list}. Do not retry: the answer stays the same.`,
});
