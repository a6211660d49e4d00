/** How often the page polls while there is no stream, in ms. */
const pollMs = 2000;

/** How long a stream may take to send its first message, in ms: some proxies hold it back. */
const patienceMs = 4000;

/**
 * Calls `onChange` when the session has changed. The page learns it from the stream, or by polling if the
 * stream does not work. A hidden page closes its stream. `onShown` is called when the page is shown again.
 * Returns a function that listens again, for a session that was over and got money since.
 */
export function onSessionChange(onChange: () => void, onShown: () => void): () => void {
  const path = location.pathname;
  let stream: EventSource | undefined;
  let polling: number | undefined;
  let patience: number | undefined;
  let last = '';
  let isOver = false;

  const take = (text: string): void => {
    if (text === last) return;
    last = text;
    onChange();
  };
  const poll = async (): Promise<void> => {
    try {
      const answer = await fetch(`${path}/status`, { cache: 'no-store' });
      if (answer.ok) take(await answer.text());
    } catch {
      // The network is down: the next poll will notice the change.
    }
  };
  const startPolling = (): void => {
    polling ??= setInterval(() => void poll(), pollMs);
  };
  const stopPolling = (): void => {
    clearInterval(polling);
    polling = undefined;
  };
  const close = (): void => {
    stream?.close();
    stream = undefined;
    clearTimeout(patience);
    stopPolling();
  };
  const open = (): void => {
    if (stream || isOver) return;
    stream = new EventSource(`${path}/stream`);
    patience = setTimeout(startPolling, patienceMs);
    stream.addEventListener('message', ({ data }) => {
      clearTimeout(patience);
      stopPolling();
      take(String(data));
    });
    // The browser reopens the stream if it can.
    stream.addEventListener('error', startPolling);
    stream.addEventListener('over', () => {
      isOver = true;
      close();
    });
  };

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      close();
      return;
    }
    onShown();
    open();
  });
  if (document.body.dataset['live'] === 'over') isOver = true;
  else if (!document.hidden) open();
  return () => {
    isOver = false;
    if (!document.hidden) open();
  };
}
