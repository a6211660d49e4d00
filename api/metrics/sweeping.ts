import { countAuthorizations } from '../../db/authorizations/countAuthorizations.ts';
import type { Registry } from '../../domain/registry.ts';
import type { Gauges } from './gauges.ts';
import { gaugesOf } from './gauges.ts';

/** How many authorizations to sweep there are. A network without a sweeper has no sample. */
export function sweepingGauges({ networks }: Registry): Gauges {
  return gaugesOf({
    name: 'sweeping',
    slow: true,
    labels: ['network'],
    gauges: {
      purser_sweep_authorizations: 'Authorizations to sweep that were imported.',
      purser_sweep_authorizations_ahead: 'Unused ones of them for purses that are not given out yet.',
    },
    read: async db => {
      const counted = await countAuthorizations(db);
      return counted.flatMap(({ chainId, total, ahead }) => {
        const network = networks.find(one => one.chainId === chainId);
        if (!network) return [];
        const labels = { network: network.code };
        return [
          ['purser_sweep_authorizations', total, labels],
          ['purser_sweep_authorizations_ahead', ahead, labels],
        ] as const;
      });
    },
  });
}
