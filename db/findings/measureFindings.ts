import type { NetworkCode } from '../../domain/registry.ts';
import type { FindingKind } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';

export interface MeasuredFindings {
  readonly network: NetworkCode;
  readonly kind: FindingKind;
  /** Final, and resolved by nobody. */
  readonly open: number;
}

/** The findings that wait for a person. */
export async function measureFindings(db: Db): Promise<readonly MeasuredFindings[]> {
  return db
    .selectFrom('findings')
    .select(({ fn }) => ['network', 'kind', fn.countAll<number>().as('open')])
    .where('is_final', '=', true)
    .where('resolved_at', 'is', null)
    .groupBy(['network', 'kind'])
    .orderBy('network')
    .orderBy('kind')
    .execute();
}
