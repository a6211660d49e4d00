import type { PageFacts } from '../page/pageFacts.ts';
import { expect } from './compare.ts';
import type { ExpectedDeposit, ExpectedPage } from './expectPage.ts';

/** Whether the page asks for exactly what is due, on the network of the currency, to the payer's address. */
export function comparePay(
  page: PageFacts,
  address: string,
  { asks, ways, deposits }: ExpectedPage,
): readonly string[] {
  const { pay } = page;
  if (!asks) {
    return [
      ...(pay === null ? [] : ['the page asks for money, and must not']),
      ...(page.ways.length === 0 ? [] : ['the page offers ways to pay, and must not']),
    ];
  }
  const asked = new URL(page.url).searchParams.get('pay') ?? undefined;
  const wanted = ways.find(({ currency }) => currency === asked) ?? (ways.length === 1 ? ways[0] : undefined);
  if (pay === null) {
    return [
      ...(page.ways.length === 0 ? ['the page asks for money, and shows no way to pay'] : []),
      ...(wanted ? [`${wanted.currency} was chosen, and its page is not shown`] : []),
      ...expect(
        'the ways to pay',
        page.ways.map(({ id, money }) => [id, ...money]),
        ways.map(({ currency, shown }) => [`choice-${currency}`, shown]),
      ),
      ...ways
        .filter(({ networkName }, at) => page.ways[at]?.text.includes(networkName) === false)
        .map(({ currency, networkName }) => `${currency} is offered without ${networkName}`),
    ];
  }
  // Without a choice the rest of a payment is paid as it began.
  const isFree = asked === undefined && deposits.length > 0;
  const way =
    wanted ?? (isFree ? ways.find(each => each.walletLink === pay.walletLink.toLowerCase()) : undefined);
  if (!way) return [`the page asks for ${pay.money.join(', ')} by ${pay.walletLink}, which nobody chose`];
  return [
    ...expect('the amount to send', pay.money, [way.shown, way.shown]),
    ...expect('the amount to copy', pay.copyAmount, way.due),
    ...expect('the address', pay.address, address),
    ...expect('the address to copy', pay.copyAddress, address),
    ...expect('the network', pay.network, way.networkName),
    ...(pay.heading.includes(way.networkName) ? [] : [`"${pay.heading}" does not name ${way.networkName}`]),
    ...expect('what the wallet is asked for', pay.walletLink.toLowerCase(), way.walletLink),
    ...expect('whether the payer can choose again', pay.canChange, ways.length > 1),
  ];
}

export function compareDeposits(
  { deposits }: PageFacts,
  expected: readonly ExpectedDeposit[],
): readonly string[] {
  if (deposits.length !== expected.length) {
    return [`the page shows ${String(deposits.length)} deposits of ${String(expected.length)}`];
  }
  return expected.flatMap(({ money, networkName, done, confirmations }, at) => {
    const shown = deposits[at];
    if (!shown) return [];
    const name = `deposit ${String(at + 1)}`;
    const isRight = shown.done === null ? done.length === 0 : done.includes(shown.done);
    return [
      ...expect(name, shown.money, money),
      ...(shown.text.includes(networkName) ? [] : [`${name} does not name ${networkName}`]),
      ...(isRight ? [] : [`${name} has ${String(shown.done)} steps done, of ${done.join(' or ')}`]),
      ...(confirmations === undefined ? [] : expect(`${name}, confirmations`, shown.numbers, confirmations)),
    ];
  });
}
