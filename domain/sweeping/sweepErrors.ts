/** The part of the catalogue of errors (domain/errors.ts) that is about money that leaves purses. */
export const sweepErrors = {
  destination_not_found: {
    status: 404,
    retryable: false,
    title: 'There is no such destination',
    remedy: '`GET /v1/destinations` lists them.',
  },
  destination_exists: {
    status: 409,
    retryable: false,
    title: 'The address is a destination already',
    remedy: '`GET /v1/destinations` shows it.',
  },
  sending_not_set_up: {
    status: 409,
    retryable: false,
    title: 'The account has no sweeper on this network',
  },
  address_invalid: { status: 422, retryable: false, title: 'Nothing can be sent to this address' },
  address_is_ours: { status: 422, retryable: false, title: 'The address belongs to this installation' },
  destination_not_active: {
    status: 422,
    retryable: false,
    title: 'The destination is not active',
    remedy: '`GET /v1/destinations?status=active` lists those that are.',
  },
  sweep_not_found: {
    status: 404,
    retryable: false,
    title: 'There is no such sweep',
    remedy: '`GET /v1/sweeps` lists them.',
  },
  nothing_to_sweep: {
    status: 409,
    retryable: false,
    title: 'There is nothing to sweep',
    remedy:
      '`POST /v1/sweeps/quote` says what is left, and why. An empty quote: everything credited is swept, or nothing is credited yet.',
  },
  sending_paused: {
    status: 409,
    retryable: false,
    title: 'Sending is paused on this network',
    remedy: '`GET /v1/sending` says why.',
  },
  finding_not_found: {
    status: 404,
    retryable: false,
    title: 'There is no such open finding on this network',
    remedy: '`GET /v1/sending` names the first one that is not resolved.',
  },
  approval_request_not_found: {
    status: 404,
    retryable: false,
    title: 'There is no such approval request',
    remedy: '`GET /v1/approval-requests` lists them.',
  },
  approval_pending: {
    status: 409,
    retryable: false,
    title: 'Another change of this waits for approval',
    remedy: '`POST /v1/approval-requests/{id}/cancel` withdraws it.',
  },
  not_pending: { status: 409, retryable: false, title: 'The request was decided already, or has expired' },
  changed_since: {
    status: 409,
    retryable: false,
    title: 'The deposit is not as it was when this was asked for',
    remedy: 'Look at it, reject the request, and have it asked for again.',
  },
  same_key: {
    status: 409,
    retryable: false,
    title: 'Whoever asks cannot approve',
    remedy: 'A key of another person must approve.',
  },
  already_sent: {
    status: 409,
    retryable: false,
    title: 'The sweep is no longer only planned',
    remedy: '`GET /v1/sweeps/{id}` shows what became of it.',
  },
} as const;
