import type { Html } from './html.ts';
import { html } from './html.ts';
import { icons } from './icons.ts';
import type { PageContext } from './pageContext.ts';
import { pageLink } from './pageContext.ts';
import type { CheckoutChoice } from './view.ts';
import { dueOf, networkName, symbolOf } from './words.ts';

/** The ways to pay, each a coin on its network, as links: they work without a script. */
export function renderChoices({ view, language, askedLanguage }: PageContext): Html {
  const say = language.messages;
  const open = view.choices.filter(({ dueUnits }) => dueUnits !== '0');
  const row = (choice: CheckoutChoice): Html => {
    const { currency, currencyName, network } = choice;
    return html`<li>
      <a class="choice" id="choice-${currency}" href="${pageLink({ lang: askedLanguage, pay: currency })}">
        <span class="coin"
          ><b><bdi>${symbolOf(currency)}</bdi></b> ${say.on(networkName(network))}<small
            ><bdi>${currencyName}</bdi></small
          ></span
        >
        <span class="due"
          >${dueOf(choice)}${network.isDown && html`<small class="delayed">${icons.clock}${say.delayed}</small>`}</span
        >
        ${icons.next}</a
      >
    </li>`;
  };
  const down = new Map(
    open.filter(({ network }) => network.isDown).map(({ network }) => [network.code, network]),
  );
  return html`<h2>${say.choose}</h2>
    <p>${say.chooseMore}</p>
    <ul class="choices">
      ${open.map(row)}
    </ul>
    <p class="note">${icons.warning}<span>${say.oneNetwork}</span></p>
    ${[...down.values()].map(network => html`<p class="note">${icons.clock}<span>${say.networkDown(networkName(network))}</span></p>`)}`;
}
