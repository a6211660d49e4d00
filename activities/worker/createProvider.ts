import type { Logger } from 'pino';
import type { ComplianceProvider } from '../../domain/deposits/compliance.ts';
import { createHttpCompliance } from '../../outbound/httpCompliance.ts';
import { createManualReview } from '../../outbound/manualReview.ts';
import { createSanctionsList } from '../../outbound/sanctionsList.ts';
import { watchSanctions } from '../../outbound/watchSanctions.ts';
import type { WorkerMetrics } from './workerMetrics.ts';

/** The settings that say who judges deposits, by their names in the environment. */
interface ProviderSettings {
  readonly PURSER_COMPLIANCE: 'list' | 'http' | 'manual';
  readonly PURSER_SANCTIONS_FILE?: string | undefined;
  readonly PURSER_SANCTIONS_RELOAD_MS: number;
  readonly PURSER_COMPLIANCE_URL?: string | undefined;
  readonly PURSER_COMPLIANCE_KEY?: string | undefined;
  readonly PURSER_COMPLIANCE_TIMEOUT_MS: number;
}

interface ProviderParts {
  readonly metrics: WorkerMetrics;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}

/** Who judges deposits. Throws if the sanctions list cannot be read. */
export async function createProvider(
  settings: ProviderSettings,
  { metrics, logger, stop }: ProviderParts,
): Promise<ComplianceProvider> {
  switch (settings.PURSER_COMPLIANCE) {
    case 'list':
      return watchedList(settings, logger, stop);
    case 'http':
      return createHttpCompliance({
        url: settings.PURSER_COMPLIANCE_URL ?? '',
        key: settings.PURSER_COMPLIANCE_KEY,
        timeoutMs: settings.PURSER_COMPLIANCE_TIMEOUT_MS,
        onCall: metrics.providerAsked,
      });
    case 'manual':
      return createManualReview();
  }
}

/** The sanctions list, read again when its file changes and on SIGHUP. */
async function watchedList(
  settings: ProviderSettings,
  logger: Logger,
  stop: AbortSignal,
): Promise<ComplianceProvider> {
  const list = await createSanctionsList(settings.PURSER_SANCTIONS_FILE ?? '');
  const onLoaded = (): void => logger.info({ listed: list.listed() }, 'sanctions list loaded');
  const onError = (error: unknown): void =>
    logger.error({ error }, 'cannot load the new sanctions list; the old one stays in force');
  onLoaded();
  process.on('SIGHUP', () => void list.reload().then(onLoaded, onError));
  void watchSanctions(list, { everyMs: settings.PURSER_SANCTIONS_RELOAD_MS, onLoaded, onError }, stop);
  return list;
}
