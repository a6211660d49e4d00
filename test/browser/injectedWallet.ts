import type { Page } from 'playwright-core';

/** A call of the page to the wallet, as EIP-1193 defines it. */
export interface WalletCall {
  readonly method: string;
  readonly params?: readonly unknown[];
}

export interface InjectedWallet {
  /** All calls so far, in order. */
  readonly calls: readonly WalletCall[];
}

/**
 * A browser wallet that announces itself (EIP-6963) to every page that is opened after this. It notes each
 * call and passes it to `answer`, in the test's own process; an error is thrown to the page, with its `code`.
 */
export async function injectWallet(
  page: Page,
  wallet: {
    readonly name: string;
    /** A `data:` URI of an image, unless a test is about another URI. */
    readonly icon?: string;
    readonly answer: (call: WalletCall) => unknown;
  },
): Promise<InjectedWallet> {
  const calls: WalletCall[] = [];
  const binding = `wallet_${wallet.name.replaceAll(/\W/g, '_')}`;
  await page.exposeFunction(binding, async (call: WalletCall) => {
    calls.push(call);
    try {
      return { result: await wallet.answer(call) };
    } catch (error) {
      return error instanceof WalletRefusal ? { ...error.more, code: error.code } : { code: -32603 };
    }
  });
  const icon = wallet.icon ?? 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
  await page.addInitScript(announce, { binding, name: wallet.name, icon });
  return { calls };
}

/** A wallet's answer when it refuses: the codes of EIP-1193. */
export class WalletRefusal extends Error {
  readonly code: number | string;
  /** The data beside the code. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: number | string, more: Readonly<Record<string, unknown>> = {}) {
    super(`the wallet answers ${String(code)}`);
    this.code = code;
    this.more = more;
  }
}

/** Runs in the page. */
function announce({
  binding,
  name,
  icon,
}: {
  readonly binding: string;
  readonly name: string;
  readonly icon: string;
}): void {
  type Answer = { readonly result: unknown } | { readonly code: number | string };
  const exposed = window as unknown as Readonly<Record<string, (call: unknown) => Promise<Answer>>>;
  const provider = {
    request: async (call: unknown): Promise<unknown> => {
      const answer = await exposed[binding]?.(call);
      if (answer && 'result' in answer) return answer.result;
      throw Object.assign(new Error('refused'), answer);
    },
  };
  const detail = Object.freeze({
    info: Object.freeze({ uuid: binding, name, icon, rdns: 'test.wallet' }),
    provider,
  });
  const announceWallet = (): void => {
    dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
  };
  addEventListener('eip6963:requestProvider', announceWallet);
  announceWallet();
}
