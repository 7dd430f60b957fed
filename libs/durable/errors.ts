/** The error taxonomy is the retry policy (docs: libs/durable/README.md). */

/** Never retried: the step is journaled as failed, and a replay throws it again. */
export class TerminalError extends Error {
  override readonly name: string = 'TerminalError';
  constructor(
    message: string,
    readonly code?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Worth another try; `delayMs` is a floor for when (a provider's `retry-after`). Any other thrown error is treated like it, without a floor. */
export class RetryableError extends Error {
  override readonly name: string = 'RetryableError';
  constructor(
    message: string,
    readonly delayMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Another owner has taken this run; nothing it does from here on may be stored. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** The run was stopped by an operator. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** The code asked the journal for something else than what was recorded. */
export class NonDeterminismError extends Error {
  override readonly name = 'NonDeterminismError';
}

/** A request that can't be carried out, and that its sender can mend: `code` for programs, `unblocks` for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: string,
    message: string,
    readonly unblocks?: string,
  ) {
    super(message);
  }
}
