import { randomUUID } from 'node:crypto';
import type { PurserEvent } from '../../client/index.ts';
import { amounts, dollars, goods } from './goods.ts';
import type { Html } from './html.ts';
import { html, nothing } from './html.ts';
import { page, token } from './layout.ts';
import type { Charge, Movement, Payment } from './purser.ts';
import type { User, Visitor } from './visitors.ts';

export function loginPage(visitor: Visitor): Html {
  return page(
    visitor,
    'Welcome',
    html`<p>Books for a dollar or six, paid from your balance.</p>
      <form class="card stack" method="post" action="/login">
        ${token(visitor)}
        <label for="name">Your name</label>
        <input id="name" name="name" required maxlength="32" autocomplete="username" autocapitalize="none" />
        <button>Log in</button>
        <p class="hint">This is an example: it asks for no password, so anybody can be anybody.</p>
      </form>`,
  );
}

export function homePage(visitor: Visitor, { name }: User, balance: string): Html {
  return page(
    visitor,
    `Hello, ${name}`,
    html`${balanceCard(balance)}
      <section aria-labelledby="top-up">
        <h2 id="top-up">Top up</h2>
        <form class="row" method="post" action="/top-up">
          ${token(visitor)}${newOrder()}
          ${amounts.map(
            amount => html`<button class="quiet" name="amount" value="${amount}">${dollars(amount)}</button>`,
          )}
        </form>
        <p class="hint">You pay in dollar tokens, on the next page.</p>
      </section>
      <section aria-labelledby="books">
        <h2 id="books">Books</h2>
        <ul class="goods">
          ${goods.map(
            good =>
              html`<li class="card">
                <div>
                  <h3>${good.title}</h3>
                  <p class="hint">${good.author}</p>
                </div>
                <form method="post" action="/buy">
                  ${token(visitor)}${newOrder()}
                  <input type="hidden" name="good" value="${good.id}" />
                  <button aria-label="Buy ${good.title} for ${dollars(good.price)}">
                    ${dollars(good.price)}
                  </button>
                </form>
              </li>`,
          )}
        </ul>
      </section>`,
  );
}

/**
 * The page for a payer who returns from the checkout page. It shows what Purser says and does not trust the
 * URL.
 */
export function paidPage(
  visitor: Visitor,
  {
    payment,
    balance,
    here,
  }: { readonly payment: Payment | null; readonly balance: string; readonly here: string },
): Html {
  const message =
    payment === null ? 'Nothing has arrived yet. It can take a minute after you sent it.' : outcome(payment);
  return page(
    visitor,
    payment?.status === 'completed' ? 'Thank you' : 'Your top-up',
    html`<p class="lead">${message}</p>
      ${balanceCard(balance)}
      <p class="row">
        <a class="button" href="/">To the shop</a>
        ${payment?.status === 'completed' ? nothing : html`<a href="${here}">Look again</a>`}
      </p>`,
  );
}

function outcome({ status, paidAmount, underpaidBy, overpaidBy }: Payment): string {
  switch (status) {
    case 'completed':
      return overpaidBy === '0'
        ? `Your ${dollars(paidAmount)} arrived.`
        : `Your ${dollars(paidAmount)} arrived: ${dollars(overpaidBy)} more than asked for, and all of it is yours.`;
    case 'pending':
      return paidAmount === '0'
        ? 'Your money is on its way.'
        : `${dollars(paidAmount)} arrived, and ${dollars(underpaidBy)} are missing.`;
    case 'canceled':
      return 'The time for this top-up is over. What you sent is in your balance, or will be.';
    case 'failed':
      return 'This payment could not be accepted. Please write to us.';
  }
}

export function ordersPage(
  visitor: Visitor,
  purchases: readonly Charge[],
  events: readonly PurserEvent[],
): Html {
  return page(
    visitor,
    'Your orders',
    html`${purchases.length === 0 ? html`<p>You have bought nothing yet.</p>` : nothing}
      <ul class="goods">
        ${purchases.map(
          charge =>
            html`<li class="card">
              <div>
                <h2>${charge.description ?? 'Order'}</h2>
                <p class="hint">${dollars(charge.amount)}, ${when(charge.createdAt)}</p>
              </div>
              ${
                charge.refunded === '0'
                  ? html`<form method="post" action="/refund">
                      ${token(visitor)}
                      <input type="hidden" name="charge" value="${charge.id}" />
                      <button class="quiet" aria-label="Return ${charge.description ?? 'this order'}">
                        Return
                      </button>
                    </form>`
                  : html`<p class="tag">Refunded</p>`
              }
            </li>`,
        )}
      </ul>
      <section aria-labelledby="events">
        <h2 id="events">What Purser told the shop</h2>
        ${
          events.length === 0
            ? html`<p>No webhook has come yet.</p>`
            : html`<ul class="events">
                ${events.map(
                  event =>
                    html`<li>
                      <code>${event.type}</code>
                      <span class="hint">no. ${String(event.sequence)}, ${when(event.timestamp)}</span>
                    </li>`,
                )}
              </ul>`
        }
      </section>`,
  );
}

export function statementPage(visitor: Visitor, movements: readonly Movement[]): Html {
  return page(
    visitor,
    'Your statement',
    movements.length === 0
      ? html`<p>Nothing has moved yet.</p>`
      : html`<div class="wide" role="region" aria-label="Statement" tabindex="0">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col" class="figure">Amount</th>
                <th scope="col" class="figure">Balance</th>
              </tr>
            </thead>
            <tbody>
              ${movements.map(
                movement =>
                  html`<tr>
                    <td>${when(movement.createdAt)}</td>
                    <td>${movement.type} <span class="hint">${movement.currency}</span></td>
                    <td class="figure">${movement.amount}</td>
                    <td class="figure">${movement.balance}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`,
  );
}

export function messagePage(visitor: Visitor, message: string): Html {
  return page(
    visitor,
    'Sorry',
    html`<p class="lead" role="alert">${message}</p>
      <p><a class="button" href="/">To the shop</a></p>`,
  );
}

function balanceCard(balance: string): Html {
  return html`<p class="card balance">Your balance <strong>${dollars(balance)}</strong></p>`;
}

/** The id is made with the page, so that the form is one order, however often it is sent. */
function newOrder(): Html {
  return html`<input type="hidden" name="order" value="${randomUUID()}" />`;
}

function when(time: string): Html {
  return html`<time datetime="${time}">${time.slice(0, 16).replace('T', ' ')}</time>`;
}
