// The scanner's process. Walks the recorded chain once for each database. Arguments: the node's URL, then the
// databases' URLs. A message has a database's index and a height. The answer has the time of the walk to that
// height. Ends with its parent.
import type { ScannerAnswer, ScannerMessage } from './scan/startScanner.ts';
import { startWalk } from './scanDriver.ts';

const [rpcUrl, ...databaseUrls] = process.argv.slice(2);
if (!rpcUrl) throw new Error('give the node to read from');
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
