import type { Socket } from 'node:net';
import { Agent, buildConnector, WebSocket } from 'undici';

export interface WatchOptions {
  /** A connection that sends nothing for this time is renewed. */
  readonly silentMs?: number;
  /** The wait before the first retry. It doubles up to `longestRetryMs`. */
  readonly retryMs?: number;
  readonly longestRetryMs?: number;
}

/**
 * Calls `onHead` whenever the node at `url` (ws or wss) reports a new head (`eth_subscribe` of `newHeads`;
 * Geth's documentation, "Real-time Events"). The reported head is not read: a subscription misses blocks and
 * reports forks in its own order. It only wakes the caller, who then asks the node.
 *
 * Reconnects for ever, after 1 s, 2 s … 30 s, until `stop` is aborted; then it leaves nothing behind. Throws
 * nothing: without the subscription, polling finds new blocks.
 */
export function watchHeads(
  url: string,
  stop: AbortSignal,
  onHead: () => void,
  options: WatchOptions = {},
): void {
  const { silentMs = 60_000, retryMs = 1000, longestRetryMs = 30_000 } = options;
  let triesInARow = 0;
  let timer: NodeJS.Timeout | undefined;
  let end = (): void => undefined;

  function connect(): void {
    end = subscribe(url, {
      onMessage(isHead) {
        timer?.refresh();
        if (!isHead) return;
        // Only a head shows that the endpoint works: many accept a connection and then end it.
        triesInARow = 0;
        onHead();
      },
      onEnd: renew,
    });
    timer = setTimeout(renew, silentMs);
  }
  function renew(): void {
    clearTimeout(timer);
    end();
    if (stop.aborted) return;
    timer = setTimeout(connect, Math.min(longestRetryMs, retryMs * 2 ** triesInARow));
    // 2^10 already exceeds the longest wait. The limit keeps the power from overflowing.
    triesInARow = Math.min(10, triesInARow + 1);
  }
  if (stop.aborted) return;
  stop.addEventListener('abort', renew, { once: true });
  connect();
}

interface Listener {
  /** A message came. `isHead` is true for a notification of the subscription. */
  onMessage(isHead: boolean): void;
  /** The connection failed or ended, or the node refused the subscription. */
  onEnd(): void;
}

/**
 * Opens one connection. Gives a function that ends it; after that the listener is not called.
 *
 * It uses undici's WebSocket and not Node's equal one, because only undici gives access to the connection
 * itself: a close waits without limit for the server's consent, and a server that is gone would keep the
 * process alive.
 */
function subscribe(url: string, listener: Listener): () => void {
  const connectTo = buildConnector({});
  let connection: Socket | null = null;
  let ended = false;
  const dispatcher = new Agent({
    connect(target, done) {
      connectTo(target, (error, socket) => {
        if (error) {
          done(error, null);
          return;
        }
        connection = socket;
        done(null, socket);
      });
    },
  });
  const socket = new WebSocket(url, { dispatcher });
  function end(): void {
    if (ended) return;
    ended = true;
    socket.close();
    connection?.destroySoon();
    void dispatcher.destroy();
  }
  function onEnd(): void {
    if (!ended) listener.onEnd();
  }
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] }));
  });
  socket.addEventListener('message', ({ data }) => {
    if (ended) return;
    const kind = kindOf(data);
    if (kind === 'refusal') listener.onEnd();
    else listener.onMessage(kind === 'head');
  });
  socket.addEventListener('close', onEnd);
  socket.addEventListener('error', onEnd);
  return end;
}

function kindOf(data: unknown): 'head' | 'refusal' | 'other' {
  let message: unknown;
  try {
    message = JSON.parse(String(data));
  } catch {
    return 'other';
  }
  if (typeof message !== 'object' || message === null) return 'other';
  if ('method' in message && message.method === 'eth_subscription') return 'head';
  return 'error' in message && message.error !== null ? 'refusal' : 'other';
}
