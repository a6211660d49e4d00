/** Work beside a loop, one run at a time, that the loop does not wait for. */
export class BackgroundRun {
  #running: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  /** Begins `work` if none runs. Throws the last run's error, once. */
  begin(work: () => Promise<unknown>): void {
    this.throwFailure();
    this.#running ??= this.#run(work);
  }

  /** Throws the last run's error, once. */
  throwFailure(): void {
    const failure = this.#failure;
    this.forgetFailure();
    if (failure) throw failure.error;
  }

  forgetFailure(): void {
    this.#failure = undefined;
  }

  /** Resolves when none runs. Never rejects. */
  async ended(): Promise<void> {
    await this.#running;
  }

  async #run(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#running = undefined;
    }
  }
}
