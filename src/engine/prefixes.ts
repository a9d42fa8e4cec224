/**
 * Prefixes cut the address space into ranges: each address lies in one range, and each range knows
 * the longest prefix that covers it, which knows the next shorter one. The engine finds an address's
 * prefixes by a binary search over the ranges.
 */

/** What a prefix is taken from. */
export interface Prefixed {
  /** Network order; bits past `prefixLength` are zero. */
  readonly destination: Uint8Array;
  readonly prefixLength: number;
}

/** A prefix with everything that stands under it, in the order given. */
export interface PrefixEntry<T> {
  readonly start: bigint;
  readonly length: number;
  readonly items: T[];
  /** Index of the next shorter prefix that covers this one, -1 = none. */
  parent: number;
}

/** Where a range begins, and the index of its longest prefix, -1 = none. */
export interface PrefixRange {
  readonly start: bigint;
  readonly prefix: number;
}

/** Prefixes in order of start and length, and the ranges they make. */
export interface PrefixTree<T> {
  readonly prefixes: PrefixEntry<T>[];
  readonly ranges: PrefixRange[];
}

/** Orders items by prefix; `width` is 32 or 128 bits. */
export function prefixRanges<T extends Prefixed>(
  items: readonly T[],
  width: number,
): PrefixTree<T> {
  const byKey = new Map<string, PrefixEntry<T>>();
  for (const item of items) {
    const start = toNumber(item.destination);
    const key = `${start}/${item.prefixLength}`;
    const known = byKey.get(key);
    if (known !== undefined) known.items.push(item);
    else byKey.set(key, { start, length: item.prefixLength, items: [item], parent: -1 });
  }
  const prefixes = [...byKey.values()].sort((a, b) =>
    a.start === b.start ? a.length - b.length : a.start < b.start ? -1 : 1,
  );
  const ranges: PrefixRange[] = [{ start: 0n, prefix: -1 }];
  const open: number[] = [];
  const begin = (start: bigint, prefix: number) => {
    if (ranges[ranges.length - 1]!.start === start) ranges.pop();
    ranges.push({ start, prefix });
  };
  const close = (before: bigint) => {
    while (open.length > 0) {
      const entry = prefixes[open[open.length - 1]!]!;
      const end = entry.start + (1n << BigInt(width - entry.length));
      if (end > before) return;
      open.pop();
      if (end < 1n << BigInt(width)) begin(end, open.at(-1) ?? -1);
    }
  };
  prefixes.forEach((entry, i) => {
    close(entry.start);
    entry.parent = open.at(-1) ?? -1;
    open.push(i);
    begin(entry.start, i);
  });
  close(1n << BigInt(width));
  return { prefixes, ranges };
}

function toNumber(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
