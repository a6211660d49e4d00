// The generator's process. Each message is a load, and the answer is its result. Ends with its parent.
import type { Load } from './load/protocol.ts';
import { runLoad } from './load/runLoad.ts';

process.on('message', (load: Load) => {
  void runLoad(load).then(result => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
