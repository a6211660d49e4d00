import { priceOf, receivedIn } from './amounts.ts';
import type { Assets } from './assets.ts';
import { accentLink } from './assets.ts';
import { dueOf, money, symbolsOf } from './format.ts';
import type { Html, HtmlPart } from '../html.ts';
import { html, webUrl } from '../html.ts';
import type { Language, LanguageTag } from './messages/index.ts';
import { languages, languageTags } from './messages/index.ts';
import type { PageContext } from './pageContext.ts';
import { pageLink } from './pageContext.ts';
import { renderChoices } from './renderChoices.ts';
import { renderPay } from './renderPay.ts';
import { renderProgress } from './renderProgress.ts';
import { renderStatus } from './renderStatus.ts';
import { isOver } from './situation.ts';

/** How often a page without a script reloads, in s. */
const refreshSeconds = 15;

/** The whole page. The script replaces `summary`, `status`, `action` and `progress` with newer ones. */
export function renderPage(context: PageContext): Html {
  const { view, language, title, chosen } = context;
  const messages = language.messages;
  const over = isOver(view);
  return renderFrame({
    ...context,
    heading: messages.pageTitle(title),
    pay: chosen?.currency,
    head: over
      ? undefined
      : html`<noscript><meta http-equiv="refresh" content="${refreshSeconds};url=${pageLink({ lang: context.askedLanguage, pay: context.askedPay, again: '1' })}"></noscript>`,
    live: over ? 'over' : 'on',
    header: html`${!view.livemode && html`<p class="test">${messages.testMode}</p>`}
${view.logo !== null && html`<img class="logo" src="${view.logo}" alt="">`}
<h1><bdi>${view.title}</bdi></h1>
${view.productName !== null && html`<p class="product"><bdi>${view.productName}</bdi></p>`}
${summary(context)}`,
    main: html`<p id="announcer" class="unseen" role="status" aria-live="polite"></p>
${renderStatus(context)}
${action(context)}
${renderProgress(context)}`,
    accent: view.accentColor,
    footer: html`<p>${messages.help(title)}</p>${support(context)}`,
  });
}

/** A page that has no session to show. */
export function renderNotice(notice: {
  readonly language: Language;
  readonly askedLanguage: LanguageTag | undefined;
  readonly assets: Assets;
  readonly heading: string;
  readonly text: string;
  /** In s: when the notice loads the requested page, if it does. The notice has no script. */
  readonly againAfter: number | undefined;
}): Html {
  return renderFrame({
    ...notice,
    // Keeps the address: the payer has not seen the page, so the next read still counts as asked by the
    // payer.
    head: notice.againAfter !== undefined && html`<meta http-equiv="refresh" content="${notice.againAfter}">`,
    live: 'off',
    main: html`<section class="status warn"><div><h1>${notice.heading}</h1><p>${notice.text}</p></div></section>`,
  });
}

function renderFrame(frame: {
  readonly language: Language;
  readonly askedLanguage: LanguageTag | undefined;
  readonly assets: Assets;
  readonly heading: string;
  readonly live: 'on' | 'over' | 'off';
  readonly pay?: string | undefined;
  readonly accent?: string | null;
  readonly head?: HtmlPart;
  readonly header?: HtmlPart;
  readonly main: HtmlPart;
  readonly footer?: HtmlPart;
}): Html {
  const { language, assets, heading, live } = frame;
  return html`<!doctype html>
<html lang="${language.tag}" dir="${language.direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${heading}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets.style}">
${frame.accent && html`<link rel="stylesheet" href="${accentLink(frame.accent)}">`}
${live !== 'off' && html`<script type="module" src="${assets.script}"></script>`}
${frame.head}</head>
<body data-live="${live}" data-now="${new Date().toISOString()}"><div class="page">
${frame.header !== undefined && html`<header>${frame.header}</header>`}
<main>${frame.main}</main>
<footer>${frame.footer}${languageLinks(frame)}</footer>
</div></body></html>`;
}

/** How to reach the merchant. */
function support({ view, language }: PageContext): Html | undefined {
  const url = webUrl(view.supportUrl);
  const { supportEmail } = view;
  if (url === null && supportEmail === null) return undefined;
  const page =
    url !== null &&
    html`<a id="support-page" href="${url}" target="_blank" rel="noopener noreferrer"><bdi dir="ltr">${new URL(url).host}</bdi><span class="unseen"> ${language.messages.newTab}</span></a>`;
  const mail =
    supportEmail !== null &&
    html`<a id="support-email" href="mailto:${encodeURIComponent(supportEmail).replace('%40', '@')}"><bdi dir="ltr">${supportEmail}</bdi></a>`;
  return html`<p class="support">${page}${page && mail && ' '}${mail}</p>`;
}

function languageLinks({
  language,
  pay,
}: {
  readonly language: Language;
  readonly pay?: string | undefined;
}): Html {
  const link = (tag: LanguageTag): Html => {
    const { name, direction } = languages[tag];
    const current = tag === language.tag && html` aria-current="true"`;
    return html`<li><a href="${pageLink({ lang: tag, pay })}" lang="${tag}" hreflang="${tag}" dir="${direction}"${current}>${name}</a></li>`;
  };
  return html`<nav aria-label="${language.messages.language}"><ul>${languageTags.map(link)}</ul></nav>`;
}

/** The amount to pay, and until when. */
function summary(context: PageContext): Html {
  const { view, language, chosen, asks } = context;
  const { payment } = view;
  const messages = language.messages;
  // Shown in every state: a payer who comes back later sees what it was about.
  const price = priceOf(context);
  const total = price
    ? money(price.amount, symbolsOf(price))
    : chosen && asks
      ? dueOf(chosen)
      : view.prices.map((price, at) => [at > 0 && ` ${messages.or} `, money(price.amount, symbolsOf(price))]);
  const received = receivedIn(context, 'credited');
  const isPart = received.count > 0 && payment?.status !== 'completed';
  return html`<div id="summary" class="summary">
<p class="total"><span>${asks ? messages.toPay : messages.amount}</span> <strong>${total}</strong></p>
${isPart && html`<p><span>${messages.paid}</span> ${received.text}</p>`}
${deadline(context)}</div>`;
}

/** The deadline as text. The script turns it into the time that is left. */
function deadline({ view, situation, language, asks }: PageContext): Html | undefined {
  const messages = language.messages;
  if (!asks && situation !== 'expired') return undefined;
  const time = new Intl.DateTimeFormat(`${language.tag}-u-nu-latn`, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(view.expiresAt));
  const text = html`<time datetime="${view.expiresAt}"><bdi>${time} UTC</bdi></time>`;
  return asks
    ? html`<p id="deadline" data-left="${messages.timeLeft}"><span>${messages.payBefore}</span> ${text}</p>`
    : html`<p><span>${messages.wasOpenUntil}</span> ${text}</p>`;
}

function action(context: PageContext): Html {
  const { asks, chosen } = context;
  if (!asks) return html`<section id="action" hidden></section>`;
  return html`<section id="action" class="action">${chosen ? renderPay(context, chosen) : renderChoices(context)}</section>`;
}
