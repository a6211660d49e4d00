import { writeFileSync, mkdtempSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScreeningRequest } from '../../domain/compliance.ts';
import { newId } from '../../domain/ids.ts';
import { createHttpCompliance } from '../../outbound/httpCompliance.ts';
import { createSanctionsList } from '../../outbound/sanctionsList.ts';
import { eth, hit, txHash } from '../db/world.ts';

const bad = '0x1111111111111111111111111111111111111111';
const request = (from: string): ScreeningRequest => ({
  transactionId: newId('txn'),
  customerId: newId('cus'),
  from: from as ScreeningRequest['from'],
  to: bad as ScreeningRequest['to'],
  transactionHash: txHash(),
  currency: eth,
  amount: hit({ address: bad } as never, 5n).amount,
});

describe('the sanctions list', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'purser-list-')), 'list.txt');

  it('declines listed payers, whatever their capitals, and approves others', async () => {
    writeFileSync(file, `# comment\n\n${bad}  # a reason\n`);
    const list = await createSanctionsList(file);
    expect(await list.screen(request(bad.toUpperCase().replace('0X', '0x')))).toMatchObject({
      verdict: 'decline',
    });
    expect(await list.screen(request(`0x${'2'.repeat(40)}`))).toMatchObject({ verdict: 'approve' });
    writeFileSync(file, '');
    await list.reload();
    expect(await list.screen(request(bad))).toMatchObject({ verdict: 'approve' });
  });

  it('is refused as a whole for one line that is no address, or when it is not there', async () => {
    writeFileSync(file, `${bad}\n0x123\n`);
    await expect(createSanctionsList(file)).rejects.toThrow(/:2/);
    await expect(createSanctionsList(`${file}.missing`)).rejects.toThrow();
  });
});

describe('the HTTP provider', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });
  async function provider(status: number, body: string, delayMs = 0) {
    const seen: { headers: Record<string, unknown>; body: string }[] = [];
    const server = createServer((incoming, response) => {
      let text = '';
      incoming.on('data', chunk => (text += String(chunk)));
      incoming.on('end', () => {
        seen.push({ headers: incoming.headers, body: text });
        setTimeout(() => response.writeHead(status).end(body), delayMs);
      });
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const url = `http://127.0.0.1:${String(port)}/screen`;
    return { seen, http: createHttpCompliance({ url, key: 'secret', timeoutMs: 300 }) };
  }

  it('takes a clear answer, and keeps score and raw answer', async () => {
    const { http, seen } = await provider(200, '{"verdict":"decline","score":0.97,"why":"mixer"}');
    const asked = request(bad);
    expect(await http.screen(asked)).toEqual({
      verdict: 'decline',
      by: 'http',
      score: '0.97',
      raw: { verdict: 'decline', score: 0.97, why: 'mixer' },
    });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'idempotency-key': asked.transactionId,
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({
      amount: '0.000000000000000005',
      currency: 'ETH',
    });
  });

  it.each([
    ['an error', 500, '{"verdict":"approve"}', 0],
    ['a redirect', 302, '', 0],
    ['no JSON', 200, 'approve', 0],
    ['no verdict', 200, '{"ok":true}', 0],
    ['an unknown verdict', 200, '{"verdict":"APPROVED"}', 0],
    ['not yet', 200, '{"verdict":"pending"}', 0],
    ['silence', 200, '{"verdict":"approve"}', 1000],
  ])('takes %s for no verdict', async (_what, status, body, delayMs) => {
    const { http } = await provider(status, body, delayMs);
    await expect(http.screen(request(bad))).rejects.toMatchObject({
      code: 'provider_unavailable',
      retryable: true,
    });
  });

  it('takes a provider that is not there for no verdict', async () => {
    const http = createHttpCompliance({ url: 'http://127.0.0.1:1/', key: undefined, timeoutMs: 300 });
    await expect(http.screen(request(bad))).rejects.toMatchObject({ code: 'provider_unavailable' });
  });
});
