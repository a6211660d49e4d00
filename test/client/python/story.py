"""A payment from the session to the charge, with the client that openapi-python-client made: `story.py API KEY`.

The package `purser` is the generated one. Each step is asserted; the webhooks are verified by `standardwebhooks` and read
with the generated models.
"""

import json
import queue
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks import Webhook

from purser import AuthenticatedClient
from purser.api.balances import get_balances
from purser.api.charges import post_charges, post_charges_by_id_refund
from purser.api.customers import get_customers_by_id
from purser.api.events import get_events
from purser.api.forms import post_forms
from purser.api.sessions import get_payments, get_sessions_by_id, post_sessions
from purser.api.test_mode import post_test_deposits
from purser.api.webhooks import post_webhook_endpoints
from purser.models import (
    Charge,
    Customer,
    Form,
    NewWebhookEndpoint,
    Payment,
    PaymentEvent,
    PaymentEventType,
    PaymentStatus,
    PostChargesBody,
    PostChargesByIdRefundBody,
    PostFormsBody,
    PostSessionsBody,
    PostTestDepositsBody,
    PostWebhookEndpointsBody,
    Problem,
    ProblemCode,
    Session,
    SessionStatus,
    TestDeposit,
)

api_url, key = sys.argv[1:3]
client = AuthenticatedClient(base_url=api_url, token=key, raise_on_unexpected_status=True, timeout=30)
coin = "USDT_BSC"
patience_s = 60


def expect(kind, answer):
    assert isinstance(answer, kind), answer
    return answer


calls = queue.Queue()


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        calls.put((dict(self.headers), body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_args):
        pass


receiver = HTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=receiver.serve_forever, daemon=True).start()
endpoint = expect(
    NewWebhookEndpoint,
    post_webhook_endpoints.sync(
        client=client, body=PostWebhookEndpointsBody(url=f"http://127.0.0.1:{receiver.server_port}/")
    ),
)


def wait_for_payment_event(session_id, kind):
    """The first webhook of this type about the session; its signature holds."""
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        try:
            headers, body = calls.get(timeout=1)
        except queue.Empty:
            continue
        Webhook(endpoint.secret).verify(body, headers)
        event = json.loads(body)
        if event["type"] == kind.value and event["data"]["sessionId"] == session_id:
            return PaymentEvent.from_dict(event)
    raise AssertionError(f"no {kind.value} within {patience_s} s")


# The session.
form = expect(
    Form,
    post_forms.sync(
        client=client,
        body=PostFormsBody(title="Top up", coins=[coin], receiver="0x52908400098527886E0F7030069857D2E4169EE7"),
    ),
)
wanted = PostSessionsBody.from_dict(
    {
        "formId": form.id,
        "customer": {"id": "python-42", "data": {"tier": "gold"}},
        "product": {"id": "membership", "name": "Membership, one year"},
        "price": {coin: "15"},
        "clientId": "python-order-7",
    }
)
session = expect(Session, post_sessions.sync(client=client, body=wanted))
assert session.status == SessionStatus.OPEN and session.product.name == "Membership, one year", session
again = expect(Session, post_sessions.sync(client=client, body=wanted))
assert again.session_id == session.session_id, "the same clientId is the same session"
bare = expect(
    Session,
    post_sessions.sync(
        client=client,
        body=PostSessionsBody.from_dict(
            {"formId": form.id, "customer": {"id": "python-43"}, "price": {coin: "15"}}
        ),
    ),
)
assert bare.product is None, bare.product

# The payment: null at first.
assert get_payments.sync(client=client, session_id=session.session_id) is None
expect(
    TestDeposit,
    post_test_deposits.sync(
        client=client, body=PostTestDepositsBody(customer_id="python-42", currency=coin, amount="15")
    ),
)
told = wait_for_payment_event(session.session_id, PaymentEventType.PAYMENT_COMPLETED)
payment = expect(Payment, get_payments.sync(client=client, session_id=session.session_id))
assert payment.status == PaymentStatus.COMPLETED and payment.paid_amount == "15", payment
assert payment.product.id == "membership" and payment.customer.external_id == "python-42", payment
assert told.data.payment_id == payment.id and told.data.paid_amount == "15" and not told.data.late, told
assert told.data.transaction_ids == [transaction.id for transaction in payment.transactions], told
paid = expect(Session, get_sessions_by_id.sync(client=client, id=session.session_id))
assert paid.status == SessionStatus.COMPLETED, paid

# The charge: once for one key, and never more than there is.
order = PostChargesBody(customer_id="python-42", coin=coin, amount="6.5", product_id="membership")
charge = expect(Charge, post_charges.sync(client=client, body=order, idempotency_key="python-charge-1"))
twice = expect(Charge, post_charges.sync(client=client, body=order, idempotency_key="python-charge-1"))
assert twice.id == charge.id and charge.parts[0].amount == "6.5", charge
too_much = PostChargesBody(customer_id="python-42", coin=coin, amount="9")
refused = expect(Problem, post_charges.sync(client=client, body=too_much, idempotency_key="python-charge-2"))
assert refused.code == ProblemCode.INSUFFICIENT_BALANCE, refused
refunded = expect(
    Charge,
    post_charges_by_id_refund.sync(
        client=client,
        id=charge.id,
        body=PostChargesByIdRefundBody(amount="1.5"),
        idempotency_key="python-refund-1",
    ),
)
assert refunded.refunded == "1.5", refunded
[balance] = get_balances.sync(client=client, customer_id="python-42")
assert (balance.deposited, balance.charged, balance.balance) == ("15", "5", "10"), balance

# What was told can be read again, and an error says which field.
customer = expect(Customer, get_customers_by_id.sync(client=client, id="python-42"))
events = get_events.sync(client=client, after_sequence=0, limit=100)
assert told.id in [event.id for event in events.data], events
assert customer.id in [event.data["customerId"] for event in events.data if "customerId" in event.data], events
wrong = expect(
    Problem,
    post_sessions.sync(
        client=client,
        body=PostSessionsBody.from_dict({"formId": form.id, "customer": {"id": "python-42"}, "price": {coin: "x"}}),
    ),
)
assert wrong.code == ProblemCode.INVALID_REQUEST and wrong.errors[0].field == f"price.{coin}", wrong
print("session, payment, charge, refund and webhook: ok")
