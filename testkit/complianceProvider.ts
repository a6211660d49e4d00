import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderBehaviour } from '../domain/testMode.ts';
import { reviewedAddress, sanctionedAddress } from './sanctionedPayer.ts';

export interface ComplianceProvider {
  /** Makes it answer in this way from now on. Returns how often it was asked so far. */
  behave(behaviour: ProviderBehaviour): number;
  stop(): Promise<void>;
}

/** At first it is well-behaved: its verdict on a payer is that of the local stack's list. */
const atFirst: ProviderBehaviour = { behaviour: 'right' };

/** A compliance provider (docs/compliance.md) on the loopback interface. Rejects with the system's error. */
export async function startComplianceProvider(port: number): Promise<ComplianceProvider> {
  let now = atFirst;
  let asked = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const about = readCase(await readText(request));
      asked += 1;
      const { behaviour, delayMs = 5_000, status = 500, verdict = verdictOf(about.from) } = now;
      const right = { transactionId: about.transactionId, verdict };
      const answer = (code: number, text: string): void => {
        response.writeHead(code, { 'content-type': 'application/json' }).end(text);
      };
      switch (behaviour) {
        case 'silent':
          // The caller gives up. The connection stays open until then.
          return;
        case 'slow':
          await sleep(delayMs, undefined, { ref: false });
          answer(200, JSON.stringify(right));
          return;
        case 'failing':
          answer(status, '{"error":"as it was told"}');
          return;
        case 'wrong':
          answer(200, JSON.stringify({ ...right, transactionId: 'txn_of_somebody_else' }));
          return;
        case 'malformed':
          answer(200, '{"verdict": "appro');
          return;
        case 'right':
          answer(200, JSON.stringify(right));
      }
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    behave(behaviour) {
      now = behaviour;
      return asked;
    },
    async stop() {
      const closed = new Promise(done => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

function verdictOf(from: string): 'approve' | 'decline' | 'review' {
  const payer = from.toLowerCase();
  if (payer === sanctionedAddress.toLowerCase()) return 'decline';
  return payer === reviewedAddress.toLowerCase() ? 'review' : 'approve';
}

/** Both fields are empty if there is no text. */
function readCase(text: string): { readonly transactionId: string; readonly from: string } {
  if (text === '') return { transactionId: '', from: '' };
  const asked = new Map<string, unknown>(Object.entries(JSON.parse(text) as object));
  return { transactionId: String(asked.get('transactionId')), from: String(asked.get('from')) };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
