import type { Html } from './html.ts';
import { html, nothing } from './html.ts';
import type { Visitor } from './visitors.ts';

/** A whole page, without scripts and without anything from other sites. */
export function page(visitor: Visitor, title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Corner Books</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/shop.css" />
      </head>
      <body>
        <header>
          <a class="name" href="/">Corner Books</a>
          ${visitor.user ? menu(visitor, visitor.user.name) : nothing}
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}

function menu(visitor: Visitor, name: string): Html {
  return html`<nav aria-label="Your account">
    <a href="/orders">Orders</a>
    <a href="/statement">Statement</a>
    <form method="post" action="/logout">
      ${token(visitor)}
      <button class="link">Log out ${name}</button>
    </form>
  </nav>`;
}

/** The token in each form, which shows that the form is ours. */
export function token({ token }: Visitor): Html {
  return html`<input type="hidden" name="token" value="${token}" />`;
}
