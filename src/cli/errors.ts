/** How a run ends: exit codes, and the errors that lead to them. */

/** What sluice exits with. */
export const ExitCode = {
  done: 0,
  /** A difference, or an expectation that did not hold. */
  difference: 1,
  /** A mistake in the command line or the setup, or a file that cannot be read or written. */
  usage: 2,
  /** A damaged capture: everything before the damage was processed and written. */
  damage: 3,
  /** A bug in sluice. */
  bug: 70,
} as const;

/** A mistake in the command line. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
    this.name = "UsageError";
  }
}
