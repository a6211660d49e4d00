import GithubSlugger from 'github-slugger';
import { Marked } from 'marked';

/** A Markdown file, as far as the checks need it. */
export interface Document {
  /** From the root of the repository. */
  readonly file: string;
  /** The whole Markdown. */
  readonly text: string;
  /** The targets of links and pictures, as they are written. */
  readonly links: readonly string[];
  /** The anchors of the headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
  /** Code between backticks in a line, without line breaks. */
  readonly spans: readonly string[];
  readonly blocks: readonly Block[];
}

interface Block {
  /** What follows the opening fence: `sh`. Empty if nothing does. */
  readonly language: string;
  readonly text: string;
}

export function readDocument(file: string, text: string): Document {
  const links: string[] = [];
  const spans: string[] = [];
  const blocks: Block[] = [];
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  const marked = new Marked();
  // The callback is synchronous, so nothing is left to wait for.
  void marked.walkTokens(marked.lexer(text), token => {
    if (token.type === 'link' || token.type === 'image') links.push(String(token.href));
    if (token.type === 'html')
      for (const [, target = ''] of token.raw.matchAll(/\b(?:href|src)="([^"]*)"/g)) links.push(target);
    if (token.type === 'heading') anchors.add(slugger.slug(String(token.text).replaceAll('`', '')));
    if (token.type === 'codespan') spans.push(String(token.text).replaceAll(/\s+/g, ' '));
    if (token.type === 'code') blocks.push({ language: String(token.lang ?? ''), text: String(token.text) });
  });
  return { file, text, links, anchors, spans, blocks };
}
