// The generator's process: each message is a load, answered with what came of it. Ends with its parent.
import type { Load } from './load/protocol.ts';
import { runLoad } from './load/runLoad.ts';

process.on('message', (load: Load) => {
  void runLoad(load).then(result => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
