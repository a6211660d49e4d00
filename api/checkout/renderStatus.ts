import { receivedIn, restOf } from './amounts.ts';
import { coinOf, listed, money, symbolOf } from './format.ts';
import type { Html, HtmlPart } from '../html.ts';
import { html, webUrl } from '../html.ts';
import { icons, note } from './icons.ts';
import type { PageContext } from './pageContext.ts';
import type { Situation } from './situation.ts';
import { isAnyDue } from './situation.ts';

const looks: Readonly<Record<Situation, { readonly tone: string; readonly icon: Html }>> = {
  waiting: { tone: 'calm', icon: html`<span class="pulse"></span>` },
  arriving: { tone: 'calm', icon: html`<span class="pulse"></span>` },
  underpaid: { tone: 'warn', icon: icons.warning },
  completed: { tone: 'good', icon: icons.done },
  failed: { tone: 'warn', icon: icons.person },
  closed: { tone: 'warn', icon: icons.person },
  ending: { tone: 'calm', icon: icons.clock },
  expired: { tone: 'warn', icon: icons.clock },
  late: { tone: 'warn', icon: icons.clock },
};

/** The state of the session, in words. A screen reader is told `data-announce` when it changes. */
export function renderStatus(context: PageContext): Html {
  const { situation, language } = context;
  const { tone, icon } = looks[situation];
  const headline = language.messages[situation];
  const remark = elsewhere(context);
  const announced = remark ? `${headline}. ${language.messages.paidElsewhereTold}` : headline;
  return html`<section id="status" class="status ${situation} ${tone}" data-announce="${announced}"><span class="badge">${icon}</span>
<div><h2>${headline}</h2>${explain(context).map(text => text && html`<p>${text}</p>`)}${remark}${returnLink(context)}</div></section>`;
}

function explain(context: PageContext): readonly HtmlPart[] {
  const { situation, language, title } = context;
  const messages = language.messages;
  switch (situation) {
    case 'waiting':
      return [messages.waitingMore];
    case 'closed':
      return [messages.closedMore(title)];
    case 'arriving':
      return [arrivingMore(context)];
    case 'underpaid':
      return [underpaidMore(context)];
    case 'completed':
      return [messages.completedMore, overpaid(context)];
    case 'failed':
      return [messages.failedMore(title)];
    case 'ending':
      return [messages.endingMore];
    case 'expired':
      return expiredMore(context);
    case 'late':
      return [lateMore(context), overpaid(context)];
  }
}

/** A payer who still owes something must not leave. After the deadline nothing more is asked for. */
function arrivingMore(context: PageContext): HtmlPart {
  const { view, asks, language } = context;
  const messages = language.messages;
  const rest = asks && restOf(context);
  const sent = receivedIn(context, 'underWay');
  // Deposits are read before the sums, so what was under way may be credited in between.
  if (rest) return sent.count > 0 ? messages.arrivingPart(sent, rest) : messages.underpaidMore(rest);
  return isAnyDue(view) ? messages.endingMore : messages.arrivingMore;
}

/** A payer who paid elsewhere, and looks at a page that waits, must not pay again unawares. */
function elsewhere({ view, situation, language }: PageContext): Html | undefined {
  const waits = situation === 'waiting' || situation === 'underpaid' || situation === 'ending';
  if (!waits || view.elsewhere === null) return undefined;
  const { amount, currency } = view.elsewhere;
  return note(icons.warning, language.messages.paidElsewhere(money(amount, symbolOf(currency))));
}

function underpaidMore(context: PageContext): HtmlPart {
  const rest = restOf(context);
  return rest && context.language.messages.underpaidMore(rest);
}

function expiredMore(context: PageContext): readonly HtmlPart[] {
  const { language, title } = context;
  const messages = language.messages;
  const credited = receivedIn(context, 'credited');
  if (credited.count > 0) return [messages.expiredCredited(credited, title)];
  return [messages.expiredMore(title), messages.expiredSent(title)];
}

function lateMore(context: PageContext): HtmlPart {
  const { view, language, title } = context;
  const messages = language.messages;
  if (view.payment?.status === 'completed') return messages.latePaid(title);
  const credited = receivedIn(context, 'credited');
  const isOnItsWay = receivedIn(context, 'underWay').count > 0;
  return credited.count > 0 && !isOnItsWay
    ? messages.lateCredited(credited, title)
    : messages.lateMore(title);
}

function overpaid({ view, language, title }: PageContext): HtmlPart {
  const rows = view.payment?.overpaid.map(({ coin, amount }) => money(amount, coinOf(coin, view))) ?? [];
  return rows.length > 0 && language.messages.overpaid(listed(language.tag, rows).text, title);
}

/**
 * Shown once nothing more is asked of the payer. The return proves nothing: the merchant asks for the
 * payment.
 */
function returnLink({ view, situation, language, title }: PageContext): Html | undefined {
  const isEnd =
    situation === 'completed' || situation === 'expired' || situation === 'failed' || situation === 'late';
  const url = webUrl(view.returnUrl);
  if (!isEnd || url === null) return undefined;
  const kind = situation === 'completed' ? 'button' : 'button quiet';
  return html`<a class="${kind}" id="return" href="${url}">${language.messages.returnTo(title)}</a>`;
}
