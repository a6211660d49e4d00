/** What a checkout page shows, as a payer and their screen reader find it. Amounts are as written: `12.5 USDT`. */
export interface PageFacts {
  readonly url: string;
  /** Whether its script runs. */
  readonly script: boolean;
  readonly lang: string;
  readonly dir: string;
  readonly title: string;
  readonly heading: string;
  /** All visible text. */
  readonly text: string;
  readonly footer: string;
  /** True if something is wider than the screen. */
  readonly isTooWide: boolean;
  /** Controls that are visible and have no name. */
  readonly nameless: readonly string[];
  readonly status: {
    readonly classes: readonly string[];
    readonly headline: string;
    readonly text: string;
    readonly money: readonly string[];
  } | null;
  readonly total: readonly string[];
  readonly received: readonly string[];
  /** `iso` is the moment, `text` what is written: the time left, if a script runs. */
  readonly deadline: { readonly iso: string; readonly text: string } | null;
  readonly ways: readonly {
    readonly id: string;
    readonly text: string;
    readonly money: readonly string[];
  }[];
  readonly pay: {
    /** In the heading, and in the list below it. */
    readonly money: readonly string[];
    readonly heading: string;
    readonly address: string;
    readonly network: string;
    readonly copyAmount: string;
    readonly copyAddress: string;
    readonly walletLink: string;
    readonly canChange: boolean;
  } | null;
  readonly deposits: readonly {
    readonly money: string;
    readonly text: string;
    /** How many of its steps are done; null if it takes no more steps. */
    readonly done: number | null;
    /** The numbers in the step that runs. */
    readonly numbers: string;
  }[];
  readonly returnTo: string | null;
  readonly support: readonly string[];
}
