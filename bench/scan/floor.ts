import pg from 'pg';
import type { RecordedBlock } from '../fixture/shape.ts';
import type { SeenRequest } from '../processes/startNode.ts';

/** The times of the floor's parts, in ms. */
export interface FloorTimes {
  readonly rpc: number;
  readonly lookup: number;
  readonly insert: number;
}

/**
 * The least that work like the scanner's can cost here: fetching and parsing the same answers, looking up the
 * recipients, and storing the deposits' rows durably. No check, no decision, no signal, no event.
 */
export class Floor {
  readonly #url: string;
  readonly #client: pg.Client;

  private constructor(url: string, client: pg.Client) {
    this.#url = url;
    this.#client = client;
  }

  static async connect(rpcUrl: string, databaseUrl: string): Promise<Floor> {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    return new Floor(rpcUrl, client);
  }

  /**
   * `requests` are the scanner's for this block. Consecutive ones of one method are sent together, as the
   * scanner does.
   */
  async measure(block: RecordedBlock, requests: readonly SeenRequest[]): Promise<FloorTimes> {
    const began = performance.now();
    for (const together of inGroups(requests)) await Promise.all(together.map(({ body }) => this.#ask(body)));
    const read = performance.now();
    await this.#client.query({
      name: 'lookup',
      text: 'select id, address from purses where address = any ($1)',
      values: [block.recipients],
    });
    const lookedUp = performance.now();
    await this.#insert(block);
    return { rpc: read - began, lookup: lookedUp - read, insert: performance.now() - lookedUp };
  }

  async #ask(body: string): Promise<unknown> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return JSON.parse(await response.text());
  }

  async #insert({ number, hash, hits }: RecordedBlock): Promise<void> {
    const ids = hits.map(hit => `txn_${hit.txHash.slice(2, 28)}`);
    await this.#client.query({
      name: 'insert',
      text: `insert into bench_floor (id, account_id, customer_id, purse_id, chain_id, tx_hash, kind, ordinal, currency,
          address_from, amount, status, compliance_status, block_number, block_hash, version)
        select id, 'acc_01', 'cus_' || receiver, 'pur_' || receiver, 1, tx_hash, kind, '0', 'ETH',
          receiver, amount, 'PENDING_COMPLIANCE_CHECK', 'IN_PROGRESS', $1, $2, 1
        from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[])
          as hit (id, tx_hash, kind, receiver, amount)`,
      values: [
        number,
        hash,
        ids,
        hits.map(hit => hit.txHash),
        hits.map(hit => hit.kind),
        hits.map(hit => hit.to),
        hits.map(hit => hit.amount),
      ],
    });
  }

  async close(): Promise<void> {
    await this.#client.end();
  }
}

function inGroups(requests: readonly SeenRequest[]): readonly (readonly SeenRequest[])[] {
  const groups: SeenRequest[][] = [];
  for (const request of requests) {
    const last = groups.at(-1);
    if (last && last[0]?.methods[0] === request.methods[0]) last.push(request);
    else groups.push([request]);
  }
  return groups;
}
