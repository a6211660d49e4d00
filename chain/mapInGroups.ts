/**
 * Maps items to what `map` resolves with, in their order, `size` of them at a time: one after another, each would wait for the
 * way to a node and back, and all at once would be refused by nodes that limit calls. The first error is thrown.
 */
export async function mapInGroups<Item, Result>(
  items: readonly Item[],
  size: number,
  map: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += size) {
    results.push(...(await Promise.all(items.slice(at, at + size).map(map))));
  }
  return results;
}
