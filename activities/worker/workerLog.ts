import { DefaultLogger } from '@temporalio/worker';
import type { LogLevel } from '@temporalio/worker';
import { pino } from 'pino';
import type { DestinationStream, Level, Logger } from 'pino';
import { loggableFields, withoutSecrets } from '../../db/loggable.ts';

/**
 * The log of a worker or of the signer: one JSON object per line. An error in a field, at any depth, is logged with its causes
 * and without secrets, whoever logs it.
 */
export function createWorkerLog(
  level: Level | 'silent',
  {
    service = 'worker',
    to,
  }: { readonly service?: 'worker' | 'signer'; readonly to?: DestinationStream } = {},
): Logger {
  const options = {
    level,
    base: { service },
    formatters: { log: loggableFields },
    errorKey: 'error',
    // The error was described already: it must not be serialised again.
    serializers: { error: asItIs, err: asItIs },
  };
  return to ? pino(options, to) : pino(options);
}

function asItIs(field: unknown): unknown {
  return field;
}

/** The same log for the SDK, its native part, its workflows and its activities. */
export function sdkLogger(logger: Logger): DefaultLogger {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  return new DefaultLogger('INFO', ({ level, message, meta }) => {
    // The SDK's reports of every start and stop are for debugging.
    const own: LogLevel = level === 'INFO' && meta?.['sdkComponent'] !== 'activity' ? 'DEBUG' : level;
    logger[levels[own]]({ ...meta, timestampNanos: undefined }, withoutSecrets(message));
  });
}
