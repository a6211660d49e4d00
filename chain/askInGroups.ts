/** A node of one's own may allow few calls at a time. */
const atOnce = 8;

/**
 * Maps items to what `ask` resolves with, in their order, a few at a time: one after another, each would wait for the way to a
 * node and back. The first error is thrown.
 */
export async function askInGroups<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    answers.push(...(await Promise.all(items.slice(at, at + atOnce).map(ask))));
  }
  return answers;
}
