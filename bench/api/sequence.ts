import type { Child } from '../processes/startChild.ts';
import { startChild } from '../processes/startChild.ts';
import type { ApiDatabase } from './prepareApi.ts';
import { shape } from './shape.ts';

/** Whose transactions are counted: those that tell an event, or those of the floor. */
export interface WriterMessage {
  readonly what: 'events' | 'floor';
  readonly seconds: number;
}

export interface WriterAnswer {
  readonly committed: number;
  readonly seconds: number;
}

/** Transactions committed a second, in each round. */
export type Sequenced = Readonly<Record<WriterMessage['what'], readonly number[]>>;

/** How many events a second one account can tell, and how often a second a row can be counted up. */
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
