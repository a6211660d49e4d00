// The scanner's process: walks the recorded chain over one database for each argument after the first, which is the
// node's URL. A message names a database by its place and a height; the answer says how long the walk there took.
// Ends with its parent.
import type { ScannerAnswer, ScannerMessage } from './scan/startScanner.ts';
import { startWalk } from './scanDriver.ts';

const [rpcUrl, ...databaseUrls] = process.argv.slice(2);
if (!rpcUrl) throw new Error('read from which node?');
const walks = await Promise.all(databaseUrls.map(url => startWalk(rpcUrl, url)));

process.on('message', ({ database, height }: ScannerMessage) => {
  void (async () => {
    const walk = walks[database];
    if (!walk) throw new Error(`there is no database ${String(database)}`);
    const walked = await walk.to(height);
    const rssPeakMb = process.resourceUsage().maxRSS / 1024;
    process.send?.({ ...walked, rssPeakMb } satisfies ScannerAnswer);
  })();
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
