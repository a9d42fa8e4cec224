/** References to connections held outside the packet's way (a queue). */

/** Takes a reference, so that the entry outlives its removal from the table. */
export function connectionGet(connection: usize): void {
  if (connection == 0) return;
}
/** Gives it back. */
export function connectionPut(connection: usize): void {
  if (connection == 0) return;
}
