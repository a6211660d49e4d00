import type { AddressDeriver } from '../../chain/deriveAddress.ts';
import type { PurseKeys } from '../../chain/sending/purseKeys.ts';
import type { AuthorizationBox } from '../../db/authorizations/sealAuthorization.ts';
import type { Db } from '../../db/connect.ts';
import type { TxHash } from '../../domain/address.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { SignerSettings } from '../../domain/sweeping/signerSettings.ts';
import type { Sender } from '../sending/deps.ts';

/** What the signer has to sign sweeps. */
export interface SweepSigningDeps {
  readonly db: Db;
  readonly settings: SignerSettings;
  readonly senders: readonly Sender[];
  readonly deriver: AddressDeriver;
  /** Where the sweeper contract moves coins. */
  readonly box?: AuthorizationBox | undefined;
  /** Where purses send by themselves. */
  readonly purseKeys?: PurseKeys | undefined;
  /** Told of each sweep that has got a nonce. */
  readonly onSigned?: (signed: SignedSweep) => void;
}

export interface SignedSweep {
  readonly sweepId: SweepId;
  readonly network: NetworkCode;
  readonly nonce: number;
  readonly hash: TxHash;
}
