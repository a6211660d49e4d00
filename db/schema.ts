// One interface a table, in the order of the migrations: longer than a file should be, and read by the table.
import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';
import type { Address, BlockHash, ChecksumAddress, TxHash } from '../domain/address.ts';
import type { AuditAction, AuditedResource } from '../domain/audit.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { EventType, Json, JsonObject, ResourceType } from '../domain/events.ts';
import type {
  AccountId,
  ApiKeyId,
  AuditId,
  ChargeId,
  CustomerId,
  EndpointId,
  EntryId,
  EventId,
  FormId,
  PaymentId,
  ProductId,
  PurseId,
  RefundId,
  SessionId,
  TransactionId,
  UnsupportedId,
} from '../domain/ids.ts';
import type { EntryPurpose, LedgerAccount } from '../domain/ledger.ts';
import type { OutboxMessage } from '../domain/messages.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { ChainId, CoinCode, CurrencyCode, NetworkCode } from '../domain/registry.ts';
import type { PaymentStatus, Price, SessionStatus } from '../domain/session.ts';
import type { PostingId } from '../domain/statement.ts';
import type {
  ComplianceStatus,
  CreditedTo,
  PurseState,
  TransactionStatus,
  Verdict,
} from '../domain/states.ts';
import type { TransferKind } from '../domain/transfer.ts';

// JSON columns are written as text, so that pg does not take an array for a Postgres array.
type JsonColumn<T> = ColumnType<T, string, string>;
type CreatedAt = ColumnType<Date, Date | undefined, never>;

export type Scope = 'read' | 'write' | 'admin';

interface Accounts {
  id: AccountId;
  name: string;
  livemode: boolean;
  webhook_secret: string;
  previous_webhook_secret: string | null;
  previous_secret_until: Date | null;
  purse_period_seconds: number;
  created_at: CreatedAt;
}

interface AccountCounters {
  account_id: AccountId;
  sequence: Generated<number>;
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
}

interface Audits {
  id: AuditId;
  account_id: AccountId;
  action: AuditAction;
  resource_type: AuditedResource;
  resource_id: string;
  reason: string | null;
  api_key_id: ApiKeyId | null;
  created_at: CreatedAt;
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
}

interface Blocks {
  chain_id: ChainId;
  number: number;
  hash: BlockHash;
  parent_hash: BlockHash;
  mined_at: Date;
  receipts_root: BlockHash | null;
  proven: Generated<boolean>;
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
}

interface Forms {
  id: FormId;
  account_id: AccountId;
  title: string;
  coins: CoinCode[];
  receiver: ChecksumAddress;
  return_url: string | null;
  created_at: CreatedAt;
}

interface Sessions {
  id: SessionId;
  account_id: AccountId;
  form_id: FormId;
  customer_id: CustomerId;
  purse_id: PurseId;
  client_id: string | null;
  request_hash: Buffer;
  receiver: ChecksumAddress;
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
}

interface Postings {
  id: GeneratedAlways<number>;
  entry_id: EntryId;
  account_id: AccountId;
  ledger: LedgerAccount;
  customer_id: CustomerId;
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
}

interface Events {
  id: EventId;
  account_id: AccountId;
  sequence: number;
  type: EventType;
  resource_type: ResourceType;
  resource_id: string;
  resource_version: number;
  customer_id: CustomerId | null;
  data: JsonColumn<JsonObject>;
  created_at: CreatedAt;
}

interface WebhookEndpoints {
  id: EndpointId;
  account_id: AccountId;
  customer_id: CustomerId | null;
  url: string;
  types: EventType[] | null;
  description: string | null;
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
}

export const deliveryStates = ['pending', 'retrying', 'waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

interface Deliveries {
  event_id: EventId;
  endpoint_id: EndpointId;
  state: Generated<DeliveryState>;
  attempts: Generated<number>;
  leased_until: Date | null;
  created_at: CreatedAt;
  tries: Generated<number>;
  direct: Generated<boolean>;
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

/** The tables as the migrations make them; `db/schema.sql` is the dump that a check compares. */
export interface Database {
  accounts: Accounts;
  account_counters: AccountCounters;
  api_keys: ApiKeys;
  idempotency_keys: IdempotencyKeys;
  customers: Customers;
  audits: Audits;
  purses: Purses;
  chain_cursors: ChainCursors;
  blocks: Blocks;
  transactions: Transactions;
  observations: Observations;
  forms: Forms;
  sessions: Sessions;
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
  events: Events;
  webhook_endpoints: WebhookEndpoints;
  deliveries: Deliveries;
  delivery_attempts: DeliveryAttempts;
}

export type TransactionRow = Selectable<Transactions>;
export type PurseRow = Selectable<Purses>;
export type AuditRow = Selectable<Audits>;
export type CustomerRow = Selectable<Customers>;
export type FormRow = Selectable<Forms>;
export type SessionRow = Selectable<Sessions>;
export type PaymentRow = Selectable<Payments>;
export type ChargeRow = Selectable<Charges>;
export type EventRow = Selectable<Events>;
