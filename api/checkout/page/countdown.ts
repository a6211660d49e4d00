/** How far the server's clock is ahead of this one, in ms. */
let ahead = 0;

export function setClock(serverNow: string | undefined): void {
  const now = Date.parse(serverNow ?? '');
  if (!Number.isNaN(now)) ahead = now - Date.now();
}

/**
 * Shows the time until the deadline, every second, and calls `onEnd` when it is over. It is not a live
 * region: nobody wants to hear every second. Returns a function that updates it at once, for a replaced
 * deadline.
 */
export function countDown(onEnd: () => void): () => void {
  let endedAt = '';
  const show = (): void => {
    const line = document.getElementById('deadline');
    const time = line?.querySelector('time');
    const label = line?.querySelector('span');
    if (!line || !time || !label) return;
    const left = Math.max(0, Date.parse(time.dateTime) - Date.now() - ahead);
    label.textContent = line.dataset['left'] ?? '';
    time.textContent = clockText(left);
    time.dir = 'ltr';
    if (left === 0 && endedAt !== time.dateTime) {
      endedAt = time.dateTime;
      onEnd();
    }
  };
  show();
  setInterval(show, 1000);
  return show;
}

/** `1:09:05`, `9:05`. */
function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
