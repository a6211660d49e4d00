import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { payFromFaucet, settled, testNetworks } from './testNetworks.ts';

const networks = testNetworks();

const tampered: readonly (readonly [string, (line: string) => string])[] = [
  [
    'another timestamp',
    line => line.replace(/"mine":(\d+)/, (_, time) => `"mine":${String(Number(time) + 1)}`),
  ],
  ['another hash', line => line.replace(/"head":"0x..../, '"head":"0xabcd')],
  ['no JSON', () => 'a line'],
  ['no entry', () => '{"mine":"soon"}'],
];
test.each(tampered)('reports that chain and journal disagree: %s', async (_, tamper) => {
  const network = await networks.start({ settleBlocks: 0 });
  await network.mine(1);
  await networks.stop(network);
  const [first = '', second = ''] = readFileSync(networks.journalFile, 'utf8').split('\n');
  writeFileSync(networks.journalFile, `${first}\n${tamper(second)}\n`);

  await expect(networks.start()).rejects.toMatchObject({
    name: 'ChainJournalError',
    code: 'chain_journal_mismatch',
    line: 2,
  });
  await expect(networks.start()).rejects.toThrow('npm run reset');
});

test('reports that chain and journal disagree if a line is missing, or the chain starts differently', async () => {
  const network = await networks.start();
  await payFromFaucet(network);
  await settled(network);
  await networks.stop(network);
  await expect(networks.start({ chainId: 5 })).rejects.toMatchObject({ name: 'ChainJournalError', line: 1 });
  await expect(networks.start({ tokens: [] })).rejects.toMatchObject({ name: 'ChainJournalError', line: 1 });
  await expect(networks.start({ hardfork: 'prague' })).rejects.toMatchObject({
    name: 'ChainJournalError',
    line: 1,
  });

  const lines = readFileSync(networks.journalFile, 'utf8').split('\n');
  writeFileSync(networks.journalFile, lines.toSpliced(1, 1).join('\n'));
  await expect(networks.start()).rejects.toMatchObject({ name: 'ChainJournalError', line: 2 });
});
