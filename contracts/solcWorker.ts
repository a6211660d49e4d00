import { parentPort, workerData } from 'node:worker_threads';
import solc from 'solc';

/** The compiler's JavaScript build has no types of its own: standard JSON in, standard JSON out. */
const { compile } = solc as { compile: (input: string) => string };

parentPort?.postMessage(compile(String(workerData)));
