import type { LanguageTag } from '../../api/checkout/messages/index.ts';
import { languages } from '../../api/checkout/messages/index.ts';
import type { PageFacts } from '../page/pageFacts.ts';
import { among, expect } from './compare.ts';
import { compareDeposits, comparePay } from './comparePay.ts';
import type { ExpectedPage } from './expectPage.ts';
import { expectPage } from './expectPage.ts';
import type { Currency, Facts } from './facts.ts';

/** How far the time left may be from the true one, in seconds: between the two readings time passes. */
const clockTolerance = 5;

/** In what the page contradicts the API, or leaves its payer without a way on. `now` in ms. */
export function comparePage(
  page: PageFacts,
  facts: Facts,
  currencies: readonly Currency[],
  browserLanguage: LanguageTag,
  now: number,
): readonly string[] {
  const expected = expectPage(facts, currencies, now);
  return [
    ...compareFrame(page, facts, browserLanguage),
    ...compareStatus(page, expected, languageOf(page, browserLanguage)),
    ...compareSummary(page, facts, expected, now),
    ...comparePay(page, facts.session.address, expected),
    ...compareDeposits(page, expected.deposits),
    ...compareWayOut(page, facts, expected),
  ];
}

/** The language that the address names, else that of the browser. */
function languageOf({ url }: PageFacts, browserLanguage: LanguageTag): LanguageTag {
  const asked = new URL(url).searchParams.get('lang');
  return Object.values(languages).find(({ tag }) => tag === asked)?.tag ?? browserLanguage;
}

function compareFrame(page: PageFacts, { form }: Facts, browserLanguage: LanguageTag): readonly string[] {
  const { tag, direction } = languages[languageOf(page, browserLanguage)];
  return [
    ...expect('the language', page.lang, tag),
    ...expect('the direction', page.dir, direction),
    ...expect('the heading', page.heading, form.title),
    ...(page.title.includes(form.title) ? [] : [`the title is "${page.title}" without ${form.title}`]),
    ...(page.isTooWide ? ['the page is wider than the screen'] : []),
    ...page.nameless.map(each => `a control has no name: ${each}`),
    ...(page.text === '' ? ['the page is blank'] : []),
  ];
}

function compareStatus(
  { status }: PageFacts,
  expected: ExpectedPage,
  language: LanguageTag,
): readonly string[] {
  const { situation, prices, rests, credited, underWay, overpaid, elsewhere, ways } = expected;
  if (status === null) return ['the page has no status'];
  const dues = [...rests, ...ways.map(({ shown }) => shown)];
  const isMissing = (amounts: readonly string[]): boolean =>
    amounts.length > 0 && !amounts.some(each => status.money.includes(each));
  return [
    ...(status.classes.includes(situation)
      ? []
      : [`the status is ${status.classes.join(' ')} and must be ${situation}`]),
    ...expect('the headline', status.headline, languages[language].messages[situation]),
    ...(status.text === status.headline ? ['the status has only a headline'] : []),
    ...among('the status', status.money, [
      ...prices,
      ...dues,
      ...credited,
      ...underWay,
      ...overpaid,
      ...elsewhere,
    ]),
    ...(situation === 'underpaid' && isMissing(dues) ? ['what is still due is not said'] : []),
    ...(['completed', 'late'].includes(situation) ? overpaid : [])
      .filter(each => !status.money.includes(each))
      .map(each => `the excess of ${each} is not said`),
  ];
}

function compareSummary(
  page: PageFacts,
  { session, payment }: Facts,
  { asks, situation, prices, ways, credited }: ExpectedPage,
  now: number,
): readonly string[] {
  const { total, received, deadline } = page;
  const isPaid = payment?.status === 'completed';
  const isShown = asks || situation === 'expired';
  const own = payment && prices[Object.keys(session.price).indexOf(payment.coin.code)];
  return [
    ...(total.length === 0 ? ['the page names no price'] : []),
    ...among('the total', total, payment ? prices : [...prices, ...ways.map(({ shown }) => shown)]),
    ...(isPaid ? expect('the price of what was paid', total, [own]) : []),
    ...expect('what was received', received.toSorted(), isPaid ? [] : credited.toSorted()),
    ...expect('the deadline', deadline?.iso, isShown ? session.expiresAt : undefined),
    ...(deadline && asks && page.script ? compareClock(deadline, now) : []),
  ];
}

function compareClock({ iso, text }: { readonly iso: string; readonly text: string }, now: number) {
  if (!/^([0-9]+:)?[0-9]{1,2}:[0-9]{2}$/.test(text)) return [`the time left is "${text}"`];
  const shown = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const left = (Date.parse(iso) - now) / 1000;
  return Math.abs(shown - left) <= clockTolerance
    ? []
    : [`the time left is ${text}, and ${String(Math.round(left))} s are left`];
}

/** At every end there is a way back or somebody to ask. Before the end there is a way to pay, or nothing to do. */
function compareWayOut(
  { returnTo, support, footer }: PageFacts,
  { session, form }: Facts,
  { situation }: ExpectedPage,
): readonly string[] {
  const isEnd = ['completed', 'failed', 'expired', 'late'].includes(situation);
  const wanted = [
    ...(form.supportUrl === null ? [] : [form.supportUrl]),
    ...(form.supportEmail === null ? [] : [`mailto:${form.supportEmail}`]),
  ];
  return [
    ...expect('the way back', linkOf(returnTo), isEnd ? returnOf(form.returnUrl, session.sessionId) : null),
    ...expect('whom to ask', support, wanted),
    ...(footer.includes(form.title) ? [] : ['nobody is named to ask']),
  ];
}

const linkOf = (link: string | null): string | null => (link === null ? null : new URL(link).href);

function returnOf(returnUrl: string | null, sessionId: string): string | null {
  if (returnUrl === null) return null;
  const url = new URL(returnUrl);
  url.searchParams.set('sessionId', sessionId);
  return url.href;
}
