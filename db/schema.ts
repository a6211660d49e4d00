// One interface per table, in the order of the migrations: longer than a file should be, but read by the
// table.
import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';
import type { Address, BlockHash, ChecksumAddress, TxHash } from '../domain/address.ts';
import type { ApprovalChange, ApprovalKind, ApprovalStatus, PayoutLimit } from '../domain/approvals.ts';
import type { Scope } from '../domain/caller.ts';
import type {
  ComplianceStatus,
  CreditedTo,
  OnDecline,
  PurseState,
  TransactionStatus,
  Verdict,
} from '../domain/deposits/states.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { IntentKind, LaneStopCode, SendStatus } from '../domain/sending/lane.ts';
import type { EventType, Json, JsonObject, ResourceType } from '../domain/events.ts';
import type {
  AccountId,
  ApiKeyId,
  ApprovalRequestId,
  AuditId,
  ChargeId,
  CustomerId,
  DestinationEventId,
  DestinationId,
  EndpointId,
  EntryId,
  EventId,
  FindingId,
  FormId,
  PaymentId,
  ProductId,
  PurseId,
  RefundId,
  SendingPauseId,
  SessionId,
  SweepId,
  TransactionId,
  UnsupportedId,
} from '../domain/ids.ts';
import type { AuditAction, AuditedResource, Change } from '../domain/ledger/audit.ts';
import type { EntryPurpose, LedgerAccount } from '../domain/ledger/ledger.ts';
import type { PostingId } from '../domain/ledger/statement.ts';
import type { OutboxMessage } from '../domain/messages.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { ChainId, CoinCode, CurrencyCode, NetworkCode } from '../domain/registry.ts';
import type { ForkView } from '../domain/scanning/fork.ts';
import type { CoinSource, TransferKind } from '../domain/scanning/transfer.ts';
import type { Price } from '../domain/sessions/price.ts';
import type { PaymentStatus, SessionStatus } from '../domain/sessions/session.ts';
import type { AuthorizationState } from '../domain/sweeping/authorization.ts';
import type { DestinationChange, DestinationKind } from '../domain/sweeping/destination.ts';
import type { FindingKind, seized } from '../domain/sweeping/finding.ts';
import type { SweepMethod } from '../domain/sweeping/method.ts';
import type { ItemStatus, SkippedItem, SkipReason, SweepStatus } from '../domain/sweeping/sweep.ts';
import type { DeliveryState } from '../domain/webhooks/delivery.ts';

// JSON columns are written as text, so that pg does not take an array for a Postgres array.
type JsonColumn<T> = ColumnType<T, string, string>;
type CreatedAt = ColumnType<Date, Date | undefined, never>;

interface Accounts {
  id: AccountId;
  name: string;
  livemode: boolean;
  /** Sealed, as is the previous secret; null until somebody asks for it. */
  webhook_secret: string | null;
  previous_webhook_secret: string | null;
  previous_secret_until: Date | null;
  purse_period_seconds: number;
  on_decline: Generated<OnDecline>;
  created_at: CreatedAt;
  /** Counts the events whose resource is the account. */
  event_version: Generated<number>;
  payout_limit: ColumnType<PayoutLimit, string | undefined, string>;
}

interface AccountCounters {
  account_id: AccountId;
  sequence: Generated<number>;
  fanned_out: Generated<number>;
  /** Events up to this sequence have ended. */
  events_ended: Generated<number>;
}

interface ApiKeys {
  id: ApiKeyId;
  account_id: AccountId;
  hash: Buffer;
  scopes: Scope[];
  label: string;
  created_at: CreatedAt;
  revoked_at: Date | null;
  expires_at: Date | null;
  /** Its own id, and those of the keys whose holders may know it. */
  lineage: ApiKeyId[];
}

interface IdempotencyKeys {
  account_id: AccountId;
  route: string;
  key: string;
  request_hash: Buffer;
  status: number;
  body: JsonColumn<Json>;
  created_at: CreatedAt;
}

interface Customers {
  id: CustomerId;
  account_id: AccountId;
  external_id: string | null;
  email: string | null;
  description: string | null;
  metadata: JsonColumn<JsonObject>;
  blocked: Generated<boolean>;
  version: Generated<number>;
  created_at: CreatedAt;
  erased_at: Date | null;
}

interface Audits {
  id: AuditId;
  account_id: AccountId;
  action: AuditAction;
  resource_type: AuditedResource;
  resource_id: string;
  reason: string | null;
  api_key_id: ApiKeyId | null;
  /** Who decided, by the name that an operator gave. */
  decided_by: string | null;
  created_at: CreatedAt;
  changes: JsonColumn<readonly Change[]> | null;
}

interface Purses {
  id: PurseId;
  account_id: AccountId;
  customer_id: CustomerId;
  state: Generated<PurseState>;
  address: Address | null;
  address_checksum: ChecksumAddress | null;
  hd_fingerprint: string | null;
  hd_index: number | null;
  expires_at: Date | null;
  version: Generated<number>;
  created_at: CreatedAt;
  declined_at: Date | null;
  archived_at: Date | null;
  released_at: Date | null;
}

interface ChainCursors {
  chain_id: ChainId;
  network: NetworkCode;
  epoch: Generated<number>;
  height: number | null;
  hash: BlockHash | null;
  final_height: Generated<number>;
  caught_up_at: Date | null;
  head: number | null;
  stopped_code: ErrorCode | null;
  stopped_detail: string | null;
  stopped_at: Date | null;
  audited_purse: PurseId | null;
  forked_at: Date | null;
  read_to: Date | null;
  fork: JsonColumn<ForkView> | null;
  /** The last obstacle to reading the chain, which may be gone by now. */
  trouble_code: ErrorCode | null;
  trouble_detail: string | null;
  trouble_at: Date | null;
}

interface Blocks {
  chain_id: ChainId;
  number: number;
  hash: BlockHash;
  parent_hash: BlockHash;
  mined_at: Date;
  receipts_root: BlockHash | null;
  proven: Generated<boolean>;
  reading: Generated<number>;
  confirmed: Generated<boolean>;
  proof_tries: Generated<number>;
  next_proof_at: Date | null;
  unread: Generated<boolean>;
}

interface ChainGaps {
  id: GeneratedAlways<number>;
  chain_id: ChainId;
  from_block: number;
  to_block: number;
  mined_at: Date;
  reason: string;
  round: Generated<'paid' | 'rest'>;
  audited_purse: PurseId | null;
  opened_at: CreatedAt;
  closed_at: Date | null;
}

interface ChainGapPurses {
  gap_id: number;
  purse_id: PurseId;
  reason: string;
  tries: Generated<number>;
  /** A sweep of it is under way, and it has not been compared since. */
  waits: Generated<boolean>;
}

interface Transactions {
  id: TransactionId;
  account_id: AccountId;
  customer_id: CustomerId;
  purse_id: PurseId;
  chain_id: ChainId;
  tx_hash: TxHash;
  kind: TransferKind;
  ordinal: string;
  currency: CurrencyCode;
  address_from: ChecksumAddress;
  amount: BaseUnits;
  status: TransactionStatus;
  compliance_status: ComplianceStatus;
  block_number: number | null;
  block_hash: BlockHash | null;
  final_block_hash: BlockHash | null;
  verdict: Verdict | null;
  verdict_by: string | null;
  verdict_score: string | null;
  verdict_raw: JsonColumn<Json> | null;
  verdict_at: Date | null;
  credited_to: CreditedTo | null;
  credited_block_hash: BlockHash | null;
  incarnation: Generated<number>;
  blocked: Generated<boolean>;
  late: Generated<boolean>;
  version: Generated<number>;
  created_at: CreatedAt;
  confirmed_at: Date | null;
  quiet: Generated<boolean>;
  leased_until: Date | null;
  pending_nonce: number | null;
  freed: Generated<boolean>;
  screening_reference: string | null;
  mined_at: Date | null;
  session_id: SessionId | null;
  session_decided: Generated<boolean>;
  expected_session_id: SessionId | null;
  /** The sweep that moves the deposit, or has moved it. */
  swept_in: SweepId | null;
}

interface DustSums {
  purse_id: PurseId;
  currency: CurrencyCode;
  quiet: BaseUnits;
  posted: BaseUnits;
  freed: BaseUnits;
  settle_at: Date | null;
  wake_at: Date | null;
  promote_at: Date | null;
  promotes_freed: Generated<boolean>;
}

interface Forms {
  id: FormId;
  account_id: AccountId;
  title: string;
  coins: CoinCode[];
  receiver: ChecksumAddress | null;
  return_url: string | null;
  support_url: string | null;
  support_email: string | null;
  accent_color: string | null;
  logo: string | null;
  created_at: CreatedAt;
  /** Counts the form's events. */
  version: Generated<number>;
}

interface FormLogos {
  form_id: FormId;
  name: string;
  type: 'png' | 'jpeg' | 'webp';
  body: Buffer;
}

interface Sessions {
  id: SessionId;
  account_id: AccountId;
  form_id: FormId;
  customer_id: CustomerId;
  purse_id: PurseId;
  client_id: string | null;
  request_hash: Buffer;
  receiver: ChecksumAddress | null;
  customer_data: JsonColumn<JsonObject> | null;
  product_id: ProductId | null;
  product_name: string | null;
  product_data: JsonColumn<JsonObject> | null;
  price: JsonColumn<readonly Price[]>;
  status: Generated<SessionStatus>;
  expires_at: Date;
  version: Generated<number>;
  created_at: CreatedAt;
}

interface PageChoices {
  session_id: SessionId;
  currency: CurrencyCode;
  asked_at: Date[];
}

interface Payments {
  id: PaymentId;
  account_id: AccountId;
  session_id: SessionId;
  status: PaymentStatus;
  coin: CoinCode;
  paid: BaseUnits;
  late: boolean;
  version: Generated<number>;
  created_at: CreatedAt;
  completed_at: Date | null;
}

interface UnsupportedDeposits {
  id: UnsupportedId;
  account_id: AccountId;
  customer_id: CustomerId;
  purse_id: PurseId;
  chain_id: ChainId;
  contract: Address | 'native';
  tx_hash: TxHash;
  block_number: number;
  address_from: ChecksumAddress;
  value: bigint;
  created_at: CreatedAt;
}

interface Observations {
  chain_id: ChainId;
  block_hash: BlockHash;
  transaction_id: TransactionId;
  block_number: number;
  canonical: Generated<boolean>;
  observed_at: CreatedAt;
  source: CoinSource | null;
}

interface Entries {
  id: EntryId;
  account_id: AccountId;
  transaction_id: TransactionId | null;
  purpose: EntryPurpose;
  incarnation: number;
  created_at: CreatedAt;
  charge_id: ChargeId | null;
  refund_id: RefundId | null;
  sweep_id: SweepId | null;
  sweep_position: number | null;
  /** Of a transaction of ours, for its fee. */
  send_chain_id: ChainId | null;
  send_hash: TxHash | null;
  finding_id: FindingId | null;
}

interface Postings {
  id: GeneratedAlways<number>;
  entry_id: EntryId;
  account_id: AccountId;
  ledger: LedgerAccount;
  /** Null for what belongs to no customer: `gas`, `purse_gas`, and their `fees`. */
  customer_id: CustomerId | null;
  purse_id: PurseId | null;
  currency: CurrencyCode;
  amount: BaseUnits;
  product_id: ProductId | null;
  form_id: FormId | null;
}

interface Charges {
  id: ChargeId;
  account_id: AccountId;
  customer_id: CustomerId;
  product_id: ProductId | null;
  coin: CoinCode;
  amount: BaseUnits;
  decimals: number;
  refunded: Generated<BaseUnits>;
  description: string | null;
  created_at: CreatedAt;
}

interface Refunds {
  id: RefundId;
  account_id: AccountId;
  charge_id: ChargeId;
  amount: BaseUnits;
  reason: string | null;
  created_at: CreatedAt;
}

interface BalanceSnapshots {
  scope_id: AccountId | CustomerId | PurseId;
  ledger: LedgerAccount;
  currency: CurrencyCode;
  amount: BaseUnits;
}

interface ProductSnapshots {
  account_id: AccountId;
  scope_id: AccountId | CustomerId;
  product_id: ProductId | '';
  form_id: FormId | '';
  ledger: LedgerAccount;
  currency: CurrencyCode;
  amount: BaseUnits;
  first_posting: PostingId;
}

interface BalanceHorizon {
  singleton: Generated<boolean>;
  posting_id: number;
}

interface SignalOutbox {
  id: GeneratedAlways<number>;
  purse_id: PurseId | null;
  signal: OutboxMessage['signal'];
  payload: JsonColumn<OutboxMessage['payload']>;
  not_before: Generated<Date>;
  created_at: CreatedAt;
  session_id: SessionId | null;
  workflow: GeneratedAlways<PurseId | SessionId>;
  priority: Generated<number>;
  failures: Generated<number>;
  leased_by: string | null;
  leased_until: Date | null;
}

interface Wakes {
  id: string;
  due_at: Date;
  times: number;
  woken_at: Date | null;
}

interface WakeTurn {
  singleton: Generated<boolean>;
  next_at: Generated<Date>;
}

interface Events {
  id: EventId;
  account_id: AccountId;
  sequence: number | null;
  type: EventType;
  resource_type: ResourceType;
  resource_id: string;
  resource_version: number;
  customer_id: CustomerId | null;
  data: JsonColumn<JsonObject>;
  created_at: CreatedAt;
  position: Generated<number | null>;
  only_to: EndpointId | null;
  by_name: Generated<boolean>;
}

interface WebhookEndpoints {
  id: EndpointId;
  account_id: AccountId;
  customer_id: CustomerId | null;
  url: string;
  types: EventType[] | null;
  description: string | null;
  /**
   * Sealed, as is the previous secret. Null for a customer's endpoint, for which the account's secret signs;
   * '' once it was erased.
   */
  secret: string | null;
  enabled: Generated<boolean>;
  version: Generated<number>;
  created_at: CreatedAt;
  previous_secret: string | null;
  previous_secret_until: Date | null;
  failures: Generated<number>;
  failing_since: Date | null;
  disabled_reason: string | null;
  probes: Generated<number>;
  retry_at: Date | null;
  watched_until: Date | null;
  since: Generated<number>;
}

interface Deliveries {
  event_id: EventId;
  endpoint_id: EndpointId;
  state: Generated<DeliveryState>;
  attempts: Generated<number>;
  leased_until: Date | null;
  created_at: CreatedAt;
  tries: Generated<number>;
  direct: Generated<boolean>;
  account_id: AccountId;
}

interface Replays {
  endpoint_id: EndpointId;
  account_id: AccountId;
  after_sequence: number;
  up_to: number;
  after_event: EventId | '' | null;
  types: EventType[] | null;
  created_at: CreatedAt;
}

interface DeliveryAttempts {
  event_id: EventId;
  endpoint_id: EndpointId;
  number: number;
  attempted_at: Date;
  address: string | null;
  status: number | null;
  latency_ms: number;
  answer: string | null;
  error_class: string | null;
  next_attempt_at: Date | null;
}

interface StrangerTallies {
  kind: 'unsupported' | 'dirty_dust';
  scope_id: PurseId | AccountId;
  account_id: AccountId;
  chain_id: ChainId;
  day: string;
  count: number;
}

interface AuditRuns {
  id: GeneratedAlways<number>;
  begun_at: Date;
  ended_at: ColumnType<Date, Date | undefined, never>;
  verdict: 'clean' | 'different' | 'incomplete';
  differences: number;
}

interface AuditRounds {
  chain_id: ChainId;
  purse_id: PurseId | null;
  ended_at: Date | null;
}

interface RunningRescans {
  network: NetworkCode;
  slot: number;
  workflow_id: string;
  account_id: AccountId | null;
  leased_until: Date;
}

interface Sweepers {
  account_id: AccountId;
  network: NetworkCode;
  chain_id: ChainId;
  method: Generated<SweepMethod>;
  /** This and the four below are of method `delegated`, and null for `transfer`. */
  owner: Address | null;
  delay_seconds: number | null;
  sweeper: Address | null;
  delegate: Address | null;
  purse_code_hash: string | null;
  created_at: CreatedAt;
}

/** What the signer's settings file lists, where no contract says where coins may go. */
interface ListedDestinations {
  account_id: AccountId;
  network: NetworkCode;
  address: Address;
  listed_at: CreatedAt;
}

/** What an operator's key pays to a purse for the gas of a sweep. */
interface TopUps {
  sweep_id: SweepId;
  number: number;
  intent_id: GeneratedAlways<string>;
  purse_id: PurseId;
  chain_id: ChainId;
  /** Wei. */
  amount: bigint;
  created_at: CreatedAt;
}

interface SweepAuthorizations {
  chain_id: ChainId;
  delegate: Address;
  authority: Address;
  nonce: number;
  hd_index: number;
  state: Generated<AuthorizationState>;
  /** `createAuthorizationBox` opens it; only the signer’s role may read it. */
  sealed: Buffer;
  imported_at: CreatedAt;
  /** The sweep that it is in flight with, or was used by. */
  sweep_id: SweepId | null;
}

/** The tables as the migrations make them; `db/schema.sql` is the dump that a check compares. */
interface Lanes {
  chain_id: ChainId;
  sender: Address;
  account_id: AccountId;
  network: NetworkCode;
  /** The purse whose key the sender has; null: it is an operator's. */
  purse_id: PurseId | null;
  next_nonce: number;
  stopped_code: LaneStopCode | null;
  stopped_detail: string | null;
  stopped_at: Date | null;
  /** Wei, as the signer read it last; null if it never did. */
  balance: bigint | null;
  balance_at: Date | null;
  created_at: CreatedAt;
}

interface Sends {
  chain_id: ChainId;
  sender: Address;
  nonce: number;
  /** Null, with its id, if the nonce was filled with nothing. */
  intent_kind: IntentKind | null;
  intent_id: string | null;
  status: Generated<SendStatus>;
  withdrawn_at: Date | null;
  /** The attempt that is in the block, or a transaction that a person matched. */
  mined_hash: TxHash | null;
  block_number: number | null;
  block_hash: BlockHash | null;
  succeeded: boolean | null;
  gas_used: bigint | null;
  /** Wei. */
  fee: bigint | null;
  created_at: CreatedAt;
  /** The items that the sweeper skipped; null while it is in no block. */
  skipped: JsonColumn<readonly SkippedItem[]> | null;
  /** Since when it is final and its fee has no entry in the books; null otherwise. */
  fee_unbooked_since: Date | null;
}

interface SendAttempts {
  chain_id: ChainId;
  sender: Address;
  nonce: number;
  number: number;
  hash: TxHash;
  raw: string;
  is_empty: boolean;
  gas_limit: bigint;
  value: bigint;
  /** Wei for a unit of gas: this one, or the two below. */
  gas_price: bigint | null;
  max_fee_per_gas: bigint | null;
  max_priority_fee_per_gas: bigint | null;
  signed_at: CreatedAt;
}

interface UnknownTransactions {
  chain_id: ChainId;
  sender: Address;
  nonce: number;
  hash: TxHash;
  /** Null while it is in no block, after a reorg. */
  block_number: number | null;
  block_hash: BlockHash | null;
  succeeded: boolean;
  gas_used: bigint;
  fee: bigint;
  seen_at: CreatedAt;
  resolved_at: Date | null;
  /** What a person found it to be. */
  reason: string | null;
  skipped: JsonColumn<readonly SkippedItem[]> | null;
}

interface Destinations {
  id: DestinationId;
  account_id: AccountId;
  network: NetworkCode;
  chain_id: ChainId;
  address: Address;
  address_checksum: ChecksumAddress;
  label: string;
  kind: DestinationKind;
  created_height: number | null;
  version: Generated<number>;
  told_active_at: Date | null;
  created_at: CreatedAt;
  disabled_at: Date | null;
}

interface DestinationEvents {
  id: DestinationEventId;
  chain_id: ChainId;
  sweeper: Address;
  address: Address;
  kind: DestinationChange['kind'];
  active_at: Date | null;
  block_number: number;
  block_hash: BlockHash;
  log_index: number;
  tx_hash: TxHash;
  /** By the network's own finality, and proven where a second node must confirm. */
  is_final: Generated<boolean>;
}

interface Treasuries {
  account_id: AccountId;
  network: NetworkCode;
  destination_id: DestinationId;
  updated_at: Generated<Date>;
}

interface Sweeps {
  id: SweepId;
  account_id: AccountId;
  network: NetworkCode;
  chain_id: ChainId;
  method: SweepMethod;
  status: Generated<SweepStatus>;
  /** Why it has not been sent yet, while it is planned. */
  waiting_code: string | null;
  waiting_detail: string | null;
  /** Why it failed, or was canceled. */
  reason: string | null;
  /** Null: the policy asked for it. */
  requested_by: ApiKeyId | null;
  created_at: CreatedAt;
  completed_at: Date | null;
  /** How many events told what the treasury owes for it. */
  shortfalls: Generated<number>;
}

interface SweepItems {
  sweep_id: SweepId;
  position: number;
  purse_id: PurseId;
  customer_id: CustomerId;
  currency: CurrencyCode;
  /** Null: the native coin. */
  token: Address | null;
  amount: BaseUnits;
  floor: BaseUnits;
  destination_id: DestinationId;
  destination: Address;
  status: Generated<ItemStatus>;
  reason: SkipReason | null;
  /** What events told that the treasury owes for it. */
  shortfall: Generated<bigint>;
}

interface SweepItemDeposits {
  sweep_id: SweepId;
  position: number;
  transaction_id: TransactionId;
  incarnation: number;
  is_released: Generated<boolean>;
}

interface SweepPauses {
  purse_id: PurseId;
  currency: CurrencyCode;
  skips: number;
  reason: SkipReason | typeof seized;
  /** Null: until a person asks for it by name. */
  until: Date | null;
}

interface SweepSignedItems {
  sweep_id: SweepId;
  position: number;
  /** Its place in the transaction, from 0; null if it was left out. */
  batch_index: number | null;
  dropped_reason: SkipReason | null;
  signed_at: CreatedAt;
}

interface Findings {
  id: FindingId;
  account_id: AccountId;
  network: NetworkCode;
  chain_id: ChainId;
  purse_id: PurseId;
  kind: FindingKind;
  currency: CurrencyCode | null;
  amount: bigint | null;
  tx_hash: TxHash | null;
  ordinal: string;
  /** Null: it is of the head, as the signer read it. */
  block_number: number | null;
  block_hash: BlockHash | null;
  /** By the network's own finality, and proven where a second node must confirm. */
  is_final: Generated<boolean>;
  created_at: CreatedAt;
  told_at: Date | null;
  resolved_at: Date | null;
  explanation: string | null;
  resolved_by: string | null;
  closed_at: Date | null;
  /** Of the amount, what left for good, as a person said it. */
  left_amount: bigint | null;
  /** Where it went; null if to no destination. */
  destination_id: DestinationId | null;
}

interface MissingDestinations {
  account_id: AccountId;
  network: NetworkCode;
  /** Null: no money waits any more. */
  since: Date | null;
  told_at: Date;
}

interface FrozenDestinations {
  destination_id: DestinationId;
  currency: CurrencyCode;
  since: Generated<Date>;
}

interface GasPrices {
  network: NetworkCode;
  /** In wei. */
  price: bigint;
  read_at: Date;
}

interface SendingPauses {
  id: SendingPauseId;
  account_id: AccountId;
  network: NetworkCode;
  chain_id: ChainId;
  reason: string;
  paused_by: ApiKeyId;
  paused_at: CreatedAt;
  resumed_by: ApiKeyId | null;
  resumed_at: Date | null;
  explanation: string | null;
}

interface ApprovalRequests {
  id: ApprovalRequestId;
  account_id: AccountId;
  kind: ApprovalKind;
  resource_id: string;
  change: JsonColumn<ApprovalChange>;
  reason: string | null;
  made_by: ApiKeyId | null;
  made_by_name: string | null;
  status: Generated<ApprovalStatus>;
  created_at: CreatedAt;
  expires_at: Generated<Date>;
  decided_by: ApiKeyId | null;
  decided_at: Date | null;
  decision_reason: string | null;
}

export interface Database {
  frozen_destinations: FrozenDestinations;
  gas_prices: GasPrices;
  missing_destinations: MissingDestinations;
  lanes: Lanes;
  sends: Sends;
  send_attempts: SendAttempts;
  unknown_transactions: UnknownTransactions;
  running_rescans: RunningRescans;
  accounts: Accounts;
  account_counters: AccountCounters;
  api_keys: ApiKeys;
  idempotency_keys: IdempotencyKeys;
  customers: Customers;
  audits: Audits;
  purses: Purses;
  chain_cursors: ChainCursors;
  blocks: Blocks;
  chain_gaps: ChainGaps;
  chain_gap_purses: ChainGapPurses;
  transactions: Transactions;
  observations: Observations;
  dust_sums: DustSums;
  forms: Forms;
  form_logos: FormLogos;
  sessions: Sessions;
  page_choices: PageChoices;
  payments: Payments;
  unsupported_deposits: UnsupportedDeposits;
  charges: Charges;
  refunds: Refunds;
  entries: Entries;
  postings: Postings;
  balance_snapshots: BalanceSnapshots;
  product_snapshots: ProductSnapshots;
  balance_horizon: BalanceHorizon;
  signal_outbox: SignalOutbox;
  wakes: Wakes;
  wake_turn: WakeTurn;
  events: Events;
  webhook_endpoints: WebhookEndpoints;
  deliveries: Deliveries;
  delivery_attempts: DeliveryAttempts;
  replays: Replays;
  stranger_tallies: StrangerTallies;
  audit_runs: AuditRuns;
  audit_rounds: AuditRounds;
  sweepers: Sweepers;
  listed_destinations: ListedDestinations;
  top_ups: TopUps;
  sweep_authorizations: SweepAuthorizations;
  destinations: Destinations;
  destination_events: DestinationEvents;
  treasuries: Treasuries;
  sweeps: Sweeps;
  sweep_items: SweepItems;
  sweep_item_deposits: SweepItemDeposits;
  sweep_pauses: SweepPauses;
  sweep_signed_items: SweepSignedItems;
  findings: Findings;
  sending_pauses: SendingPauses;
  approval_requests: ApprovalRequests;
}

export type TransactionRow = Selectable<Transactions>;
export type PurseRow = Selectable<Purses>;
export type SweeperRow = Selectable<Sweepers>;
export type SweepRow = Selectable<Sweeps>;
export type SweepItemRow = Selectable<SweepItems>;
export type FindingRow = Selectable<Findings>;
export type ApprovalRequestRow = Selectable<ApprovalRequests>;
export type DestinationRow = Selectable<Destinations>;
export type AuditRow = Selectable<Audits>;
export type CustomerRow = Selectable<Customers>;
export type FormRow = Selectable<Forms>;
export type SessionRow = Selectable<Sessions>;
export type PaymentRow = Selectable<Payments>;
export type ChargeRow = Selectable<Charges>;
/** An event that has its number. */
export type EventRow = Selectable<Events> & { readonly sequence: number };
