"""Verifies webhooks with the `standardwebhooks` of Python: `verify_webhooks.py FILE`.

FILE is a JSON list of {"secret", "headers", "body", "valid"}; every one must be found as `valid` says.
"""

import json
import sys

from standardwebhooks import Webhook, WebhookVerificationError


def is_valid(webhook):
    try:
        Webhook(webhook["secret"]).verify(webhook["body"], webhook["headers"])
        return True
    except WebhookVerificationError:
        return False


with open(sys.argv[1], encoding="utf-8") as file:
    webhooks = json.load(file)
wrong = [webhook for webhook in webhooks if is_valid(webhook) is not webhook["valid"]]
for webhook in wrong:
    print(f"should be {'valid' if webhook['valid'] else 'refused'}: {webhook['headers']} {webhook['body']}")
valid = sum(webhook["valid"] for webhook in webhooks)
print(f"{valid} to verify, {len(webhooks) - valid} to refuse, {len(wrong)} judged wrongly")
sys.exit(1 if wrong or not webhooks else 0)
