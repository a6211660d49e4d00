import type { Html } from './html.ts';
import { html, webUrl } from './html.ts';
import { icons } from './icons.ts';
import type { Messages } from './messages/en.ts';
import type { PageContext } from './pageContext.ts';
import type { CheckoutDeposit, DepositStage } from './view.ts';
import { money, symbolOf } from './words.ts';

/** How far each deposit has come. */
export function renderProgress({ view, language }: PageContext): Html {
  const say = language.messages;
  const { deposits } = view;
  if (deposits.length === 0) return html`<section id="progress" hidden></section>`;
  return html`<section id="progress" class="progress">
    <h2>${say.progress}</h2>
    ${deposits.map(each => deposit(say, each))}
  </section>`;
}

function deposit(say: Messages, shown: CheckoutDeposit): Html {
  const url = webUrl(shown.transactionUrl);
  return html`<article>
    <p class="what">
      <b>${money(shown.amount, symbolOf(shown.currency))}</b> ${say.on(html`<bdi>${shown.networkName}</bdi>`)}
    </p>
    ${shown.late && html`<p class="note">${icons.clock}<span>${say.lateDeposit}</span></p>`}
    ${path(say, shown)}
    ${
      url !== null &&
      html`<p>
        <a class="out" href="${url}" target="_blank" rel="noopener noreferrer"
          >${say.viewTransaction}${icons.out}<span class="unseen">${say.newTab}</span></a
        >
      </p>`
    }
  </article>`;
}

function path(say: Messages, shown: CheckoutDeposit): Html {
  switch (shown.stage) {
    case 'seen':
    case 'confirming':
    case 'checking':
    case 'credited':
      return steps(say, shown, shown.stage);
    case 'declined':
      return html`<p class="note">${icons.person}<span>${say.declined}</span></p>`;
    case 'tooSmall':
      return html`<p class="note">${icons.warning}<span>${say.tooSmall}</span></p>`;
    case 'gone':
      return html`<p class="note">${icons.warning}<span>${say.gone}</span></p>`;
  }
}

const order = ['seen', 'confirming', 'checking', 'credited'] as const satisfies readonly DepositStage[];
type Step = (typeof order)[number];

/** What is done, what runs and what is to come: told by words and marks, and not by colour alone. */
function steps(say: Messages, shown: CheckoutDeposit, stage: Step): Html {
  const current = order.indexOf(stage);
  const names: Record<Step, string> = {
    seen: say.seen,
    confirming: say.confirmed,
    checking: say.checked,
    credited: say.credited,
  };
  return html`<ol class="steps">
    ${order.map((step, index) => {
      const isDone = index < current || stage === 'credited';
      const isNow = !isDone && index === current;
      const name =
        isNow && step === 'confirming'
          ? say.confirmations(shown.confirmations, shown.requiredConfirmations)
          : names[step];
      const state = isDone ? say.stepDone : isNow ? say.stepNow : say.stepToCome;
      return html`<li
        class="${isDone ? 'done' : isNow ? 'now' : 'next'}"
        ${isNow && html` aria-current="step"`}
      >
        <span class="mark">${isDone && icons.done}</span
        ><span>${name}<span class="unseen"> (${state})</span></span>
      </li>`;
    })}
  </ol>`;
}
