// What the script does: it copies, counts down, talks to the browser's wallets, and replaces parts of the
// page by those that the server would send now. All words and all markup come from the server.
import { discoverWallets, listWallets } from './browserWallets.ts';
import { enableCopying } from './copyButtons.ts';
import { countDown, setClock } from './countdown.ts';
import { onSessionChange } from './liveUpdates.ts';

/** The pause before a failed read is retried, in ms: if the server names none, and at most. */
const pauseMs = 2000;
const longestPauseMs = 60_000;

const parts = ['summary', 'status', 'action', 'progress'];

/** Each part as the server sent it, without the script's later changes. */
const sent = new Map(parts.map(id => [id, document.getElementById(id)?.outerHTML]));

/** The one place whose changes are read aloud. */
function announce(text: string): void {
  const announcer = document.getElementById('announcer');
  if (announcer) announcer.textContent = text;
}

function enhance(): void {
  enableCopying(announce);
  listWallets(announce);
}

let isRefreshing = false;
let isAskedAgain = false;
/** True if the payer came back to this page since it was last read: of several, this one asks for money. */
let isShown = false;
let later: number | undefined;

/**
 * Retries by itself, as no other signal may follow. Until it is read, the page asks for money that may be
 * paid.
 */
function refreshLater(ms: number): void {
  clearTimeout(later);
  // Pages of one address must not all read in the same moment.
  later = setTimeout(() => void refresh(), ms + Math.random() * 500);
}

/** The pause that the server asks for, in ms; undefined if asking again would change nothing. */
function pauseAfter({ status, headers }: Response): number | undefined {
  if (status !== 429 && status < 500) return undefined;
  const asked = Number(headers.get('Retry-After')) * 1000;
  return asked > 0 ? Math.min(asked, longestPauseMs) : pauseMs;
}

/**
 * Reads the page again and takes over what is new. A failed read is retried later. Requests that come
 * meanwhile cause one more read.
 */
async function refresh(): Promise<void> {
  if (isRefreshing) {
    isAskedAgain = true;
    return;
  }
  isRefreshing = true;
  clearTimeout(later);
  const wasShown = isShown;
  const failed = (ms: number): void => {
    isShown ||= wasShown;
    refreshLater(ms);
  };
  const address = new URL(location.href);
  if (wasShown) address.searchParams.delete('again');
  const headers: Record<string, string> = wasShown ? {} : { 'Purser-Again': '1' };
  isShown = false;
  try {
    const answer = await fetch(address, { cache: 'no-store', headers });
    const pause = pauseAfter(answer);
    if (answer.ok) takeOver(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    else if (pause !== undefined) failed(pause);
  } catch {
    failed(pauseMs);
  } finally {
    isRefreshing = false;
  }
  if (isAskedAgain) {
    isAskedAgain = false;
    await refresh();
  }
}

function takeOver(fresh: Document): void {
  setClock(fresh.body.dataset['now']);
  const before = document.getElementById('status')?.dataset['announce'];
  const focused = document.activeElement?.id ?? '';
  for (const id of parts) {
    const now = fresh.getElementById(id);
    const shown = document.getElementById(id);
    if (!now || !shown || now.outerHTML === sent.get(id)) continue;
    sent.set(id, now.outerHTML);
    shown.replaceWith(document.adoptNode(now));
  }
  enhance();
  showTimeLeft();
  // The keyboard focus stays on its element, if that still exists.
  if (focused !== '' && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  const after = document.getElementById('status')?.dataset['announce'];
  if (after !== undefined && after !== before) announce(after);
  if (fresh.body.dataset['live'] === 'on') listen();
}

setClock(document.body.dataset['now']);
enhance();
discoverWallets(() => {
  listWallets(announce);
});
const showTimeLeft = countDown(() => void refresh());
const listen = onSessionChange(
  () => void refresh(),
  () => {
    isShown = true;
    void refresh();
  },
);
