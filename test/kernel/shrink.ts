// Makes a failing list smaller while it still fails: halves first, then single ones (delta
// debugging after Zeller and Hildebrandt).

/** The smallest list found for which `fails` still holds; `list` itself must fail. */
export async function shrink<T>(
  list: readonly T[],
  fails: (shorter: T[]) => Promise<boolean>,
): Promise<T[]> {
  let now = [...list];
  for (let size = Math.ceil(now.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < now.length; ) {
      const without = [...now.slice(0, at), ...now.slice(at + size)];
      if (without.length < now.length && (await fails(without))) now = without;
      else at += size;
    }
  }
  return now;
}
