"""What the OpenAPI document cannot say, told to schemathesis: see schemathesis.toml."""

import json
import os

import schemathesis

ACCOUNT = os.environ["PURSER_FUZZ_ACCOUNT"]
OWN = json.loads(os.environ["PURSER_FUZZ_OWN"])
OWN_URL = os.environ["PURSER_FUZZ_OWN_URL"]
KNOWN = json.loads(os.environ["PURSER_FUZZ_KNOWN"])


@schemathesis.hook
def before_call(context, case, kwargs):
    path = case.path_parameters or {}
    for name, value in path.items():
        # The run must not revoke its own key, nor take down the endpoint that is listened at.
        if value in OWN:
            path[name] = value[:4] + "0" * 26
    query, body = (part if isinstance(part, dict) else {} for part in (case.query, case.body))
    # Nor have others call that endpoint's address, with secrets that nobody knows there.
    for name in ("url", "notificationUrl"):
        if str(body.get(name)).startswith(OWN_URL):
            body[name] = "https://shop.example/webhooks"
    if not is_positive(case):
        return
    # Else most calls would end at an account that is not the key's, or at two cursors.
    for part in (query, body):
        if isinstance(part.get("account"), str):
            part["account"] = ACCOUNT
    if "startingAfter" in query:
        query.pop("endingBefore", None)
    # Thousands of endpoints for every type would be owed thousands of deliveries of each event.
    if case.path.startswith("/v1/webhook-endpoints") and "types" in body:
        body["types"] = ["WEBHOOK_ENDPOINT_TEST"]
    for beginning, ids in KNOWN.items():
        # Every other case, by its random id.
        if case.path.startswith(beginning + "{") and ord(case.id[0]) % 2:
            path[next(iter(path))] = ids[ord(case.id[1]) % len(ids)]


@schemathesis.check
def valid_data_is_understood(ctx, response, case):
    """Data that the document allows are never `invalid_request`."""
    if not is_positive(case) or response.status_code not in (400, 422):
        return
    problem = response.json()
    if problem["code"] in ("invalid_request", "malformed_json") and not is_told_in_prose(case, problem):
        raise AssertionError(f"data that the document allows are {problem['code']}: {problem['errors']}")


def is_positive(case):
    return case.meta is not None and case.meta.generation.mode.is_positive


def is_told_in_prose(case, problem):
    """Rules over several fields, or over what is there: no schema can say them."""
    # What a test chain can do depends on where it stands.
    if case.path.startswith("/v1/test/"):
        return True
    fields = {error["field"] for error in problem["errors"]}
    # How many decimals an amount may have, its coin says; nothing is charged or refunded for nothing.
    if case.path.startswith("/v1/charges"):
        return fields <= {"amount"}
    if case.path == "/v1/sessions":
        return all(field.startswith("price.") for field in fields)
    # Either blocks in their order, up to what was scanned, or a transaction.
    return case.path == "/v1/rescans" and fields <= {"fromBlock", "toBlock", "transactionHash"}
