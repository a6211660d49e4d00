/**
 * Ports that a file reserves before its servers open them: files that run side by side have separate ports.
 */
const width = 1500;
const ranges = 8;

const worker = Number(process.env['VITEST_POOL_ID'] ?? '1');
const from = 20_000 + ((worker - 1) % ranges) * width;
process.env['PURSER_FREE_PORTS'] = `${String(from)}-${String(from + width)}`;
