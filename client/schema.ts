// Made from docs/openapi.json by `npm run check -- --write`; do not edit.

export interface paths {
    "/v1/currencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List currencies
         * @description In the order of the registry; the cursors are codes. Needs the scope `read`.
         */
        get: operations["getCurrencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/currencies/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a currency
         * @description Needs the scope `read`.
         */
        get: operations["getCurrenciesByCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customers
         * @description Needs the scope `read`.
         */
        get: operations["getCustomers"];
        put?: never;
        /**
         * Create a customer
         * @description Needs the scope `write`.
         */
        post: operations["postCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a customer
         * @description By our id, or by your externalId. Needs the scope `read`.
         */
        get: operations["getCustomersById"];
        put?: never;
        /**
         * Update a customer
         * @description Fields left out stay; null clears; metadata is replaced whole. Needs the scope `write`.
         */
        post: operations["postCustomersById"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a customer as a person
         * @description For ever: `externalId`, `email`, `description`, `metadata`, `notificationUrl`; the `data` and the product’s name of its sessions; the texts of its charges, refunds and blocks; and all of it in events, deliveries and saved answers. Deposits, balances, charges and payments stay, under our id, and so does the deposit address: what comes to it is credited. Repeating it, by our id, erases what came since. Needs the scope `admin`.
         */
        post: operations["postCustomersByIdErase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block a customer
         * @description Deposits credited from now on go to the merchant, with `blocked: true`. Repeating changes nothing. Needs the scope `write`.
         */
        post: operations["postCustomersByIdBlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unblock a customer
         * @description Moves nothing that was posted while the customer was blocked. Repeating changes nothing. Needs the scope `write`.
         */
        post: operations["postCustomersByIdUnblock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get or create a customer's deposit address
         * @description One purse serves every currency of a customer. Making one needs the scope `write`; a known one is served with `read`. After a 503, call again: the customer still gets one purse only. Needs the scope `read`.
         */
        get: operations["getPurse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List purses
         * @description Needs the scope `read`.
         */
        get: operations["getPurses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purses/{purseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a purse by its id
         * @description Needs the scope `read`.
         */
        get: operations["getPursesByPurseId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purses/{purseId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a declined purse
         * @description Its customer may have another purse: the next `GET /v1/purse` issues one. This one stays declined, and what comes to it is held as before. Repeating changes nothing. Needs the scope `admin`.
         */
        post: operations["postPursesByPurseIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transactions/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where is my deposit?
         * @description Reads the transaction from its chain and tells of every transfer in it to an address of the account, credited or not, where it stands and what can be done. Needs the scope `read`.
         */
        get: operations["getTransactionsLookup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deposits
         * @description Needs the scope `read`.
         */
        get: operations["getTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transactions/{transactionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a deposit
         * @description Needs the scope `read`.
         */
        get: operations["getTransactionsByTransactionId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transactions/{id}/compliance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a deposit by hand
         * @description An approved deposit stays `PENDING_COMPLIANCE_CHECK` until its block is final. A declined one is held, and its purse is declined unless the amount is below the minimum. `approve` also frees a deposit that was declined, or that is held since its purse was: it goes where it would have gone without. Once you have a sweeper that waits for a second person, and the answer names the request in `approvalRequestId`. Needs the scope `admin`.
         */
        post: operations["postTransactionsByIdCompliance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transactions/{id}/allocate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Allocate a deposit
         * @description Your decision over money that came while its customer was blocked (to the customer), or that is below the minimum (to the customer, or to you). A reorg reverses it with the deposit. Once you have a sweeper, what is above `payoutLimit` of the account within 24 hours waits for a second person: `approvalRequestId` names the request. Needs the scope `admin`.
         */
        post: operations["postTransactionsByIdAllocate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what people decided
         * @description Blocks, releases, compliance decisions and allocations, each with its reason; and changes of keys, of the account and of where money and news go (forms, webhook endpoints, `notificationUrl`), with the old and the new value. Needs the scope `admin`.
         */
        get: operations["getAudits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rescans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read blocks again
         * @description Reads blocks that were scanned, or the block of one transaction, and records what was missed in them; what is known stays as it is. Answers when it is done, or after 8 s. At most 10,000 blocks, and one rescan of an account at a time. Needs the scope `admin`.
         */
        post: operations["postRescans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rescans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a rescan
         * @description The latest of these blocks. It is forgotten some days after it has ended. Needs the scope `admin`.
         */
        get: operations["getRescansById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List forms
         * @description Needs the scope `read`.
         */
        get: operations["getForms"];
        put?: never;
        /**
         * Create a payment form
         * @description What the sessions made with it share: the coins, the title that payers see, and where they return. With a `receiver` it takes the scope `admin`, and there is an event `FORM_RECEIVER_CHANGED`. Needs the scope `write`.
         */
        post: operations["postForms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a form
         * @description Needs the scope `read`.
         */
        get: operations["getFormsById"];
        put?: never;
        /**
         * Update a form
         * @description Fields left out stay. Sessions that were made keep their price and their receiver. Another `receiver` takes the scope `admin`, and there is an event `FORM_RECEIVER_CHANGED`. Needs the scope `write`.
         */
        post: operations["postFormsById"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sessions
         * @description Needs the scope `read`.
         */
        get: operations["getSessions"];
        put?: never;
        /**
         * Create a checkout session
         * @description Send the payer to `checkoutUrl`. The customer’s deposit address is used, and made where there is none. After a 503 call again, with the same `clientId` or `Idempotency-Key`. Needs the scope `write`.
         */
        post: operations["postSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a session
         * @description Needs the scope `read`.
         */
        get: operations["getSessionsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/expire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a session early
         * @description What was sent until now still counts: the session is `expired`, with `SESSION_EXPIRED`, as soon as its networks have been read up to this moment. What is sent later is credited as late. One that is over stays as it is. Needs the scope `write`.
         */
        post: operations["postSessionsByIdExpire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The payment of a session, or a list of payments
         * @description With `sessionId` the payment of that session: `null` while nothing was seen. Without it a list, newest first. A payment is proven by this answer and by the signed webhooks, and by nothing that a payer’s browser brings. Transactions that are not credited yet are shown with the session they would belong to. Needs the scope `read`.
         */
        get: operations["getPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Balances of customers
         * @description What the ledger owes customers, net of reversals. A parameter left out gives a row per value; an empty one gives totals over that dimension, with the field empty. A group gives one row of its currencies 1:1, and totals over all coins add whole units. `formId` only narrows to what came through that form. At most 10,000 rows, or `limit`, newest customers first; where there are more, the header `Link` has the address of the next ones (`rel="next"`). Needs the scope `read`.
         */
        get: operations["getBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A customer’s statement
         * @description What moved the customer’s balances, newest first, with the running balance of each currency. What is of several currencies or products, as a charge can be, is a movement of each. With `Accept: text/csv` a table of up to 10,000 rows, or `limit`; where there are more, the header `Link` has the address of the next ones (`rel="next"`). Needs the scope `read`.
         */
        get: operations["getCustomersByIdStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List charges
         * @description Needs the scope `read`.
         */
        get: operations["getCharges"];
        put?: never;
        /**
         * Charge a customer
         * @description Takes money out of a customer’s balance, and never more than there is. With `productId` of that product’s money alone, else of the oldest first; of a group, the currencies with the fewest decimals first. A blocked customer can be charged. Needs the scope `write`.
         */
        post: operations["postCharges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a charge
         * @description Needs the scope `read`.
         */
        get: operations["getChargesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charges/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund a charge
         * @description Gives the amount back to where it was taken from, the last part first; without one, all that is left. The refunds of a charge never come to more than the charge. Needs the scope `write`.
         */
        post: operations["postChargesByIdRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/destinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List destinations
         * @description Needs the scope `read`.
         */
        get: operations["getDestinations"];
        put?: never;
        /**
         * Register an address to which sweeps may go
         * @description It stays `pending` until the owner of your sweeper has sent `call` to it, and the block is final. Then its delay begins. On a network of method `transfer` there is no sweeper: `call` is null, and the address is `active` while the settings file of your signer lists it. There is an event `DESTINATION_CREATED`, and `DESTINATION_ACTIVATED` when sweeps may go there. Needs the scope `admin`.
         */
        post: operations["postDestinations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/destinations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a destination
         * @description Needs the scope `read`.
         */
        get: operations["getDestinationsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/destinations/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable a destination
         * @description Nothing is swept to it from now on, for good; `POST /v1/destinations` registers the address anew. The chain does not know yet: `call` is what the owner of your sweeper, or an operator, sends to it. Repeating it changes nothing. Needs the scope `admin`.
         */
        post: operations["postDestinationsByIdDisable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sweeps/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Estimate a sweep
         * @description What `POST /v1/sweeps` with the same body would move now, currency by currency, and what it would leave, and why. An estimate: nothing is reserved, and the next block may change it. Needs the scope `read`.
         */
        post: operations["postSweepsQuote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sweeps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sweeps
         * @description Needs the scope `read`.
         */
        get: operations["getSweeps"];
        put?: never;
        /**
         * Sweep purses now
         * @description Plans sweeps of all that is credited and final and matches the body, without regard to thresholds and pauses: whole deposits, to the receiver of their form if that is an active destination, else to the treasury. The signer then sends them; `SWEEP_COMPLETED` tells when one is final. What would cost more gas than it is stays, unless the body says `includeUneconomic: true`, which takes the scope `approve` beside `payout`. At most 20 calls an hour. Needs the scope `payout`.
         */
        post: operations["postSweeps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sweeps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a sweep
         * @description Needs the scope `read`.
         */
        get: operations["getSweepsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sweeps/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a sweep
         * @description While it is `planned`. Its deposits may be swept by another one, also by the next that the policy plans. Needs the scope `payout`.
         */
        post: operations["postSweepsByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the state of sending
         * @description For each network on which you have a sweeper. Needs the scope `read`.
         */
        get: operations["getSending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sending/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause sending
         * @description Nothing of yours is planned or signed on this network from now on; what is signed already may still be mined. If it is paused so already, its first reason stands. `SENDING_PAUSED` tells it. Needs the scope `admin`.
         */
        post: operations["postSendingPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sending/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume sending
         * @description Ends your own pause of this network, or resolves the finding that `findingId` names: what happened there stays for the audit with your explanation. The answer says what pauses it still: another finding, or what only the operator ends. The signer goes on within seconds after the last one, and `SENDING_RESUMED` tells it. Needs the scope `approve`.
         */
        post: operations["postSendingResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List approval requests
         * @description What one person asks for and another must approve, and what became of it. Needs the scope `read`.
         */
        get: operations["getApprovalRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an approval request
         * @description Needs the scope `read`.
         */
        get: operations["getApprovalRequestsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-requests/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a request
         * @description Does what it asks for, as its maker, in the same transaction. If that is not possible any more, that is the error, and the request stays pending. Neither the key that made the request approves it, nor one whose holder may know that key: it made or rotated that one, or was made or rotated by it, or both came from a third. Needs the scope `approve`.
         */
        post: operations["postApprovalRequestsByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-requests/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a request
         * @description Needs the scope `approve`.
         */
        post: operations["postApprovalRequestsByIdReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-requests/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a request
         * @description Needs the scope `admin`.
         */
        post: operations["postApprovalRequestsByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description Needs the scope `read`.
         */
        get: operations["getWebhookEndpoints"];
        put?: never;
        /**
         * Create a webhook endpoint
         * @description An account has 20 at the same time at most, unless the installation says otherwise. Needs the scope `admin`.
         */
        post: operations["postWebhookEndpoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook endpoint
         * @description Needs the scope `read`.
         */
        get: operations["getWebhookEndpointsById"];
        put?: never;
        /**
         * Update a webhook endpoint
         * @description Fields left out stay; null clears. With another `url` its failures are forgotten. Another `url`, or other `types`, take the scope `admin`. Needs the scope `write`.
         */
        post: operations["postWebhookEndpointsById"];
        /**
         * Delete a webhook endpoint
         * @description It is called no more; the log of its deliveries stays. Needs the scope `admin`.
         */
        delete: operations["deleteWebhookEndpointsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the secret of a webhook endpoint
         * @description For 24 hours its calls carry two signatures, by the new secret and by the one before; a secret that was still in its 24 hours signs no more. Needs the scope `admin`.
         */
        post: operations["postWebhookEndpointsByIdRotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable a webhook endpoint
         * @description Events from now on are sent to it, and its failures are forgotten. What happened while it was disabled waits for `replay`. Repeating changes nothing. Needs the scope `write`.
         */
        post: operations["postWebhookEndpointsByIdEnable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a webhook endpoint
         * @description Sends it alone a `WEBHOOK_ENDPOINT_TEST`, at once and though it be broken or disabled; `GET /v1/deliveries?eventId=` tells what came of it. Needs the scope `write`.
         */
        post: operations["postWebhookEndpointsByIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay events to a webhook endpoint
         * @description Sends again what waits or failed; with `afterSequence`, every event of the account above it that is of the endpoint's types, those delivered and those older than the endpoint too; with `all`, all of them. A broken or disabled endpoint is enabled by it. What is more than 500 events follows in steps, beside new events; meanwhile another replay to the endpoint is 409 `replay_running`. Needs the scope `write`.
         */
        post: operations["postWebhookEndpointsByIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description Newest first. With `afterSequence`: the events above it, oldest first, so that a receiver that missed some catches up by passing the last sequence it has. Where the first one of the answer is not the next, those between are not kept any more. Needs the scope `read`.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an event
         * @description As it was sent. Needs the scope `read`.
         */
        get: operations["getEventsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Redeliver an event
         * @description Sends it again at once, and by the schedule where that fails: to every endpoint it was owed to, or to `endpointId` alone, which may be newer than the event. Its attempts go on counting in the log. Needs the scope `write`.
         */
        post: operations["postEventsByIdRedeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook deliveries
         * @description What was sent to which endpoint, with its latest attempts. Needs the scope `read`.
         */
        get: operations["getDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the attempts of a delivery
         * @description Newest first; their numbers are the cursors. The latest 50 are kept. Needs the scope `read`.
         */
        get: operations["getDeliveriesByIdAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the account of the key
         * @description Needs the scope `read`.
         */
        get: operations["getAccount"];
        put?: never;
        /**
         * Update the account
         * @description A new period holds for purses issued from now on, and for others from their next confirmed deposit. `onDecline` holds for all decisions from now on; a purse that was declined before stays so until it is released. `treasury` holds for sweeps that are planned from now on; `TREASURY_CHANGED` and `PAYOUT_LIMIT_CHANGED` tell of changes. What lets more money go, or lets it go elsewhere, waits for a second person, and the answer shows the old value and `approvalRequestId`; if another request waits, the call does nothing. These wait: another treasury, a higher `payoutLimit`, and, once you have a sweeper, `onDecline: deposit`. Needs the scope `admin`.
         */
        post: operations["postAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the secret of customers’ notification URLs
         * @description Gives the secret that signs the calls of every customer’s `notificationUrl`, shown this once. For 24 hours the one before signs beside it. Needs the scope `admin`.
         */
        post: operations["postAccountRotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Those that ended too. Needs the scope `admin`.
         */
        get: operations["getApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description Needs the scope `admin`.
         */
        post: operations["postApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Gives another key with the same scopes; the old one works on for `overlapSeconds`. The new one never has `payout` and `approve`: a key that keeps them is rotated by the operator’s command line. Needs the scope `admin`.
         */
        post: operations["postApiKeysByIdRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description From its next request on. Repeating changes nothing. Needs the scope `admin`.
         */
        delete: operations["deleteApiKeysById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay to a purse on a test chain
         * @description Really pays, from the test chain's faucet: to `address`, or to the latest purse of `customerId`. Answers when the node has the transaction in its pool. Needs the scope `write`.
         */
        post: operations["postTestDeposits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mine blocks of a test chain
         * @description A test chain mines by itself what waits, and a few blocks upon it; paused, it mines these alone. Needs the scope `admin`.
         */
        post: operations["postTestMine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/reorg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reorganise a test chain
         * @description Puts other blocks in the place of the last `depth`, one more unless `blocks` says it. Their transactions come back in them, all but those of `without`. Deeper than what is final, it makes the chain wait for a person: `/v1/test/resume`. `restore`, instead of all this, brings back what the last reorg took away. Needs the scope `admin`.
         */
        post: operations["postTestReorg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/finalize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which blocks of a test chain are final
         * @description What the tags `safe` and `finalized` stand for: all but the last `lag` blocks, or those up to `height`. Needs the scope `admin`.
         */
        post: operations["postTestFinalize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop a pending transaction of a test chain
         * @description It leaves the pool and is never mined. Pause the chain first (`/v1/test/mine`), or it is mined before you ask. Needs the scope `admin`.
         */
        post: operations["postTestDrop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a pending transaction of a test chain
         * @description Sends another one of the same payer and nonce for twice the fees, as a wallet does to speed up or to cancel: `amount` of the network’s own coin to `to`, or nothing to the payer. Of payments that `/v1/test/deposits` made. Needs the scope `admin`.
         */
        post: operations["postTestReplace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/fault": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the node of a test chain go wrong
         * @description From now on it answers falsely, or not properly, beside the faults it has; `clear` ends those. It hits who watches the chain; what `/v1/test` does on it is never hit. Needs the scope `admin`.
         */
        post: operations["postTestFault"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a test chain that waits for a person
         * @description What an operator does by the signal `resume`: the chain is looked at again. A fork below what was final is followed, and takes back what was credited in the blocks that left, only with `follow` (the fork as `/readyz` tells it), or with `height` and `hash` of a block of the new chain. Needs the scope `admin`.
         */
        post: operations["postTestResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/purses/{purseId}/expire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a purse's period now
         * @description It expires as it would by itself: once the scanners have looked past this moment, and not while a deposit to it is unfinished. Needs the scope `write`.
         */
        post: operations["postTestPursesByPurseIdExpire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/webhook-receivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a webhook receiver that behaves as it is told
         * @description It listens on the loopback interface of the API's machine, until the API ends: make a webhook endpoint of its URL. At most 20 at a time. Needs the scope `write`.
         */
        post: operations["postTestWebhookReceivers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/webhook-receivers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change how a webhook receiver behaves
         * @description From the next webhook on; what is left out is as it was at first: 204 at once. Needs the scope `write`.
         */
        post: operations["postTestWebhookReceiversById"];
        /**
         * End a webhook receiver
         * @description Nothing listens at its URL from then on. Needs the scope `write`.
         */
        delete: operations["deleteTestWebhookReceiversById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/webhook-receivers/{id}/received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what a webhook receiver got
         * @description The latest 100, newest first, as they came: `raw` is what was signed. Needs the scope `read`.
         */
        get: operations["getTestWebhookReceiversByIdReceived"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the next attempt of a webhook now
         * @description The attempt that the schedule has next (5 s, 5 min, 30 min … 24 h) is made now, and the schedule goes on from it. Behind a broken endpoint it is the endpoint that is tried, with this event or an earlier one. Needs the scope `write`.
         */
        post: operations["postTestDeliveriesByIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/screening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say how the compliance provider behaves
         * @description From now on, for all accounts; what is left out is as it was at first. It is there where the local stack began with `PURSER_TEST_PROVIDER=http`. After five failures in a row the worker leaves a provider alone for 30 seconds. Needs the scope `admin`.
         */
        post: operations["postTestScreening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/compliance/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A compliance provider calls back
         * @description For the compliance provider alone, signed by it; not there unless the operator set a secret. The same verdict again changes nothing; another one after a decision is refused. `review` and `pending` decide nothing.
         */
        post: operations["postComplianceCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    CUSTOMER_PURSE_MEM_POOL_FOUND: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_PURSE_MEM_POOL_FOUND
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_PURSE_MEM_POOL_FOUND"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    CUSTOMER_PURSE_PENDING_COMPLIANCE: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_PURSE_PENDING_COMPLIANCE
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_PURSE_PENDING_COMPLIANCE"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    CUSTOMER_PURSE_COMPLIANCE_DECLINED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_PURSE_COMPLIANCE_DECLINED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_PURSE_COMPLIANCE_DECLINED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    CUSTOMER_PURSE_EXPIRED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_PURSE_EXPIRED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_PURSE_EXPIRED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    CUSTOMER_CREATED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_CREATED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_CREATED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    CUSTOMER_UPDATED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_UPDATED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_UPDATED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    CUSTOMER_BLOCKED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_BLOCKED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_BLOCKED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    CUSTOMER_UNBLOCKED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_UNBLOCKED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_UNBLOCKED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    TRANSACTION_REORGED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * TRANSACTION_REORGED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["TRANSACTION_REORGED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    TRANSACTION_DROPPED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * TRANSACTION_DROPPED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["TRANSACTION_DROPPED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    UNSUPPORTED_DEPOSIT_DETECTED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * UNSUPPORTED_DEPOSIT_DETECTED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["UNSUPPORTED_DEPOSIT_DETECTED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    PAYMENT_PENDING: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PAYMENT_PENDING
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["PAYMENT_PENDING"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    PAYMENT_UNDERPAID: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PAYMENT_UNDERPAID
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["PAYMENT_UNDERPAID"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    PAYMENT_COMPLETED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PAYMENT_COMPLETED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["PAYMENT_COMPLETED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    PAYMENT_FAILED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PAYMENT_FAILED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["PAYMENT_FAILED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    PAYMENT_CANCELED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PAYMENT_CANCELED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["PAYMENT_CANCELED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    PAYMENT_REVERTED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PAYMENT_REVERTED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["PAYMENT_REVERTED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    SESSION_EXPIRED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SESSION_EXPIRED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["SESSION_EXPIRED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    FORM_RECEIVER_CHANGED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * FORM_RECEIVER_CHANGED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["FORM_RECEIVER_CHANGED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    DESTINATION_CREATED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * DESTINATION_CREATED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["DESTINATION_CREATED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    DESTINATION_ACTIVATED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * DESTINATION_ACTIVATED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["DESTINATION_ACTIVATED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    DESTINATION_DISABLED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * DESTINATION_DISABLED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["DESTINATION_DISABLED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    DESTINATION_UNKNOWN: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * DESTINATION_UNKNOWN
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["DESTINATION_UNKNOWN"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    SWEEP_COMPLETED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SWEEP_COMPLETED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["SWEEP_COMPLETED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    SWEEP_FAILED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SWEEP_FAILED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["SWEEP_FAILED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    SWEEP_SHORTFALL: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SWEEP_SHORTFALL
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["SWEEP_SHORTFALL"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    SENDING_PAUSED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SENDING_PAUSED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["SENDING_PAUSED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    SENDING_RESUMED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SENDING_RESUMED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["SENDING_RESUMED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    TREASURY_CHANGED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * TREASURY_CHANGED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["TREASURY_CHANGED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    PAYOUT_LIMIT_CHANGED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PAYOUT_LIMIT_CHANGED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["PAYOUT_LIMIT_CHANGED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    APPROVAL_REQUESTED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * APPROVAL_REQUESTED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["APPROVAL_REQUESTED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    APPROVAL_DECIDED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * APPROVAL_DECIDED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["APPROVAL_DECIDED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    WEBHOOK_ENDPOINT_DISABLED: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * WEBHOOK_ENDPOINT_DISABLED
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["WEBHOOK_ENDPOINT_DISABLED"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    WEBHOOK_ENDPOINT_TEST: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * WEBHOOK_ENDPOINT_TEST
         * @description Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, `resource.version` an older fact from a newer.
         */
        post: operations["WEBHOOK_ENDPOINT_TEST"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description A webhook about a deposit. */
        DepositEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "transaction",
             *       "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["DepositEventData"];
        };
        /** @description The deposit as it stood when the event was recorded. */
        DepositEventData: {
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The deposit address, with EIP-55 capitals. It is the same on every EVM network. */
            address: string;
            /** @description The deposit, `txn_…`: one transfer of one transaction to one purse. */
            transactionId: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /** @description The hash of the transaction on its chain: `0x` and 64 hexadecimal digits. */
            transactionHash: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /**
             * @description `MEM_POOL_FOUND`: seen pending, in no block. `PENDING_COMPLIANCE_CHECK`: in a block, being screened or not final yet. `CONFIRMED`: credited. `BELOW_MINIMUM`: final, and too small to be credited alone. `DECLINED`: declined, and held. `REORGED`: its block left the chain. `DROPPED`: it was pending, and will not come. New ones may be added.
             * @enum {string}
             */
            status: "MEM_POOL_FOUND" | "PENDING_COMPLIANCE_CHECK" | "DECLINED" | "CONFIRMED" | "BELOW_MINIMUM" | "REORGED" | "DROPPED";
            /**
             * @description `UNCHECKED`: only seen pending, not screened yet. `IN_PROGRESS`: being screened, or approved and not final yet. `CHECKED`: approved and final. `DECLINE`: declined, and held.
             * @enum {string}
             */
            complianceStatus: "UNCHECKED" | "IN_PROGRESS" | "DECLINE" | "CHECKED";
            /**
             * @description Whose money it became. `customer`: in the customer’s balance. `merchant`: yours, because the customer was blocked or you allocated it. `held`: kept apart after a decline. `unattributed`: below the minimum, kept until more comes or you allocate it. Null: nothing is posted yet.
             * @enum {string|null}
             */
            creditedTo: "customer" | "merchant" | "held" | "unattributed" | null;
            /** @description Whether the customer was blocked when the deposit was credited. If so, the money is the merchant’s and completes no session. */
            blocked: boolean;
            /** @description True if the money came after the purse had expired. It is credited all the same. */
            late: boolean;
            /** @description With `CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE`: somebody of yours allocated it. */
            allocated?: boolean;
            /** @description With `TRANSACTION_REORGED`: whether it had been credited, and was taken back. */
            reversed?: boolean;
            /**
             * @description With `TRANSACTION_DROPPED`: another transaction took its nonce, no node knows it any more, it was mined and failed, or it was mined and moved none of what it had announced.
             * @enum {string}
             */
            reason?: "replaced" | "vanished" | "failed" | "not_transferred";
            /** @description With `CUSTOMER_PURSE_COMPLIANCE_DECLINED` of a deposit below the minimum: so many of the purse, or of all purses, were told on that day (UTC), and those that follow are told no more. */
            summary?: {
                /**
                 * @description Whether the count is of the purse or of the whole account.
                 * @enum {string}
                 */
                of: "purse" | "account";
                /**
                 * @description The day that is counted, in UTC: YYYY-MM-DD.
                 * @example 2026-11-28
                 */
                day: string;
                /**
                 * @description How many events were told on that day, this one included.
                 * @example 10
                 */
                told: number;
            };
        };
        /** @description A webhook about a purse whose period ended. */
        PurseExpiredEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "CUSTOMER_PURSE_EXPIRED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "purse",
             *       "id": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            /** @description The facts, as they were when the event was recorded. */
            data: {
                /** @description The customer, by our id `cus_…`. */
                customerId: string;
                /** @description The purse, `pur_…`: one deposit address of one customer. */
                purseId: string;
                /** @description The deposit address, with EIP-55 capitals. It is the same on every EVM network. */
                address: string;
                /** @description Always `ARCHIEVED`, spelled so on purpose: see `PurseStatus`. */
                status: string;
                /**
                 * Format: date-time
                 * @description When the purse’s period ended: ISO 8601 in UTC.
                 * @example 2026-11-21T10:00:00.000Z
                 */
                expiredAt: string;
            };
        };
        /** @description A webhook about a customer. It carries no names or addresses: read them with `GET /v1/customers/{id}`. */
        CustomerEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "customer",
             *       "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            /** @description The facts, as they were when the event was recorded. */
            data: {
                /** @description The customer, by our id `cus_…`. */
                customerId: string;
                /** @description Your own id of the customer. Null if you gave none. */
                externalId: string | null;
                /** @description Whether the customer is blocked now. */
                blocked: boolean;
                /** @description Of a block or its end, where one was given. */
                reason?: string | null;
            };
        };
        /** @description A webhook about money that came to a purse and is never credited: an unlisted token or coin. */
        UnsupportedDepositEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "UNSUPPORTED_DEPOSIT_DETECTED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "unsupported_deposit",
             *       "id": "uns_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            /** @description The facts, as they were when the event was recorded. */
            data: {
                /** @description The customer, by our id `cus_…`. */
                customerId: string;
                /** @description The purse, `pur_…`: one deposit address of one customer. */
                purseId: string;
                /** @description The deposit address, with EIP-55 capitals. It is the same on every EVM network. */
                address: string | null;
                /** @description The address that the money came from, as the chain shows it. An exchange sends from an address of its own, which is not the payer’s: never send money back to it unasked. */
                addressFrom: string;
                /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
                chainId: number;
                /** @description Null for the native coin of the network. */
                contract: string | null;
                /**
                 * @description In the smallest unit: the decimals of what is not listed are not known.
                 * @example 12500000
                 */
                value: string;
                /** @description The hash of the transaction on its chain: `0x` and 64 hexadecimal digits. */
                transactionHash: string;
                /** @description So many at the purse, or at all purses, were told on that day (UTC): those that follow this one are told no more. */
                summary?: {
                    /**
                     * @description Whether the count is of the purse or of the whole account.
                     * @enum {string}
                     */
                    of: "purse" | "account";
                    /**
                     * @description The day that is counted, in UTC: YYYY-MM-DD.
                     * @example 2026-11-28
                     */
                    day: string;
                    /**
                     * @description How many events were told on that day, this one included.
                     * @example 10
                     */
                    told: number;
                };
            };
        };
        /** @description A webhook about the payment of a session. */
        PaymentEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "payment",
             *       "id": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["PaymentEventData"];
        };
        /** @description The payment as it stood when the event was recorded. */
        PaymentEventData: {
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /**
             * @description The payment, `pay_…`.
             * @example pay_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            paymentId: string;
            /**
             * @description The payment session, `ses_…`.
             * @example ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq
             */
            sessionId: string;
            /**
             * @description The form, `frm_…`.
             * @example frm_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            formId: string;
            /**
             * @description Your own id of the session, from when it was made. Null if you gave none.
             * @example order-7
             */
            clientId: string | null;
            /** @description Your own id of the product that the money is for. Null: for no product. */
            productId: string | null;
            /**
             * @description `pending`: money was seen, and the price is not credited in full. `completed`: paid. `failed`: only declined money came. `canceled`: expired or closed before it was paid; late money can still complete it.
             * @example completed
             * @enum {string}
             */
            status: "pending" | "completed" | "failed" | "canceled";
            /** @description The code of a currency, or of a group whose currencies count 1:1. */
            coin: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            paidAmount: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 0
             */
            underpaidBy: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 0
             */
            overpaidBy: string;
            /** @description True if the money came after the purse had expired. It is credited all the same. */
            late: boolean;
            /**
             * @description The deposits that the payment consists of, the first ones where there are many.
             * @example [
             *       "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
             *     ]
             */
            transactionIds: string[];
        };
        /** @description A webhook about a session that was not paid in time. */
        SessionExpiredEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "SESSION_EXPIRED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "session",
             *       "id": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            /** @description The facts, as they were when the event was recorded. */
            data: {
                /** @description The customer, by our id `cus_…`. */
                customerId: string;
                /**
                 * @description The payment session, `ses_…`.
                 * @example ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq
                 */
                sessionId: string;
                /**
                 * @description The form, `frm_…`.
                 * @example frm_01kamz9vxk3x7qd1n8r5t2c4e6
                 */
                formId: string;
                /**
                 * @description Your own id of the session, from when it was made. Null if you gave none.
                 * @example order-7
                 */
                clientId: string | null;
                /**
                 * @description Always `expired`.
                 * @example expired
                 */
                status: string;
                /**
                 * Format: date-time
                 * @description When the session’s time was over: ISO 8601 in UTC.
                 * @example 2026-11-21T10:00:00.000Z
                 */
                expiredAt: string;
            };
        };
        /** @description A webhook about a payment form whose money goes elsewhere. */
        FormEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "FORM_RECEIVER_CHANGED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "form",
             *       "id": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            /** @description The facts, as they were when the event was recorded. */
            data: {
                /**
                 * @description The form, `frm_…`.
                 * @example frm_01kamz9vxk3x7qd1n8r5t2c4e6
                 */
                formId: string;
                /** @description The receiver before. Null: it had none. */
                old: string | null;
                /** @description The receiver of sessions from now on. Null: it has none. */
                new: string | null;
                /**
                 * @description The key that it was changed with.
                 * @example key_01kamz9vxk3x7qd1n8r5t2c4e6
                 */
                apiKeyId: string;
            };
        };
        /** @description A webhook about a destination of sweeps. */
        DestinationEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "DESTINATION_CREATED" | "DESTINATION_ACTIVATED" | "DESTINATION_DISABLED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "destination",
             *       "id": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["DestinationEventData"];
        };
        /** @description The destination as it stood when the event was recorded. */
        DestinationEventData: {
            /**
             * @description The destination, `dst_…`.
             * @example dst_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            destinationId: string;
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The address, with EIP-55 capitals. */
            address: string;
            /**
             * @description What you call the address, for people.
             * @example Safe of the treasury
             */
            label: string;
            /**
             * @description `treasury`: swept money goes there. `quarantine`: held money does.
             * @enum {string}
             */
            kind: "treasury" | "quarantine";
            /**
             * @description `pending`: no final block has its proposal. `proposed`: one has, and `activeAt` is not reached. `active`: sweeps may go there. `disabled`: nothing is swept there any more.
             * @enum {string}
             */
            status: "pending" | "proposed" | "active" | "disabled";
            /**
             * Format: date-time
             * @description With `DESTINATION_ACTIVATED`: since when, by the chain’s clock.
             * @example 2026-11-21T10:00:00.000Z
             */
            activeAt?: string;
            /**
             * @description With `DESTINATION_DISABLED`: a key of the account disabled it, or somebody did at the sweeper.
             * @enum {string}
             */
            by?: "account" | "chain";
            /** @description With `DESTINATION_DISABLED`: why, as the person gave it. Null: the chain does not say. */
            reason?: string | null;
        };
        /** @description A webhook about an address that nobody registered, proposed to your sweeper. */
        DestinationUnknownEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "DESTINATION_UNKNOWN";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "destination_proposal",
             *       "id": "dse_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            /** @description The facts, as they were when the event was recorded. */
            data: {
                /** @description The code of a network, such as `BSC`. */
                network: string;
                /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
                chainId: number;
                /**
                 * @description The address that was proposed, in lower case.
                 * @example 0x52908400098527886e0f7030069857d2e4169ee7
                 */
                address: string;
                /**
                 * @description Your sweeper, in lower case.
                 * @example 0xde709f2102306220921060314715629080e2fb77
                 */
                sweeper: string;
                /**
                 * Format: date-time
                 * @description From when sweeps could go there, by the chain’s clock.
                 * @example 2026-11-21T10:00:00.000Z
                 */
                activeAt: string;
                /** @description The transaction that proposed it. */
                transactionHash: string;
            };
        };
        /** @description A webhook about a sweep that is over. */
        SweepEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "SWEEP_COMPLETED" | "SWEEP_FAILED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "sweep",
             *       "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["SweepEventData"];
        };
        /** @description The sweep as it ended. */
        SweepEventData: {
            /**
             * @description The sweep, `swp_…`.
             * @example swp_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            sweepId: string;
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /**
             * @description `planned`: nothing is signed. `sent`: it is signed, and no block has it. `mined`: a block has it. `completed`: final, and at least one item was swept. `failed`: final, and none was; or the signer left out all items. `canceled`: it moved nothing.
             * @enum {string}
             */
            status: "planned" | "sent" | "mined" | "completed" | "failed" | "canceled";
            /**
             * @description Why it failed or was canceled. `all_skipped`: no item moved coins. `reverted`: the transaction failed in its block. `not_due`: a deposit was reversed or a destination disabled, and the batch was withdrawn. `canceled_by_person`: somebody canceled it. Null: neither. New ones may be added.
             * @example null
             */
            reason: string | null;
            /** @description What it cost on its chain, whatever its items did. Null: nothing, or not final yet. */
            fee: components["schemas"]["SweepFee"] | null;
            /** @description The hash of the transaction that moved the coins: `0x` and 64 hexadecimal digits. Null: there is none yet. */
            transactionHash: string | null;
            /** @description What it was to move, purse by purse. */
            items: components["schemas"]["SweepEventItem"][];
        };
        /** @description What a sweep cost on its chain. */
        SweepFee: {
            /**
             * @description The network’s own coin, in which fees are paid.
             * @example BNB
             */
            currency: string;
            /**
             * @description In whole units of that coin, as a decimal string.
             * @example 0.00042
             */
            amount: string;
        };
        /** @description What a sweep was to move out of one purse, and what became of it. */
        SweepEventItem: {
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /**
             * @description The destination, `dst_…`: an address to which sweeps may go.
             * @example dst_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            destinationId: string;
            /**
             * @description `planned`: not over. `swept`: a final block moved it. `skipped`: it moved nothing, and its deposits may be swept anew.
             * @example swept
             * @enum {string}
             */
            status: "planned" | "swept" | "skipped";
            /**
             * @description Why it moved nothing. Null: it was not skipped. `destination`: not active at the sweeper. `code`: the purse’s code is not our delegate’s. `balance`: the purse has less than the amount and what must stay. `refused`: the token refused. `difference`: the balance fell by another amount. `not_authorized`: the purse has no authorization left. `not_due`: its deposit was reversed, or the whole batch was withdrawn, for such a deposit or a disabled destination. `reverted`: the transaction failed in its block. `canceled`: somebody canceled the sweep. `coin_must_stay`: where each purse sends by itself, coin of the network that is held, unattributed or not posted lies at it. `failed`: something else, as when it used up its gas.
             * @example null
             * @enum {string|null}
             */
            reason: "failed" | "destination" | "code" | "balance" | "refused" | "difference" | "not_authorized" | "not_due" | "reverted" | "canceled" | "coin_must_stay" | null;
        };
        /** @description A webhook about coins that were moved for a deposit that was reversed in the end. */
        SweepShortfallEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "SWEEP_SHORTFALL";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "sweep",
             *       "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["SweepShortfallEventData"];
        };
        /** @description What the treasury owes for a purse and currency. */
        SweepShortfallEventData: {
            /**
             * @description The sweep, `swp_…`.
             * @example swp_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            sweepId: string;
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The customer whose purse it is. */
            customerId: string;
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /**
             * @description The deposit whose coins were moved, and whose credit was then reversed.
             * @example txn_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            transactionId: string;
        };
        /** @description A webhook about money of one purse that reached its destination, finally. */
        TranslationEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "sweep",
             *       "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["TranslationEventData"];
        };
        /** @description What was moved out of one purse by one sweep. */
        TranslationEventData: {
            /**
             * @description The sweep, `swp_…`.
             * @example swp_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            sweepId: string;
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /**
             * @description The destination, `dst_…`: an address to which sweeps may go.
             * @example dst_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            destinationId: string;
            /**
             * @description The address that the coins went to: the destination’s.
             * @example 0x52908400098527886E0F7030069857D2E4169EE7
             */
            address: string;
            /** @description The hash of the transaction that moved them: `0x` and 64 hexadecimal digits. */
            transactionHash: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /**
             * @description The deposits that were moved, each whole.
             * @example [
             *       "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
             *     ]
             */
            transactionIds: string[];
        };
        /** @description A webhook about a pause of sending, because something left a purse without a transaction of ours. */
        SendingEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "SENDING_PAUSED" | "SENDING_RESUMED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "finding",
             *       "id": "fnd_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["SendingEventData"];
        };
        /** @description What was found, or how it was explained. */
        SendingEventData: {
            /** @description The code of the network on which it was found. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /**
             * @description What `POST /v1/sending/resume` takes: `fnd_…`. Null: there is no finding.
             * @example fnd_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            findingId: string | null;
            /**
             * @description True if all your networks are paused: a purse’s key was used. False: this one.
             * @example false
             */
            allNetworks: boolean;
            /**
             * @description With `SENDING_PAUSED`: `token_outflow`, `native_outflow`: coins left a purse without a transaction of ours. `purse_code`, `purse_nonce`: somebody used the purse’s key. `paused`: a key of yours paused it. `no_destination`: money waits for want of an active destination; what has one is sent. `destination_frozen`: the token’s issuer has frozen a destination; nothing of that token is sent to it. Then `SENDING_RESUMED` has it, too.
             * @example token_outflow
             * @enum {string}
             */
            reason?: "token_outflow" | "native_outflow" | "purse_code" | "purse_nonce" | "no_destination" | "destination_frozen" | "paused";
            /** @description With `reason: paused`: why, as a person gave it. */
            detail?: string;
            /** @description With `SENDING_PAUSED`: the purse. */
            purseId?: string;
            /**
             * @description With `SENDING_PAUSED`: what left it. Null: a code or a nonce has no currency.
             * @example USDT_ETH
             */
            currency?: string | null;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount?: string | null;
            /** @description With `SENDING_PAUSED`: the transaction, `0x` and 64 hexadecimal digits. Null: the balance shows it, and no transaction is known. */
            transactionHash?: string | null;
            /**
             * @description With `destination_frozen`: the destination.
             * @example dst_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            destinationId?: string;
            /** @description With `no_destination`: what waits. It is told once a day at most. */
            waiting?: components["schemas"]["WaitingMoney"][];
            /**
             * @description With `SENDING_RESUMED`: what it was, as the person who resolved the last finding gave it.
             * @example The owner of the sweeper released them: ticket 812
             */
            explanation?: string;
        };
        /** @description Credited money of a currency that no active destination gets. */
        WaitingMoney: {
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description At how many purses it lies.
             * @example 3
             */
            purses: number;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
        };
        /** @description A webhook about sweeps that go elsewhere from now on. */
        TreasuryEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "TREASURY_CHANGED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "account",
             *       "id": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["TreasuryEventData"];
        };
        /** @description The treasury, before and since. */
        TreasuryEventData: {
            /**
             * @description The destination of each network since, `dst_…`, by the network’s code. None: nothing is swept there.
             * @example {
             *       "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
             *     }
             */
            treasury: {
                [key: string]: string;
            };
            /**
             * @description The destination of each network before.
             * @example {
             *       "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
             *     }
             */
            before: {
                [key: string]: string;
            };
        };
        /** @description A webhook about another limit of what goes out without an approval. */
        PayoutLimitEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "PAYOUT_LIMIT_CHANGED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "account",
             *       "id": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["PayoutLimitEventData"];
        };
        /** @description The limit, before and since. */
        PayoutLimitEventData: {
            /**
             * @description By the currency’s code, in whole units: what may go out within 24 hours without an approval, since.
             * @example {
             *       "USDT_BSC": "500"
             *     }
             */
            payoutLimit: {
                [key: string]: string;
            };
            /**
             * @description The same before.
             * @example {
             *       "USDT_BSC": "500"
             *     }
             */
            before: {
                [key: string]: string;
            };
        };
        /** @description A webhook about something that takes a second person. */
        ApprovalEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "APPROVAL_REQUESTED" | "APPROVAL_DECIDED";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "approval_request",
             *       "id": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            data: components["schemas"]["ApprovalEventData"];
        };
        /** @description The request, as it stands. */
        ApprovalEventData: {
            /**
             * @description The id of the request, `apr_…`.
             * @example apr_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            approvalRequestId: string;
            /**
             * @description `update_account`: settings of the account. `free_deposit`: a deposit that was declined. `allocate`: a deposit that nobody owns, or that is yours.
             * @enum {string}
             */
            kind: "update_account" | "free_deposit" | "allocate";
            /**
             * @description What it is about.
             * @enum {string}
             */
            resourceType: "account" | "transaction";
            /**
             * @description The id of that.
             * @example acc_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            resourceId: string;
            /**
             * @description What is asked for, as the call gave it.
             * @example {
             *       "treasury": {
             *         "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
             *       }
             *     }
             */
            change: {
                [key: string]: unknown;
            };
            /**
             * @description Why, as the person gave it. Null: the call takes no reason.
             * @example null
             */
            reason: string | null;
            /**
             * @description `expired`: nobody decided within seven days, or the key that asked was revoked.
             * @enum {string}
             */
            status: "pending" | "approved" | "rejected" | "canceled" | "expired";
            /**
             * @description The key that asked, or the name that an operator gave in Temporal. Null: an operator without a name.
             * @example key_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            madeBy: string | null;
            /**
             * @description The key that approved, rejected or withdrew it. Null: none did.
             * @example key_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            decidedBy: string | null;
            /**
             * @description Why, as that person gave it. Null: no reason was given.
             * @example null
             */
            decisionReason: string | null;
            /**
             * Format: date-time
             * @description Until when it can be approved: ISO 8601 in UTC.
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string;
        };
        /** @description A webhook about a webhook endpoint. */
        WebhookEndpointEvent: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @description What the event is about, and how new its fact is.
             * @example {
             *       "type": "webhook_endpoint",
             *       "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            /** @description The facts, as they were when the event was recorded. */
            data: {
                /** @description The webhook endpoint, `whe_…`. */
                endpointId: string;
                /** @description The URL of the endpoint. */
                url: string;
                /** @description With `WEBHOOK_ENDPOINT_DISABLED`: why we call it no more. */
                reason?: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description The body of every error (RFC 9457). */
        Problem: {
            /** @description Where the error is explained: a path of this installation. */
            type: string;
            /** @description The error in a few words, the same for every occurrence. */
            title: string;
            /** @description The HTTP status of the answer. */
            status: number;
            /** @description What was wrong with this call, for people. It may change: compare `code`. */
            detail: string;
            /** @description The path that was called. */
            instance: string;
            /**
             * @description What programs compare; new ones may be added.
             * @enum {string}
             */
            code: "malformed_json" | "invalid_encoding" | "unsupported_charset" | "repeated_header" | "invalid_request" | "body_too_large" | "unauthorized" | "insufficient_scope" | "account_mismatch" | "not_found" | "method_not_allowed" | "rate_limited" | "idempotency_key_required" | "idempotency_key_reused" | "idempotency_in_progress" | "temporarily_unavailable" | "internal" | "customer_not_found" | "customer_exists" | "customer_busy" | "customer_blocked" | "currency_not_supported" | "purse_not_found" | "purse_declined" | "transaction_not_found" | "network_not_found" | "rescan_not_found" | "too_many_rescans" | "purse_not_active" | "not_waiting" | "not_declined" | "not_allocatable" | "already_decided" | "api_key_not_found" | "live_mode" | "receiver_not_found" | "too_many_receivers" | "event_not_found" | "delivery_not_found" | "too_many_endpoints" | "replay_running" | "endpoint_not_found" | "form_not_found" | "receiver_invalid" | "session_not_found" | "too_many_sessions" | "coin_not_accepted" | "price_below_minimum" | "client_id_conflict" | "charge_not_found" | "insufficient_balance" | "already_refunded" | "destination_not_found" | "destination_exists" | "sending_not_set_up" | "address_invalid" | "address_is_ours" | "destination_not_active" | "sweep_not_found" | "nothing_to_sweep" | "sending_paused" | "finding_not_found" | "approval_request_not_found" | "approval_pending" | "not_pending" | "changed_since" | "same_key" | "already_sent" | "url_not_allowed" | "rpc_unavailable" | "rpc_inconsistent" | "scanner_fenced" | "reorg_too_deep" | "chain_disagreement" | "wrong_native_source" | "history_unavailable" | "wrong_chain" | "provider_unavailable" | "verdict_pending";
            /** @description The fields that are not valid. Empty where the error is not about fields. */
            errors: {
                /** @description The field, with dots between the levels: `customer.id`. */
                field: string;
                /** @description What is wrong with it, for people. */
                message: string;
            }[];
            /** @description The id of the call, as in the header `X-Request-Id` and in our logs. */
            requestId: string;
        };
        /** @description A currency on one network. */
        Currency: {
            /**
             * @description The code by which the currency is asked for everywhere.
             * @example USDT_BSC
             */
            code: string;
            /** @description A name for people. Compare ids and codes instead. */
            name: string;
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description Null for the native coin of its network. */
            contract: string | null;
            /** @description How many decimals an amount of it can have. */
            decimals: number;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            minDeposit: string;
            /** @description Null where the network tells finality by a tag rather than by depth. */
            confirmations: number | null;
            /** @description False: it is no longer offered. Deposits of it still count. */
            supported: boolean;
            /**
             * @description The groups that count it 1:1 with their other currencies: each is a coin of forms, charges and balances.
             * @example [
             *       "USD_MULTI_1"
             *     ]
             */
            groups: string[];
        };
        /** @description One of your customers. */
        Customer: {
            /**
             * @description Our id of the object.
             * @example cus_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            id: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description Your own id of the customer. Null if you gave none. */
            externalId: string | null;
            /** @description The customer’s e-mail address. We send nothing to it. */
            email: string | null;
            /** @description Your own note, for people. We show it to no payer. */
            description: string | null;
            /** @description Where events of this customer alone are sent as well, signed with the account’s secret. Null: nowhere. */
            notificationUrl: string | null;
            /** @description Deposits of a blocked customer go to the merchant. */
            blocked: boolean;
            /** @description Your own keys and values, up to 50. We read none of them. */
            metadata: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        /** @description A customer’s purse, with the address to show to the payer. */
        DepositAddress: {
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description Your own id of the customer. Null if you gave none. */
            externalId: string | null;
            /** @description The same on every network, with EIP-55 capitals. */
            address: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            status: components["schemas"]["PurseStatus"];
            /** @description The networks on which the address takes deposits. */
            networks: components["schemas"]["PurseNetwork"][];
            /** @description What came so far, per currency. */
            accounts: components["schemas"]["RechargeAccount"][];
            /**
             * Format: date-time
             * @description When the purse’s period ends: ISO 8601 in UTC. Each confirmed deposit extends it. Null: never.
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string | null;
        };
        /**
         * @description `PENDING_PAYMENT`: active, takes deposits. `DECLINED`: illegal funds came, and what comes is held. `ARCHIEVED`: its period ended. The spelling is meant: it is part of the contract that integrators compare with, and will not change. Filters take `ARCHIVED` too.
         * @enum {string}
         */
        PurseStatus: "PENDING_PAYMENT" | "DECLINED" | "ARCHIEVED";
        /** @description A network on which a purse takes deposits. */
        PurseNetwork: {
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The codes of the currencies that count there. */
            currencies: string[];
        };
        /** @description What came to a purse in one currency; `held` is kept apart. */
        RechargeAccount: {
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            received: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            held: string;
        };
        /** @description One deposit address of one customer, for every currency. */
        Purse: {
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description Your own id of the customer. Null if you gave none. */
            externalId: string | null;
            /** @description The deposit address, with EIP-55 capitals. It is the same on every EVM network. */
            address: string;
            status: components["schemas"]["PurseStatus"];
            /** @description The networks on which the address takes deposits. */
            networks: components["schemas"]["PurseNetwork"][];
            /** @description What came so far, per currency. */
            accounts: components["schemas"]["RechargeAccount"][];
            /**
             * Format: date-time
             * @description When the purse’s period ends: ISO 8601 in UTC. Each confirmed deposit extends it. Null: never.
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was declined: ISO 8601 in UTC. Null: it was not.
             * @example 2026-11-21T10:00:00.000Z
             */
            declinedAt: string | null;
            /**
             * Format: date-time
             * @description When it expired: ISO 8601 in UTC. Null: it has not.
             * @example 2026-11-21T10:00:00.000Z
             */
            archivedAt: string | null;
            /**
             * Format: date-time
             * @description When its customer was given leave to have another purse.
             * @example 2026-11-21T10:00:00.000Z
             */
            releasedAt: string | null;
        };
        /** @description Where a transaction stands. */
        Lookup: {
            /** @description The hash of the transaction on its chain: `0x` and 64 hexadecimal digits. */
            transactionHash: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The code of the network. Null if this installation does not watch it. */
            network: string | null;
            /**
             * @description Where the transaction is: in a block, in none yet, in a block and reverted, or unknown to our nodes.
             * @enum {string}
             */
            status: "found" | "pending" | "failed" | "not_found" | "unknown_network";
            /** @description The number of the block that holds the transaction. Null while it is in no block. */
            blockNumber: number | null;
            /** @description Each transfer of the transaction that concerns the account. */
            transfers: components["schemas"]["LookedUpTransfer"][];
            /**
             * @description Why `transfers` is empty; null where it is not.
             * @enum {string|null}
             */
            reason: "not_found" | "unknown_network" | "pending" | "failed" | "other_recipient" | null;
            /** @description What support can do about it; for people, and may change. */
            remedy: string | null;
        };
        /** @description One transfer of the transaction to a purse of the account. */
        LookedUpTransfer: {
            /** @description Null for what is not recorded as a deposit. */
            transactionId: string | null;
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description The deposit address, with EIP-55 capitals. It is the same on every EVM network. */
            address: string;
            /** @description Null for what no currency of ours stands for. */
            currency: string | null;
            /** @description Null for the native coin of the network. */
            contract: string | null;
            /**
             * @description Null where the decimals are not known.
             * @example 12.5
             */
            amount: string | null;
            /**
             * @description Where the transfer stands. `credited`; `confirming`: waits for its block to be final; `in_compliance`: waits for a verdict; `held`, `declined`, `below_minimum`; `unlisted_token`, `unsupported_currency`: never credited; `pending`: in no block; `not_scanned_yet`: wait a moment; `missed`: ask for a rescan; `reorged`, `dropped`, `failed`: the money did not move.
             * @enum {string}
             */
            reason: "credited" | "confirming" | "in_compliance" | "held" | "declined" | "below_minimum" | "unlisted_token" | "unsupported_currency" | "pending" | "not_scanned_yet" | "missed" | "reorged" | "dropped" | "failed";
            /** @description What support can do about it; for people, and may change. */
            remedy: string;
            /** @description How many blocks deep the transaction is, its own block included. 0 while it is in no block. */
            confirmations: number;
            /** @description How many it needs. Null where the network tells finality by a tag. */
            requiredConfirmations: number | null;
        };
        /** @description A deposit: one transfer of one transaction to one purse. */
        Transaction: {
            /** @description Our id of the object. */
            id: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description Your own id of the customer. Null if you gave none. */
            externalId: string | null;
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The deposit address, with EIP-55 capitals. It is the same on every EVM network. */
            address: string;
            /** @description The address that the money came from, as the chain shows it. An exchange sends from an address of its own, which is not the payer’s: never send money back to it unasked. */
            addressFrom: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /** @description Where no transaction brought the money, or none can be named, the hash of its block. */
            transactionHash: string;
            /**
             * @description How the money came: a transaction’s own value, a token’s log, a call inside a transaction, a validator’s withdrawal, or, where only the balance of the address tells of it, `balance` (a block’s reward and fees, a bridge, a call that was not seen). The last two wait for a person unless a payer could be named.
             * @enum {string}
             */
            route: "native" | "token" | "internal" | "withdrawal" | "balance";
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The number of the block that holds the transaction. Null while it is in no block. */
            blockNumber: number | null;
            /**
             * @description `MEM_POOL_FOUND`: seen pending, in no block. `PENDING_COMPLIANCE_CHECK`: in a block, being screened or not final yet. `CONFIRMED`: credited. `BELOW_MINIMUM`: final, and too small to be credited alone. `DECLINED`: declined, and held. `REORGED`: its block left the chain. `DROPPED`: it was pending, and will not come. New ones may be added.
             * @enum {string}
             */
            status: "MEM_POOL_FOUND" | "PENDING_COMPLIANCE_CHECK" | "DECLINED" | "CONFIRMED" | "BELOW_MINIMUM" | "REORGED" | "DROPPED";
            /**
             * @description `UNCHECKED`: only seen pending, not screened yet. `IN_PROGRESS`: being screened, or approved and not final yet. `CHECKED`: approved and final. `DECLINE`: declined, and held.
             * @enum {string}
             */
            complianceStatus: "UNCHECKED" | "IN_PROGRESS" | "DECLINE" | "CHECKED";
            /** @description How many blocks deep the transaction is, its own block included. 0 while it is in no block. */
            confirmations: number;
            /** @description Null where the network tells finality by a tag rather than by depth. */
            requiredConfirmations: number | null;
            /** @description Whether the customer was blocked when the deposit was credited. If so, the money is the merchant’s and completes no session. */
            blocked: boolean;
            /** @description True if the money came after the purse had expired. It is credited all the same. */
            late: boolean;
            /**
             * @description Whose money it became. `customer`: in the customer’s balance. `merchant`: yours, because the customer was blocked or you allocated it. `held`: kept apart after a decline. `unattributed`: below the minimum, kept until more comes or you allocate it. Null: nothing is posted yet.
             * @enum {string|null}
             */
            creditedTo: "customer" | "merchant" | "held" | "unattributed" | null;
            /** @description The session whose payment it counts towards. Null: none. */
            sessionId: string | null;
            /**
             * @description The sweep, `swp_…`, that moves it out of its purse, or has moved it. Null: none.
             * @example null
             */
            sweptIn: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was credited: ISO 8601 in UTC. Null: it is not.
             * @example 2026-11-21T10:00:00.000Z
             */
            confirmedAt: string | null;
        };
        /** @description The deposit, and what waits for a second person. */
        DecidedTransaction: {
            /** @description Our id of the object. */
            id: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description Your own id of the customer. Null if you gave none. */
            externalId: string | null;
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The deposit address, with EIP-55 capitals. It is the same on every EVM network. */
            address: string;
            /** @description The address that the money came from, as the chain shows it. An exchange sends from an address of its own, which is not the payer’s: never send money back to it unasked. */
            addressFrom: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /** @description Where no transaction brought the money, or none can be named, the hash of its block. */
            transactionHash: string;
            /**
             * @description How the money came: a transaction’s own value, a token’s log, a call inside a transaction, a validator’s withdrawal, or, where only the balance of the address tells of it, `balance` (a block’s reward and fees, a bridge, a call that was not seen). The last two wait for a person unless a payer could be named.
             * @enum {string}
             */
            route: "native" | "token" | "internal" | "withdrawal" | "balance";
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The number of the block that holds the transaction. Null while it is in no block. */
            blockNumber: number | null;
            /**
             * @description `MEM_POOL_FOUND`: seen pending, in no block. `PENDING_COMPLIANCE_CHECK`: in a block, being screened or not final yet. `CONFIRMED`: credited. `BELOW_MINIMUM`: final, and too small to be credited alone. `DECLINED`: declined, and held. `REORGED`: its block left the chain. `DROPPED`: it was pending, and will not come. New ones may be added.
             * @enum {string}
             */
            status: "MEM_POOL_FOUND" | "PENDING_COMPLIANCE_CHECK" | "DECLINED" | "CONFIRMED" | "BELOW_MINIMUM" | "REORGED" | "DROPPED";
            /**
             * @description `UNCHECKED`: only seen pending, not screened yet. `IN_PROGRESS`: being screened, or approved and not final yet. `CHECKED`: approved and final. `DECLINE`: declined, and held.
             * @enum {string}
             */
            complianceStatus: "UNCHECKED" | "IN_PROGRESS" | "DECLINE" | "CHECKED";
            /** @description How many blocks deep the transaction is, its own block included. 0 while it is in no block. */
            confirmations: number;
            /** @description Null where the network tells finality by a tag rather than by depth. */
            requiredConfirmations: number | null;
            /** @description Whether the customer was blocked when the deposit was credited. If so, the money is the merchant’s and completes no session. */
            blocked: boolean;
            /** @description True if the money came after the purse had expired. It is credited all the same. */
            late: boolean;
            /**
             * @description Whose money it became. `customer`: in the customer’s balance. `merchant`: yours, because the customer was blocked or you allocated it. `held`: kept apart after a decline. `unattributed`: below the minimum, kept until more comes or you allocate it. Null: nothing is posted yet.
             * @enum {string|null}
             */
            creditedTo: "customer" | "merchant" | "held" | "unattributed" | null;
            /** @description The session whose payment it counts towards. Null: none. */
            sessionId: string | null;
            /**
             * @description The sweep, `swp_…`, that moves it out of its purse, or has moved it. Null: none.
             * @example null
             */
            sweptIn: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was credited: ISO 8601 in UTC. Null: it is not.
             * @example 2026-11-21T10:00:00.000Z
             */
            confirmedAt: string | null;
            /**
             * @description What waits for a second person, `apr_…`: until then the deposit stays as it is. Null: it is done.
             * @example null
             */
            approvalRequestId: string | null;
        };
        /** @description What a person decided. */
        Audit: {
            /** @description Our id of the object. */
            id: string;
            /**
             * @description What was done.
             * @enum {string}
             */
            action: "block" | "unblock" | "release" | "approve" | "decline" | "allocate" | "create" | "rotate" | "revoke" | "update" | "delete" | "erase" | "enable" | "disable" | "replay" | "cancel" | "pause" | "resume" | "resolve";
            /**
             * @description What kind of object it was done to.
             * @enum {string}
             */
            resourceType: "account" | "api_key" | "approval_request" | "customer" | "destination" | "finding" | "form" | "purse" | "sending" | "sweep" | "transaction" | "webhook_endpoint";
            /** @description The id of that object. */
            resourceId: string;
            /** @description Why, as the person gave it. Null: no reason was given. */
            reason: string | null;
            /** @description Null: an operator, by a command or in Temporal. */
            apiKeyId: string | null;
            /** @description What it was, and what it became; not there where nothing of the kind changed. */
            changes?: components["schemas"]["Change"][];
            /** @description Who decided: the name that an operator gave in Temporal, or the id of the API key. Null: an operator who gave no name. */
            by: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        /** @description A field that got another value. */
        Change: {
            /** @description The field, as the API names it. */
            field: string;
            /** @description What it held. Null: nothing. */
            old?: unknown;
            /** @description What it holds since. Null: nothing. */
            new?: unknown;
        };
        /** @description Blocks that are read again. */
        Rescan: {
            /**
             * @description The network and what is read of it: the same blocks have the same id.
             * @example ETHEREUM:100-200
             */
            id: string;
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The transaction whose block is read. Null if blocks were asked for. */
            transactionHash: string | null;
            /** @description Null until the block of a transaction is known. */
            fromBlock: number | null;
            /** @description The last block that is read. Null until the block of a transaction is known. */
            toBlock: number | null;
            /**
             * @description `running`, `completed` or `failed`.
             * @enum {string}
             */
            status: "running" | "completed" | "failed";
            /** @description How many were read; null while it runs. */
            blocks: number | null;
            /** @description How many transfers to purses were recorded that had not been; null while it runs. */
            found: number | null;
            /** @description Why it failed, as an error code; null elsewhere. */
            code: string | null;
            /** @description Why it failed, or its last attempt did while it runs, in words for a person; null where none did. */
            reason: string | null;
        };
        /** @description What payment sessions made with it share. */
        Form: {
            /**
             * @description Our id of the object.
             * @example frm_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            id: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description What payers see as the heading of the page. */
            title: string;
            /** @description The coins that sessions of the form can be paid in. */
            coins: string[];
            /**
             * @description The address that swept funds of the form’s sessions go to, with EIP-55 capitals. Null: where the account’s go.
             * @example 0x52908400098527886E0F7030069857D2E4169EE7
             */
            receiver: string | null;
            /** @description Where payers return to, with `sessionId` added to the query. Null: nowhere. */
            returnUrl: string | null;
            /** @description Where payers can ask for help: https. Null: nowhere. */
            supportUrl: string | null;
            /** @description Where payers can write for help. Null: nowhere. */
            supportEmail: string | null;
            /**
             * @description Where payers’ browsers get the picture from: from us.
             * @example https://pay.shop.example/checkout/logos/0f3a9c0e3c6f4f0f9c0e3c6f4f0f9c0e.png
             */
            logo: string | null;
            /**
             * @description The colour of the page’s buttons: `#` and six hexadecimal digits. Null: ours.
             * @example #3147d4
             */
            accentColor: string | null;
            /**
             * @description For each network on which you have a sweeper, by its code: whether the receiver is an active destination of yours there. If not, the money of the form’s sessions goes to the treasury. Empty without a receiver.
             * @example {
             *       "BSC": true
             *     }
             */
            receiverActive: {
                [key: string]: boolean;
            };
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        /** @description A payment that is asked for, with a page for the payer. */
        Session: {
            /**
             * @description The payment session, `ses_…`.
             * @example ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq
             */
            sessionId: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /**
             * @description The form, `frm_…`.
             * @example frm_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            formId: string;
            /**
             * @description Your own id of the session, from when it was made. Null if you gave none.
             * @example order-7
             */
            clientId: string | null;
            customer: components["schemas"]["SessionCustomer"];
            /** @description What is paid for. Null: no product. */
            product: components["schemas"]["SessionProduct"] | null;
            /**
             * @description In whole units, per coin. The coins are alternatives: one price paid in full completes the session. Within a group, what was paid adds up.
             * @example {
             *       "USD_MULTI_1": "15"
             *     }
             */
            price: {
                [key: string]: string;
            };
            /** @description The deposit address, with EIP-55 capitals. It is the same on every EVM network. */
            address: string;
            /**
             * @description `open`: waits for money. `processing`: money was seen. `completed`: paid. `expired`: its time is over; the payment may still be completed, late.
             * @example open
             * @enum {string}
             */
            status: "open" | "processing" | "completed" | "expired";
            /**
             * @description The page to send the payer to. Its id cannot be guessed; whoever has it can see the payment.
             * @example https://pay.shop.example/checkout/ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq
             */
            checkoutUrl: string;
            /**
             * Format: date-time
             * @description Until when it can be paid in time: ISO 8601 in UTC.
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        /** @description Who pays. */
        SessionCustomer: {
            /**
             * @description The customer, by our id `cus_…`.
             * @example cus_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            id: string;
            /** @description Your own id of the customer. Null if you gave none. */
            externalId: string | null;
            /**
             * @description What you gave with the session. Null: nothing.
             * @example {
             *       "tier": "gold"
             *     }
             */
            data: {
                [key: string]: unknown;
            } | null;
        };
        /** @description What is paid for. */
        SessionProduct: {
            /**
             * @description Your own id of the product.
             * @example membership
             */
            id: string;
            /**
             * @description What payers see. Null: nothing was given.
             * @example Membership, one year
             */
            name: string | null;
            /**
             * @description What you gave with the session. Null: nothing.
             * @example {
             *       "sku": "M-12"
             *     }
             */
            data: {
                [key: string]: unknown;
            } | null;
        };
        /** @description What came for a session. */
        Payment: {
            /**
             * @description The id of the payment, `pay_…`.
             * @example pay_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            id: string;
            /**
             * @description The payment session, `ses_…`.
             * @example ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq
             */
            sessionId: string;
            /**
             * @description The form, `frm_…`.
             * @example frm_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            formId: string;
            customer: components["schemas"]["SessionCustomer"];
            /** @description What is paid for. Null: no product. */
            product: components["schemas"]["SessionProduct"] | null;
            /**
             * @description Of the first transaction; an exchange’s, often.
             * @example 0x52908400098527886E0F7030069857D2E4169EE7
             */
            sender: string | null;
            /**
             * @description The form’s, when the session was made. Null: it had none.
             * @example 0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b
             */
            receiver: string | null;
            /**
             * @description The price in the coin that is being paid.
             * @example 12.5
             */
            amount: string;
            /**
             * @description What was credited of it.
             * @example 12.5
             */
            paidAmount: string;
            /**
             * @description `pending`: money was seen, and the price is not credited in full. `completed`: paid. `failed`: only declined money came. `canceled`: expired or closed before it was paid; late money can still complete it.
             * @example completed
             * @enum {string}
             */
            status: "pending" | "completed" | "failed" | "canceled";
            /** @description The coin that the payment is counted in. */
            coin: {
                /**
                 * @description The code of the currency or group.
                 * @example USDT_BSC
                 */
                code: string;
                /**
                 * @description Its name, for people.
                 * @example Tether USD on BNB Smart Chain
                 */
                name: string;
            };
            /**
             * @description Whole units, as a decimal string.
             * @example 0
             */
            underpaidBy: string;
            /**
             * @description Of `coin`; it stays in the customer’s balance. `overpaid` has the other coins too.
             * @example 0
             */
            overpaidBy: string;
            /** @description What was credited beyond the price, per coin of the session’s price, once it is completed: of `coin` what is over, of the others all of it. It stays in the customer’s balance. */
            overpaid: {
                /**
                 * @description The code of a currency, or of a group whose currencies count 1:1.
                 * @example ETH
                 */
                coin: string;
                /**
                 * @description Whole units, as a decimal string.
                 * @example 0.005
                 */
                amount: string;
            }[];
            /** @description It was paid after its session had expired. */
            late: boolean;
            /** @description Every deposit that belongs to the session, oldest first. */
            transactions: components["schemas"]["Transaction"][];
        };
        /** @description What is owed to a customer: one row per customer, product and coin, or totals. */
        Balance: {
            /** @description The customer, by our id. Empty in totals over all customers. */
            customerId: string;
            /** @description Your own id of the customer. Null if you gave none, and in totals. */
            externalId: string | null;
            /** @description Your own id of the product. Null: for no product. Empty in totals over all products. */
            productId: string | null;
            /** @description The currency or group. Empty in totals over all coins. */
            coin: string;
            /**
             * @description All that came, net of reversals.
             * @example 20
             */
            deposited: string;
            /**
             * @description Net of refunds.
             * @example 7.5
             */
            charged: string;
            /**
             * @description `deposited` less `charged`; negative where a reversal took more than was left.
             * @example 12.5
             */
            balance: string;
        };
        /** @description One change of a customer’s balance. */
        Movement: {
            /**
             * @description The id of the movement, `pst_…`.
             * @example pst_4711
             */
            id: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units; negative where the balance fell.
             * @example 12.5
             */
            amount: string;
            /**
             * @description Of this currency, after the movement.
             * @example 40
             */
            balance: string;
            /** @description Your own id of the product that the money is for. Null: for no product. */
            productId: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description The deposit, `txn_…`: one transfer of one transaction to one purse. */
            transactionId: string;
            /** @description The hash of the transaction on its chain: `0x` and 64 hexadecimal digits. */
            transactionHash: string;
            /**
             * @description `deposit`, `reversal` (a reorg took a deposit back), `charge` or `refund`.
             * @enum {string}
             */
            type: "deposit";
        } | {
            /**
             * @description The id of the movement, `pst_…`.
             * @example pst_4711
             */
            id: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units; negative where the balance fell.
             * @example 12.5
             */
            amount: string;
            /**
             * @description Of this currency, after the movement.
             * @example 40
             */
            balance: string;
            /** @description Your own id of the product that the money is for. Null: for no product. */
            productId: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description The deposit, `txn_…`: one transfer of one transaction to one purse. */
            transactionId: string;
            /** @description The hash of the transaction on its chain: `0x` and 64 hexadecimal digits. */
            transactionHash: string;
            /**
             * @description `deposit`, `reversal` (a reorg took a deposit back), `charge` or `refund`.
             * @enum {string}
             */
            type: "reversal";
        } | {
            /**
             * @description The id of the movement, `pst_…`.
             * @example pst_4711
             */
            id: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units; negative where the balance fell.
             * @example 12.5
             */
            amount: string;
            /**
             * @description Of this currency, after the movement.
             * @example 40
             */
            balance: string;
            /** @description Your own id of the product that the money is for. Null: for no product. */
            productId: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description The charge, `chg_…`, that took the money or that the refund belongs to. */
            chargeId: string;
            /**
             * @description `deposit`, `reversal` (a reorg took a deposit back), `charge` or `refund`.
             * @enum {string}
             */
            type: "charge";
        } | {
            /**
             * @description The id of the movement, `pst_…`.
             * @example pst_4711
             */
            id: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units; negative where the balance fell.
             * @example 12.5
             */
            amount: string;
            /**
             * @description Of this currency, after the movement.
             * @example 40
             */
            balance: string;
            /** @description Your own id of the product that the money is for. Null: for no product. */
            productId: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description The charge, `chg_…`, that took the money or that the refund belongs to. */
            chargeId: string;
            /**
             * @description `deposit`, `reversal` (a reorg took a deposit back), `charge` or `refund`.
             * @enum {string}
             */
            type: "refund";
            /** @description The refund, `rfd_…`. */
            refundId: string;
        };
        /** @description Money taken out of a customer’s balance. */
        Charge: {
            /** @description Our id of the object. */
            id: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description Your own id of the customer. Null if you gave none. */
            externalId: string | null;
            /** @description Your own id of the product that the money is for. Null: for no product. */
            productId: string | null;
            /** @description The code of a currency, or of a group whose currencies count 1:1. */
            coin: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 2.5
             */
            refunded: string;
            /** @description Your own note. Null: none was given. */
            description: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description Where it was taken from. A refund gives back the last of them first. */
            parts: {
                /** @description The code of a currency of `GET /v1/currencies`. */
                currency: string;
                /** @description Your own id of the product that the money is for. Null: for no product. */
                productId: string | null;
                /**
                 * @description Whole units, as a decimal string.
                 * @example 12.5
                 */
                amount: string;
            }[];
            /** @description What was given back, oldest first. */
            refunds: {
                /**
                 * @description The refund, `rfd_…`.
                 * @example rfd_01kamz9vxk3x7qd1n8r5t2c4e6
                 */
                id: string;
                /**
                 * @description Whole units, as a decimal string.
                 * @example 2.5
                 */
                amount: string;
                /** @description Why, in words for people. It is kept with the decision. */
                reason: string | null;
                /**
                 * Format: date-time
                 * @description When it was made: ISO 8601 in UTC, with milliseconds.
                 * @example 2026-11-21T10:00:00.000Z
                 */
                createdAt: string;
            }[];
        };
        /** @description An address to which sweeps may go. */
        Destination: {
            /**
             * @description Our id of the object.
             * @example dst_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            id: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /**
             * @description The address, with EIP-55 capitals.
             * @example 0x52908400098527886E0F7030069857D2E4169EE7
             */
            address: string;
            /**
             * @description What you call the address, for people.
             * @example Safe of the treasury
             */
            label: string;
            /**
             * @description `treasury`: swept money goes there. `quarantine`: held money does.
             * @enum {string}
             */
            kind: "treasury" | "quarantine";
            /**
             * @description `pending`: no final block has its proposal. `proposed`: one has, and `activeAt` is not reached. `active`: sweeps may go there. `disabled`: nothing is swept there any more.
             * @enum {string}
             */
            status: "pending" | "proposed" | "active" | "disabled";
            /** @description What is still to be sent to your sweeper: the proposal, by its owner, or the end of a disabled destination, by its owner or an operator. Null: nothing, or a block has it. */
            call: components["schemas"]["ContractCall"] | null;
            /**
             * Format: date-time
             * @description From when it is active, by the chain’s clock. Null while it is pending, and when it is disabled.
             * @example 2026-11-21T10:00:00.000Z
             */
            activeAt: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        /** @description What is sent to a contract, with no coins. */
        ContractCall: {
            /**
             * @description The contract: your sweeper.
             * @example 0xde709f2102306220921060314715629080e2fb77
             */
            to: string;
            /**
             * @description The call’s data: `0x` and hexadecimal digits.
             * @example 0x26e192f000000000000000000000000052908400098527886e0f7030069857d2e4169ee7
             */
            data: string;
        };
        /** @description What a sweep of one currency would move now. */
        SweepQuote: {
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description From how many purses it would move coins.
             * @example 3
             */
            purses: number;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /**
             * @description How: see `Sweep`.
             * @enum {string}
             */
            method: "delegated" | "transfer";
            /** @description An estimate: the median cost of an item of your last 20 final sweeps on this network, times the items. Null: there is none yet. The API asks no chain for today’s price. */
            fee: components["schemas"]["SweepFee"] | null;
            /** @description What it would leave, by the reason. */
            skipped: components["schemas"]["SweepQuoteSkipped"][];
        };
        /** @description What it would leave, for one reason. */
        SweepQuoteSkipped: {
            /**
             * @description `no_destination`: neither the form’s receiver nor the treasury is an active destination. `not_authorized`: the purse has no authorization left. `under_way`: another sweep of the purse is. `not_final`: the deposit is not final yet. `not_sweepable`: an exact amount of the currency cannot be moved. `shortfall`: all of it has left the purse already, for a swept deposit that then left the chain. `coin_must_stay`: where each purse sends by itself, coin of the network that is held, unattributed or not posted lies at it. `below_threshold`, `paused`, `needs_a_person`: only where nobody asks by name.
             * @enum {string}
             */
            reason: "below_threshold" | "costs_too_much" | "costs_more_than_it_is" | "no_destination" | "destination_frozen" | "not_authorized" | "paused" | "needs_a_person" | "under_way" | "shortfall" | "not_sweepable" | "not_final" | "coin_must_stay";
            /**
             * @description In how many purses.
             * @example 1
             */
            purses: number;
            /**
             * @description Whole units, as a decimal string.
             * @example 0.5
             */
            amount: string;
        };
        /** @description One transaction that moves money out of purses, from its plan to its end. */
        Sweep: {
            /**
             * @description Our id of the object.
             * @example swp_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            id: string;
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /**
             * @description `delegated`: by the sweeper contract, for many purses at once. `transfer`: each purse sends by itself.
             * @enum {string}
             */
            method: "delegated" | "transfer";
            /**
             * @description `planned`: nothing is signed. `sent`: it is signed, and no block has it. `mined`: a block has it. `completed`: final, and at least one item was swept. `failed`: final, and none was; or the signer left out all items. `canceled`: it moved nothing.
             * @enum {string}
             */
            status: "planned" | "sent" | "mined" | "completed" | "failed" | "canceled";
            /**
             * @description Why it failed or was canceled. `all_skipped`: no item moved coins. `reverted`: the transaction failed in its block. `not_due`: a deposit was reversed or a destination disabled, and the batch was withdrawn. `canceled_by_person`: somebody canceled it. Null: neither. New ones may be added.
             * @example null
             */
            reason: string | null;
            /** @description Why it is not sent yet. Null: it is not waiting. */
            waiting: components["schemas"]["SweepWaiting"] | null;
            /** @description What it moves, purse by purse. */
            items: components["schemas"]["SweepItem"][];
            /** @description What its transaction cost, whatever its items did. With the method `transfer`, what the payment for the purse’s gas cost is booked apart. Null while it is in no block. */
            fee: components["schemas"]["SweepFee"] | null;
            /** @description The hash of the transaction that is in a block: `0x` and 64 hexadecimal digits. Null: none is. */
            transactionHash: string | null;
            /** @description What was signed for it, the first one first. A later one replaces those before it, at a higher price. */
            attempts: components["schemas"]["SweepAttempt"][];
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ended: ISO 8601 in UTC. Null: it has not.
             * @example null
             */
            completedAt: string | null;
        };
        /** @description Why a sweep is not sent yet. */
        SweepWaiting: {
            /**
             * @description `balance_too_low`: the operator’s key cannot pay for it. `price_above_cap`: the network asks for more than the cap. `daily_gas_spent`: the gas of a day is used. `lane_full`: too much is under way. `lane_stopped`: sending is paused: see `GET /v1/sending`. `not_of_this_signer`: no signer is set up for it. `no_signer`, `signer_failed`: the signer does not run, or failed. `sweeper_paused`, `not_an_operator`, `sweeper_not_deployed`: the contract would refuse it. `too_many_items`: no transaction takes it. `purse_under_way`: where each purse sends by itself, the payment for its gas, or another sweep of it, is not final. New ones may be added.
             * @example balance_too_low
             */
            reason: string;
            /**
             * @description The same, for people.
             * @example the sender lacks 420000000000000 wei
             */
            detail: string;
        };
        /** @description What a sweep moves out of one purse, and what became of it. */
        SweepItem: {
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /** @description The customer, by our id `cus_…`. */
            customerId: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /**
             * @description The destination, `dst_…`: an address to which sweeps may go.
             * @example dst_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            destinationId: string;
            /**
             * @description The deposits that it moves, each whole.
             * @example [
             *       "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
             *     ]
             */
            transactionIds: string[];
            /**
             * @description `planned`: not over. `swept`: a final block moved it. `skipped`: it moved nothing, and its deposits may be swept anew.
             * @example planned
             * @enum {string}
             */
            status: "planned" | "swept" | "skipped";
            /**
             * @description Why it moved nothing. Null: it was not skipped. `destination`: not active at the sweeper. `code`: the purse’s code is not our delegate’s. `balance`: the purse has less than the amount and what must stay. `refused`: the token refused. `difference`: the balance fell by another amount. `not_authorized`: the purse has no authorization left. `not_due`: its deposit was reversed, or the whole batch was withdrawn, for such a deposit or a disabled destination. `reverted`: the transaction failed in its block. `canceled`: somebody canceled the sweep. `coin_must_stay`: where each purse sends by itself, coin of the network that is held, unattributed or not posted lies at it. `failed`: something else, as when it used up its gas.
             * @example null
             * @enum {string|null}
             */
            reason: "failed" | "destination" | "code" | "balance" | "refused" | "difference" | "not_authorized" | "not_due" | "reverted" | "canceled" | "coin_must_stay" | null;
        };
        /** @description A signed transaction of a sweep. At most one of them is ever mined, as they have one nonce. */
        SweepAttempt: {
            /**
             * @description The hash of the transaction: `0x` and 64 hexadecimal digits.
             * @example 0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f
             */
            hash: string;
            /**
             * @description Its nonce among the transactions of its sender: the operator’s key, or with the method `transfer` the purse.
             * @example 12
             */
            nonce: number;
            /** @description True if it moves nothing, and only uses the nonce. */
            isEmpty: boolean;
            fees: components["schemas"]["SweepAttemptFees"];
            /**
             * Format: date-time
             * @description When it was signed and sent first: ISO 8601 in UTC.
             * @example 2026-11-21T10:00:00.000Z
             */
            sentAt: string;
        };
        /** @description What is offered for a unit of gas: one price, or the two of EIP-1559. */
        SweepAttemptFees: {
            /**
             * @description In gwei, as a decimal string. Null: it offers the two below.
             * @example null
             */
            gasPriceGwei: string | null;
            /**
             * @description The most for a unit of gas, in gwei, as a decimal string. Null: it offers one price.
             * @example 3.5
             */
            maxFeePerGasGwei: string | null;
            /**
             * @description What the block’s producer gets of it, in gwei, as a decimal string. Null: it offers one price.
             * @example 0.1
             */
            maxPriorityFeePerGasGwei: string | null;
        };
        /** @description Whether money can leave purses on a network. */
        Sending: {
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description True if nothing new is sent. */
            paused: boolean;
            /**
             * @description Why it is paused. `paused`: a key of yours or the operator did it. `chain_is_past`, `pool_is_past`, `unknown_transaction`: the chain has a transaction of the key that the signer does not know, and a person must look. `unexplained_outflow`: a finding says what happened at a purse without a transaction of ours. Null: it is not paused.
             * @example null
             */
            reason: string | null;
            /**
             * @description The same, for people. Null: it is not paused.
             * @example null
             */
            detail: string | null;
            /**
             * @description The first finding that is not resolved, `fnd_…`, for `POST /v1/sending/resume`. Null: there is none.
             * @example null
             */
            findingId: string | null;
            /** @description The key that pays for sweeps. Null until it has sent something. */
            operator: components["schemas"]["SendingOperator"] | null;
            /**
             * @description How many sweeps are not over.
             * @example 2
             */
            pending: number;
        };
        /** @description The key that pays for sweeps on a network. */
        SendingOperator: {
            /**
             * @description The address, with EIP-55 capitals.
             * @example 0x52908400098527886E0F7030069857D2E4169EE7
             */
            address: string;
            /**
             * @description What it has, in whole native coins, as a decimal string; the signer reads it every few seconds. Null: it never did.
             * @example 0.42
             */
            balance: string | null;
            /**
             * @description For how many sweeps that is enough, at the median cost of your last 20. Null: there is none yet, or `balance` is null.
             * @example 280
             */
            runwaySweeps: number | null;
        };
        /** @description What one person asks for and another must approve. */
        ApprovalRequest: {
            /**
             * @description Our id of the object.
             * @example apr_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            id: string;
            /**
             * @description `update_account`: settings of the account. `free_deposit`: a deposit that was declined. `allocate`: a deposit that nobody owns, or that is yours.
             * @enum {string}
             */
            kind: "update_account" | "free_deposit" | "allocate";
            /**
             * @description What it is about.
             * @enum {string}
             */
            resourceType: "account" | "transaction";
            /**
             * @description The id of that.
             * @example acc_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            resourceId: string;
            /**
             * @description What is asked for, as the call gave it.
             * @example {
             *       "treasury": {
             *         "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
             *       }
             *     }
             */
            change: {
                [key: string]: unknown;
            };
            /**
             * @description Why, as the person gave it. Null: the call takes no reason.
             * @example null
             */
            reason: string | null;
            /**
             * @description `expired`: nobody decided within seven days, or the key that asked was revoked.
             * @enum {string}
             */
            status: "pending" | "approved" | "rejected" | "canceled" | "expired";
            /**
             * @description The key that asked, or the name that an operator gave in Temporal. Null: an operator without a name.
             * @example key_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            madeBy: string | null;
            /**
             * @description The key that approved, rejected or withdrew it. Null: none did.
             * @example null
             */
            decidedBy: string | null;
            /**
             * @description Why, as that person gave it. Null: no reason was given.
             * @example null
             */
            decisionReason: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Until when it can be approved: ISO 8601 in UTC.
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it was decided: ISO 8601 in UTC. Null: it was not.
             * @example null
             */
            decidedAt: string | null;
        };
        /** @description A webhook endpoint, with its secret. */
        NewWebhookEndpoint: {
            /** @description The id of the endpoint, `whe_…`. */
            id: string;
            /** @description The URL that we call with POST. */
            url: string;
            /** @description Null: every type. */
            types: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "FORM_RECEIVER_CHANGED" | "DESTINATION_CREATED" | "DESTINATION_ACTIVATED" | "DESTINATION_DISABLED" | "DESTINATION_UNKNOWN" | "SWEEP_COMPLETED" | "SWEEP_FAILED" | "SWEEP_SHORTFALL" | "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED" | "SENDING_PAUSED" | "SENDING_RESUMED" | "TREASURY_CHANGED" | "PAYOUT_LIMIT_CHANGED" | "APPROVAL_REQUESTED" | "APPROVAL_DECIDED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
            /** @description Your own note, for people. We show it to no payer. */
            description: string | null;
            /** @description Whether we call it. Events that it misses while disabled wait for `replay`. */
            enabled: boolean;
            /** @description Attempts that failed since the last that did not. */
            failures: number;
            /**
             * Format: date-time
             * @description When the first of them was made.
             * @example 2026-11-21T10:00:00.000Z
             */
            failingSince: string | null;
            /** @description Why we call it no more. */
            disabledReason: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description Signs the calls (Standard Webhooks 1.0). Shown this once, and null when the call is repeated with its idempotency key. */
            secret: string | null;
        };
        /** @description A URL that events are sent to. */
        WebhookEndpoint: {
            /** @description The id of the endpoint, `whe_…`. */
            id: string;
            /** @description The URL that we call with POST. */
            url: string;
            /** @description Null: every type. */
            types: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "FORM_RECEIVER_CHANGED" | "DESTINATION_CREATED" | "DESTINATION_ACTIVATED" | "DESTINATION_DISABLED" | "DESTINATION_UNKNOWN" | "SWEEP_COMPLETED" | "SWEEP_FAILED" | "SWEEP_SHORTFALL" | "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED" | "SENDING_PAUSED" | "SENDING_RESUMED" | "TREASURY_CHANGED" | "PAYOUT_LIMIT_CHANGED" | "APPROVAL_REQUESTED" | "APPROVAL_DECIDED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
            /** @description Your own note, for people. We show it to no payer. */
            description: string | null;
            /** @description Whether we call it. Events that it misses while disabled wait for `replay`. */
            enabled: boolean;
            /** @description Attempts that failed since the last that did not. */
            failures: number;
            /**
             * Format: date-time
             * @description When the first of them was made.
             * @example 2026-11-21T10:00:00.000Z
             */
            failingSince: string | null;
            /** @description Why we call it no more. */
            disabledReason: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        /** @description A webhook endpoint that is gone. */
        DeletedWebhookEndpoint: {
            /** @description The id of the endpoint, `whe_…`. */
            id: string;
            /** @description Always true: it is gone. */
            deleted: boolean;
        };
        /** @description A webhook endpoint, with its new secret. */
        RotatedWebhookEndpoint: {
            /** @description The id of the endpoint, `whe_…`. */
            id: string;
            /** @description The URL that we call with POST. */
            url: string;
            /** @description Null: every type. */
            types: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "FORM_RECEIVER_CHANGED" | "DESTINATION_CREATED" | "DESTINATION_ACTIVATED" | "DESTINATION_DISABLED" | "DESTINATION_UNKNOWN" | "SWEEP_COMPLETED" | "SWEEP_FAILED" | "SWEEP_SHORTFALL" | "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED" | "SENDING_PAUSED" | "SENDING_RESUMED" | "TREASURY_CHANGED" | "PAYOUT_LIMIT_CHANGED" | "APPROVAL_REQUESTED" | "APPROVAL_DECIDED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
            /** @description Your own note, for people. We show it to no payer. */
            description: string | null;
            /** @description Whether we call it. Events that it misses while disabled wait for `replay`. */
            enabled: boolean;
            /** @description Attempts that failed since the last that did not. */
            failures: number;
            /**
             * Format: date-time
             * @description When the first of them was made.
             * @example 2026-11-21T10:00:00.000Z
             */
            failingSince: string | null;
            /** @description Why we call it no more. */
            disabledReason: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description Signs the calls (Standard Webhooks 1.0). Shown this once, and null when the call is repeated with its idempotency key. */
            secret: string | null;
            /**
             * Format: date-time
             * @description Until when calls are signed with the secret before this one too: ISO 8601 in UTC. Null if there was none.
             * @example 2026-11-21T10:00:00.000Z
             */
            previousSecretUntil: string | null;
        };
        /** @description The event that tests an endpoint. */
        WebhookTest: {
            /** @description The event, `evt_…`. */
            eventId: string;
        };
        /** @description What is sent again. */
        WebhookReplay: {
            /** @description How many events are sent at once; those beyond 500 follow in steps and are not counted. */
            events: number;
        };
        /** @description A fact, as it is sent to webhook endpoints. */
        Event: {
            /** @description The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored. */
            id: string;
            /**
             * @description What happened. New types may be added.
             * @enum {string}
             */
            type: "CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "FORM_RECEIVER_CHANGED" | "DESTINATION_CREATED" | "DESTINATION_ACTIVATED" | "DESTINATION_DISABLED" | "DESTINATION_UNKNOWN" | "SWEEP_COMPLETED" | "SWEEP_FAILED" | "SWEEP_SHORTFALL" | "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED" | "SENDING_PAUSED" | "SENDING_RESUMED" | "TREASURY_CHANGED" | "PAYOUT_LIMIT_CHANGED" | "APPROVAL_REQUESTED" | "APPROVAL_DECIDED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST";
            /**
             * Format: date-time
             * @description When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            /** @description The version of the envelope, a date. Fields may be added without a new version. */
            apiVersion: string;
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /** @description What the event is about, and how new its fact is. */
            resource: {
                /** @description What kind of object the event is about. */
                type: string;
                /** @description The id of that object. */
                id: string;
                /** @description Counts the events of this object from 1: a higher version is the newer fact, whatever came first. */
                version: number;
            };
            /** @description The facts, as they were when the event was recorded. */
            data: {
                [key: string]: unknown;
            };
        };
        /** @description What is sent again. */
        Redelivery: {
            /** @description The event, `evt_…`. */
            eventId: string;
            /** @description To how many endpoints it is sent again. */
            deliveries: number;
        };
        /** @description One event to one endpoint, with its latest attempts. */
        Delivery: {
            /** @description For cursors: the ids of event and endpoint. */
            id: string;
            /** @description The event, `evt_…`. */
            eventId: string;
            /** @description The webhook endpoint, `whe_…`. */
            endpointId: string;
            /**
             * @description `pending`: the next attempt is made at once, or waits for a broken endpoint; `retrying`: made by the schedule; `waiting`: the endpoint is disabled; `delivered`; `failed`: given up.
             * @enum {string}
             */
            state: "pending" | "retrying" | "waiting" | "delivered" | "failed";
            /**
             * Format: date-time
             * @description When the event was owed to the endpoint: ISO 8601 in UTC.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * @description How many attempts were made in all.
             * @example 1
             */
            attemptCount: number;
            /** @description The latest ten, oldest first; `GET /v1/deliveries/{id}/attempts` has those before. */
            attempts: components["schemas"]["DeliveryAttempt"][];
        };
        /** @description One call of an endpoint, and what came of it. */
        DeliveryAttempt: {
            /** @description Counts the attempts of this event to this endpoint from 1. */
            number: number;
            /**
             * Format: date-time
             * @description When it began: ISO 8601 in UTC.
             * @example 2026-11-21T10:00:00.000Z
             */
            attemptedAt: string;
            /** @description The IP address connected to. */
            address: string | null;
            /**
             * @description The HTTP status that the endpoint answered. Null: it did not answer.
             * @example 200
             */
            status: number | null;
            /** @description Milliseconds from the call to its end. */
            latencyMs: number;
            /** @description The first 1 kB of the answer. */
            answer: string | null;
            /** @description What went wrong, such as `timeout` or `refused`. Null: nothing. */
            errorClass: string | null;
            /**
             * Format: date-time
             * @description Of a broken endpoint: when it is tried next, with this event or another.
             * @example 2026-11-21T10:00:00.000Z
             */
            nextAttemptAt: string | null;
        };
        /** @description The account of the key. */
        Account: {
            /** @description The id of the account, `acc_…`. */
            id: string;
            /** @description What payers see as the merchant’s name. */
            name: string;
            /** @description True for real money, false for a test account. Nothing crosses from one to the other. */
            livemode: boolean;
            /**
             * @description How long a purse lives without a confirmed deposit.
             * @example 2592000
             */
            pursePeriodSeconds: number;
            /**
             * @description What a declined deposit takes with it. `purse`: its purse is declined, and holds all that is not credited yet and all that comes. `deposit`: that deposit alone is held, and the purse goes on.
             * @enum {string}
             */
            onDecline: "purse" | "deposit";
            /**
             * @description The destination, `dst_…`, to which money of each network is swept, by the network’s code. Money of a form with a receiver goes there instead, if that is an active destination.
             * @example {
             *       "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
             *     }
             */
            treasury: {
                [key: string]: string;
            };
            /**
             * @description By the currency’s code, in whole units: how much may be allocated within 24 hours without a second person. A currency that is not there: nothing.
             * @example {
             *       "USDT_BSC": "500"
             *     }
             */
            payoutLimit: {
                [key: string]: string;
            };
            /**
             * @description The change of these settings that waits for a second person, `apr_…`. Null: none does.
             * @example null
             */
            approvalRequestId: string | null;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        /** @description The new secret of the account. */
        RotatedAccountSecret: {
            /** @description The account that it belongs to, `acc_…`. */
            account: string;
            /** @description Signs calls to customers’ `notificationUrl`. It is shown this once, and is null in a repetition. */
            secret: string | null;
            /**
             * Format: date-time
             * @description Until when calls are signed with the secret before this one too: ISO 8601 in UTC. Null if there was none.
             * @example 2026-11-21T10:00:00.000Z
             */
            previousSecretUntil: string;
        };
        /** @description An API key, without the key itself. */
        ApiKey: {
            /** @description Our id of the object. */
            id: string;
            /** @description What it may do. `payout` and `approve` came from the operator’s command line. */
            scopes: ("read" | "write" | "admin" | "payout" | "approve")[];
            /** @description What you call the key, for people. */
            label: string;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Set by a rotation: the last moment of the old key.
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description Since when it does not work: ISO 8601 in UTC. Null: it works.
             * @example 2026-11-21T10:00:00.000Z
             */
            revokedAt: string | null;
        };
        /** @description A new API key. */
        NewApiKey: {
            /** @description Our id of the object. */
            id: string;
            /** @description What it may do. */
            scopes: ("read" | "write" | "admin" | "payout" | "approve")[];
            /** @description What you call the key, for people. */
            label: string;
            /**
             * Format: date-time
             * @description When it was made: ISO 8601 in UTC, with milliseconds.
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Set by a rotation: the last moment of the old key.
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description Always null: a new key works.
             * @example 2026-11-21T10:00:00.000Z
             */
            revokedAt: string | null;
            /** @description Shown this once, and null when the call is repeated with its idempotency key: we keep a hash. */
            key: string | null;
        };
        /** @description A payment that was really made on a test chain. */
        TestDeposit: {
            /** @description The hash of the transaction on its chain: `0x` and 64 hexadecimal digits. */
            transactionHash: string;
            /** @description All of them, where `count` is given. */
            transactionHashes: string[];
            /** @description The address that was paid. */
            address: string;
            /** @description The address that paid. */
            addressFrom: string;
            /** @description The code of a currency of `GET /v1/currencies`. */
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
        };
        /** @description How far a test chain has come. */
        TestBlocks: {
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The last block of the chain. */
            height: number;
        };
        /** @description What a reorganisation of a test chain did. */
        TestReorg: {
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The last block that stayed. */
            fork: number;
            /** @description The blocks that left, lowest first. */
            orphaned: string[];
            /** @description Their transactions that came back. */
            returned: string[];
            /** @description The block that is now the last one. */
            head: {
                /** @description Its number. */
                number: number;
                /** @description Its hash. */
                hash: string;
            };
        };
        /** @description What is final on a test chain. */
        TestFinality: {
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The last block that is now final. */
            height: number;
        };
        /** @description A pending transaction that will not be mined. */
        TestDrop: {
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The transaction that left the pool. */
            transactionHash: string;
        };
        /** @description A transaction that took the place of another. */
        TestReplacement: {
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The transaction that is pending now. */
            transactionHash: string;
            /** @description The transaction whose place it took. */
            replaced: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
        };
        /** @description What goes wrong at the node of a test chain. */
        TestFault: {
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /**
             * @description The fault that was added. Null: none, those before were ended.
             * @enum {string|null}
             */
            kind: "empty_logs" | "drop_log" | "stale_head" | "wrong_chain_id" | "altered_receipt" | "missing_transaction" | "wrong_bloom" | "pruned_state" | "pruned_history" | "rate_limit" | "server_error" | "truncated" | "disconnect" | "delay" | null;
            /** @description With it, the same of the calls are hit again. Null: no fault was added. */
            seed: number | null;
        };
        /** @description A test chain that goes on. */
        TestResume: {
            /** @description The code of a network, such as `BSC`. */
            network: string;
            /** @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain. */
            chainId: number;
            /** @description The error code that had stopped the chain. */
            stoppedBy: string;
        };
        /** @description A purse whose period was ended. */
        TestExpiry: {
            /** @description The purse, `pur_…`: one deposit address of one customer. */
            purseId: string;
            /**
             * Format: date-time
             * @description The moment at which its period ended: ISO 8601 in UTC.
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string;
        };
        /** @description A webhook receiver of this installation. */
        TestReceiver: {
            /** @description The id of the receiver, `rcv_…`. */
            id: string;
            /** @description Where it listens: the `url` of an endpoint. */
            url: string;
        };
        /** @description What a webhook receiver got. */
        TestReceived: {
            /** @description How many calls it got since it was started. */
            total: number;
            /** @description The latest 100, newest first. */
            data: {
                /**
                 * Format: date-time
                 * @description When the call came: ISO 8601 in UTC.
                 * @example 2026-11-21T10:00:00.000Z
                 */
                at: string;
                /** @description The headers of the call, their names in lower case. */
                headers: {
                    [key: string]: string;
                };
                /** @description The body as it came, which is what was signed. */
                raw: string;
            }[];
        };
        /** @description A webhook receiver that has ended. */
        DeletedTestReceiver: {
            /** @description The id of the receiver, `rcv_…`. */
            id: string;
            /** @description Always true: it is gone. */
            deleted: boolean;
        };
        /** @description A webhook whose next attempt is made now. */
        TestRetry: {
            /** @description The event, `evt_…`. */
            eventId: string;
            /** @description The webhook endpoint, `whe_…`. */
            endpointId: string;
            /** @description How many attempts had been made before. */
            attempts: number;
        };
        /** @description How the compliance provider of a test installation behaves. */
        TestScreening: {
            /**
             * @description What it does from now on.
             * @enum {string}
             */
            behaviour: "right" | "silent" | "slow" | "failing" | "wrong" | "malformed";
            /** @description How many times it was asked so far. */
            asked: number;
        };
        /** @description What came of a provider’s call. */
        ComplianceCallbackAnswer: {
            /** @description The deposit, `txn_…`: one transfer of one transaction to one purse. */
            transactionId: string;
            /**
             * @description The verdict that stands. Null: nobody has decided.
             * @enum {string|null}
             */
            verdict: "approve" | "decline" | null;
        };
        /** @description What a compliance provider sends. */
        ComplianceCallback: {
            /**
             * @description The deposit, `txn_…`: one transfer of one transaction to one purse.
             * @example txn_01kamz9vxk3x7qd1n8r5t2c4e6
             */
            transactionId?: string;
            /**
             * @description The provider’s own reference.
             * @example case-4711
             */
            id?: string;
            /**
             * @description `approve` and `decline` decide. `review` and `pending` change nothing.
             * @enum {string}
             */
            verdict: "approve" | "decline" | "review" | "pending";
            /**
             * @description The provider’s own measure of risk. It is kept, and decides nothing.
             * @example 0.97
             */
            score?: string | number;
        } & {
            [key: string]: unknown;
        };
    };
    responses: {
        /** @description `currency_not_supported`: The currency is not supported. `GET /v1/currencies` lists currencies and their groups. */
        "404.currency_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthorized`: The API key is missing or not valid. Send the header `Authorization: Bearer` with an API key that was not revoked. */
        "401.unauthorized": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `insufficient_scope`: The API key lacks the scope for this call. `account_mismatch`: The account is not the one of the API key. */
        "403.insufficient_scope.account_mismatch": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid_request`: A field of the request is not valid. */
        "422.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid_encoding`: The text is not UTF-8. `repeated_header`: A header that may occur once is repeated. */
        "400.invalid_encoding.repeated_header": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited`: Too many requests. */
        "429.rate_limited": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal`: An unexpected error. */
        "500.internal": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `temporarily_unavailable`: A part of the service is down. */
        "503.temporarily_unavailable": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `customer_exists`: A customer with this externalId exists. `GET /v1/customers/{externalId}` returns it. `idempotency_in_progress`: The first call with this key still runs. */
        "409.customer_exists.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `url_not_allowed`: The URL may not be called. `idempotency_key_reused`: The idempotency key was used with another body. Another request needs another key. `invalid_request`: A field of the request is not valid. */
        "422.url_not_allowed.idempotency_key_reused.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `customer_busy`: Too many calls change this customer at the same time. `rate_limited`: Too many requests. */
        "429.customer_busy.rate_limited": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `malformed_json`: The body is not JSON. `invalid_encoding`: The text is not UTF-8. `repeated_header`: A header that may occur once is repeated. */
        "400.malformed_json.invalid_encoding.repeated_header": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_charset`: The charset of the body is not UTF-8. */
        "415.unsupported_charset": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `body_too_large`: The body is over 100 kB. */
        "413.body_too_large": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `customer_not_found`: There is no such customer. Customers are named by id or externalId: `POST /v1/customers` makes one. */
        "404.customer_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `idempotency_key_reused`: The idempotency key was used with another body. Another request needs another key. `invalid_request`: A field of the request is not valid. */
        "422.idempotency_key_reused.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `idempotency_in_progress`: The first call with this key still runs. */
        "409.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `currency_not_supported`: The currency is not supported. `GET /v1/currencies` lists currencies and their groups. `invalid_request`: A field of the request is not valid. */
        "422.currency_not_supported.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `customer_blocked`: The customer is blocked. `POST /v1/customers/{id}/unblock` ends that. `purse_declined`: The purse was declined by compliance. `POST /v1/purses/{id}/release` allows the customer another purse. */
        "409.customer_blocked.purse_declined": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `purse_not_found`: There is no such purse. `GET /v1/purse` issues one, `GET /v1/purses` lists all. */
        "404.purse_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_declined`: The purse is not declined. `idempotency_in_progress`: The first call with this key still runs. */
        "409.not_declined.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `transaction_not_found`: There is no such transaction. */
        "404.transaction_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `already_decided`: The deposit was decided already. `approval_pending`: Another change of this waits for approval. `POST /v1/approval-requests/{id}/cancel` withdraws it. `idempotency_in_progress`: The first call with this key still runs. */
        "409.already_decided.approval_pending.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_allocatable`: This money cannot be allocated. `approval_pending`: Another change of this waits for approval. `POST /v1/approval-requests/{id}/cancel` withdraws it. `idempotency_in_progress`: The first call with this key still runs. */
        "409.not_allocatable.approval_pending.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `idempotency_key_required`: This call moves money: it needs an Idempotency-Key. `malformed_json`: The body is not JSON. `invalid_encoding`: The text is not UTF-8. `repeated_header`: A header that may occur once is repeated. */
        "400.idempotency_key_required.malformed_json.invalid_encoding.repeated_header": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `network_not_found`: There is no such network. `transaction_not_found`: There is no such transaction. */
        "404.network_not_found.transaction_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `history_unavailable`: No node still has the data of such old blocks. `idempotency_in_progress`: The first call with this key still runs. */
        "409.history_unavailable.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_many_rescans`: Another rescan is running; only one may run at a time. `rate_limited`: Too many requests. */
        "429.too_many_rescans.rate_limited": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rescan_not_found`: There is no such rescan. */
        "404.rescan_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `currency_not_supported`: The currency is not supported. `GET /v1/currencies` lists currencies and their groups. `receiver_invalid`: The receiver is not a valid address. `url_not_allowed`: The URL may not be called. `idempotency_key_reused`: The idempotency key was used with another body. Another request needs another key. `invalid_request`: A field of the request is not valid. */
        "422.currency_not_supported.receiver_invalid.url_not_allowed.idempotency_key_reused.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `form_not_found`: There is no such form. `GET /v1/forms` lists them. */
        "404.form_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `form_not_found`: There is no such form. `GET /v1/forms` lists them. `customer_not_found`: There is no such customer. Customers are named by id or externalId: `POST /v1/customers` makes one. `session_not_found`: There is no such session. `GET /v1/sessions` lists them. */
        "404.form_not_found.customer_not_found.session_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `coin_not_accepted`: The form does not accept this coin. `price_below_minimum`: The price is below the minimum deposit. `idempotency_key_reused`: The idempotency key was used with another body. Another request needs another key. `invalid_request`: A field of the request is not valid. */
        "422.coin_not_accepted.price_below_minimum.idempotency_key_reused.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `client_id_conflict`: A session with this clientId asked for something else. Ask for the same, or use another clientId; `GET /v1/sessions?clientId=` shows what was asked for. `customer_blocked`: The customer is blocked. `POST /v1/customers/{id}/unblock` ends that. `purse_declined`: The purse was declined by compliance. `POST /v1/purses/{id}/release` allows the customer another purse. `too_many_sessions`: The customer has too many open sessions. `idempotency_in_progress`: The first call with this key still runs. */
        "409.client_id_conflict.customer_blocked.purse_declined.too_many_sessions.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `session_not_found`: There is no such session. `GET /v1/sessions` lists them. */
        "404.session_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `customer_not_found`: There is no such customer. Customers are named by id or externalId: `POST /v1/customers` makes one. `currency_not_supported`: The currency is not supported. `GET /v1/currencies` lists currencies and their groups. `form_not_found`: There is no such form. `GET /v1/forms` lists them. */
        "404.customer_not_found.currency_not_found.form_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `customer_not_found`: There is no such customer. Customers are named by id or externalId: `POST /v1/customers` makes one. `currency_not_supported`: The currency is not supported. `GET /v1/currencies` lists currencies and their groups. */
        "404.customer_not_found.currency_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `currency_not_supported`: The currency is not supported. `GET /v1/currencies` lists currencies and their groups. `idempotency_key_reused`: The idempotency key was used with another body. Another request needs another key. `invalid_request`: A field of the request is not valid. */
        "422.currency_not_supported.idempotency_key_reused.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `insufficient_balance`: The balance is too low. `GET /v1/balances` shows the balance by coin and product. `idempotency_in_progress`: The first call with this key still runs. */
        "409.insufficient_balance.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `charge_not_found`: There is no such charge. */
        "404.charge_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `already_refunded`: More would be refunded than was charged. `idempotency_in_progress`: The first call with this key still runs. */
        "409.already_refunded.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `network_not_found`: There is no such network. */
        "404.network_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `address_invalid`: Nothing can be sent to this address. `address_is_ours`: The address belongs to this installation. `idempotency_key_reused`: The idempotency key was used with another body. Another request needs another key. `invalid_request`: A field of the request is not valid. */
        "422.address_invalid.address_is_ours.idempotency_key_reused.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `destination_exists`: The address is a destination already. `GET /v1/destinations` shows it. `sending_not_set_up`: The account has no sweeper on this network. `idempotency_in_progress`: The first call with this key still runs. */
        "409.destination_exists.sending_not_set_up.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `destination_not_found`: There is no such destination. `GET /v1/destinations` lists them. */
        "404.destination_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `network_not_found`: There is no such network. `purse_not_found`: There is no such purse. `GET /v1/purse` issues one, `GET /v1/purses` lists all. */
        "404.network_not_found.purse_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `sending_not_set_up`: The account has no sweeper on this network. `idempotency_in_progress`: The first call with this key still runs. */
        "409.sending_not_set_up.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `currency_not_supported`: The currency is not supported. `GET /v1/currencies` lists currencies and their groups. `destination_not_active`: The destination is not active. `GET /v1/destinations?status=active` lists those that are. `idempotency_key_reused`: The idempotency key was used with another body. Another request needs another key. `invalid_request`: A field of the request is not valid. */
        "422.currency_not_supported.destination_not_active.idempotency_key_reused.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `sending_not_set_up`: The account has no sweeper on this network. `sending_paused`: Sending is paused on this network. `GET /v1/sending` says why. `nothing_to_sweep`: There is nothing to sweep. `POST /v1/sweeps/quote` says what is left, and why. An empty quote: everything credited is swept, or nothing is credited yet. `idempotency_in_progress`: The first call with this key still runs. */
        "409.sending_not_set_up.sending_paused.nothing_to_sweep.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `sweep_not_found`: There is no such sweep. `GET /v1/sweeps` lists them. */
        "404.sweep_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `already_sent`: The sweep is no longer only planned. `GET /v1/sweeps/{id}` shows what became of it. `idempotency_in_progress`: The first call with this key still runs. */
        "409.already_sent.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `network_not_found`: There is no such network. `finding_not_found`: There is no such open finding on this network. `GET /v1/sending` names the first one that is not resolved. */
        "404.network_not_found.finding_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `sending_not_set_up`: The account has no sweeper on this network. `same_key`: Whoever asks cannot approve. A key of another person must approve. `idempotency_in_progress`: The first call with this key still runs. */
        "409.sending_not_set_up.same_key.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `approval_request_not_found`: There is no such approval request. `GET /v1/approval-requests` lists them. */
        "404.approval_request_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `approval_request_not_found`: There is no such approval request. `GET /v1/approval-requests` lists them. `transaction_not_found`: There is no such transaction. */
        "404.approval_request_not_found.transaction_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_pending`: The request was decided already, or has expired. `same_key`: Whoever asks cannot approve. A key of another person must approve. `already_decided`: The deposit was decided already. `changed_since`: The deposit is not as it was when this was asked for. Look at it, reject the request, and have it asked for again. `not_allocatable`: This money cannot be allocated. `idempotency_in_progress`: The first call with this key still runs. */
        "409.not_pending.same_key.already_decided.changed_since.not_allocatable.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `destination_not_active`: The destination is not active. `GET /v1/destinations?status=active` lists those that are. `idempotency_key_reused`: The idempotency key was used with another body. Another request needs another key. `invalid_request`: A field of the request is not valid. */
        "422.destination_not_active.idempotency_key_reused.invalid_request": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_pending`: The request was decided already, or has expired. `idempotency_in_progress`: The first call with this key still runs. */
        "409.not_pending.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_many_endpoints`: There are too many webhook endpoints. `idempotency_in_progress`: The first call with this key still runs. */
        "409.too_many_endpoints.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `endpoint_not_found`: There is no such webhook endpoint. */
        "404.endpoint_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `replay_running`: A replay to this endpoint still runs. `idempotency_in_progress`: The first call with this key still runs. */
        "409.replay_running.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `event_not_found`: There is no such event. */
        "404.event_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `event_not_found`: There is no such event. `endpoint_not_found`: There is no such webhook endpoint. */
        "404.event_not_found.endpoint_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `delivery_not_found`: There is no such delivery. */
        "404.delivery_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `approval_pending`: Another change of this waits for approval. `POST /v1/approval-requests/{id}/cancel` withdraws it. `idempotency_in_progress`: The first call with this key still runs. */
        "409.approval_pending.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `api_key_not_found`: There is no such API key. */
        "404.api_key_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `live_mode`: This call is for test accounts only. `insufficient_scope`: The API key lacks the scope for this call. `account_mismatch`: The account is not the one of the API key. */
        "403.live_mode.insufficient_scope.account_mismatch": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: There is nothing at this address. The addresses are listed at /docs. `customer_not_found`: There is no such customer. Customers are named by id or externalId: `POST /v1/customers` makes one. `purse_not_found`: There is no such purse. `GET /v1/purse` issues one, `GET /v1/purses` lists all. */
        "404.not_found.customer_not_found.purse_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: There is nothing at this address. The addresses are listed at /docs. `network_not_found`: There is no such network. */
        "404.not_found.network_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: There is nothing at this address. The addresses are listed at /docs. `network_not_found`: There is no such network. `transaction_not_found`: There is no such transaction. */
        "404.not_found.network_not_found.transaction_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_waiting`: Nothing waits here. `idempotency_in_progress`: The first call with this key still runs. */
        "409.not_waiting.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `purse_not_active`: The purse is not active. `idempotency_in_progress`: The first call with this key still runs. */
        "409.purse_not_active.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: There is nothing at this address. The addresses are listed at /docs. */
        "404.not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_many_receivers`: There are too many webhook receivers. `idempotency_in_progress`: The first call with this key still runs. */
        "409.too_many_receivers.idempotency_in_progress": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: There is nothing at this address. The addresses are listed at /docs. `receiver_not_found`: There is no such webhook receiver. */
        "404.not_found.receiver_not_found": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description Your own `X-Request-Id`, or one made for this call. It is in our logs.
         * @example req_0c1f7a52-8a53-4f0f-9d6e-0b6c2f6f5f0e
         */
        "X-Request-Id": string;
        /**
         * @description What is left, and in how many seconds there is more (draft-ietf-httpapi-ratelimit-headers-10).
         * @example "default";r=999;t=1
         */
        RateLimit: string;
        /**
         * @description How many calls an account may make in which window, in seconds.
         * @example "default";q=1000;w=1
         */
        "RateLimit-Policy": string;
        /** @description There when the answer is the saved one of an earlier call with this `Idempotency-Key`. */
        "Idempotent-Replayed": "true";
        /**
         * @description Where the list goes on (RFC 8288); not there where it ends.
         * @example <?limit=10&startingAfter=WyJjdXNfMSIsbnVsbCwiRVRIIl0>; rel="next"
         */
        Link: string;
        /** @description There when the answer carries a secret: nobody on the way may keep it. */
        "Cache-Control": "no-store";
        /**
         * @description Seconds after which it is worth calling again.
         * @example 2
         */
        "Retry-After": number;
        /** @description How to authenticate. */
        "WWW-Authenticate": "Bearer";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getCurrencies: {
        parameters: {
            query?: {
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List currencies */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "code": "USDT_BSC",
                     *           "name": "Example",
                     *           "network": "BSC",
                     *           "chainId": 56,
                     *           "contract": "0x55d398326f99059fF775485246999027B3197955",
                     *           "decimals": 18,
                     *           "minDeposit": "12.5",
                     *           "confirmations": 15,
                     *           "supported": true,
                     *           "groups": [
                     *             "USD_MULTI_1"
                     *           ]
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Currency"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.currency_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getCurrenciesByCode: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The code of the currency. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a currency */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "USDT_BSC",
                     *       "name": "Example",
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "contract": "0x55d398326f99059fF775485246999027B3197955",
                     *       "decimals": 18,
                     *       "minDeposit": "12.5",
                     *       "confirmations": 15,
                     *       "supported": true,
                     *       "groups": [
                     *         "USD_MULTI_1"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Currency"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.currency_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getCustomers: {
        parameters: {
            query?: {
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List customers */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "externalId": "user-42",
                     *           "email": "ada@shop.example",
                     *           "description": "Paid by invoice",
                     *           "notificationUrl": "https://shop.example/notifications",
                     *           "blocked": false,
                     *           "metadata": {},
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Customer"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postCustomers: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "externalId": "user-42",
                 *       "email": "ada@shop.example",
                 *       "description": "Paid by invoice",
                 *       "notificationUrl": "https://shop.example/webhooks",
                 *       "metadata": {
                 *         "tier": "gold"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Your own id of the customer. It may not begin with `cus_`.
                     * @example user-42
                     */
                    externalId?: string | null;
                    /**
                     * Format: email
                     * @description The customer’s e-mail address. We send nothing to it.
                     * @example ada@shop.example
                     */
                    email?: string | null;
                    /** @description Your own note, for people. We show it to no payer. */
                    description?: string | null;
                    /**
                     * Format: uri
                     * @description Where events of this customer alone are sent as well, signed with the account’s secret. Null: nowhere.
                     * @example https://shop.example/webhooks
                     */
                    notificationUrl?: string | null;
                    /**
                     * @description Your own keys and values, up to 50. We read none of them.
                     * @example {
                     *       "tier": "gold"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string | number | boolean | null;
                    };
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Create a customer */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "email": "ada@shop.example",
                     *       "description": "Paid by invoice",
                     *       "notificationUrl": "https://shop.example/notifications",
                     *       "blocked": false,
                     *       "metadata": {},
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.customer_exists.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.url_not_allowed.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getCustomersById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description Our id `cus_…`, or your own `externalId`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a customer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "email": "ada@shop.example",
                     *       "description": "Paid by invoice",
                     *       "notificationUrl": "https://shop.example/notifications",
                     *       "blocked": false,
                     *       "metadata": {},
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postCustomersById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id `cus_…`, or your own `externalId`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "externalId": "user-42",
                 *       "email": "ada@shop.example",
                 *       "description": "Paid by invoice",
                 *       "notificationUrl": "https://shop.example/webhooks",
                 *       "metadata": {
                 *         "tier": "gold"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Your own id of the customer. It may not begin with `cus_`; null clears it.
                     * @example user-42
                     */
                    externalId?: string | null;
                    /**
                     * Format: email
                     * @description The customer’s e-mail address; null clears it. We send nothing to it.
                     * @example ada@shop.example
                     */
                    email?: string | null;
                    /** @description Your own note; null clears it. */
                    description?: string | null;
                    /**
                     * Format: uri
                     * @description Where events of this customer alone are sent as well; null clears it.
                     * @example https://shop.example/webhooks
                     */
                    notificationUrl?: string | null;
                    /**
                     * @description Your own keys and values, up to 50. We read none of them.
                     * @example {
                     *       "tier": "gold"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string | number | boolean | null;
                    };
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Update a customer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "email": "ada@shop.example",
                     *       "description": "Paid by invoice",
                     *       "notificationUrl": "https://shop.example/notifications",
                     *       "blocked": false,
                     *       "metadata": {},
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.customer_exists.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.url_not_allowed.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postCustomersByIdErase: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id `cus_…`, or your own `externalId`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /** @description It is kept with the decision, and so must name nobody. */
                    reason?: string | null;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Erase a customer as a person */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "email": "ada@shop.example",
                     *       "description": "Paid by invoice",
                     *       "notificationUrl": "https://shop.example/notifications",
                     *       "blocked": false,
                     *       "metadata": {},
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postCustomersByIdBlock: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id `cus_…`, or your own `externalId`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /** @description Why, in words for people. It is kept with the decision. */
                    reason?: string | null;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Block a customer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "email": "ada@shop.example",
                     *       "description": "Paid by invoice",
                     *       "notificationUrl": "https://shop.example/notifications",
                     *       "blocked": false,
                     *       "metadata": {},
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postCustomersByIdUnblock: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id `cus_…`, or your own `externalId`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /** @description Why, in words for people. It is kept with the decision. */
                    reason?: string | null;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Unblock a customer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "email": "ada@shop.example",
                     *       "description": "Paid by invoice",
                     *       "notificationUrl": "https://shop.example/notifications",
                     *       "blocked": false,
                     *       "metadata": {},
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getPurse: {
        parameters: {
            query: {
                /** @description Our `cus_…` id, or your own `externalId`. */
                customerId: string;
                /** @description The currency that the customer wants to pay in. The address serves every other one too. */
                currency: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get or create a customer's deposit address */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "currency": "USDT_BSC",
                     *       "status": "PENDING_PAYMENT",
                     *       "networks": [
                     *         {
                     *           "network": "BSC",
                     *           "chainId": 56,
                     *           "currencies": [
                     *             "BNB",
                     *             "USDT_BSC"
                     *           ]
                     *         }
                     *       ],
                     *       "accounts": [
                     *         {
                     *           "currency": "USDT_BSC",
                     *           "received": "12.5",
                     *           "held": "12.5"
                     *         }
                     *       ],
                     *       "expiresAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DepositAddress"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.customer_blocked.purse_declined"];
            422: components["responses"]["422.currency_not_supported.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getPurses: {
        parameters: {
            query?: {
                /** @description Our `cus_…` id, or your own `externalId`. */
                customerId?: string;
                /** @description Only those with this status. `ARCHIVED` is taken for `ARCHIEVED`. */
                status?: "PENDING_PAYMENT" | "DECLINED" | "ARCHIEVED" | "ARCHIVED";
                /** @description Only the purse with this address. */
                address?: string;
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List purses */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "externalId": "user-42",
                     *           "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *           "status": "PENDING_PAYMENT",
                     *           "networks": [
                     *             {
                     *               "network": "BSC",
                     *               "chainId": 56,
                     *               "currencies": [
                     *                 "BNB",
                     *                 "USDT_BSC"
                     *               ]
                     *             }
                     *           ],
                     *           "accounts": [
                     *             {
                     *               "currency": "USDT_BSC",
                     *               "received": "12.5",
                     *               "held": "12.5"
                     *             }
                     *           ],
                     *           "expiresAt": "2026-11-21T10:00:00.000Z",
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "declinedAt": "2026-11-21T10:00:00.000Z",
                     *           "archivedAt": "2026-11-21T10:00:00.000Z",
                     *           "releasedAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Purse"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getPursesByPurseId: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the purse, `pur_…`. */
                purseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a purse by its id */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "status": "PENDING_PAYMENT",
                     *       "networks": [
                     *         {
                     *           "network": "BSC",
                     *           "chainId": 56,
                     *           "currencies": [
                     *             "BNB",
                     *             "USDT_BSC"
                     *           ]
                     *         }
                     *       ],
                     *       "accounts": [
                     *         {
                     *           "currency": "USDT_BSC",
                     *           "received": "12.5",
                     *           "held": "12.5"
                     *         }
                     *       ],
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "declinedAt": "2026-11-21T10:00:00.000Z",
                     *       "archivedAt": "2026-11-21T10:00:00.000Z",
                     *       "releasedAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Purse"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.purse_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postPursesByPurseIdRelease: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the purse, `pur_…`. */
                purseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /** @description Why, in words for people. It is kept with the decision. */
                    reason: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Release a declined purse */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "status": "PENDING_PAYMENT",
                     *       "networks": [
                     *         {
                     *           "network": "BSC",
                     *           "chainId": 56,
                     *           "currencies": [
                     *             "BNB",
                     *             "USDT_BSC"
                     *           ]
                     *         }
                     *       ],
                     *       "accounts": [
                     *         {
                     *           "currency": "USDT_BSC",
                     *           "received": "12.5",
                     *           "held": "12.5"
                     *         }
                     *       ],
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "declinedAt": "2026-11-21T10:00:00.000Z",
                     *       "archivedAt": "2026-11-21T10:00:00.000Z",
                     *       "releasedAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Purse"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.purse_not_found"];
            409: components["responses"]["409.not_declined.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getTransactionsLookup: {
        parameters: {
            query: {
                /** @description The hash of the transaction on its chain. */
                transactionHash: string;
                /** @description The EIP-155 chain id of the network. */
                chainId: number;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where is my deposit? */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "chainId": 56,
                     *       "network": "BSC",
                     *       "status": "found",
                     *       "blockNumber": 46000000,
                     *       "transfers": [
                     *         {
                     *           "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *           "currency": "USDT_BSC",
                     *           "contract": "0x55d398326f99059fF775485246999027B3197955",
                     *           "amount": "12.5",
                     *           "reason": "credited",
                     *           "remedy": "Wait: it is credited when its block is final.",
                     *           "confirmations": 15,
                     *           "requiredConfirmations": 15
                     *         }
                     *       ],
                     *       "reason": "not_found",
                     *       "remedy": "Wait: it is credited when its block is final."
                     *     }
                     */
                    "application/json": components["schemas"]["Lookup"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getTransactions: {
        parameters: {
            query?: {
                /** @description Our `cus_…` id, or your own `externalId`. */
                customerId?: string;
                /** @description Only those of this purse. */
                purseId?: string;
                /** @description Only those with this status. */
                status?: "MEM_POOL_FOUND" | "PENDING_COMPLIANCE_CHECK" | "DECLINED" | "CONFIRMED" | "BELOW_MINIMUM" | "REORGED" | "DROPPED";
                /** @description The hash of the transaction on its chain. */
                transactionHash?: string;
                /** @description Only those in this currency. */
                currency?: string;
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List deposits */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "externalId": "user-42",
                     *           "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *           "addressFrom": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *           "currency": "USDT_BSC",
                     *           "amount": "12.5",
                     *           "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *           "route": "token",
                     *           "chainId": 56,
                     *           "blockNumber": 46000000,
                     *           "status": "CONFIRMED",
                     *           "complianceStatus": "CHECKED",
                     *           "confirmations": 15,
                     *           "requiredConfirmations": 15,
                     *           "blocked": false,
                     *           "late": false,
                     *           "creditedTo": "customer",
                     *           "sessionId": null,
                     *           "sweptIn": null,
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "confirmedAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Transaction"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.currency_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getTransactionsByTransactionId: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the deposit, `txn_…`. */
                transactionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a deposit */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "addressFrom": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "currency": "USDT_BSC",
                     *       "amount": "12.5",
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "route": "token",
                     *       "chainId": 56,
                     *       "blockNumber": 46000000,
                     *       "status": "CONFIRMED",
                     *       "complianceStatus": "CHECKED",
                     *       "confirmations": 15,
                     *       "requiredConfirmations": 15,
                     *       "blocked": false,
                     *       "late": false,
                     *       "creditedTo": "customer",
                     *       "sessionId": null,
                     *       "sweptIn": null,
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "confirmedAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.transaction_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTransactionsByIdCompliance: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the deposit, `txn_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "verdict": "approve",
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `approve` or `decline`.
                     * @enum {string}
                     */
                    verdict: "approve" | "decline";
                    /** @description Why, in words for people. It is kept with the decision. */
                    reason: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Decide a deposit by hand */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dec_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "addressFrom": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "currency": "USDT_BSC",
                     *       "amount": "12.5",
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "route": "token",
                     *       "chainId": 56,
                     *       "blockNumber": 46000000,
                     *       "status": "CONFIRMED",
                     *       "complianceStatus": "CHECKED",
                     *       "confirmations": 15,
                     *       "requiredConfirmations": 15,
                     *       "blocked": false,
                     *       "late": false,
                     *       "creditedTo": "customer",
                     *       "sessionId": null,
                     *       "sweptIn": null,
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "confirmedAt": "2026-11-21T10:00:00.000Z",
                     *       "approvalRequestId": null
                     *     }
                     */
                    "application/json": components["schemas"]["DecidedTransaction"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.transaction_not_found"];
            409: components["responses"]["409.already_decided.approval_pending.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTransactionsByIdAllocate: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of the deposit, `txn_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "customer",
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Whose money it becomes: the `customer`’s or yours (`merchant`).
                     * @enum {string}
                     */
                    to: "customer" | "merchant";
                    /** @description Why, in words for people. It is kept with the decision. */
                    reason: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Allocate a deposit */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dec_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "addressFrom": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "currency": "USDT_BSC",
                     *       "amount": "12.5",
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "route": "token",
                     *       "chainId": 56,
                     *       "blockNumber": 46000000,
                     *       "status": "CONFIRMED",
                     *       "complianceStatus": "CHECKED",
                     *       "confirmations": 15,
                     *       "requiredConfirmations": 15,
                     *       "blocked": false,
                     *       "late": false,
                     *       "creditedTo": "customer",
                     *       "sessionId": null,
                     *       "sweptIn": null,
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "confirmedAt": "2026-11-21T10:00:00.000Z",
                     *       "approvalRequestId": null
                     *     }
                     */
                    "application/json": components["schemas"]["DecidedTransaction"];
                };
            };
            400: components["responses"]["400.idempotency_key_required.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.transaction_not_found"];
            409: components["responses"]["409.not_allocatable.approval_pending.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getAudits: {
        parameters: {
            query?: {
                /** @description Only what was done to this object. */
                resourceId?: string;
                /** @description Only this action. */
                action?: "block" | "unblock" | "release" | "approve" | "decline" | "allocate" | "create" | "rotate" | "revoke" | "update" | "delete" | "erase" | "enable" | "disable" | "replay" | "cancel" | "pause" | "resume" | "resolve";
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List what people decided */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "aud_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "action": "block",
                     *           "resourceType": "account",
                     *           "resourceId": "resourceId",
                     *           "reason": "Asked for by support",
                     *           "apiKeyId": "apiKeyId",
                     *           "changes": [
                     *             {
                     *               "field": "field",
                     *               "old": "old",
                     *               "new": "new"
                     *             }
                     *           ],
                     *           "by": "by",
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Audit"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postRescans: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "chainId": 56,
                 *       "fromBlock": 46000000,
                 *       "toBlock": 46000100
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain.
                     * @example 56
                     */
                    chainId: number;
                    /** @description The first block to read. Needs `toBlock`. */
                    fromBlock?: number;
                    /** @description The last block to read, at most 9,999 after `fromBlock`. */
                    toBlock?: number;
                    /**
                     * @description Read the block of this transaction instead.
                     * @example 0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f
                     */
                    transactionHash?: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Read blocks again */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ETHEREUM:100-200",
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "fromBlock": 46000000,
                     *       "toBlock": 46000100,
                     *       "status": "running",
                     *       "blocks": 1,
                     *       "found": 1,
                     *       "code": null,
                     *       "reason": "Asked for by support"
                     *     }
                     */
                    "application/json": components["schemas"]["Rescan"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.network_not_found.transaction_not_found"];
            409: components["responses"]["409.history_unavailable.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.too_many_rescans.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getRescansById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the rescan, such as `BSC:46000000-46000100`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a rescan */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ETHEREUM:100-200",
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "fromBlock": 46000000,
                     *       "toBlock": 46000100,
                     *       "status": "running",
                     *       "blocks": 1,
                     *       "found": 1,
                     *       "code": null,
                     *       "reason": "Asked for by support"
                     *     }
                     */
                    "application/json": components["schemas"]["Rescan"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.rescan_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getForms: {
        parameters: {
            query?: {
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List forms */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "title": "title",
                     *           "coins": [
                     *             "USDT_BSC"
                     *           ],
                     *           "receiver": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *           "returnUrl": "returnUrl",
                     *           "supportUrl": "supportUrl",
                     *           "supportEmail": "supportEmail",
                     *           "logo": "https://pay.shop.example/checkout/logos/0f3a9c0e3c6f4f0f9c0e3c6f4f0f9c0e.png",
                     *           "accentColor": "#3147d4",
                     *           "receiverActive": {
                     *             "BSC": true
                     *           },
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Form"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postForms: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Top up your balance",
                 *       "coins": [
                 *         "ETH",
                 *         "USD_MULTI_1"
                 *       ],
                 *       "receiver": "0x52908400098527886E0F7030069857D2E4169EE7",
                 *       "returnUrl": "https://shop.example/paid?order=7",
                 *       "supportUrl": "https://shop.example/help",
                 *       "supportEmail": "ada@shop.example",
                 *       "logo": "data:image/png;base64,iVBORw0KGgo=",
                 *       "accentColor": "#3147d4"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What payers see as the heading of the page.
                     * @example Top up your balance
                     */
                    title: string;
                    /**
                     * @description Currencies, and groups whose members count 1:1.
                     * @example [
                     *       "ETH",
                     *       "USD_MULTI_1"
                     *     ]
                     */
                    coins: string[];
                    /**
                     * @description An EVM address, where swept funds of this form’s sessions belong; without one, where those of the account do. Capitals, if any, as EIP-55 has them. To give one, or another, takes the scope `admin`.
                     * @example 0x52908400098527886E0F7030069857D2E4169EE7
                     */
                    receiver?: string;
                    /**
                     * Format: uri
                     * @description Where payers go back to, with `sessionId` added to the query.
                     * @example https://shop.example/paid?order=7
                     */
                    returnUrl?: string | null;
                    /**
                     * Format: uri
                     * @description An https page where payers ask about a payment; the checkout links to it.
                     * @example https://shop.example/help
                     */
                    supportUrl?: string | null;
                    /**
                     * Format: email
                     * @description Where payers write to about a payment; the checkout shows it.
                     * @example ada@shop.example
                     */
                    supportEmail?: string | null;
                    /**
                     * @description A PNG, JPEG or WebP of up to 64 kB, as a data URL. It is kept, and served to payers by us.
                     * @example data:image/png;base64,iVBORw0KGgo=
                     */
                    logo?: string | null;
                    /**
                     * @description The colour of buttons and links, as `#rrggbb`: dark enough to be read on a bright ground (a contrast of 4.5:1 with #f3f4f8). On dark screens a lighter shade of it is taken.
                     * @example #3147d4
                     */
                    accentColor?: string | null;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Create a payment form */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "title": "title",
                     *       "coins": [
                     *         "USDT_BSC"
                     *       ],
                     *       "receiver": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "returnUrl": "returnUrl",
                     *       "supportUrl": "supportUrl",
                     *       "supportEmail": "supportEmail",
                     *       "logo": "https://pay.shop.example/checkout/logos/0f3a9c0e3c6f4f0f9c0e3c6f4f0f9c0e.png",
                     *       "accentColor": "#3147d4",
                     *       "receiverActive": {
                     *         "BSC": true
                     *       },
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Form"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.currency_not_supported.receiver_invalid.url_not_allowed.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getFormsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the form, `frm_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a form */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "title": "title",
                     *       "coins": [
                     *         "USDT_BSC"
                     *       ],
                     *       "receiver": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "returnUrl": "returnUrl",
                     *       "supportUrl": "supportUrl",
                     *       "supportEmail": "supportEmail",
                     *       "logo": "https://pay.shop.example/checkout/logos/0f3a9c0e3c6f4f0f9c0e3c6f4f0f9c0e.png",
                     *       "accentColor": "#3147d4",
                     *       "receiverActive": {
                     *         "BSC": true
                     *       },
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Form"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.form_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postFormsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the form, `frm_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "title": "Top up your balance",
                 *       "coins": [
                 *         "ETH",
                 *         "USD_MULTI_1"
                 *       ],
                 *       "receiver": "0x52908400098527886E0F7030069857D2E4169EE7",
                 *       "returnUrl": "https://shop.example/paid?order=7",
                 *       "supportUrl": "https://shop.example/help",
                 *       "supportEmail": "ada@shop.example",
                 *       "logo": "data:image/png;base64,iVBORw0KGgo=",
                 *       "accentColor": "#3147d4"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What payers see as the heading of the page.
                     * @example Top up your balance
                     */
                    title?: string;
                    /**
                     * @description Currencies, and groups whose members count 1:1.
                     * @example [
                     *       "ETH",
                     *       "USD_MULTI_1"
                     *     ]
                     */
                    coins?: string[];
                    /**
                     * @description An EVM address, where swept funds of this form’s sessions belong; without one, where those of the account do. Capitals, if any, as EIP-55 has them. To give one, or another, takes the scope `admin`.
                     * @example 0x52908400098527886E0F7030069857D2E4169EE7
                     */
                    receiver?: string;
                    /**
                     * Format: uri
                     * @description Where payers go back to, with `sessionId` added to the query.
                     * @example https://shop.example/paid?order=7
                     */
                    returnUrl?: string | null;
                    /**
                     * Format: uri
                     * @description An https page where payers ask about a payment; the checkout links to it.
                     * @example https://shop.example/help
                     */
                    supportUrl?: string | null;
                    /**
                     * Format: email
                     * @description Where payers write to about a payment; the checkout shows it.
                     * @example ada@shop.example
                     */
                    supportEmail?: string | null;
                    /**
                     * @description A PNG, JPEG or WebP of up to 64 kB, as a data URL. It is kept, and served to payers by us.
                     * @example data:image/png;base64,iVBORw0KGgo=
                     */
                    logo?: string | null;
                    /**
                     * @description The colour of buttons and links, as `#rrggbb`: dark enough to be read on a bright ground (a contrast of 4.5:1 with #f3f4f8). On dark screens a lighter shade of it is taken.
                     * @example #3147d4
                     */
                    accentColor?: string | null;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Update a form */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "title": "title",
                     *       "coins": [
                     *         "USDT_BSC"
                     *       ],
                     *       "receiver": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "returnUrl": "returnUrl",
                     *       "supportUrl": "supportUrl",
                     *       "supportEmail": "supportEmail",
                     *       "logo": "https://pay.shop.example/checkout/logos/0f3a9c0e3c6f4f0f9c0e3c6f4f0f9c0e.png",
                     *       "accentColor": "#3147d4",
                     *       "receiverActive": {
                     *         "BSC": true
                     *       },
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Form"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.form_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.currency_not_supported.receiver_invalid.url_not_allowed.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getSessions: {
        parameters: {
            query?: {
                /** @description Our `cus_…` id, or your own `externalId`. */
                customerId?: string;
                /** @description Your own id of the session. */
                clientId?: string;
                /** @description Only what came through this form. */
                formId?: string;
                /** @description Made after this moment: ISO 8601, in UTC or with an offset. */
                createdAfter?: string;
                /** @description Made before this moment. */
                createdBefore?: string;
                /** @description Only those with this status. */
                status?: "open" | "processing" | "completed" | "expired";
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List sessions */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                     *           "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "clientId": "order-7",
                     *           "customer": {
                     *             "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *             "externalId": "user-42",
                     *             "data": {
                     *               "tier": "gold"
                     *             }
                     *           },
                     *           "product": {
                     *             "id": "membership",
                     *             "name": "Membership, one year",
                     *             "data": {
                     *               "sku": "M-12"
                     *             }
                     *           },
                     *           "price": {
                     *             "USD_MULTI_1": "15"
                     *           },
                     *           "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *           "status": "open",
                     *           "checkoutUrl": "https://pay.shop.example/checkout/ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                     *           "expiresAt": "2026-11-21T10:00:00.000Z",
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Session"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postSessions: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "customer": {
                 *         "id": "user-42",
                 *         "data": {
                 *           "tier": "gold"
                 *         }
                 *       },
                 *       "product": {
                 *         "id": "membership",
                 *         "name": "Membership, one year",
                 *         "data": {
                 *           "tier": "gold"
                 *         }
                 *       },
                 *       "price": {
                 *         "USD_MULTI_1": "15.0"
                 *       },
                 *       "clientId": "order-7",
                 *       "replaces": "open",
                 *       "expiresInSeconds": 3600
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The form, `frm_…`, that says which coins are taken.
                     * @example frm_01kamz9vxk3x7qd1n8r5t2c4e6
                     */
                    formId: string;
                    /** @description Who pays. */
                    customer: {
                        /**
                         * @description Your own id of the customer, who is made when new; or our `cus_…`.
                         * @example user-42
                         */
                        id: string;
                        /**
                         * @description Your own keys and values. The payment repeats them.
                         * @example {
                         *       "tier": "gold"
                         *     }
                         */
                        data?: {
                            [key: string]: string | number | boolean | null;
                        };
                    };
                    /** @description What is paid for. Left out: the money goes to no product. */
                    product?: {
                        /**
                         * @description Your own id of the product.
                         * @example membership
                         */
                        id: string;
                        /**
                         * @description What payers see. Left out: nothing.
                         * @example Membership, one year
                         */
                        name?: string;
                        /**
                         * @description Your own keys and values. The payment repeats them.
                         * @example {
                         *       "tier": "gold"
                         *     }
                         */
                        data?: {
                            [key: string]: string | number | boolean | null;
                        };
                    };
                    /**
                     * @description Per coin, in whole units. Coins are alternatives; within a group what was paid adds up.
                     * @example {
                     *       "USD_MULTI_1": "15.0"
                     *     }
                     */
                    price: {
                        [key: string]: string;
                    };
                    /**
                     * @description Your own id of the session: the same one gives the same session.
                     * @example order-7
                     */
                    clientId?: string;
                    /**
                     * @description Closes an earlier session of the customer, by its id, or all that are open (`open`), in the same step: nobody can pay them any more. What was sent for them until now still counts for them.
                     * @example open
                     */
                    replaces?: string;
                    /**
                     * @description An hour unless told.
                     * @example 3600
                     */
                    expiresInSeconds?: number;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Create a checkout session */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "clientId": "order-7",
                     *       "customer": {
                     *         "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *         "externalId": "user-42",
                     *         "data": {
                     *           "tier": "gold"
                     *         }
                     *       },
                     *       "product": {
                     *         "id": "membership",
                     *         "name": "Membership, one year",
                     *         "data": {
                     *           "sku": "M-12"
                     *         }
                     *       },
                     *       "price": {
                     *         "USD_MULTI_1": "15"
                     *       },
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "status": "open",
                     *       "checkoutUrl": "https://pay.shop.example/checkout/ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.form_not_found.customer_not_found.session_not_found"];
            409: components["responses"]["409.client_id_conflict.customer_blocked.purse_declined.too_many_sessions.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.coin_not_accepted.price_below_minimum.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getSessionsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the session, `ses_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a session */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "clientId": "order-7",
                     *       "customer": {
                     *         "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *         "externalId": "user-42",
                     *         "data": {
                     *           "tier": "gold"
                     *         }
                     *       },
                     *       "product": {
                     *         "id": "membership",
                     *         "name": "Membership, one year",
                     *         "data": {
                     *           "sku": "M-12"
                     *         }
                     *       },
                     *       "price": {
                     *         "USD_MULTI_1": "15"
                     *       },
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "status": "open",
                     *       "checkoutUrl": "https://pay.shop.example/checkout/ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.session_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postSessionsByIdExpire: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the session, `ses_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Close a session early */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "clientId": "order-7",
                     *       "customer": {
                     *         "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *         "externalId": "user-42",
                     *         "data": {
                     *           "tier": "gold"
                     *         }
                     *       },
                     *       "product": {
                     *         "id": "membership",
                     *         "name": "Membership, one year",
                     *         "data": {
                     *           "sku": "M-12"
                     *         }
                     *       },
                     *       "price": {
                     *         "USD_MULTI_1": "15"
                     *       },
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "status": "open",
                     *       "checkoutUrl": "https://pay.shop.example/checkout/ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.session_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getPayments: {
        parameters: {
            query?: {
                /** @description The session whose payment to show. */
                sessionId?: string;
                /** @description Our `cus_…` id, or your own `externalId`. */
                customerId?: string;
                /** @description Your own id of the session. */
                clientId?: string;
                /** @description Only what came through this form. */
                formId?: string;
                /** @description Made after this moment: ISO 8601, in UTC or with an offset. */
                createdAfter?: string;
                /** @description Made before this moment. */
                createdBefore?: string;
                /** @description Only those with this status. */
                status?: "pending" | "completed" | "failed" | "canceled";
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment of a session, or a list of payments */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                     *       "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customer": {
                     *         "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *         "externalId": "user-42",
                     *         "data": {
                     *           "tier": "gold"
                     *         }
                     *       },
                     *       "product": {
                     *         "id": "membership",
                     *         "name": "Membership, one year",
                     *         "data": {
                     *           "sku": "M-12"
                     *         }
                     *       },
                     *       "sender": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "receiver": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "amount": "12.5",
                     *       "paidAmount": "12.5",
                     *       "status": "completed",
                     *       "coin": {
                     *         "code": "USDT_BSC",
                     *         "name": "Tether USD on BNB Smart Chain"
                     *       },
                     *       "underpaidBy": "0",
                     *       "overpaidBy": "0",
                     *       "overpaid": [
                     *         {
                     *           "coin": "ETH",
                     *           "amount": "0.005"
                     *         }
                     *       ],
                     *       "late": false,
                     *       "transactions": [
                     *         {
                     *           "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "externalId": "user-42",
                     *           "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *           "addressFrom": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *           "currency": "USDT_BSC",
                     *           "amount": "12.5",
                     *           "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *           "route": "token",
                     *           "chainId": 56,
                     *           "blockNumber": 46000000,
                     *           "status": "CONFIRMED",
                     *           "complianceStatus": "CHECKED",
                     *           "confirmations": 15,
                     *           "requiredConfirmations": 15,
                     *           "blocked": false,
                     *           "late": false,
                     *           "creditedTo": "customer",
                     *           "sessionId": null,
                     *           "sweptIn": null,
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "confirmedAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"] | null | {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Payment"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.session_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getBalances: {
        parameters: {
            query?: {
                /** @description Our id or your externalId. */
                customerId?: "" | string;
                /** @description A currency or a group. */
                coin?: "" | string;
                /** @description Your own id of the product. Empty: totals over all products. */
                productId?: "" | string;
                /** @description Only what came through this form. */
                formId?: "" | string;
                /** @description How many; 10,000 unless told. */
                limit?: number;
                /** @description Where to go on: as the header `Link` says. */
                startingAfter?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Balances of customers */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *         "externalId": "user-42",
                     *         "productId": "membership",
                     *         "coin": "USDT_BSC",
                     *         "deposited": "20",
                     *         "charged": "7.5",
                     *         "balance": "12.5"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Balance"][];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found.currency_not_found.form_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getCustomersByIdStatement: {
        parameters: {
            query?: {
                /** @description Only those in this currency. */
                currency?: string;
                /** @description How many; 10 unless told, in a table 10,000. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description Our id `cus_…`, or your own `externalId`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer’s statement */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "pst_4711",
                     *           "currency": "USDT_BSC",
                     *           "amount": "12.5",
                     *           "balance": "40",
                     *           "productId": "membership",
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *           "type": "deposit"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Movement"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                    "text/csv": string;
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found.currency_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getCharges: {
        parameters: {
            query?: {
                /** @description Our `cus_…` id, or your own `externalId`. */
                customerId?: string;
                /** @description Your own id of the product. */
                productId?: string;
                /** @description Only those in this currency or group. */
                coin?: string;
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List charges */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "chg_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "externalId": "user-42",
                     *           "productId": "membership",
                     *           "coin": "USDT_BSC",
                     *           "amount": "12.5",
                     *           "refunded": "2.5",
                     *           "description": "Paid by invoice",
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "parts": [
                     *             {
                     *               "currency": "USDT_BSC",
                     *               "productId": "membership",
                     *               "amount": "12.5"
                     *             }
                     *           ],
                     *           "refunds": [
                     *             {
                     *               "id": "rfd_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *               "amount": "2.5",
                     *               "reason": "Asked for by support",
                     *               "createdAt": "2026-11-21T10:00:00.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Charge"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.currency_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postCharges: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "customerId": "user-42",
                 *       "productId": "membership",
                 *       "coin": "USDT_BSC",
                 *       "amount": "2.5",
                 *       "description": "Paid by invoice"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Our `cus_…` id, or your own `externalId`.
                     * @example user-42
                     */
                    customerId: string;
                    /**
                     * @description Your own id of the product.
                     * @example membership
                     */
                    productId?: string | null;
                    /** @description What is charged: a currency, or a group, whose currencies with the fewest decimals are taken first. */
                    coin: string;
                    /**
                     * @description Whole units, with at most the fewest decimals of any currency of the coin.
                     * @example 2.5
                     */
                    amount: string;
                    /** @description Your own note on the charge. */
                    description?: string | null;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Charge a customer */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "chg_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "productId": "membership",
                     *       "coin": "USDT_BSC",
                     *       "amount": "12.5",
                     *       "refunded": "2.5",
                     *       "description": "Paid by invoice",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "parts": [
                     *         {
                     *           "currency": "USDT_BSC",
                     *           "productId": "membership",
                     *           "amount": "12.5"
                     *         }
                     *       ],
                     *       "refunds": [
                     *         {
                     *           "id": "rfd_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "amount": "2.5",
                     *           "reason": "Asked for by support",
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Charge"];
                };
            };
            400: components["responses"]["400.idempotency_key_required.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.insufficient_balance.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.currency_not_supported.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getChargesById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the charge, `chg_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a charge */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "chg_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "productId": "membership",
                     *       "coin": "USDT_BSC",
                     *       "amount": "12.5",
                     *       "refunded": "2.5",
                     *       "description": "Paid by invoice",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "parts": [
                     *         {
                     *           "currency": "USDT_BSC",
                     *           "productId": "membership",
                     *           "amount": "12.5"
                     *         }
                     *       ],
                     *       "refunds": [
                     *         {
                     *           "id": "rfd_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "amount": "2.5",
                     *           "reason": "Asked for by support",
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Charge"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.charge_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postChargesByIdRefund: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of the charge, `chg_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "amount": "2.5",
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Whole units, with at most the fewest decimals of any currency of the coin.
                     * @example 2.5
                     */
                    amount?: string;
                    /** @description Your own note on the refund. */
                    reason?: string | null;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Refund a charge */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "chg_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "externalId": "user-42",
                     *       "productId": "membership",
                     *       "coin": "USDT_BSC",
                     *       "amount": "12.5",
                     *       "refunded": "2.5",
                     *       "description": "Paid by invoice",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "parts": [
                     *         {
                     *           "currency": "USDT_BSC",
                     *           "productId": "membership",
                     *           "amount": "12.5"
                     *         }
                     *       ],
                     *       "refunds": [
                     *         {
                     *           "id": "rfd_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "amount": "2.5",
                     *           "reason": "Asked for by support",
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Charge"];
                };
            };
            400: components["responses"]["400.idempotency_key_required.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.charge_not_found"];
            409: components["responses"]["409.already_refunded.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getDestinations: {
        parameters: {
            query?: {
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Only those on this network. */
                network?: string;
                /** @description Only those with this status. */
                status?: "pending" | "proposed" | "active" | "disabled";
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List destinations */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "network": "BSC",
                     *           "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *           "label": "Safe of the treasury",
                     *           "kind": "treasury",
                     *           "status": "pending",
                     *           "call": {
                     *             "to": "0xde709f2102306220921060314715629080e2fb77",
                     *             "data": "0x26e192f000000000000000000000000052908400098527886e0f7030069857d2e4169ee7"
                     *           },
                     *           "activeAt": "2026-11-21T10:00:00.000Z",
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Destination"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postDestinations: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                 *       "label": "Safe of the treasury",
                 *       "kind": "treasury"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network on which you have a sweeper.
                     * @example ETHEREUM
                     */
                    network: string;
                    /**
                     * @description The address that gets the money: of a wallet that you hold the keys of. Capitals, if any, as EIP-55 has them.
                     * @example 0x52908400098527886E0F7030069857D2E4169EE7
                     */
                    address: string;
                    /**
                     * @description What you call the address, for people.
                     * @example Safe of the treasury
                     */
                    label: string;
                    /**
                     * @description `treasury`: swept money goes there. `quarantine`: held money does. Left out: `treasury`.
                     * @enum {string}
                     */
                    kind?: "treasury" | "quarantine";
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Register an address to which sweeps may go */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "network": "BSC",
                     *       "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "label": "Safe of the treasury",
                     *       "kind": "treasury",
                     *       "status": "pending",
                     *       "call": {
                     *         "to": "0xde709f2102306220921060314715629080e2fb77",
                     *         "data": "0x26e192f000000000000000000000000052908400098527886e0f7030069857d2e4169ee7"
                     *       },
                     *       "activeAt": "2026-11-21T10:00:00.000Z",
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Destination"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.network_not_found"];
            409: components["responses"]["409.destination_exists.sending_not_set_up.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.address_invalid.address_is_ours.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getDestinationsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the destination, `dst_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a destination */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "network": "BSC",
                     *       "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "label": "Safe of the treasury",
                     *       "kind": "treasury",
                     *       "status": "pending",
                     *       "call": {
                     *         "to": "0xde709f2102306220921060314715629080e2fb77",
                     *         "data": "0x26e192f000000000000000000000000052908400098527886e0f7030069857d2e4169ee7"
                     *       },
                     *       "activeAt": "2026-11-21T10:00:00.000Z",
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Destination"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.destination_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postDestinationsByIdDisable: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the destination, `dst_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /** @description Why, in words for people. It is kept with the decision. */
                    reason: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Disable a destination */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "network": "BSC",
                     *       "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "label": "Safe of the treasury",
                     *       "kind": "treasury",
                     *       "status": "pending",
                     *       "call": {
                     *         "to": "0xde709f2102306220921060314715629080e2fb77",
                     *         "data": "0x26e192f000000000000000000000000052908400098527886e0f7030069857d2e4169ee7"
                     *       },
                     *       "activeAt": "2026-11-21T10:00:00.000Z",
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Destination"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.destination_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postSweepsQuote: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "BSC",
                 *       "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "currency": "USDT_BSC",
                 *       "includeUneconomic": false
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network on which you have a sweeper.
                     * @example BSC
                     */
                    network: string;
                    /**
                     * @description Only this purse. Left out: all.
                     * @example pur_01kamz9vxk3x7qd1n8r5t2c4e6
                     */
                    purseId?: string;
                    /**
                     * @description Only this currency, one of the network’s. Left out: all.
                     * @example USDT_BSC
                     */
                    currency?: string;
                    /**
                     * @description True: also what would cost more gas than it is. For a sweep it takes the scope `approve`, too. Left out: false.
                     * @example false
                     */
                    includeUneconomic?: boolean;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Estimate a sweep */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "currency": "USDT_BSC",
                     *         "purses": 3,
                     *         "amount": "12.5",
                     *         "method": "delegated",
                     *         "fee": {
                     *           "currency": "BNB",
                     *           "amount": "0.00042"
                     *         },
                     *         "skipped": [
                     *           {
                     *             "reason": "below_threshold",
                     *             "purses": 1,
                     *             "amount": "0.5"
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["SweepQuote"][];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.network_not_found.purse_not_found"];
            409: components["responses"]["409.sending_not_set_up.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.currency_not_supported.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getSweeps: {
        parameters: {
            query?: {
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Only those on this network. */
                network?: string;
                /** @description Only those with this status. */
                status?: "planned" | "sent" | "mined" | "completed" | "failed" | "canceled";
                /** @description Only those with an item of this purse. */
                purseId?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List sweeps */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "network": "BSC",
                     *           "method": "delegated",
                     *           "status": "planned",
                     *           "reason": null,
                     *           "waiting": {
                     *             "reason": "balance_too_low",
                     *             "detail": "the sender lacks 420000000000000 wei"
                     *           },
                     *           "items": [
                     *             {
                     *               "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *               "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *               "currency": "USDT_BSC",
                     *               "amount": "12.5",
                     *               "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *               "transactionIds": [
                     *                 "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *               ],
                     *               "status": "planned",
                     *               "reason": null
                     *             }
                     *           ],
                     *           "fee": {
                     *             "currency": "BNB",
                     *             "amount": "0.00042"
                     *           },
                     *           "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *           "attempts": [
                     *             {
                     *               "hash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *               "nonce": 12,
                     *               "isEmpty": false,
                     *               "fees": {
                     *                 "gasPriceGwei": null,
                     *                 "maxFeePerGasGwei": "3.5",
                     *                 "maxPriorityFeePerGasGwei": "0.1"
                     *               },
                     *               "sentAt": "2026-11-21T10:00:00.000Z"
                     *             }
                     *           ],
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "completedAt": null
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Sweep"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postSweeps: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "BSC",
                 *       "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "currency": "USDT_BSC",
                 *       "includeUneconomic": false
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network on which you have a sweeper.
                     * @example BSC
                     */
                    network: string;
                    /**
                     * @description Only this purse. Left out: all.
                     * @example pur_01kamz9vxk3x7qd1n8r5t2c4e6
                     */
                    purseId?: string;
                    /**
                     * @description Only this currency, one of the network’s. Left out: all.
                     * @example USDT_BSC
                     */
                    currency?: string;
                    /**
                     * @description True: also what would cost more gas than it is. For a sweep it takes the scope `approve`, too. Left out: false.
                     * @example false
                     */
                    includeUneconomic?: boolean;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Sweep purses now */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *         "network": "BSC",
                     *         "method": "delegated",
                     *         "status": "planned",
                     *         "reason": null,
                     *         "waiting": {
                     *           "reason": "balance_too_low",
                     *           "detail": "the sender lacks 420000000000000 wei"
                     *         },
                     *         "items": [
                     *           {
                     *             "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *             "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *             "currency": "USDT_BSC",
                     *             "amount": "12.5",
                     *             "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *             "transactionIds": [
                     *               "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *             ],
                     *             "status": "planned",
                     *             "reason": null
                     *           }
                     *         ],
                     *         "fee": {
                     *           "currency": "BNB",
                     *           "amount": "0.00042"
                     *         },
                     *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *         "attempts": [
                     *           {
                     *             "hash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *             "nonce": 12,
                     *             "isEmpty": false,
                     *             "fees": {
                     *               "gasPriceGwei": null,
                     *               "maxFeePerGasGwei": "3.5",
                     *               "maxPriorityFeePerGasGwei": "0.1"
                     *             },
                     *             "sentAt": "2026-11-21T10:00:00.000Z"
                     *           }
                     *         ],
                     *         "createdAt": "2026-11-21T10:00:00.000Z",
                     *         "completedAt": null
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Sweep"][];
                };
            };
            400: components["responses"]["400.idempotency_key_required.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.network_not_found.purse_not_found"];
            409: components["responses"]["409.sending_not_set_up.sending_paused.nothing_to_sweep.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.currency_not_supported.destination_not_active.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getSweepsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the sweep, `swp_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a sweep */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "network": "BSC",
                     *       "method": "delegated",
                     *       "status": "planned",
                     *       "reason": null,
                     *       "waiting": {
                     *         "reason": "balance_too_low",
                     *         "detail": "the sender lacks 420000000000000 wei"
                     *       },
                     *       "items": [
                     *         {
                     *           "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "currency": "USDT_BSC",
                     *           "amount": "12.5",
                     *           "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "transactionIds": [
                     *             "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *           ],
                     *           "status": "planned",
                     *           "reason": null
                     *         }
                     *       ],
                     *       "fee": {
                     *         "currency": "BNB",
                     *         "amount": "0.00042"
                     *       },
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "attempts": [
                     *         {
                     *           "hash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *           "nonce": 12,
                     *           "isEmpty": false,
                     *           "fees": {
                     *             "gasPriceGwei": null,
                     *             "maxFeePerGasGwei": "3.5",
                     *             "maxPriorityFeePerGasGwei": "0.1"
                     *           },
                     *           "sentAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "completedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.sweep_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postSweepsByIdCancel: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the sweep, `swp_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Cancel a sweep */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "network": "BSC",
                     *       "method": "delegated",
                     *       "status": "planned",
                     *       "reason": null,
                     *       "waiting": {
                     *         "reason": "balance_too_low",
                     *         "detail": "the sender lacks 420000000000000 wei"
                     *       },
                     *       "items": [
                     *         {
                     *           "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "currency": "USDT_BSC",
                     *           "amount": "12.5",
                     *           "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "transactionIds": [
                     *             "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *           ],
                     *           "status": "planned",
                     *           "reason": null
                     *         }
                     *       ],
                     *       "fee": {
                     *         "currency": "BNB",
                     *         "amount": "0.00042"
                     *       },
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "attempts": [
                     *         {
                     *           "hash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *           "nonce": 12,
                     *           "isEmpty": false,
                     *           "fees": {
                     *             "gasPriceGwei": null,
                     *             "maxFeePerGasGwei": "3.5",
                     *             "maxPriorityFeePerGasGwei": "0.1"
                     *           },
                     *           "sentAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "completedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.sweep_not_found"];
            409: components["responses"]["409.already_sent.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getSending: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get the state of sending */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "network": "BSC",
                     *         "paused": false,
                     *         "reason": null,
                     *         "detail": null,
                     *         "findingId": null,
                     *         "operator": {
                     *           "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *           "balance": "0.42",
                     *           "runwaySweeps": 280
                     *         },
                     *         "pending": 2
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Sending"][];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postSendingPause: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "reason": "A laptop was stolen"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of the network.
                     * @example ETHEREUM
                     */
                    network: string;
                    /**
                     * @description Why, for the people who wonder later.
                     * @example A laptop was stolen
                     */
                    reason: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Pause sending */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "network": "BSC",
                     *       "paused": false,
                     *       "reason": null,
                     *       "detail": null,
                     *       "findingId": null,
                     *       "operator": {
                     *         "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *         "balance": "0.42",
                     *         "runwaySweeps": 280
                     *       },
                     *       "pending": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Sending"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.network_not_found"];
            409: components["responses"]["409.sending_not_set_up.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postSendingResume: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "findingId": "fnd_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "explanation": "The owner of the sweeper released them: ticket 812"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of the network.
                     * @example ETHEREUM
                     */
                    network: string;
                    /**
                     * @description The finding that you explain, as `GET /v1/sending` names it. Without it, your own pause ends.
                     * @example fnd_01kamz9vxk3x7qd1n8r5t2c4e6
                     */
                    findingId?: string;
                    /**
                     * @description What it was, or why the pause ends.
                     * @example The owner of the sweeper released them: ticket 812
                     */
                    explanation: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Resume sending */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "network": "BSC",
                     *       "paused": false,
                     *       "reason": null,
                     *       "detail": null,
                     *       "findingId": null,
                     *       "operator": {
                     *         "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *         "balance": "0.42",
                     *         "runwaySweeps": 280
                     *       },
                     *       "pending": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Sending"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.network_not_found.finding_not_found"];
            409: components["responses"]["409.sending_not_set_up.same_key.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getApprovalRequests: {
        parameters: {
            query?: {
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Only those with this status. */
                status?: "pending" | "approved" | "rejected" | "canceled" | "expired";
                /** @description Only those of this kind. */
                kind?: "update_account" | "free_deposit" | "allocate";
                /** @description Only what was done to this object. */
                resourceId?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List approval requests */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "kind": "update_account",
                     *           "resourceType": "account",
                     *           "resourceId": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "change": {
                     *             "treasury": {
                     *               "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *             }
                     *           },
                     *           "reason": null,
                     *           "status": "pending",
                     *           "madeBy": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "decidedBy": null,
                     *           "decisionReason": null,
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "expiresAt": "2026-11-21T10:00:00.000Z",
                     *           "decidedAt": null
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["ApprovalRequest"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getApprovalRequestsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the request, `apr_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get an approval request */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "kind": "update_account",
                     *       "resourceType": "account",
                     *       "resourceId": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "change": {
                     *         "treasury": {
                     *           "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *         }
                     *       },
                     *       "reason": null,
                     *       "status": "pending",
                     *       "madeBy": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "decidedBy": null,
                     *       "decisionReason": null,
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "decidedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.approval_request_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postApprovalRequestsByIdApprove: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the request, `apr_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /** @description Why, for the audit. */
                    reason?: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Approve a request */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "kind": "update_account",
                     *       "resourceType": "account",
                     *       "resourceId": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "change": {
                     *         "treasury": {
                     *           "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *         }
                     *       },
                     *       "reason": null,
                     *       "status": "pending",
                     *       "madeBy": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "decidedBy": null,
                     *       "decisionReason": null,
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "decidedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.approval_request_not_found.transaction_not_found"];
            409: components["responses"]["409.not_pending.same_key.already_decided.changed_since.not_allocatable.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.destination_not_active.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postApprovalRequestsByIdReject: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the request, `apr_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /** @description Why, for the audit. */
                    reason?: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Reject a request */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "kind": "update_account",
                     *       "resourceType": "account",
                     *       "resourceId": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "change": {
                     *         "treasury": {
                     *           "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *         }
                     *       },
                     *       "reason": null,
                     *       "status": "pending",
                     *       "madeBy": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "decidedBy": null,
                     *       "decisionReason": null,
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "decidedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.approval_request_not_found"];
            409: components["responses"]["409.not_pending.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postApprovalRequestsByIdCancel: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the request, `apr_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Asked for by support"
                 *     }
                 */
                "application/json": {
                    /** @description Why, for the audit. */
                    reason?: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Withdraw a request */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "kind": "update_account",
                     *       "resourceType": "account",
                     *       "resourceId": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "change": {
                     *         "treasury": {
                     *           "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *         }
                     *       },
                     *       "reason": null,
                     *       "status": "pending",
                     *       "madeBy": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "decidedBy": null,
                     *       "decisionReason": null,
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "decidedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.approval_request_not_found"];
            409: components["responses"]["409.not_pending.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List webhook endpoints */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "url": "https://shop.example/webhooks",
                     *           "types": [
                     *             "CUSTOMER_PURSE_MEM_POOL_FOUND"
                     *           ],
                     *           "description": "Paid by invoice",
                     *           "enabled": true,
                     *           "failures": 1,
                     *           "failingSince": "2026-11-21T10:00:00.000Z",
                     *           "disabledReason": "disabledReason",
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["WebhookEndpoint"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://shop.example/webhooks",
                 *       "types": [
                 *         "CUSTOMER_PURSE_MEM_POOL_FOUND"
                 *       ],
                 *       "description": "Paid by invoice"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uri
                     * @description The URL that we call with POST.
                     * @example https://shop.example/webhooks
                     */
                    url: string;
                    /** @description The types of events to send. Null, or left out: every type that is not told by name alone. */
                    types?: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "FORM_RECEIVER_CHANGED" | "DESTINATION_CREATED" | "DESTINATION_ACTIVATED" | "DESTINATION_DISABLED" | "DESTINATION_UNKNOWN" | "SWEEP_COMPLETED" | "SWEEP_FAILED" | "SWEEP_SHORTFALL" | "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED" | "SENDING_PAUSED" | "SENDING_RESUMED" | "TREASURY_CHANGED" | "PAYOUT_LIMIT_CHANGED" | "APPROVAL_REQUESTED" | "APPROVAL_DECIDED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
                    /** @description Your own note, for people. We show it to no payer. */
                    description?: string | null;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Create a webhook endpoint */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "url": "https://shop.example/webhooks",
                     *       "types": [
                     *         "CUSTOMER_PURSE_MEM_POOL_FOUND"
                     *       ],
                     *       "description": "Paid by invoice",
                     *       "enabled": true,
                     *       "failures": 1,
                     *       "failingSince": "2026-11-21T10:00:00.000Z",
                     *       "disabledReason": "disabledReason",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.too_many_endpoints.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.url_not_allowed.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getWebhookEndpointsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a webhook endpoint */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "url": "https://shop.example/webhooks",
                     *       "types": [
                     *         "CUSTOMER_PURSE_MEM_POOL_FOUND"
                     *       ],
                     *       "description": "Paid by invoice",
                     *       "enabled": true,
                     *       "failures": 1,
                     *       "failingSince": "2026-11-21T10:00:00.000Z",
                     *       "disabledReason": "disabledReason",
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postWebhookEndpointsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "url": "https://shop.example/webhooks",
                 *       "types": [
                 *         "CUSTOMER_PURSE_MEM_POOL_FOUND"
                 *       ],
                 *       "description": "Paid by invoice"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uri
                     * @description The URL that we call with POST.
                     * @example https://shop.example/webhooks
                     */
                    url?: string;
                    /** @description The types of events to send. Null, or left out: every type that is not told by name alone. */
                    types?: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "FORM_RECEIVER_CHANGED" | "DESTINATION_CREATED" | "DESTINATION_ACTIVATED" | "DESTINATION_DISABLED" | "DESTINATION_UNKNOWN" | "SWEEP_COMPLETED" | "SWEEP_FAILED" | "SWEEP_SHORTFALL" | "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED" | "SENDING_PAUSED" | "SENDING_RESUMED" | "TREASURY_CHANGED" | "PAYOUT_LIMIT_CHANGED" | "APPROVAL_REQUESTED" | "APPROVAL_DECIDED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
                    /** @description Your own note, for people. We show it to no payer. */
                    description?: string | null;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Update a webhook endpoint */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "url": "https://shop.example/webhooks",
                     *       "types": [
                     *         "CUSTOMER_PURSE_MEM_POOL_FOUND"
                     *       ],
                     *       "description": "Paid by invoice",
                     *       "enabled": true,
                     *       "failures": 1,
                     *       "failingSince": "2026-11-21T10:00:00.000Z",
                     *       "disabledReason": "disabledReason",
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.url_not_allowed.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    deleteWebhookEndpointsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a webhook endpoint */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "deleted": false
                     *     }
                     */
                    "application/json": components["schemas"]["DeletedWebhookEndpoint"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postWebhookEndpointsByIdRotateSecret: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Rotate the secret of a webhook endpoint */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rot_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "url": "https://shop.example/webhooks",
                     *       "types": [
                     *         "CUSTOMER_PURSE_MEM_POOL_FOUND"
                     *       ],
                     *       "description": "Paid by invoice",
                     *       "enabled": true,
                     *       "failures": 1,
                     *       "failingSince": "2026-11-21T10:00:00.000Z",
                     *       "disabledReason": "disabledReason",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                     *       "previousSecretUntil": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotatedWebhookEndpoint"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postWebhookEndpointsByIdEnable: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Enable a webhook endpoint */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "url": "https://shop.example/webhooks",
                     *       "types": [
                     *         "CUSTOMER_PURSE_MEM_POOL_FOUND"
                     *       ],
                     *       "description": "Paid by invoice",
                     *       "enabled": true,
                     *       "failures": 1,
                     *       "failingSince": "2026-11-21T10:00:00.000Z",
                     *       "disabledReason": "disabledReason",
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postWebhookEndpointsByIdTest: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Test a webhook endpoint */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "eventId": "evt_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postWebhookEndpointsByIdReplay: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "afterSequence": 0,
                 *       "all": false,
                 *       "types": [
                 *         "CUSTOMER_PURSE_MEM_POOL_FOUND"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Stronger than `all`. */
                    afterSequence?: number;
                    /** @description Send all events of the endpoint’s types, delivered ones too. */
                    all?: boolean;
                    /** @description Only events of these types. */
                    types?: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "FORM_RECEIVER_CHANGED" | "DESTINATION_CREATED" | "DESTINATION_ACTIVATED" | "DESTINATION_DISABLED" | "DESTINATION_UNKNOWN" | "SWEEP_COMPLETED" | "SWEEP_FAILED" | "SWEEP_SHORTFALL" | "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED" | "SENDING_PAUSED" | "SENDING_RESUMED" | "TREASURY_CHANGED" | "PAYOUT_LIMIT_CHANGED" | "APPROVAL_REQUESTED" | "APPROVAL_DECIDED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[];
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Replay events to a webhook endpoint */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "events": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookReplay"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.replay_running.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description Only events with a higher `sequence`, oldest first. */
                afterSequence?: number;
                /** @description Only these types, separated by commas. */
                types?: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "FORM_RECEIVER_CHANGED" | "DESTINATION_CREATED" | "DESTINATION_ACTIVATED" | "DESTINATION_DISABLED" | "DESTINATION_UNKNOWN" | "SWEEP_COMPLETED" | "SWEEP_FAILED" | "SWEEP_SHORTFALL" | "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED" | "SENDING_PAUSED" | "SENDING_RESUMED" | "TREASURY_CHANGED" | "PAYOUT_LIMIT_CHANGED" | "APPROVAL_REQUESTED" | "APPROVAL_DECIDED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[];
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List events */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "type": "CUSTOMER_PURSE_MEM_POOL_FOUND",
                     *           "timestamp": "2026-11-21T10:00:00.000Z",
                     *           "apiVersion": "2026-11-01",
                     *           "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "livemode": false,
                     *           "sequence": 7,
                     *           "resource": {
                     *             "type": "type",
                     *             "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *             "version": 3
                     *           },
                     *           "data": {}
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Event"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.event_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getEventsById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the event, `evt_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get an event */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "type": "CUSTOMER_PURSE_MEM_POOL_FOUND",
                     *       "timestamp": "2026-11-21T10:00:00.000Z",
                     *       "apiVersion": "2026-11-01",
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "livemode": false,
                     *       "sequence": 7,
                     *       "resource": {
                     *         "type": "type",
                     *         "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *         "version": 3
                     *       },
                     *       "data": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.event_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postEventsByIdRedeliver: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the event, `evt_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "endpointId": "whe_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Send it to this endpoint alone. Left out: to all that it was owed to.
                     * @example whe_01kamz9vxk3x7qd1n8r5t2c4e6
                     */
                    endpointId?: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Redeliver an event */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "eventId": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "deliveries": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Redelivery"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.event_not_found.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getDeliveries: {
        parameters: {
            query?: {
                /** @description Only those of this event. */
                eventId?: string;
                /** @description Only those to this endpoint. */
                endpointId?: string;
                /** @description Only those in this state. */
                state?: "pending" | "retrying" | "waiting" | "delivered" | "failed";
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List webhook deliveries */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "del_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "eventId": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "endpointId": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "state": "pending",
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "attemptCount": 1,
                     *           "attempts": [
                     *             {
                     *               "number": 1,
                     *               "attemptedAt": "2026-11-21T10:00:00.000Z",
                     *               "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *               "status": 200,
                     *               "latencyMs": 1,
                     *               "answer": "ok",
                     *               "errorClass": null,
                     *               "nextAttemptAt": "2026-11-21T10:00:00.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["Delivery"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getDeliveriesByIdAttempts: {
        parameters: {
            query?: {
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: number;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: number;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The delivery: the ids of event and endpoint, `evt_…:whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the attempts of a delivery */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "number": 1,
                     *           "attemptedAt": "2026-11-21T10:00:00.000Z",
                     *           "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *           "status": 200,
                     *           "latencyMs": 1,
                     *           "answer": "ok",
                     *           "errorClass": null,
                     *           "nextAttemptAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["DeliveryAttempt"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.delivery_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getAccount: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get the account of the key */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "name": "Example",
                     *       "livemode": false,
                     *       "pursePeriodSeconds": 2592000,
                     *       "onDecline": "purse",
                     *       "treasury": {
                     *         "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *       },
                     *       "payoutLimit": {
                     *         "USDT_BSC": "500"
                     *       },
                     *       "approvalRequestId": null,
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postAccount: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "Example",
                 *       "pursePeriodSeconds": 60,
                 *       "onDecline": "purse",
                 *       "treasury": {
                 *         "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *       },
                 *       "payoutLimit": {
                 *         "USDT_BSC": "500"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description What payers see as the merchant’s name. */
                    name?: string;
                    /** @description How long a purse lives without a confirmed deposit, in seconds. */
                    pursePeriodSeconds?: number;
                    /**
                     * @description What a declined deposit takes with it. `purse`: its purse is declined, and holds all that is not credited yet and all that comes. `deposit`: that deposit alone is held, and the purse goes on.
                     * @enum {string}
                     */
                    onDecline?: "purse" | "deposit";
                    /**
                     * @description By the network’s code: the active destination to which money is swept from now on; null: none. Networks that are left out stay.
                     * @example {
                     *       "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *     }
                     */
                    treasury?: {
                        [key: string]: string | null;
                    };
                    /**
                     * @description By the currency’s code, in whole units; null: nothing without a second person. Currencies that are left out stay.
                     * @example {
                     *       "USDT_BSC": "500"
                     *     }
                     */
                    payoutLimit?: {
                        [key: string]: string | null;
                    };
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Update the account */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "name": "Example",
                     *       "livemode": false,
                     *       "pursePeriodSeconds": 2592000,
                     *       "onDecline": "purse",
                     *       "treasury": {
                     *         "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                     *       },
                     *       "payoutLimit": {
                     *         "USDT_BSC": "500"
                     *       },
                     *       "approvalRequestId": null,
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.approval_pending.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.destination_not_active.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postAccountRotateSecret: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Rotate the secret of customers’ notification URLs */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                     *       "previousSecretUntil": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotatedAccountSecret"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getApiKeys: {
        parameters: {
            query?: {
                /** @description How many, 10 unless told. */
                limit?: number;
                /** @description The id of the last object of the page before: the page that follows it. Not with `endingBefore`. */
                startingAfter?: string;
                /** @description The id of an object of the list: the page that ends right before it. Not with `startingAfter`. */
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List API keys */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *           "scopes": [
                     *             "read"
                     *           ],
                     *           "label": "shop backend",
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "expiresAt": "2026-11-21T10:00:00.000Z",
                     *           "revokedAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        /** @description The objects of this page, at most `limit` of them. */
                        data: components["schemas"]["ApiKey"][];
                        /** @description Whether more objects follow in the same direction. */
                        hasMore: boolean;
                    };
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postApiKeys: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scopes": [
                 *         "read"
                 *       ],
                 *       "label": "shop backend"
                 *     }
                 */
                "application/json": {
                    /** @description `admin` implies `write`, `write` implies `read`. `payout` and `approve` are granted by the operator’s command line only. */
                    scopes: ("read" | "write" | "admin")[];
                    /**
                     * @description What you call the key, for people.
                     * @example shop backend
                     */
                    label: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Create an API key */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "scopes": [
                     *         "read"
                     *       ],
                     *       "label": "shop backend",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "revokedAt": "2026-11-21T10:00:00.000Z",
                     *       "key": "sk_test_example-example-example-example-example-key"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postApiKeysByIdRotate: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the key, `key_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 0
                 *     }
                 */
                "application/json": {
                    /**
                     * @description For how many seconds the old key works on. Left out: 86,400, one day.
                     * @default 86400
                     */
                    overlapSeconds?: number;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Rotate an API key */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "scopes": [
                     *         "read"
                     *       ],
                     *       "label": "shop backend",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "revokedAt": "2026-11-21T10:00:00.000Z",
                     *       "key": "sk_test_example-example-example-example-example-key"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.api_key_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    deleteApiKeysById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the key, `key_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke an API key */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "scopes": [
                     *         "read"
                     *       ],
                     *       "label": "shop backend",
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z",
                     *       "revokedAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.api_key_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestDeposits: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "customerId": "user-42",
                 *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *       "currency": "ETH",
                 *       "amount": "12.5",
                 *       "via": "direct",
                 *       "verdict": "approve",
                 *       "count": 1
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Our `cus_…` id, or your own `externalId`.
                     * @example user-42
                     */
                    customerId?: string;
                    /** @description Of any purse of the account, archived ones too. */
                    address?: string;
                    /**
                     * @description The code of a currency of `GET /v1/currencies`.
                     * @example ETH
                     */
                    currency: string;
                    /**
                     * @description Whole units, as a decimal string.
                     * @example 12.5
                     */
                    amount: string;
                    /**
                     * @description The way the money takes: straight, or through a contract, as exchanges and wallets do.
                     * @default direct
                     * @enum {string}
                     */
                    via?: "direct" | "internal" | "self-destruct" | "batch" | "fee-token" | "look-alike" | "nft" | "reverted";
                    /**
                     * @description Pays from an address to which the list of the local stack gives this verdict. For direct payments.
                     * @default approve
                     * @enum {string}
                     */
                    verdict?: "approve" | "decline" | "review";
                    /**
                     * @description How many payments of this amount to make.
                     * @default 1
                     */
                    count?: number;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Pay to a purse on a test chain */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "transactionHashes": [
                     *         "transactionHashe"
                     *       ],
                     *       "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                     *       "addressFrom": "0x52908400098527886E0F7030069857D2E4169EE7",
                     *       "currency": "USDT_BSC",
                     *       "amount": "12.5",
                     *       "network": "BSC",
                     *       "chainId": 56
                     *     }
                     */
                    "application/json": components["schemas"]["TestDeposit"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.customer_not_found.purse_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.currency_not_supported.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestMine: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "count": 0,
                 *       "mining": "pause"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network, such as `BSC`.
                     * @example ETHEREUM
                     */
                    network: string;
                    /** @description 1, or 0 with `mining`. */
                    count?: number;
                    /**
                     * @description `pause`: mine only what is asked for. `resume`: mine by itself again.
                     * @enum {string}
                     */
                    mining?: "pause" | "resume";
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Mine blocks of a test chain */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "height": 0
                     *     }
                     */
                    "application/json": components["schemas"]["TestBlocks"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestReorg: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "depth": 1,
                 *       "blocks": 0,
                 *       "without": [
                 *         "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f"
                 *       ],
                 *       "keep": [
                 *         "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f"
                 *       ],
                 *       "withhold": false,
                 *       "restore": false
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network, such as `BSC`.
                     * @example ETHEREUM
                     */
                    network: string;
                    /** @description How many blocks leave. */
                    depth?: number;
                    /** @description How many others come. Left out: one more than leave. 0 makes the chain shorter. */
                    blocks?: number;
                    /**
                     * @description Hashes of transactions that do not come back.
                     * @default []
                     */
                    without?: string[];
                    /** @description Hashes of the only transactions that come back. Left out: all do. */
                    keep?: string[];
                    /**
                     * @description They come back after the new blocks.
                     * @default false
                     */
                    withhold?: boolean;
                    /**
                     * @description Bring back, hash for hash, what the last reorg took away. No other field is given then.
                     * @default false
                     */
                    restore?: boolean;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Reorganise a test chain */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "fork": 0,
                     *       "orphaned": [
                     *         "orphaned"
                     *       ],
                     *       "returned": [
                     *         "returned"
                     *       ],
                     *       "head": {
                     *         "number": 0,
                     *         "hash": "hash"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TestReorg"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestFinalize: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "lag": 0,
                 *       "height": 0
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network, such as `BSC`.
                     * @example ETHEREUM
                     */
                    network: string;
                    /** @description All but so many of the last blocks are final. */
                    lag?: number;
                    /** @description The blocks up to this number are final. */
                    height?: number;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Say which blocks of a test chain are final */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "height": 0
                     *     }
                     */
                    "application/json": components["schemas"]["TestFinality"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestDrop: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network, such as `BSC`.
                     * @example ETHEREUM
                     */
                    network: string;
                    /**
                     * @description The pending transaction.
                     * @example 0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f
                     */
                    transactionHash: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Drop a pending transaction of a test chain */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f"
                     *     }
                     */
                    "application/json": components["schemas"]["TestDrop"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found.transaction_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestReplace: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *       "to": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *       "amount": "12.5"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network, such as `BSC`.
                     * @example ETHEREUM
                     */
                    network: string;
                    /**
                     * @description The pending transaction.
                     * @example 0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f
                     */
                    transactionHash: string;
                    /**
                     * @description Who is paid instead. Left out: the payer, which cancels the payment.
                     * @example 0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b
                     */
                    to?: string;
                    /**
                     * @description Whole units, as a decimal string.
                     * @default 0
                     * @example 12.5
                     */
                    amount?: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Replace a pending transaction of a test chain */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                     *       "replaced": "replaced",
                     *       "amount": "12.5"
                     *     }
                     */
                    "application/json": components["schemas"]["TestReplacement"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestFault: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "clear": false,
                 *       "kind": "empty_logs",
                 *       "rate": 0,
                 *       "seed": 0,
                 *       "methods": [
                 *         "method"
                 *       ],
                 *       "count": 1,
                 *       "blocks": 0,
                 *       "height": 0,
                 *       "ms": 0,
                 *       "chainId": 56,
                 *       "retryAfterSeconds": 0
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network, such as `BSC`.
                     * @example ETHEREUM
                     */
                    network: string;
                    /**
                     * @description End the faults that there are, before the new one begins.
                     * @default false
                     */
                    clear?: boolean;
                    /**
                     * @description What goes wrong. Needed unless `clear` is given.
                     * @enum {string}
                     */
                    kind?: "empty_logs" | "drop_log" | "stale_head" | "wrong_chain_id" | "altered_receipt" | "missing_transaction" | "wrong_bloom" | "pruned_state" | "pruned_history" | "rate_limit" | "server_error" | "truncated" | "disconnect" | "delay";
                    /** @description The share of calls that it hits, from 0 to 1. Left out: 1. */
                    rate?: number;
                    /** @description With the same seed the same of the calls are hit. Left out: one is drawn. */
                    seed?: number;
                    /** @description Only calls of these JSON-RPC methods. Left out: all that it can be about. */
                    methods?: string[];
                    /** @description It ends after so many hits. Left out: it lasts. */
                    count?: number;
                    /** @description `stale_head`: how many blocks behind. Left out: 3. */
                    blocks?: number;
                    /** @description `stale_head`: stuck at this block instead. */
                    height?: number;
                    /** @description `delay`: for how many milliseconds. Left out: 1,000. */
                    ms?: number;
                    /** @description `wrong_chain_id`: which one. Left out: one more than is right. */
                    chainId?: number;
                    /** @description `rate_limit`: what the answer says, in seconds. Left out: 1. */
                    retryAfterSeconds?: number;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Make the node of a test chain go wrong */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "kind": "empty_logs",
                     *       "seed": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TestFault"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestResume: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "network": "ETHEREUM",
                 *       "follow": false,
                 *       "height": 0,
                 *       "hash": "0x9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The code of a network, such as `BSC`.
                     * @example ETHEREUM
                     */
                    network: string;
                    /**
                     * @description Follow the fork that stopped the chain, as `/readyz` tells it.
                     * @default false
                     */
                    follow?: boolean;
                    /** @description Instead of `follow`: the number of a block of the new chain. */
                    height?: number;
                    /**
                     * @description The hash of that block.
                     * @example 0x9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c9b3c
                     */
                    hash?: string;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Resume a test chain that waits for a person */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "network": "BSC",
                     *       "chainId": 56,
                     *       "stoppedBy": "stoppedBy"
                     *     }
                     */
                    "application/json": components["schemas"]["TestResume"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found"];
            409: components["responses"]["409.not_waiting.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestPursesByPurseIdExpire: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the purse, `pur_…`. */
                purseId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description End a purse's period now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "expiresAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TestExpiry"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.purse_not_found"];
            409: components["responses"]["409.purse_not_active.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.customer_busy.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestWebhookReceivers: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "status": 200,
                 *       "retryAfterSeconds": 0,
                 *       "delayMs": 0
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The HTTP status that it answers with.
                     * @default 204
                     */
                    status?: number;
                    /** @description Seconds of a `Retry-After` header. Left out: no such header. */
                    retryAfterSeconds?: number;
                    /** @description Milliseconds that it waits before it answers. Left out: 0. */
                    delayMs?: number;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Start a webhook receiver that behaves as it is told */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "tes_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "url": "https://shop.example/webhooks"
                     *     }
                     */
                    "application/json": components["schemas"]["TestReceiver"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found"];
            409: components["responses"]["409.too_many_receivers.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestWebhookReceiversById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the receiver, `rcv_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "status": 200,
                 *       "retryAfterSeconds": 0,
                 *       "delayMs": 0
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The HTTP status that it answers with.
                     * @default 204
                     */
                    status?: number;
                    /** @description Seconds of a `Retry-After` header. Left out: no such header. */
                    retryAfterSeconds?: number;
                    /** @description Milliseconds that it waits before it answers. Left out: 0. */
                    delayMs?: number;
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Change how a webhook receiver behaves */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "tes_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "url": "https://shop.example/webhooks"
                     *     }
                     */
                    "application/json": components["schemas"]["TestReceiver"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.receiver_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    deleteTestWebhookReceiversById: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the receiver, `rcv_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a webhook receiver */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "del_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "deleted": false
                     *     }
                     */
                    "application/json": components["schemas"]["DeletedTestReceiver"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.receiver_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getTestWebhookReceiversByIdReceived: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The id of the receiver, `rcv_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See what a webhook receiver got */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 1,
                     *       "data": [
                     *         {
                     *           "at": "2026-11-21T10:00:00.000Z",
                     *           "headers": {},
                     *           "raw": "raw"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TestReceived"];
                };
            };
            400: components["responses"]["400.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.receiver_not_found"];
            422: components["responses"]["422.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestDeliveriesByIdRetry: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The delivery: the ids of event and endpoint, `evt_…:whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Make the next attempt of a webhook now */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "eventId": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "endpointId": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "attempts": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TestRetry"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.delivery_not_found"];
            409: components["responses"]["409.not_waiting.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestScreening: {
        parameters: {
            query?: {
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: {
                /** @description The same key and body give the saved answer, with `Idempotent-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "behaviour": "right",
                 *       "delayMs": 0,
                 *       "status": 500,
                 *       "verdict": "approve"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `right`: answers as it should. `silent`: never answers. `slow`: answers after `delayMs`. `failing`: answers with the error `status`. `wrong`: answers about another deposit. `malformed`: answers what is no JSON.
                     * @default right
                     * @enum {string}
                     */
                    behaviour?: "right" | "silent" | "slow" | "failing" | "wrong" | "malformed";
                    /** @description `slow`: how many milliseconds it takes. Left out: 5,000. The worker waits for 3,000. */
                    delayMs?: number;
                    /**
                     * @description `failing`: the HTTP status. Left out: 500.
                     * @example 500
                     */
                    status?: number;
                    /**
                     * @description What it says of every deposit. Left out: what the list of the local stack says of the payer.
                     * @enum {string}
                     */
                    verdict?: "approve" | "decline" | "review";
                    /** @description Where given, must be the account of the key. */
                    account?: string;
                };
            };
        };
        responses: {
            /** @description Say how the compliance provider behaves */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "behaviour": "right",
                     *       "asked": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TestScreening"];
                };
            };
            400: components["responses"]["400.malformed_json.invalid_encoding.repeated_header"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            415: components["responses"]["415.unsupported_charset"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postComplianceCallback: {
        parameters: {
            query?: never;
            header: {
                /** @description The same on every attempt. */
                "webhook-id": string;
                /** @description When it was signed, Unix time in s: not more than five minutes ago. */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "id": "case-4711",
                 *       "verdict": "approve",
                 *       "score": "0.97"
                 *     }
                 */
                "application/json": components["schemas"]["ComplianceCallback"];
            };
        };
        responses: {
            /** @description The verdict that stands; null while nobody decided. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                     *       "verdict": "approve"
                     *     }
                     */
                    "application/json": components["schemas"]["ComplianceCallbackAnswer"];
                };
            };
            /** @description `malformed_json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key is missing or not valid. Send the header `Authorization: Bearer` with an API key that was not revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing at this address. The addresses are listed at /docs. `transaction_not_found`: There is no such transaction. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_decided`: The deposit was decided already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is over 100 kB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_request`: A field of the request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: An unexpected error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `temporarily_unavailable`: A part of the service is down. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CUSTOMER_PURSE_MEM_POOL_FOUND: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_PURSE_MEM_POOL_FOUND",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "transaction",
                 *         "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *         "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "currency": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *         "chainId": 56,
                 *         "status": "MEM_POOL_FOUND",
                 *         "complianceStatus": "UNCHECKED",
                 *         "creditedTo": null,
                 *         "blocked": false,
                 *         "late": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DepositEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CUSTOMER_PURSE_PENDING_COMPLIANCE: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_PURSE_PENDING_COMPLIANCE",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "transaction",
                 *         "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *         "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "currency": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *         "chainId": 56,
                 *         "status": "PENDING_COMPLIANCE_CHECK",
                 *         "complianceStatus": "IN_PROGRESS",
                 *         "creditedTo": null,
                 *         "blocked": false,
                 *         "late": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DepositEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CUSTOMER_PURSE_COMPLIANCE_DECLINED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_PURSE_COMPLIANCE_DECLINED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "transaction",
                 *         "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *         "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "currency": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *         "chainId": 56,
                 *         "status": "DECLINED",
                 *         "complianceStatus": "DECLINE",
                 *         "creditedTo": null,
                 *         "blocked": false,
                 *         "late": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DepositEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "transaction",
                 *         "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *         "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "currency": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *         "chainId": 56,
                 *         "status": "CONFIRMED",
                 *         "complianceStatus": "CHECKED",
                 *         "creditedTo": "customer",
                 *         "blocked": false,
                 *         "late": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DepositEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CUSTOMER_PURSE_EXPIRED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_PURSE_EXPIRED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "purse",
                 *         "id": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *         "status": "ARCHIEVED",
                 *         "expiredAt": "2026-11-21T10:00:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PurseExpiredEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CUSTOMER_CREATED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_CREATED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "customer",
                 *         "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "externalId": "user-42",
                 *         "blocked": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CustomerEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CUSTOMER_UPDATED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_UPDATED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "customer",
                 *         "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "externalId": "user-42",
                 *         "blocked": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CustomerEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CUSTOMER_BLOCKED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_BLOCKED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "customer",
                 *         "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "externalId": "user-42",
                 *         "blocked": true,
                 *         "reason": "Asked for by support"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CustomerEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CUSTOMER_UNBLOCKED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_UNBLOCKED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "customer",
                 *         "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 4
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "externalId": "user-42",
                 *         "blocked": false,
                 *         "reason": "Cleared by support"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CustomerEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TRANSACTION_REORGED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "TRANSACTION_REORGED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "transaction",
                 *         "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 4
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *         "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "currency": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *         "chainId": 56,
                 *         "status": "REORGED",
                 *         "complianceStatus": "IN_PROGRESS",
                 *         "creditedTo": null,
                 *         "blocked": false,
                 *         "late": false,
                 *         "reversed": true
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DepositEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TRANSACTION_DROPPED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "TRANSACTION_DROPPED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "transaction",
                 *         "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *         "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "currency": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *         "chainId": 56,
                 *         "status": "DROPPED",
                 *         "complianceStatus": "UNCHECKED",
                 *         "creditedTo": null,
                 *         "blocked": false,
                 *         "late": false,
                 *         "reason": "replaced"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DepositEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    UNSUPPORTED_DEPOSIT_DETECTED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "UNSUPPORTED_DEPOSIT_DETECTED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "unsupported_deposit",
                 *         "id": "uns_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *         "addressFrom": "0x52908400098527886E0F7030069857D2E4169EE7",
                 *         "chainId": 56,
                 *         "contract": "0x55d398326f99059fF775485246999027B3197955",
                 *         "value": "12500000",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UnsupportedDepositEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PAYMENT_PENDING: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "PAYMENT_PENDING",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "payment",
                 *         "id": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "paymentId": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                 *         "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "clientId": "order-7",
                 *         "productId": "membership",
                 *         "status": "pending",
                 *         "coin": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "paidAmount": "0",
                 *         "underpaidBy": "12.5",
                 *         "overpaidBy": "0",
                 *         "late": false,
                 *         "transactionIds": [
                 *           "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PaymentEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PAYMENT_UNDERPAID: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "PAYMENT_UNDERPAID",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "payment",
                 *         "id": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "paymentId": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                 *         "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "clientId": "order-7",
                 *         "productId": "membership",
                 *         "status": "pending",
                 *         "coin": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "paidAmount": "10",
                 *         "underpaidBy": "2.5",
                 *         "overpaidBy": "0",
                 *         "late": false,
                 *         "transactionIds": [
                 *           "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PaymentEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PAYMENT_COMPLETED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "PAYMENT_COMPLETED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "payment",
                 *         "id": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "paymentId": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                 *         "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "clientId": "order-7",
                 *         "productId": "membership",
                 *         "status": "completed",
                 *         "coin": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "paidAmount": "12.5",
                 *         "underpaidBy": "0",
                 *         "overpaidBy": "0",
                 *         "late": false,
                 *         "transactionIds": [
                 *           "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PaymentEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PAYMENT_FAILED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "PAYMENT_FAILED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "payment",
                 *         "id": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "paymentId": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                 *         "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "clientId": "order-7",
                 *         "productId": "membership",
                 *         "status": "failed",
                 *         "coin": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "paidAmount": "0",
                 *         "underpaidBy": "12.5",
                 *         "overpaidBy": "0",
                 *         "late": false,
                 *         "transactionIds": [
                 *           "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PaymentEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PAYMENT_CANCELED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "PAYMENT_CANCELED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "payment",
                 *         "id": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "paymentId": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                 *         "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "clientId": "order-7",
                 *         "productId": "membership",
                 *         "status": "canceled",
                 *         "coin": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "paidAmount": "10",
                 *         "underpaidBy": "2.5",
                 *         "overpaidBy": "0",
                 *         "late": false,
                 *         "transactionIds": [
                 *           "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PaymentEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PAYMENT_REVERTED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "PAYMENT_REVERTED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "payment",
                 *         "id": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 4
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "paymentId": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                 *         "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "clientId": "order-7",
                 *         "productId": "membership",
                 *         "status": "pending",
                 *         "coin": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "paidAmount": "0",
                 *         "underpaidBy": "12.5",
                 *         "overpaidBy": "0",
                 *         "late": false,
                 *         "transactionIds": [
                 *           "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PaymentEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SESSION_EXPIRED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "SESSION_EXPIRED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "session",
                 *         "id": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "sessionId": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
                 *         "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "clientId": "order-7",
                 *         "status": "expired",
                 *         "expiredAt": "2026-11-21T10:00:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SessionExpiredEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FORM_RECEIVER_CHANGED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "FORM_RECEIVER_CHANGED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "form",
                 *         "id": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "formId": "frm_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "old": "0x52908400098527886E0F7030069857D2E4169EE7",
                 *         "new": "0xde709f2102306220921060314715629080e2fb77",
                 *         "apiKeyId": "key_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["FormEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DESTINATION_CREATED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "DESTINATION_CREATED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "destination",
                 *         "id": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "network": "BSC",
                 *         "chainId": 56,
                 *         "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                 *         "label": "Safe of the treasury",
                 *         "kind": "treasury",
                 *         "status": "pending"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DestinationEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DESTINATION_ACTIVATED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "DESTINATION_ACTIVATED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "destination",
                 *         "id": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "network": "BSC",
                 *         "chainId": 56,
                 *         "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                 *         "label": "Safe of the treasury",
                 *         "kind": "treasury",
                 *         "status": "active",
                 *         "activeAt": "2026-11-22T10:00:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DestinationEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DESTINATION_DISABLED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "DESTINATION_DISABLED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "destination",
                 *         "id": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "network": "BSC",
                 *         "chainId": 56,
                 *         "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                 *         "label": "Safe of the treasury",
                 *         "kind": "treasury",
                 *         "status": "disabled",
                 *         "by": "account",
                 *         "reason": "The Safe has new owners"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DestinationEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DESTINATION_UNKNOWN: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "DESTINATION_UNKNOWN",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "destination_proposal",
                 *         "id": "dse_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "network": "BSC",
                 *         "chainId": 56,
                 *         "address": "0x52908400098527886e0f7030069857d2e4169ee7",
                 *         "sweeper": "0xde709f2102306220921060314715629080e2fb77",
                 *         "activeAt": "2026-11-21T10:00:00.000Z",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DestinationUnknownEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SWEEP_COMPLETED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "SWEEP_COMPLETED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "sweep",
                 *         "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "sweepId": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "network": "BSC",
                 *         "chainId": 56,
                 *         "status": "completed",
                 *         "reason": null,
                 *         "fee": {
                 *           "currency": "BNB",
                 *           "amount": "0.00042"
                 *         },
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *         "items": [
                 *           {
                 *             "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *             "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *             "currency": "USDT_BSC",
                 *             "amount": "12.5",
                 *             "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *             "status": "swept",
                 *             "reason": null
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SweepEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SWEEP_FAILED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "SWEEP_FAILED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "sweep",
                 *         "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "sweepId": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "network": "BSC",
                 *         "chainId": 56,
                 *         "status": "failed",
                 *         "reason": "reverted",
                 *         "fee": {
                 *           "currency": "BNB",
                 *           "amount": "0.00042"
                 *         },
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *         "items": [
                 *           {
                 *             "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *             "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *             "currency": "USDT_BSC",
                 *             "amount": "12.5",
                 *             "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *             "status": "skipped",
                 *             "reason": "reverted"
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SweepEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SWEEP_SHORTFALL: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "SWEEP_SHORTFALL",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "sweep",
                 *         "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "sweepId": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "network": "BSC",
                 *         "chainId": 56,
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "currency": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "transactionId": "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SweepShortfallEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "sweep",
                 *         "id": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "sweepId": "swp_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "currency": "USDT_BSC",
                 *         "amount": "12.5",
                 *         "destinationId": "dst_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x52908400098527886E0F7030069857D2E4169EE7",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f",
                 *         "chainId": 56,
                 *         "transactionIds": [
                 *           "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TranslationEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SENDING_PAUSED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "SENDING_PAUSED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "finding",
                 *         "id": "fnd_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "network": "BSC",
                 *         "chainId": 56,
                 *         "findingId": "fnd_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "allNetworks": false,
                 *         "reason": "token_outflow",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "currency": "USDT_ETH",
                 *         "amount": "12.5",
                 *         "transactionHash": "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SendingEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SENDING_RESUMED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "SENDING_RESUMED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "finding",
                 *         "id": "fnd_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "network": "BSC",
                 *         "chainId": 56,
                 *         "findingId": "fnd_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "allNetworks": false,
                 *         "explanation": "The owner of the sweeper released them: ticket 812"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SendingEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TREASURY_CHANGED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "TREASURY_CHANGED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "account",
                 *         "id": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "treasury": {
                 *           "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *         },
                 *         "before": {}
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TreasuryEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PAYOUT_LIMIT_CHANGED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "PAYOUT_LIMIT_CHANGED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "account",
                 *         "id": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "payoutLimit": {
                 *           "USDT_BSC": "500"
                 *         },
                 *         "before": {}
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PayoutLimitEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    APPROVAL_REQUESTED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "APPROVAL_REQUESTED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "approval_request",
                 *         "id": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 1
                 *       },
                 *       "data": {
                 *         "approvalRequestId": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "kind": "update_account",
                 *         "resourceType": "account",
                 *         "resourceId": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "change": {
                 *           "treasury": {
                 *             "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *           }
                 *         },
                 *         "reason": null,
                 *         "status": "pending",
                 *         "madeBy": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "decidedBy": null,
                 *         "decisionReason": null,
                 *         "expiresAt": "2026-11-21T10:00:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ApprovalEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    APPROVAL_DECIDED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "APPROVAL_DECIDED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "approval_request",
                 *         "id": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "approvalRequestId": "apr_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "kind": "update_account",
                 *         "resourceType": "account",
                 *         "resourceId": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "change": {
                 *           "treasury": {
                 *             "BSC": "dst_01kamz9vxk3x7qd1n8r5t2c4e6"
                 *           }
                 *         },
                 *         "reason": null,
                 *         "status": "approved",
                 *         "madeBy": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "decidedBy": "key_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "decisionReason": null,
                 *         "expiresAt": "2026-11-21T10:00:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ApprovalEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WEBHOOK_ENDPOINT_DISABLED: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "WEBHOOK_ENDPOINT_DISABLED",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "webhook_endpoint",
                 *         "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 2
                 *       },
                 *       "data": {
                 *         "endpointId": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "url": "https://shop.example/webhooks",
                 *         "reason": "it only failed for 5 days"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WEBHOOK_ENDPOINT_TEST: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every attempt. */
                "webhook-id": string;
                /** @description When this attempt was signed: Unix time in s. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the secret two of them, with a blank between. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "type": "WEBHOOK_ENDPOINT_TEST",
                 *       "timestamp": "2026-11-21T10:00:00.000Z",
                 *       "apiVersion": "2026-11-01",
                 *       "account": "acc_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *       "livemode": false,
                 *       "sequence": 7,
                 *       "resource": {
                 *         "type": "webhook_endpoint",
                 *         "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "endpointId": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "url": "https://shop.example/webhooks"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointEvent"];
            };
        };
        responses: {
            /** @description Any 2xx: received. 410: never call again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
