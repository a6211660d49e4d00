import type { Advice } from './advice.ts';
import { guide, notFound } from './advice.ts';

/** Errors of what moves money out of purses. */
export const sweepAdvice = {
  destination_not_found: notFound('destination', '`GET /v1/destinations`'),
  destination_exists: {
    cause: 'A destination of the account on this network has the address, and is not disabled.',
    remedy:
      'Use that one: `GET /v1/destinations?network=…` lists it. To begin anew, disable it first: `POST /v1/destinations/{id}/disable`.',
  },
  sending_not_set_up: {
    cause:
      'Money leaves through a sweeper, a contract that belongs to one account on one network, or from each purse by itself. The account has neither on this network, or the registry and the signer’s settings name different methods.',
    remedy: `Ask the operator of the installation to set it up. See ${guide('sweeping', 'Sweeping')}.`,
  },
  address_invalid: {
    cause:
      'The text is no EVM address, its capitals do not fit its checksum (EIP-55), or money sent there would be lost: zero, precompiled and system contracts, and the contracts of listed tokens.',
    remedy:
      'Copy the address from the wallet again. All lower case is accepted, too: it has no checksum. `errors` says what is wrong.',
  },
  address_is_ours: {
    cause:
      'The address is a deposit address, a contract or a sender of this installation: money sent there would not leave it. The answer does not say whose it is.',
    remedy: 'Give an address of a wallet that you hold the keys of.',
  },
  destination_not_active: {
    cause:
      'The destination is of another network, of another kind than `treasury`, disabled, or not active at the sweeper yet. Another account’s is answered the same way. A sweep by name gets this error if all that it would move has no destination. `errors` names the network: `treasury.ETHEREUM`.',
    remedy: `Read \`GET /v1/destinations?status=active\`. A new one becomes active some time after the sweeper’s owner proposed it: ${guide('sweeping', 'Sweeping')}.`,
  },
  sweep_not_found: notFound('sweep', '`GET /v1/sweeps`'),
  nothing_to_sweep: {
    cause:
      'No deposit that the call names can be swept: everything credited is swept, or nothing is credited yet, or something is in the way of each.',
    remedy:
      '`POST /v1/sweeps/quote` with the same body says in `skipped` what is left, and why. If it is empty, everything credited is swept, or nothing is credited yet.',
  },
  sending_paused: {
    cause:
      'The signer sends nothing on this network: somebody paused it, or it met something that a person must look at.',
    remedy: `Read \`GET /v1/sending\`. \`POST /v1/sending/resume\` ends your own pause and findings; the rest is for the operator of the installation. See ${guide('sweeping', 'Sweeping')}.`,
  },
  finding_not_found: {
    cause:
      'No finding with this id is open on this network: somebody has explained it already, its block is not final yet, or it is of another network or account.',
    remedy: 'Read `GET /v1/sending`: its `findingId` is the first one that is open.',
  },
  approval_request_not_found: notFound('approval request', '`GET /v1/approval-requests`'),
  approval_pending: {
    cause:
      'A request of the same kind, about the same thing, waits for a second person, and asks for something else.',
    remedy:
      'Have that one decided, or withdraw it: `POST /v1/approval-requests/{id}/cancel`. `GET /v1/approval-requests?status=pending` lists them.',
  },
  not_pending: {
    cause: 'Somebody approved, rejected or withdrew the request, or seven days are over.',
    remedy:
      'Read it: `GET /v1/approval-requests/{id}`. What expired is asked for again by the call that asked for it first.',
  },
  changed_since: {
    cause:
      'Since somebody asked, the deposit got another verdict, or left the chain and came back. Whoever asked did not know that.',
    remedy: 'Look at the deposit. Reject the request, and ask again if it should still be done.',
  },
  same_key: {
    cause:
      'The key made the request, or its holder may know the key that did: one made or rotated the other, or both came from a third.',
    remedy: `Somebody else approves, with a key of scope \`approve\` that \`npm run keys\` made for that person: ${guide('sweeping', 'Sweeping')}.`,
  },
  already_sent: {
    cause: 'The sweep is signed, or over: only one that is planned can be canceled.',
    remedy: 'Read it: `GET /v1/sweeps/{id}`. What was sent cannot be called back.',
  },
} as const satisfies Record<string, Advice>;
