import type { BrowserContext } from 'playwright-core';

/** Something that the browser reported, or a request that failed. */
interface Complaint {
  /** `script`: an error of the page's own. `request`: one that did not succeed. */
  readonly kind: 'script' | 'request';
  readonly text: string;
}

/** What went wrong in a payer's browser. */
export interface Complaints {
  /** While true, requests may fail: the step itself is the cause. */
  mayFail: boolean;
  /** An address that leads nowhere: its answer is right to be an error. */
  wrongLink: string | undefined;
  /** Those since the last call that no step caused. */
  take(): readonly string[];
}

/** What Chromium writes to the console when a request fails. */
const ofRequests = /^Failed to load resource|net::ERR_/;

/** Listens to all pages of the context, those that are opened later too. */
export function listenTo(context: BrowserContext): Complaints {
  let found: Complaint[] = [];
  const complaints: Complaints = {
    mayFail: false,
    wrongLink: undefined,
    take: () => {
      const texts = found.map(({ text }) => text);
      found = [];
      return texts;
    },
  };
  const note = (complaint: Complaint): void => {
    const { mayFail, wrongLink } = complaints;
    const isWrongLink = wrongLink !== undefined && complaint.text.includes(wrongLink);
    const isCaused = complaint.kind === 'request' && (mayFail || isWrongLink);
    if (!isCaused) found.push(complaint);
  };
  context.on('console', message => {
    const type = message.type();
    if (type !== 'error' && type !== 'warning') return;
    const kind = ofRequests.test(message.text()) ? 'request' : 'script';
    note({ kind, text: `console ${type}: ${message.text()} (${message.location().url})` });
  });
  context.on('weberror', error => {
    note({ kind: 'script', text: `page error: ${String(error.error())}` });
  });
  context.on('requestfailed', request => {
    const reason = request.failure()?.errorText ?? '';
    // A page that is left ends its stream and its reads.
    if (reason === 'net::ERR_ABORTED') return;
    note({ kind: 'request', text: `request failed: ${reason} (${request.url()})` });
  });
  context.on('response', response => {
    if (response.status() < 400) return;
    note({ kind: 'request', text: `answer ${String(response.status())} (${response.url()})` });
  });
  return complaints;
}
