import type { Child } from '../processes/startChild.ts';
import { startChild } from '../processes/startChild.ts';
import type { ApiDatabase } from './prepareApi.ts';
import { shape } from './shape.ts';

/** Which transactions to count: those that append an event, or those of the floor. */
export interface WriterMessage {
  readonly what: 'events' | 'floor';
  readonly seconds: number;
}

export interface WriterAnswer {
  readonly committed: number;
  readonly seconds: number;
}

/** Committed transactions per second, in each round. */
export type Sequenced = Readonly<Record<WriterMessage['what'], readonly number[]>>;

/** How many events per second one account can append, and how often per second a row can be incremented. */
export async function measureSequence({ url, accountId }: ApiDatabase): Promise<Sequenced> {
  const child: Child = await startChild('eventWriter.ts', [url, accountId]);
  const rate = async (what: WriterMessage['what']): Promise<number> => {
    const message: WriterMessage = { what, seconds: shape.secondsPerRound };
    const { committed, seconds } = (await child.ask(message)) as WriterAnswer;
    return committed / seconds;
  };
  const rates = { events: [] as number[], floor: [] as number[] };
  try {
    for (let round = 0; round < shape.rounds; round++) {
      rates.floor.push(await rate('floor'));
      rates.events.push(await rate('events'));
    }
  } finally {
    await child.stop();
  }
  return rates;
}
