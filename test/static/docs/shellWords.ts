/**
 * The commands of a piece of shell code, each as its words. Quotes, comments, continued lines and what joins commands
 * (`&&`, `|`, `;`, `$(…)`, redirections) are understood; variables stay as they are written.
 */
export function commandsOf(code: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (const [token] of code.matchAll(tokens)) {
    if (/^\\\n$|^[ \t]+$/.test(token)) endWord();
    else if (/^(?:\n|&&?|\|\|?|;|\$?\(|\)|[<>])$/.test(token)) {
      endWord();
      commands.push([]);
    } else if (token.startsWith('#') && word === undefined) continue;
    else word = (word ?? '') + token.replace(/^(['"])(.*)\1$/s, '$2');
  }
  endWord();
  return commands.filter(words => words.length > 0);
}

/** In order: what separates, a quoted text, a comment up to the end of its line, any other characters. */
const tokens =
  /\\\n|[ \t]+|\n|&&?|\|\|?|;|\$?\(|\)|[<>]|'[^']*'|"(?:\\.|[^"\\])*"|#[^\n]*|[^\s&|;()<>'"#]+|['"]/g;
