import { DefaultLogger } from '@temporalio/worker';
import type { LogLevel } from '@temporalio/worker';
import { pino } from 'pino';
import type { DestinationStream, Level, Logger } from 'pino';
import { loggableFields, withoutSecrets } from '../../db/loggable.ts';

/**
 * The worker's log: a JSON object a line. Whatever error is in its fields, at whatever depth, is told with its causes and
 * without secrets, whoever logs it.
 */
export function createWorkerLog(level: Level | 'silent', to?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'worker' },
    formatters: { log: loggableFields },
    errorKey: 'error',
    // What is told of an error already is not made into one again.
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
    // The SDK's own news of every start and stop is for debugging.
    const own: LogLevel = level === 'INFO' && meta?.['sdkComponent'] !== 'activity' ? 'DEBUG' : level;
    logger[levels[own]]({ ...meta, timestampNanos: undefined }, withoutSecrets(message));
  });
}
