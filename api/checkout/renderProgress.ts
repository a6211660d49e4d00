import { money, symbolOf } from './format.ts';
import type { Html } from '../html.ts';
import { html, webUrl } from '../html.ts';
import { icons, note } from './icons.ts';
import type { Messages } from './messages/en.ts';
import type { PageContext } from './pageContext.ts';
import type { CheckoutDeposit, DepositStage } from './view.ts';

/** How far each deposit has come. */
export function renderProgress({ view, language }: PageContext): Html {
  const messages = language.messages;
  const { deposits } = view;
  if (deposits.length === 0) return html`<section id="progress" hidden></section>`;
  return html`<section id="progress" class="progress"><h2>${messages.progress}</h2>${deposits.map(each => deposit(messages, each))}</section>`;
}

function deposit(messages: Messages, shown: CheckoutDeposit): Html {
  const url = webUrl(shown.transactionUrl);
  const network = html`<bdi>${shown.networkName}</bdi>`;
  const more = html`${icons.out}<span class="unseen">${messages.newTab}</span>`;
  return html`<article><p><b>${money(shown.amount, symbolOf(shown.currency))}</b> ${messages.on(network)}</p>
${shown.late && note(icons.clock, messages.lateDeposit)}
${path(messages, shown)}
${url !== null && html`<p><a class="out" href="${url}" target="_blank" rel="noopener noreferrer">${messages.viewTransaction}${more}</a></p>`}</article>`;
}

function path(messages: Messages, shown: CheckoutDeposit): Html {
  switch (shown.stage) {
    case 'seen':
    case 'confirming':
    case 'checking':
    case 'credited':
      return steps(messages, shown, shown.stage);
    case 'declined':
      return note(icons.person, messages.declined);
    case 'tooSmall':
      return note(icons.warning, messages.tooSmall);
    case 'gone':
      return note(icons.warning, messages.gone);
  }
}

const order = ['seen', 'confirming', 'checking', 'credited'] as const satisfies readonly DepositStage[];
type Step = (typeof order)[number];

/** What is done, what runs and what is to come, in words and marks as well as by colour. */
function steps(messages: Messages, shown: CheckoutDeposit, stage: Step): Html {
  const current = order.indexOf(stage);
  const names: Record<Step, string> = {
    seen: messages.seen,
    confirming: messages.confirmed,
    checking: messages.checked,
    credited: messages.credited,
  };
  const step = (name: Step, index: number): Html => {
    const isDone = index < current || stage === 'credited';
    const isNow = !isDone && index === current;
    const { confirmations, requiredConfirmations } = shown;
    const isCounted = isNow && name === 'confirming';
    const text = isCounted ? messages.confirmations(confirmations, requiredConfirmations) : names[name];
    const state = isDone ? messages.stepDone : isNow ? messages.stepNow : messages.stepToCome;
    const look = isDone ? 'done' : isNow ? 'now' : 'next';
    return html`<li class="${look}"${isNow && html` aria-current="step"`}><span class="mark">${isDone && icons.done}</span><span>${text}<span class="unseen"> (${state})</span></span></li>`;
  };
  return html`<ol class="steps">${order.map(step)}</ol>`;
}
