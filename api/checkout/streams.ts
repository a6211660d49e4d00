import type { Response } from 'express';
import type { SessionId } from '../../domain/ids.ts';
import { isOver } from './situation.ts';
import type { CheckoutSource } from './source.ts';
import type { CheckoutView } from './view.ts';

export interface StreamLimits {
  /** Open streams of one client, and of all. */
  readonly perClient: number;
  readonly total: number;
  /**
   * How often all watched sessions are checked, in ms, and how often a quiet stream shows that it is alive,
   * in ms.
   */
  readonly lookMs: number;
  readonly beatMs: number;
}

export const defaultLimits: StreamLimits = { perClient: 20, total: 2000, lookMs: 300, beatMs: 15_000 };

/** How much a client may leave unread, in bytes, before its stream is cut. */
const mostUnread = 256 * 1024;

interface Stream {
  readonly client: string;
  readonly response: Response;
  /** The last message that it was sent. */
  lastSent: string;
}

interface Watched {
  /** If undefined, the session must be read, whatever its fingerprint. */
  fingerprint: string | undefined;
  readonly streams: Set<Stream>;
}

/** The open streams of this process. */
export interface Streams {
  /** The limit that another stream would break. */
  readonly full: (client: string) => 'client' | 'all' | undefined;
  /**
   * Sends the view, and each later one until the session is over, as server-sent events (WHATWG HTML, 9.2).
   */
  readonly open: (id: SessionId, client: string, view: CheckoutView, response: Response) => void;
  readonly endAll: () => void;
}

/**
 * However many streams are open, one statement at a time looks for changes. A view is read again if its fingerprint
 * has changed. Each message is the whole view, so a broken stream needs no memory of what it sent.
 */
export function createStreams(
  { load, stamp: fingerprint }: Pick<CheckoutSource, 'load' | 'stamp'>,
  limits: StreamLimits,
  onFailure: (error: unknown) => void,
): Streams {
  const sessions = new Map<SessionId, Watched>();
  const clients = new Map<string, number>();
  let open = 0;
  let timers: readonly NodeJS.Timeout[] = [];
  let isLooking = false;

  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      const fingerprints = await fingerprint([...sessions.keys()]);
      const changed = [...fingerprints].filter(([id, now]) => sessions.get(id)?.fingerprint !== now);
      await Promise.all(changed.map(([id, now]) => reload(id, now)));
    } catch (error) {
      onFailure(error);
    } finally {
      isLooking = false;
    }
  };

  const reload = async (id: SessionId, now: string): Promise<void> => {
    const watched = sessions.get(id);
    if (!watched) return;
    // Set before the read: a stream that opens meanwhile resets it, so that the view is read again.
    watched.fingerprint = now;
    try {
      const view = await load(id);
      if (view) for (const stream of watched.streams) send(stream, view);
    } catch (error) {
      watched.fingerprint = undefined;
      throw error;
    }
  };

  const send = (stream: Stream, view: CheckoutView): void => {
    const text = JSON.stringify(view);
    if (text === stream.lastSent) return;
    stream.lastSent = text;
    write(stream, `data: ${text}\n\n`);
    if (isOver(view)) stream.response.end('event: over\ndata: {}\n\n');
  };

  const write = ({ response }: Stream, text: string): void => {
    if (response.writableEnded) return;
    response.write(text);
    if (response.writableLength > mostUnread) response.destroy();
  };

  const all = (): readonly Stream[] => [...sessions.values()].flatMap(({ streams }) => [...streams]);
  const start = (): void => {
    timers = [
      setInterval(() => void look(), limits.lookMs),
      setInterval(() => {
        for (const stream of all()) write(stream, ':\n\n');
      }, limits.beatMs),
    ];
  };

  const forget = (id: SessionId, stream: Stream): void => {
    const streams = sessions.get(id)?.streams;
    if (!streams?.delete(stream)) return;
    if (streams.size === 0) sessions.delete(id);
    const left = (clients.get(stream.client) ?? 1) - 1;
    if (left === 0) clients.delete(stream.client);
    else clients.set(stream.client, left);
    open -= 1;
    if (open === 0) for (const timer of timers) clearInterval(timer);
  };

  return {
    full: client => {
      if ((clients.get(client) ?? 0) >= limits.perClient) return 'client';
      return open >= limits.total ? 'all' : undefined;
    },
    open: (id, client, view, response) => {
      const stream: Stream = { client, response, lastSent: '' };
      const watched = sessions.get(id) ?? { fingerprint: undefined, streams: new Set() };
      sessions.set(id, watched);
      // The view was read a moment ago. The other streams may already know what happened since.
      watched.fingerprint = undefined;
      watched.streams.add(stream);
      clients.set(client, (clients.get(client) ?? 0) + 1);
      open += 1;
      if (open === 1) start();
      response.on('close', () => {
        forget(id, stream);
      });
      send(stream, view);
    },
    endAll: () => {
      for (const { response } of all()) response.end();
    },
  };
}
