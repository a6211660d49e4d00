// What the page does with a script: it copies, counts down, talks to wallets of the browser, and replaces its parts by
// those of the page as the server would send it now. All words and all markup come from the server.
import { discoverWallets, listWallets } from './browserWallets.ts';
import { enableCopying } from './copyButtons.ts';
import { countDown, setClock } from './countdown.ts';
import { followSession } from './liveUpdates.ts';

const parts = ['summary', 'status', 'action', 'progress'];

/** Each part as the server sent it: what the script has changed in it since does not count. */
const sent = new Map(parts.map(id => [id, document.getElementById(id)?.outerHTML]));

/** The one place whose changes are read aloud. */
function say(text: string): void {
  const announcer = document.getElementById('announcer');
  if (announcer) announcer.textContent = text;
}

function enhance(): void {
  enableCopying(say);
  listWallets(say);
}

let isRefreshing = false;
let isAskedAgain = false;

/** Reads the page again and takes over what is new. What was asked for meanwhile is read once more. */
async function refresh(): Promise<void> {
  if (isRefreshing) {
    isAskedAgain = true;
    return;
  }
  isRefreshing = true;
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    if (answer.ok) takeOver(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    else if (answer.status >= 500) setTimeout(() => void refresh(), 2000);
  } catch {
    setTimeout(() => void refresh(), 2000);
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
  // Who used the keyboard stays where they were, where that is still there.
  if (focused !== '' && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  const after = document.getElementById('status')?.dataset['announce'];
  if (after !== undefined && after !== before) say(after);
}

setClock(document.body.dataset['now']);
enhance();
discoverWallets(() => {
  listWallets(say);
});
const showTimeLeft = countDown(() => void refresh());
followSession(() => void refresh());
