import type { DepositFacts, HeldMoney, PurseReport, PurseView } from '../domain/messages.ts';
import type { NotTaken } from './handDecisions.ts';
import type { WaitingDeposit } from './waitingDeposits.ts';

/** What an operator is shown of a purse beside its rows. */
export interface Progress extends Pick<PurseReport, 'unfinished' | 'stuck'> {
  readonly waiting: readonly WaitingDeposit[];
  readonly held: HeldMoney | undefined;
  readonly notTaken: readonly NotTaken[];
}

/** How long each list may be, in characters: Temporal takes at most 20,000 bytes of details. */
const longest = { waiting: 8_000, held: 5_000, unfinished: 2_000 } as const;
/** How long a reason may be, in characters. It is an error's message, and none of ours is longer. */
const longestReason = 1_000;

/** What is shown of a purse, as Markdown. Until the purse is loaded, it says why it is not. */
export function purseDetails(purse: PurseView | undefined, progress: Progress): string {
  const { unfinished, stuck, waiting, held, notTaken } = progress;
  const others = unfinished.filter(({ step }) => step !== 'decide');
  return [
    purse ? stateLines(purse) : [],
    notTaken.map(({ at, why }) => `**A signal of ${at} was refused.** ${why}`),
    stuck.map(
      ({ step, reason }) => `**${step} keeps failing** and is retried every minute: ${whole(reason)}`,
    ),
    waiting.length === 0
      ? []
      : [
          `**Waits for a person**: ${countOf(waiting)}. The update \`decide\` decides each.`,
          list(waiting.map(waitingLine), longest.waiting),
        ],
    held ? heldDetails(held) : [],
    others.length === 0
      ? []
      : [
          `Under way: ${countOf(others)}.`,
          list(
            others.map(({ transactionId, step }) => `\`${transactionId}\`: ${step}`),
            longest.unfinished,
          ),
        ],
    unfinished.length === 0 ? 'No unfinished deposit.' : [],
  ]
    .flat()
    .join('\n\n');
}

function stateLines({ state, blocked, address, customerId, expiresAt }: PurseView): readonly string[] {
  return [
    `**${state}**${blocked ? ' (customer blocked)' : ''} \`${address}\` of \`${customerId}\``,
    expiresAt === null ? 'No expiry.' : `Expires ${expiresAt} unless a deposit is confirmed before.`,
  ];
}

function heldDetails({ count, sums, deposits }: HeldMoney): readonly string[] {
  const lines = deposits.map(deposit => {
    const why =
      deposit.declinedBy === null ? 'It came to a declined purse.' : `Declined by ${deposit.declinedBy}.`;
    return `${depositLine(deposit)}. ${why}`;
  });
  const total = sums.map(({ amount, currency }) => `${amount} ${currency}`).join(', ');
  return [
    `**Holds ${total}**, of ${String(count)} ${count === 1 ? 'deposit' : 'deposits'}. The update \`decide\` with \`approve\` frees each.`,
    list(lines, longest.held, count),
  ];
}

function waitingLine({ transactionId, facts, why }: WaitingDeposit): string {
  const known = facts ? depositLine(facts) : `\`${transactionId}\``;
  const sender = facts?.from === null ? 'Its sender is unknown.' : undefined;
  const reason = why === undefined ? sender : whole(why);
  return reason === undefined ? known : `${known}. ${reason}`;
}

function depositLine({ transactionId, amount, currency, from, seenAt }: DepositFacts): string {
  const sender = from === null ? 'an unknown sender' : `\`${from}\``;
  return `\`${transactionId}\`: **${amount} ${currency}** from ${sender}, since ${seenAt}`;
}

/** A list of at most `most` characters. It counts what does not fit: `count` is how many there are. */
function list(lines: readonly string[], most: number, count = lines.length): string {
  const shown: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 3;
    if (length > most) break;
    shown.push(`- ${line}`);
  }
  const left = count - shown.length;
  if (left > 0)
    shown.push(`- and ${String(left)} more: the query \`status\` and \`GET /v1/transactions\` name them`);
  return shown.join('\n');
}

function countOf(deposits: readonly unknown[]): string {
  return deposits.length === 1 ? '1 deposit' : `${String(deposits.length)} deposits`;
}

function whole(reason: string): string {
  return reason.length > longestReason ? `${reason.slice(0, longestReason).toWellFormed()}…` : reason;
}
