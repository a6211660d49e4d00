import type { Express, RequestHandler } from 'express';
import type { UserVisit } from './answer.ts';
import { field, refuse, send } from './answer.ts';
import { amounts, goods } from './goods.ts';
import type { Inbox } from './inbox.ts';
import { ordersPage, paidPage, statementPage } from './pages.ts';
import type { Purser } from './purser.ts';
import {
  balanceOf,
  paymentOf,
  payOrder,
  purchasesOf,
  refundPurchase,
  startTopUp,
  statementOf,
} from './purser.ts';

export interface TillOptions {
  readonly purser: Purser;
  readonly inbox: Inbox;
  /** A handler for logged-in users only. */
  readonly users: (handle: (visit: UserVisit) => Promise<void>) => RequestHandler;
}

/** All routes where money moves (topping up, buying, refunding), and the routes that report on it. */
export function addTill(app: Express, { purser, inbox, users }: TillOptions): void {
  app.post(
    '/top-up',
    users(async visit => {
      const { user, request, response } = visit;
      const amount = amounts.find(each => each === field(request, 'amount'));
      const id = orderId(visit);
      if (amount === undefined || id === undefined) {
        refuse(visit, 400, 'This amount cannot be chosen.');
        return;
      }
      const clientId = `top-up/${user.name}/${id}/${amount}`;
      const checkoutUrl = await startTopUp(purser, { customerId: user.customerId, amount, clientId });
      response.redirect(303, checkoutUrl);
    }),
  );

  app.get(
    '/paid',
    users(async visit => {
      const { user, visitor, request } = visit;
      const { sessionId } = request.query;
      const payment =
        typeof sessionId === 'string' ? await paymentOf(purser, user.customerId, sessionId) : undefined;
      if (payment === undefined) {
        refuse(visit, 404, 'There is no such payment.');
        return;
      }
      const balance = await balanceOf(purser, user.customerId);
      send(visit, paidPage(visitor, { payment, balance, here: request.originalUrl }));
    }),
  );

  app.post(
    '/buy',
    users(async visit => {
      const { user, request, response } = visit;
      const good = goods.find(({ id }) => id === field(request, 'good'));
      const id = orderId(visit);
      if (!good || id === undefined) {
        refuse(visit, 400, 'That is not for sale.');
        return;
      }
      const { customerId } = user;
      const paid = await payOrder(purser, { id, customerId, amount: good.price, description: good.title });
      if (paid) response.redirect(303, '/orders');
      else refuse(visit, 409, 'Your balance is too low. Please top it up first.');
    }),
  );

  app.get(
    '/orders',
    users(async visit => {
      const { customerId } = visit.user;
      const purchases = await purchasesOf(purser, customerId);
      send(visit, ordersPage(visit.visitor, purchases, inbox.latestOf(customerId, 10)));
    }),
  );

  app.post(
    '/refund',
    users(async visit => {
      const { user, request, response } = visit;
      const refunded = await refundPurchase(purser, user.customerId, field(request, 'charge'));
      if (refunded) response.redirect(303, '/orders');
      else refuse(visit, 404, 'There is no such order.');
    }),
  );

  app.get(
    '/statement',
    users(async visit => {
      send(visit, statementPage(visit.visitor, await statementOf(purser, visit.user.customerId)));
    }),
  );
}

/** The id that the page gave this order; undefined if it does not have our format. */
function orderId({ request }: UserVisit): string | undefined {
  const id = field(request, 'order');
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : undefined;
}
