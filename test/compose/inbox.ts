import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { PurserEvent } from '../../client/index.ts';
import { verifyWebhook } from '../../client/index.ts';

const received = z.array(z.object({ headers: z.record(z.string(), z.string()), raw: z.string() }));
const pauseMs = 2000;

/** Reads the webhooks that the merchant's server gets, and verifies each while its time is valid: for five minutes. */
export class Inbox {
  readonly #url: string;
  readonly #secret: string;
  readonly #stop = new AbortController();
  readonly #events: PurserEvent[] = [];
  readonly #reading: Promise<void>;
  #failure: unknown;

  constructor(url: string, secret: string) {
    this.#url = url;
    this.#secret = secret;
    this.#reading = this.#readOn().catch((error: unknown) => {
      if (!this.#stop.signal.aborted) this.#failure = error;
    });
  }

  /** What has come until a moment ago, in order. Throws if one did not verify. */
  events(): readonly PurserEvent[] {
    if (this.#failure !== undefined) throw new Error('a webhook was refused', { cause: this.#failure });
    return this.#events;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  async #readOn(): Promise<void> {
    const { signal } = this.#stop;
    for (;;) {
      const answer = await fetch(`${this.#url}/received?after=${String(this.#events.length)}`, { signal });
      for (const { headers, raw } of received.parse(await answer.json())) {
        this.#events.push(verifyWebhook(raw, headers, this.#secret));
      }
      await sleep(pauseMs, undefined, { signal });
    }
  }
}
