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
         * @description An approved deposit stays `PENDING_COMPLIANCE_CHECK` until its block is final. A declined one is held, and its purse is declined unless the amount is below the minimum. `approve` also frees a deposit that was declined, or that is held since its purse was: it goes where it would have gone without. Needs the scope `admin`.
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
         * @description Your decision over money that came while its customer was blocked (to the customer), or that is below the minimum (to the customer, or to you). A reorg reverses it with the deposit. Needs the scope `admin`.
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
         * @description Blocks, releases, compliance decisions, allocations and changes of keys, each with its reason. Needs the scope `admin`.
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
         * @description Reads blocks that were scanned, or the block of one transaction, and records what was missed in them; what is known stays as it is. Answers when it is done, or after 8 s. At most 10,000 blocks. Needs the scope `admin`.
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
         * @description What the sessions made with it share: the coins, the title that payers see, and where they return. Needs the scope `write`.
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
         * @description Fields left out stay. Sessions that were made keep their price and their receiver. Needs the scope `write`.
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
        get?: never;
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
         * The payment of a session
         * @description `null` while nothing was seen. A payment is proven by this answer and by the signed webhooks, and by nothing that a payer’s browser brings. Transactions that are not credited yet are shown with the session they would belong to. Needs the scope `read`.
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
         * @description What the ledger owes customers, net of reversals. A parameter left out gives a row per value; an empty one gives totals over that dimension, with the field empty. A group gives one row of its currencies 1:1, and totals over all coins add whole units. `formId` only narrows to what came through that form. Needs the scope `read`.
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
         * @description Needs the scope `write`.
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
         * @description Fields left out stay; null clears. With another `url` its failures are forgotten. Needs the scope `write`.
         */
        post: operations["postWebhookEndpointsById"];
        /**
         * Delete a webhook endpoint
         * @description It is called no more; the log of its deliveries stays. Needs the scope `write`.
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
         * @description For 24 hours its calls carry two signatures, by the new secret and by the one before; a secret that was still in its 24 hours signs no more. Needs the scope `write`.
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
         * @description Sends again what waits or failed; with `afterSequence`, every event of the account above it that is of the endpoint's types, those delivered and those older than the endpoint too; with `all`, all of them. A broken or disabled endpoint is enabled by it. Needs the scope `write`.
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
         * @description Newest first. With `afterSequence`: the events above it, oldest first, so that a receiver that missed some catches up by passing the last sequence it has. Needs the scope `read`.
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
         * @description What was sent to which endpoint, with every attempt. Needs the scope `read`.
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
         * @description A new period holds for purses issued from now on, and for others from their next confirmed deposit. Needs the scope `admin`.
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
         * @description Gives another key with the same scopes; the old one works on for `overlapSeconds`. Needs the scope `admin`.
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
    "/v1/test/blocks": {
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
         * @description A test chain mines by itself what waits, and a few blocks upon it; paused, it mines these alone. Needs the scope `write`.
         */
        post: operations["postTestBlocks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test/reorgs": {
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
         * @description Puts `depth` + 1 other blocks in the place of the last `depth`. Their transactions come back in them, all but those of `without`. Deeper than what is final, it makes the chain wait for a person. Needs the scope `write`.
         */
        post: operations["postTestReorgs"];
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
         * @description What the tags `safe` and `finalized` stand for: all but the last `lag` blocks, or those up to `height`. Needs the scope `write`.
         */
        post: operations["postTestFinalize"];
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
        DepositEvent: {
            id: string;
            /** @enum {string} */
            type: "CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED";
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            apiVersion: string;
            account: string;
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @example {
             *       "type": "transaction",
             *       "id": "txn_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                type: string;
                id: string;
                version: number;
            };
            data: components["schemas"]["DepositEventData"];
        };
        DepositEventData: {
            customerId: string;
            purseId: string;
            address: string;
            transactionId: string;
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            transactionHash: string;
            chainId: number;
            /** @enum {string} */
            status: "MEM_POOL_FOUND" | "PENDING_COMPLIANCE_CHECK" | "DECLINED" | "CONFIRMED" | "BELOW_MINIMUM" | "REORGED" | "DROPPED";
            /** @enum {string} */
            complianceStatus: "UNCHECKED" | "IN_PROGRESS" | "DECLINE" | "CHECKED";
            /** @enum {string|null} */
            creditedTo: "customer" | "merchant" | "held" | "unattributed" | null;
            blocked: boolean;
            late: boolean;
            /** @description With `CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE`: somebody of yours allocated it. */
            allocated?: boolean;
            /** @description With `TRANSACTION_REORGED`: whether it had been credited, and was taken back. */
            reversed?: boolean;
        };
        PurseExpiredEvent: {
            id: string;
            /** @enum {string} */
            type: "CUSTOMER_PURSE_EXPIRED";
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            apiVersion: string;
            account: string;
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @example {
             *       "type": "purse",
             *       "id": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                type: string;
                id: string;
                version: number;
            };
            data: {
                customerId: string;
                purseId: string;
                address: string;
                status: string;
                /**
                 * Format: date-time
                 * @example 2026-11-21T10:00:00.000Z
                 */
                expiredAt: string;
            };
        };
        CustomerEvent: {
            id: string;
            /** @enum {string} */
            type: "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED";
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            apiVersion: string;
            account: string;
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @example {
             *       "type": "customer",
             *       "id": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                type: string;
                id: string;
                version: number;
            };
            data: {
                customerId: string;
                externalId: string | null;
                blocked: boolean;
                /** @description Of a block or its end, where one was given. */
                reason?: string | null;
            };
        };
        UnsupportedDepositEvent: {
            id: string;
            /** @enum {string} */
            type: "UNSUPPORTED_DEPOSIT_DETECTED";
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            apiVersion: string;
            account: string;
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @example {
             *       "type": "unsupported_deposit",
             *       "id": "uns_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                type: string;
                id: string;
                version: number;
            };
            data: {
                customerId: string;
                purseId: string;
                address: string | null;
                addressFrom: string;
                chainId: number;
                /** @description Null for the native coin of the network. */
                contract: string | null;
                /**
                 * @description In the smallest unit: the decimals of what is not listed are not known.
                 * @example 12500000
                 */
                value: string;
                transactionHash: string;
            };
        };
        PaymentEvent: {
            id: string;
            /** @enum {string} */
            type: "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED";
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            apiVersion: string;
            account: string;
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @example {
             *       "type": "payment",
             *       "id": "pay_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                type: string;
                id: string;
                version: number;
            };
            data: components["schemas"]["PaymentEventData"];
        };
        PaymentEventData: {
            customerId: string;
            /** @example pay_01kamz9vxk3x7qd1n8r5t2c4e6 */
            paymentId: string;
            /** @example ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq */
            sessionId: string;
            /** @example frm_01kamz9vxk3x7qd1n8r5t2c4e6 */
            formId: string;
            /** @example order-7 */
            clientId: string | null;
            productId: string | null;
            /**
             * @example completed
             * @enum {string}
             */
            status: "pending" | "completed" | "failed" | "canceled";
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
            late: boolean;
            /**
             * @example [
             *       "txn_01kamz9vxk3x7qd1n8r5t2c4e6"
             *     ]
             */
            transactionIds: string[];
        };
        SessionExpiredEvent: {
            id: string;
            /** @enum {string} */
            type: "SESSION_EXPIRED";
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            apiVersion: string;
            account: string;
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @example {
             *       "type": "session",
             *       "id": "ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq",
             *       "version": 3
             *     }
             */
            resource: {
                type: string;
                id: string;
                version: number;
            };
            data: {
                customerId: string;
                /** @example ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq */
                sessionId: string;
                /** @example frm_01kamz9vxk3x7qd1n8r5t2c4e6 */
                formId: string;
                /** @example order-7 */
                clientId: string | null;
                /** @example expired */
                status: string;
                /**
                 * Format: date-time
                 * @example 2026-11-21T10:00:00.000Z
                 */
                expiredAt: string;
            };
        };
        WebhookEndpointEvent: {
            id: string;
            /** @enum {string} */
            type: "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST";
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            apiVersion: string;
            account: string;
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            /**
             * @example {
             *       "type": "webhook_endpoint",
             *       "id": "whe_01kamz9vxk3x7qd1n8r5t2c4e6",
             *       "version": 3
             *     }
             */
            resource: {
                type: string;
                id: string;
                version: number;
            };
            data: {
                endpointId: string;
            } & {
                [key: string]: unknown;
            };
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            /**
             * @description What programs compare; new ones may be added.
             * @enum {string}
             */
            code: "malformed_json" | "invalid_request" | "body_too_large" | "unauthorized" | "insufficient_scope" | "account_mismatch" | "not_found" | "method_not_allowed" | "rate_limited" | "idempotency_key_required" | "idempotency_key_reused" | "idempotency_in_progress" | "temporarily_unavailable" | "internal" | "customer_not_found" | "customer_exists" | "customer_blocked" | "currency_not_supported" | "purse_not_found" | "purse_declined" | "transaction_not_found" | "network_not_found" | "rescan_not_found" | "purse_not_active" | "not_declined" | "not_allocatable" | "already_decided" | "api_key_not_found" | "live_mode" | "receiver_not_found" | "too_many_receivers" | "event_not_found" | "endpoint_not_found" | "form_not_found" | "receiver_invalid" | "session_not_found" | "coin_not_accepted" | "price_below_minimum" | "client_id_conflict" | "charge_not_found" | "insufficient_balance" | "already_refunded" | "url_not_allowed" | "rpc_unavailable" | "rpc_inconsistent" | "scanner_fenced" | "reorg_too_deep" | "chain_disagreement" | "wrong_chain" | "provider_unavailable" | "verdict_pending";
            errors: {
                field: string;
                message: string;
            }[];
            requestId: string;
        };
        Currency: {
            /** @example USDT_BSC */
            code: string;
            name: string;
            network: string;
            chainId: number;
            /** @description Null for the native coin of its network. */
            contract: string | null;
            decimals: number;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            minDeposit: string;
            /** @description Null where the network tells finality by a tag rather than by depth. */
            confirmations: number | null;
            supported: boolean;
        };
        Customer: {
            /** @example cus_01kamz9vxk3x7qd1n8r5t2c4e6 */
            id: string;
            account: string;
            externalId: string | null;
            email: string | null;
            description: string | null;
            notificationUrl: string | null;
            blocked: boolean;
            metadata: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        DepositAddress: {
            purseId: string;
            account: string;
            customerId: string;
            externalId: string | null;
            /** @description The same on every network, with EIP-55 capitals. */
            address: string;
            currency: string;
            status: components["schemas"]["PurseStatus"];
            networks: components["schemas"]["PurseNetwork"][];
            accounts: components["schemas"]["RechargeAccount"][];
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string | null;
        };
        /** @enum {string} */
        PurseStatus: "PENDING_PAYMENT" | "DECLINED" | "ARCHIEVED";
        PurseNetwork: {
            network: string;
            chainId: number;
            currencies: string[];
        };
        /** @description What came to a purse in one currency; `held` is kept apart. */
        RechargeAccount: {
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
        Purse: {
            purseId: string;
            account: string;
            customerId: string;
            externalId: string | null;
            address: string;
            status: components["schemas"]["PurseStatus"];
            networks: components["schemas"]["PurseNetwork"][];
            accounts: components["schemas"]["RechargeAccount"][];
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            declinedAt: string | null;
            /**
             * Format: date-time
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
        Lookup: {
            transactionHash: string;
            chainId: number;
            network: string | null;
            /**
             * @description Where the transaction is: in a block, in none yet, in a block and reverted, or unknown to our nodes.
             * @enum {string}
             */
            status: "found" | "pending" | "failed" | "not_found" | "unknown_network";
            blockNumber: number | null;
            transfers: components["schemas"]["LookedUpTransfer"][];
            /**
             * @description Why `transfers` is empty; null where it is not.
             * @enum {string|null}
             */
            reason: "not_found" | "unknown_network" | "pending" | "failed" | "other_recipient" | null;
            /** @description What support can do about it; for people, and may change. */
            remedy: string | null;
        };
        LookedUpTransfer: {
            /** @description Null for what is not recorded as a deposit. */
            transactionId: string | null;
            purseId: string;
            customerId: string;
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
            /** @enum {string} */
            reason: "credited" | "confirming" | "in_compliance" | "held" | "declined" | "below_minimum" | "unlisted_token" | "unsupported_currency" | "pending" | "not_scanned_yet" | "missed" | "reorged" | "dropped" | "failed";
            /** @description What support can do about it; for people, and may change. */
            remedy: string;
            confirmations: number;
            requiredConfirmations: number | null;
        };
        Transaction: {
            id: string;
            account: string;
            customerId: string;
            externalId: string | null;
            purseId: string;
            address: string;
            addressFrom: string;
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            transactionHash: string;
            chainId: number;
            blockNumber: number | null;
            /** @enum {string} */
            status: "MEM_POOL_FOUND" | "PENDING_COMPLIANCE_CHECK" | "DECLINED" | "CONFIRMED" | "BELOW_MINIMUM" | "REORGED" | "DROPPED";
            /** @enum {string} */
            complianceStatus: "UNCHECKED" | "IN_PROGRESS" | "DECLINE" | "CHECKED";
            confirmations: number;
            /** @description Null where the network tells finality by a tag rather than by depth. */
            requiredConfirmations: number | null;
            blocked: boolean;
            late: boolean;
            /** @enum {string|null} */
            creditedTo: "customer" | "merchant" | "held" | "unattributed" | null;
            sessionId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            confirmedAt: string | null;
        };
        Audit: {
            id: string;
            /** @enum {string} */
            action: "block" | "unblock" | "release" | "approve" | "decline" | "allocate" | "create" | "rotate" | "revoke" | "update" | "enable" | "replay";
            /** @enum {string} */
            resourceType: "account" | "api_key" | "customer" | "purse" | "transaction" | "webhook_endpoint";
            resourceId: string;
            reason: string | null;
            /** @description Null: an operator, by a command or in Temporal. */
            apiKeyId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        Rescan: {
            /** @example ETHEREUM:100-200 */
            id: string;
            network: string;
            chainId: number;
            transactionHash: string | null;
            /** @description Null until the block of a transaction is known. */
            fromBlock: number | null;
            toBlock: number | null;
            /** @enum {string} */
            status: "running" | "completed" | "failed";
            /** @description How many were read; null while it runs. */
            blocks: number | null;
            /** @description How many transfers to purses were recorded that had not been; null while it runs. */
            found: number | null;
            /** @description Why it failed, as an error code; null elsewhere. */
            code: string | null;
        };
        Form: {
            /** @example frm_01kamz9vxk3x7qd1n8r5t2c4e6 */
            id: string;
            account: string;
            title: string;
            coins: string[];
            /** @example 0x52908400098527886E0F7030069857D2E4169EE7 */
            receiver: string;
            returnUrl: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        Session: {
            /** @example ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq */
            sessionId: string;
            account: string;
            /** @example frm_01kamz9vxk3x7qd1n8r5t2c4e6 */
            formId: string;
            /** @example order-7 */
            clientId: string | null;
            customer: components["schemas"]["SessionCustomer"];
            product: components["schemas"]["SessionProduct"];
            /**
             * @example {
             *       "USD_MULTI_1": "15"
             *     }
             */
            price: {
                [key: string]: string;
            };
            address: string;
            /**
             * @example open
             * @enum {string}
             */
            status: "open" | "processing" | "completed" | "expired";
            /** @example https://pay.shop.example/checkout/ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq */
            checkoutUrl: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        SessionCustomer: {
            /** @example cus_01kamz9vxk3x7qd1n8r5t2c4e6 */
            id: string;
            externalId: string | null;
            /**
             * @example {
             *       "tier": "gold"
             *     }
             */
            data: {
                [key: string]: unknown;
            } | null;
        };
        SessionProduct: {
            /** @example membership */
            id: string;
            /** @example Membership, one year */
            name: string | null;
            /**
             * @example {
             *       "sku": "M-12"
             *     }
             */
            data: {
                [key: string]: unknown;
            } | null;
        } | null;
        Payment: {
            /** @example pay_01kamz9vxk3x7qd1n8r5t2c4e6 */
            id: string;
            /** @example ses_01kamz9vxk3x7qd1n8r5t2c4e67w0pj5h9sq */
            sessionId: string;
            /** @example frm_01kamz9vxk3x7qd1n8r5t2c4e6 */
            formId: string;
            customer: components["schemas"]["SessionCustomer"];
            product: components["schemas"]["SessionProduct"];
            /**
             * @description Of the first transaction; an exchange’s, often.
             * @example 0x52908400098527886E0F7030069857D2E4169EE7
             */
            sender: string | null;
            /**
             * @description The form’s, when the session was made.
             * @example 0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b
             */
            receiver: string;
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
             * @example completed
             * @enum {string}
             */
            status: "pending" | "completed" | "failed" | "canceled";
            coin: {
                /** @example USDT_BSC */
                code: string;
                /** @example Tether USD on BNB Smart Chain */
                name: string;
            };
            /**
             * @description Whole units, as a decimal string.
             * @example 0
             */
            underpaidBy: string;
            /**
             * @description It stays in the customer’s balance.
             * @example 0
             */
            overpaidBy: string;
            /** @description It was paid after its session had expired. */
            late: boolean;
            transactions: components["schemas"]["Transaction"][];
        } | null;
        Balance: {
            customerId: string;
            externalId: string | null;
            productId: string | null;
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
        Movement: {
            /** @example pst_4711 */
            id: string;
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
            productId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            transactionId: string;
            transactionHash: string;
            /** @enum {string} */
            type: "deposit";
        } | {
            /** @example pst_4711 */
            id: string;
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
            productId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            transactionId: string;
            transactionHash: string;
            /** @enum {string} */
            type: "reversal";
        } | {
            /** @example pst_4711 */
            id: string;
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
            productId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            chargeId: string;
            /** @enum {string} */
            type: "charge";
        } | {
            /** @example pst_4711 */
            id: string;
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
            productId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            chargeId: string;
            /** @enum {string} */
            type: "refund";
            refundId: string;
        };
        Charge: {
            id: string;
            account: string;
            customerId: string;
            externalId: string | null;
            productId: string | null;
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
            description: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description Where it was taken from. A refund gives back the last of them first. */
            parts: {
                currency: string;
                productId: string | null;
                /**
                 * @description Whole units, as a decimal string.
                 * @example 12.5
                 */
                amount: string;
            }[];
            refunds: {
                /** @example rfd_01kamz9vxk3x7qd1n8r5t2c4e6 */
                id: string;
                /**
                 * @description Whole units, as a decimal string.
                 * @example 2.5
                 */
                amount: string;
                reason: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-21T10:00:00.000Z
                 */
                createdAt: string;
            }[];
        };
        NewWebhookEndpoint: {
            id: string;
            url: string;
            /** @description Null: every type. */
            types: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
            description: string | null;
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
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description Signs the calls (Standard Webhooks 1.0). Shown this once. */
            secret: string;
        };
        WebhookEndpoint: {
            id: string;
            url: string;
            /** @description Null: every type. */
            types: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
            description: string | null;
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
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        DeletedWebhookEndpoint: {
            id: string;
            deleted: boolean;
        };
        RotatedWebhookEndpoint: {
            id: string;
            url: string;
            /** @description Null: every type. */
            types: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
            description: string | null;
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
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            /** @description Signs the calls (Standard Webhooks 1.0). Shown this once. */
            secret: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            previousSecretUntil: string | null;
        };
        WebhookTest: {
            eventId: string;
        };
        WebhookReplay: {
            events: number;
        };
        Event: {
            id: string;
            /** @enum {string} */
            type: "CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST";
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            timestamp: string;
            apiVersion: string;
            account: string;
            livemode: boolean;
            /** @description Without gaps per account, in the order of the facts. */
            sequence: number;
            resource: {
                type: string;
                id: string;
                version: number;
            };
            data: {
                [key: string]: unknown;
            };
        };
        Redelivery: {
            eventId: string;
            deliveries: number;
        };
        Delivery: {
            /** @description For cursors: the ids of event and endpoint. */
            id: string;
            eventId: string;
            endpointId: string;
            /**
             * @description `pending`: the next attempt is made at once, or waits for a broken endpoint; `retrying`: made by the schedule; `waiting`: the endpoint is disabled; `delivered`; `failed`: given up.
             * @enum {string}
             */
            state: "pending" | "retrying" | "waiting" | "delivered" | "failed";
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
            attempts: {
                number: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T10:00:00.000Z
                 */
                attemptedAt: string;
                /** @description The IP address connected to. */
                address: string | null;
                /** @example 200 */
                status: number | null;
                latencyMs: number;
                /** @description The first 1 kB of the answer. */
                answer: string | null;
                errorClass: string | null;
                /**
                 * Format: date-time
                 * @description Of a broken endpoint: when it is tried next, with this event or another.
                 * @example 2026-11-21T10:00:00.000Z
                 */
                nextAttemptAt: string | null;
            }[];
        };
        Account: {
            id: string;
            name: string;
            livemode: boolean;
            /**
             * @description How long a purse lives without a confirmed deposit.
             * @example 2592000
             */
            pursePeriodSeconds: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            createdAt: string;
        };
        RotatedAccountSecret: {
            account: string;
            secret: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            previousSecretUntil: string;
        };
        ApiKey: {
            id: string;
            scopes: ("read" | "write" | "admin")[];
            label: string;
            /**
             * Format: date-time
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
             * @example 2026-11-21T10:00:00.000Z
             */
            revokedAt: string | null;
        };
        NewApiKey: {
            id: string;
            scopes: ("read" | "write" | "admin")[];
            label: string;
            /**
             * Format: date-time
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
             * @example 2026-11-21T10:00:00.000Z
             */
            revokedAt: string | null;
            /** @description Shown this once, and null when the call is repeated with its idempotency key: we keep a hash. */
            key: string | null;
        };
        TestDeposit: {
            transactionHash: string;
            /** @description All of them, where `count` is given. */
            transactionHashes: string[];
            address: string;
            addressFrom: string;
            currency: string;
            /**
             * @description Whole units, as a decimal string.
             * @example 12.5
             */
            amount: string;
            network: string;
            chainId: number;
        };
        TestBlocks: {
            network: string;
            chainId: number;
            height: number;
        };
        TestReorg: {
            network: string;
            chainId: number;
            /** @description The last block that stayed. */
            fork: number;
            /** @description The blocks that left, lowest first. */
            orphaned: string[];
            /** @description Their transactions that came back. */
            returned: string[];
            head: {
                number: number;
                hash: string;
            };
        };
        TestFinality: {
            network: string;
            chainId: number;
            height: number;
        };
        TestExpiry: {
            purseId: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:00:00.000Z
             */
            expiresAt: string;
        };
        TestReceiver: {
            id: string;
            url: string;
        };
        TestReceived: {
            total: number;
            data: {
                /**
                 * Format: date-time
                 * @example 2026-11-21T10:00:00.000Z
                 */
                at: string;
                headers: {
                    [key: string]: string;
                };
                raw: string;
            }[];
        };
        DeletedTestReceiver: {
            id: string;
            deleted: boolean;
        };
        ComplianceCallbackAnswer: {
            transactionId: string;
            /** @enum {string|null} */
            verdict: "approve" | "decline" | null;
        };
        ComplianceCallback: {
            /** @example txn_01kamz9vxk3x7qd1n8r5t2c4e6 */
            transactionId?: string;
            /**
             * @description The provider’s own reference.
             * @example case-4711
             */
            id?: string;
            /** @enum {string} */
            verdict: "approve" | "decline" | "review" | "pending";
            /** @example 0.97 */
            score?: string | number;
        } & {
            [key: string]: unknown;
        };
    };
    responses: {
        /** @description `currency_not_supported`: The currency is not supported. */
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
        /** @description `unauthorized`: The API key is missing or not valid. */
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
        /** @description `customer_exists`: A customer with this externalId exists. `idempotency_in_progress`: The first call with this key still runs. */
        "409.customer_exists.idempotency_in_progress": {
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
        /** @description `url_not_allowed`: The URL may not be called. `idempotency_key_reused`: The idempotency key was used with another body. `invalid_request`: A field of the request is not valid. */
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
        /** @description `malformed_json`: The body is not JSON. */
        "400.malformed_json": {
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
        /** @description `customer_not_found`: There is no such customer. */
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
        /** @description `idempotency_key_reused`: The idempotency key was used with another body. `invalid_request`: A field of the request is not valid. */
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
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `currency_not_supported`: The currency is not supported. `invalid_request`: A field of the request is not valid. */
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
        /** @description `customer_blocked`: The customer is blocked. `purse_declined`: The purse was declined by compliance. */
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
        /** @description `purse_not_found`: There is no such purse. */
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
        /** @description `already_decided`: The deposit was decided already. `idempotency_in_progress`: The first call with this key still runs. */
        "409.already_decided.idempotency_in_progress": {
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
        /** @description `not_allocatable`: This money is not to be allocated. `idempotency_in_progress`: The first call with this key still runs. */
        "409.not_allocatable.idempotency_in_progress": {
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
        /** @description `idempotency_key_required`: This call moves money: it needs an Idempotency-Key. `malformed_json`: The body is not JSON. */
        "400.idempotency_key_required.malformed_json": {
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
        /** @description `currency_not_supported`: The currency is not supported. `receiver_invalid`: The receiver is not a valid address. `url_not_allowed`: The URL may not be called. `idempotency_key_reused`: The idempotency key was used with another body. `invalid_request`: A field of the request is not valid. */
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
        /** @description `form_not_found`: There is no such form. */
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
        /** @description `form_not_found`: There is no such form. `customer_not_found`: There is no such customer. */
        "404.form_not_found.customer_not_found": {
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
        /** @description `coin_not_accepted`: The form does not accept this coin. `price_below_minimum`: The price is below the least deposit. `idempotency_key_reused`: The idempotency key was used with another body. `invalid_request`: A field of the request is not valid. */
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
        /** @description `client_id_conflict`: A session with this clientId asked for something else. `customer_blocked`: The customer is blocked. `purse_declined`: The purse was declined by compliance. `idempotency_in_progress`: The first call with this key still runs. */
        "409.client_id_conflict.customer_blocked.purse_declined.idempotency_in_progress": {
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
        /** @description `session_not_found`: There is no such session. */
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
        /** @description `customer_not_found`: There is no such customer. `currency_not_supported`: The currency is not supported. `form_not_found`: There is no such form. */
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
        /** @description `customer_not_found`: There is no such customer. `currency_not_supported`: The currency is not supported. */
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
        /** @description `currency_not_supported`: The currency is not supported. `idempotency_key_reused`: The idempotency key was used with another body. `invalid_request`: A field of the request is not valid. */
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
        /** @description `insufficient_balance`: The balance is too low. `idempotency_in_progress`: The first call with this key still runs. */
        "409.insufficient_balance.idempotency_in_progress": {
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
        /** @description `live_mode`: This is for test accounts alone. `insufficient_scope`: The API key lacks the scope for this call. `account_mismatch`: The account is not the one of the API key. */
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
        /** @description `not_found`: There is nothing at this address. `customer_not_found`: There is no such customer. `purse_not_found`: There is no such purse. */
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
        /** @description `not_found`: There is nothing at this address. `network_not_found`: There is no such network. */
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
        /** @description `purse_not_active`: The purse is not active. `idempotency_in_progress`: The first call with this key still runs. */
        "409.purse_not_active.idempotency_in_progress": {
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
        /** @description `not_found`: There is nothing at this address. */
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
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: There is nothing at this address. `receiver_not_found`: There is no such webhook receiver. */
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
         * @description How many calls a key may make in which window, in seconds.
         * @example "default";q=1000;w=1
         */
        "RateLimit-Policy": string;
        /** @description There when the answer is the saved one of an earlier call with this `Idempotency-Key`. */
        "Idempotent-Replayed": "true";
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
                startingAfter?: string;
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
                     *           "supported": true
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Currency"][];
                        hasMore: boolean;
                    };
                };
            };
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
                     *       "supported": true
                     *     }
                     */
                    "application/json": components["schemas"]["Currency"];
                };
            };
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
                startingAfter?: string;
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
                        data: components["schemas"]["Customer"][];
                        hasMore: boolean;
                    };
                };
            };
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
                    /** @example user-42 */
                    externalId?: string | null;
                    /**
                     * Format: email
                     * @example ada@shop.example
                     */
                    email?: string | null;
                    description?: string | null;
                    /**
                     * Format: uri
                     * @example https://shop.example/webhooks
                     */
                    notificationUrl?: string | null;
                    /**
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.customer_exists.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.url_not_allowed.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
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
                    /** @example user-42 */
                    externalId?: string | null;
                    /**
                     * Format: email
                     * @example ada@shop.example
                     */
                    email?: string | null;
                    description?: string | null;
                    /**
                     * Format: uri
                     * @example https://shop.example/webhooks
                     */
                    notificationUrl?: string | null;
                    /**
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.customer_exists.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.url_not_allowed.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getPurse: {
        parameters: {
            query: {
                /** @description Our `cus_…` id, or your own `externalId`. */
                customerId: string;
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
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.customer_blocked.purse_declined"];
            422: components["responses"]["422.currency_not_supported.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getPurses: {
        parameters: {
            query?: {
                /** @description Our `cus_…` id, or your own `externalId`. */
                customerId?: string;
                status?: "PENDING_PAYMENT" | "DECLINED" | "ARCHIEVED" | "ARCHIVED";
                address?: string;
                /** @description How many, 10 unless told. */
                limit?: number;
                startingAfter?: string;
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
                        data: components["schemas"]["Purse"][];
                        hasMore: boolean;
                    };
                };
            };
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.purse_not_found"];
            409: components["responses"]["409.not_declined.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getTransactionsLookup: {
        parameters: {
            query: {
                transactionHash: string;
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
                purseId?: string;
                status?: "MEM_POOL_FOUND" | "PENDING_COMPLIANCE_CHECK" | "DECLINED" | "CONFIRMED" | "BELOW_MINIMUM" | "REORGED" | "DROPPED";
                transactionHash?: string;
                currency?: string;
                /** @description How many, 10 unless told. */
                limit?: number;
                startingAfter?: string;
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
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "confirmedAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Transaction"][];
                        hasMore: boolean;
                    };
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
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
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "confirmedAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Transaction"];
                };
            };
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
                    /** @enum {string} */
                    verdict: "approve" | "decline";
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
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "confirmedAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.transaction_not_found"];
            409: components["responses"]["409.already_decided.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
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
                    /** @enum {string} */
                    to: "customer" | "merchant";
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
                     *       "createdAt": "2026-11-21T10:00:00.000Z",
                     *       "confirmedAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            400: components["responses"]["400.idempotency_key_required.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.transaction_not_found"];
            409: components["responses"]["409.not_allocatable.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getAudits: {
        parameters: {
            query?: {
                resourceId?: string;
                action?: "block" | "unblock" | "release" | "approve" | "decline" | "allocate" | "create" | "rotate" | "revoke" | "update" | "enable" | "replay";
                /** @description How many, 10 unless told. */
                limit?: number;
                startingAfter?: string;
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
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Audit"][];
                        hasMore: boolean;
                    };
                };
            };
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
                    /** @example 56 */
                    chainId: number;
                    fromBlock?: number;
                    toBlock?: number;
                    /** @example 0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f */
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
                     *       "code": null
                     *     }
                     */
                    "application/json": components["schemas"]["Rescan"];
                };
            };
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.network_not_found.transaction_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
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
                     *       "code": null
                     *     }
                     */
                    "application/json": components["schemas"]["Rescan"];
                };
            };
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
                startingAfter?: string;
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
                     *           "createdAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Form"][];
                        hasMore: boolean;
                    };
                };
            };
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
                 *       "returnUrl": "https://shop.example/paid?order=7"
                 *     }
                 */
                "application/json": {
                    /** @example Top up your balance */
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
                     * @description An EVM address, where swept funds of this form’s sessions belong. Capitals, if any, as EIP-55 has them.
                     * @example 0x52908400098527886E0F7030069857D2E4169EE7
                     */
                    receiver: string;
                    /**
                     * Format: uri
                     * @description Where payers go back to, with `sessionId` added to the query.
                     * @example https://shop.example/paid?order=7
                     */
                    returnUrl?: string | null;
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
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Form"];
                };
            };
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Form"];
                };
            };
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
                 *       "returnUrl": "https://shop.example/paid?order=7"
                 *     }
                 */
                "application/json": {
                    /** @example Top up your balance */
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
                     * @description An EVM address, where swept funds of this form’s sessions belong. Capitals, if any, as EIP-55 has them.
                     * @example 0x52908400098527886E0F7030069857D2E4169EE7
                     */
                    receiver?: string;
                    /**
                     * Format: uri
                     * @description Where payers go back to, with `sessionId` added to the query.
                     * @example https://shop.example/paid?order=7
                     */
                    returnUrl?: string | null;
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
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Form"];
                };
            };
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.form_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.currency_not_supported.receiver_invalid.url_not_allowed.idempotency_key_reused.invalid_request"];
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
                 *       "expiresInSeconds": 3600
                 *     }
                 */
                "application/json": {
                    /** @example frm_01kamz9vxk3x7qd1n8r5t2c4e6 */
                    formId: string;
                    customer: {
                        /**
                         * @description Your own id of the customer, who is made when new; or our `cus_…`.
                         * @example user-42
                         */
                        id: string;
                        /**
                         * @example {
                         *       "tier": "gold"
                         *     }
                         */
                        data?: {
                            [key: string]: string | number | boolean | null;
                        };
                    };
                    product?: {
                        /** @example membership */
                        id: string;
                        /** @example Membership, one year */
                        name?: string;
                        /**
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.form_not_found.customer_not_found"];
            409: components["responses"]["409.client_id_conflict.customer_blocked.purse_declined.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.coin_not_accepted.price_below_minimum.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.session_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getPayments: {
        parameters: {
            query: {
                sessionId: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment of a session */
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
                     *           "createdAt": "2026-11-21T10:00:00.000Z",
                     *           "confirmedAt": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"];
                };
            };
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
                customerId?: string;
                /** @description A currency or a group. */
                coin?: string;
                productId?: "" | string;
                formId?: string;
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
                currency?: string;
                /** @description How many, 10 unless told. */
                limit?: number;
                startingAfter?: string;
                endingBefore?: string;
                /** @description Where given, must be the account of the key. */
                account?: string;
            };
            header?: never;
            path: {
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
                        data: components["schemas"]["Movement"][];
                        hasMore: boolean;
                    };
                    "text/csv": string;
                };
            };
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
                coin?: string;
                /** @description How many, 10 unless told. */
                limit?: number;
                startingAfter?: string;
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
                        data: components["schemas"]["Charge"][];
                        hasMore: boolean;
                    };
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
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
                    coin: string;
                    /**
                     * @description Whole units, with at most the fewest decimals of any currency of the coin.
                     * @example 2.5
                     */
                    amount: string;
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
            400: components["responses"]["400.idempotency_key_required.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.customer_not_found"];
            409: components["responses"]["409.insufficient_balance.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.currency_not_supported.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
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
            400: components["responses"]["400.idempotency_key_required.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.charge_not_found"];
            409: components["responses"]["409.already_refunded.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
                startingAfter?: string;
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
                        data: components["schemas"]["WebhookEndpoint"][];
                        hasMore: boolean;
                    };
                };
            };
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
                     * @example https://shop.example/webhooks
                     */
                    url: string;
                    types?: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
                     * @example https://shop.example/webhooks
                     */
                    url?: string;
                    types?: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[] | null;
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
                    all?: boolean;
                    /** @description Only events of these types. */
                    types?: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getEvents: {
        parameters: {
            query?: {
                afterSequence?: number;
                types?: ("CUSTOMER_PURSE_MEM_POOL_FOUND" | "CUSTOMER_PURSE_PENDING_COMPLIANCE" | "CUSTOMER_PURSE_COMPLIANCE_DECLINED" | "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE" | "CUSTOMER_PURSE_EXPIRED" | "CUSTOMER_CREATED" | "CUSTOMER_UPDATED" | "CUSTOMER_BLOCKED" | "CUSTOMER_UNBLOCKED" | "TRANSACTION_REORGED" | "TRANSACTION_DROPPED" | "UNSUPPORTED_DEPOSIT_DETECTED" | "PAYMENT_PENDING" | "PAYMENT_UNDERPAID" | "PAYMENT_COMPLETED" | "PAYMENT_FAILED" | "PAYMENT_CANCELED" | "PAYMENT_REVERTED" | "SESSION_EXPIRED" | "WEBHOOK_ENDPOINT_DISABLED" | "WEBHOOK_ENDPOINT_TEST")[];
                /** @description How many, 10 unless told. */
                limit?: number;
                startingAfter?: string;
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
                        data: components["schemas"]["Event"][];
                        hasMore: boolean;
                    };
                };
            };
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
                    /** @example whe_01kamz9vxk3x7qd1n8r5t2c4e6 */
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.event_not_found.endpoint_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    getDeliveries: {
        parameters: {
            query?: {
                eventId?: string;
                endpointId?: string;
                state?: "pending" | "retrying" | "waiting" | "delivered" | "failed";
                /** @description How many, 10 unless told. */
                limit?: number;
                startingAfter?: string;
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
                        data: components["schemas"]["Delivery"][];
                        hasMore: boolean;
                    };
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
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
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
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
                 *       "pursePeriodSeconds": 60
                 *     }
                 */
                "application/json": {
                    name?: string;
                    pursePeriodSeconds?: number;
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
                     *       "createdAt": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
                startingAfter?: string;
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
                        data: components["schemas"]["ApiKey"][];
                        hasMore: boolean;
                    };
                };
            };
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
                    /** @description `admin` implies `write`, `write` implies `read`. */
                    scopes: ("read" | "write" | "admin")[];
                    /** @example shop backend */
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
                    /** @default 86400 */
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.api_key_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.api_key_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
                    /** @example ETH */
                    currency: string;
                    /**
                     * @description Whole units, as a decimal string.
                     * @example 12.5
                     */
                    amount: string;
                    /**
                     * @default direct
                     * @enum {string}
                     */
                    via?: "direct" | "internal" | "self-destruct" | "batch" | "fee-token" | "look-alike" | "nft" | "reverted";
                    /**
                     * @description Pays from an address of which the list of the local stack says so. Of direct payments.
                     * @default approve
                     * @enum {string}
                     */
                    verdict?: "approve" | "decline" | "review";
                    /** @default 1 */
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.customer_not_found.purse_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.currency_not_supported.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestBlocks: {
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
                    /** @example ETHEREUM */
                    network: string;
                    /** @description 1, or 0 with `mining`. */
                    count?: number;
                    /** @enum {string} */
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
            500: components["responses"]["500.internal"];
            503: components["responses"]["503.temporarily_unavailable"];
        };
    };
    postTestReorgs: {
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
                 *       "without": [
                 *         "0x5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f5e1f"
                 *       ],
                 *       "withhold": false
                 *     }
                 */
                "application/json": {
                    /** @example ETHEREUM */
                    network: string;
                    depth: number;
                    /** @default [] */
                    without?: string[];
                    /**
                     * @description They come back after the new blocks.
                     * @default false
                     */
                    withhold?: boolean;
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
                    /** @example ETHEREUM */
                    network: string;
                    lag?: number;
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.network_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.purse_not_found"];
            409: components["responses"]["409.purse_not_active.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid_request"];
            429: components["responses"]["429.rate_limited"];
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
                    /** @default 204 */
                    status?: number;
                    retryAfterSeconds?: number;
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found"];
            409: components["responses"]["409.too_many_receivers.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
                    /** @default 204 */
                    status?: number;
                    retryAfterSeconds?: number;
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.receiver_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
            400: components["responses"]["400.malformed_json"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.receiver_not_found"];
            409: components["responses"]["409.idempotency_in_progress"];
            413: components["responses"]["413.body_too_large"];
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
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.live_mode.insufficient_scope.account_mismatch"];
            404: components["responses"]["404.not_found.receiver_not_found"];
            422: components["responses"]["422.invalid_request"];
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
            /** @description `unauthorized`: The API key is missing or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing at this address. `transaction_not_found`: There is no such transaction. */
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
                 *         "late": false,
                 *         "allocated": false,
                 *         "reversed": false
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
                 *       "type": "CUSTOMER_PURSE_MEM_POOL_FOUND",
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
                 *         "late": false,
                 *         "allocated": false,
                 *         "reversed": false
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
                 *       "type": "CUSTOMER_PURSE_MEM_POOL_FOUND",
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
                 *         "late": false,
                 *         "allocated": false,
                 *         "reversed": false
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
                 *       "type": "CUSTOMER_PURSE_MEM_POOL_FOUND",
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
                 *         "late": false,
                 *         "allocated": false,
                 *         "reversed": false
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
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "purseId": "pur_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "address": "0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b",
                 *         "status": "CONFIRMED",
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
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "customerId": "cus_01kamz9vxk3x7qd1n8r5t2c4e6",
                 *         "externalId": "user-42",
                 *         "blocked": false,
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
                 *       "type": "CUSTOMER_CREATED",
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
                 *         "blocked": false,
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
                 *       "type": "CUSTOMER_CREATED",
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
                 *         "blocked": false,
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
                 *       "type": "CUSTOMER_CREATED",
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
                 *         "blocked": false,
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
                 *       "type": "CUSTOMER_PURSE_MEM_POOL_FOUND",
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
                 *         "late": false,
                 *         "allocated": false,
                 *         "reversed": false
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
                 *       "type": "CUSTOMER_PURSE_MEM_POOL_FOUND",
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
                 *         "late": false,
                 *         "allocated": false,
                 *         "reversed": false
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
                 *         "version": 3
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
                 *       "type": "PAYMENT_PENDING",
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
                 *       "type": "PAYMENT_PENDING",
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
                 *       "type": "PAYMENT_PENDING",
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
                 *       "type": "PAYMENT_PENDING",
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
                 *       "type": "PAYMENT_PENDING",
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
                 *         "version": 3
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
                 *         "version": 3
                 *       },
                 *       "data": {
                 *         "endpointId": "whe_01kamz9vxk3x7qd1n8r5t2c4e6"
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
                 *       "type": "WEBHOOK_ENDPOINT_DISABLED",
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
                 *         "endpointId": "whe_01kamz9vxk3x7qd1n8r5t2c4e6"
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
