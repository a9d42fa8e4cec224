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

/** What makes a here-document one, whatever is in it. */
const FRAME = /<<'END'$|^\*\w+$|^COMMIT$|^END$/;
/** Links stay up: sluice takes a setup without any for a dump of rules. */
const LINK = /^ip link set \S+ up$/;
/** Tables and here-documents that nothing is left in. */
const EMPTY_TABLE = /^\*\w+\nCOMMIT\n/gm;
const EMPTY_DUMP = /^.*<<'END'\nEND\n/gm;

/** The smallest setup found for which `fails` still holds, by lines; here-documents stay whole but for the
 * lines that stand for themselves. */
export async function shrinkSetup(
  setup: string,
  fails: (shorter: string) => Promise<boolean>,
): Promise<string> {
  const lines = setup.split("\n").filter((l) => l.trim() !== "");
  const all = lines.map((_, i) => i);
  // from the end: what a line needs stands before it
  const others = all.filter((i) => !FRAME.test(lines[i]!) && !LINK.test(lines[i]!)).reverse();
  const whole = (some: readonly number[]): string => {
    const gone = new Set(others);
    for (const i of some) gone.delete(i);
    return all
      .filter((i) => !gone.has(i))
      .map((i) => `${lines[i]}\n`)
      .join("");
  };
  const small = whole(await shrink(others, (some) => fails(whole(some))));
  const tidy = small.replace(EMPTY_TABLE, "").replace(EMPTY_DUMP, "");
  return tidy !== small && (await fails(tidy)) ? tidy : small;
}
