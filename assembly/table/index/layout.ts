/**
 * The classifier of a chain, as it stands in memory.
 *
 * For each header field that helps, the values of the field are cut into classes: values that the
 * same rules accept. A class has a row, the set of those rules: a bit a rule, in chunks, with one bit
 * a chunk that is not empty. A packet's candidates are the intersection of its fields' rows, in the
 * order of the chain. Chunks that are alike are stored once, so that memory grows with the number of
 * classes and not with its product with the number of rules.
 *
 *     row      ┌─────────┬───────┬───────┬─ ─ ┐      block  ┌─────────┬────────┬────────┬─ ─ ┐
 *              │ chunks  │ block │ block │            ┌───> │ words   │ 64     │ 64     │
 *              │ not 0   │ of    │ of    │            │     │ not 0   │ rules  │ rules  │
 *              │ (u64)   │ 0     │ 1 ────┼────────────┘     │ (u64)   │ (u64)  │        │
 *              └─────────┴───────┴───────┴─ ─ ┘             └─────────┴────────┴────────┴─ ─ ┘
 *
 * Up to 4,096 rules a chunk is one word, and stands in the row itself.
 *
 * A rule that demands nothing of a field stands in all rows of the field. So that such rules do not
 * fill every chunk, a long chain is sorted into groups by whether its rules demand something of the two
 * fields that promise most; a group has chunks of its own, in the order of the chain, and candidates
 * are merged from the groups.
 */

/** A classifier. Pointers are addresses. */
export const enum Classifier {
  /** Chunks that the rules make, at most 64. */
  chunkCount = 0,
  /** log2 of the words of a chunk, 0-6. */
  wordShift = 4,
  /** FieldTable records in use. */
  fieldCount = 8,
  /** Bits of the mark that IndexField.MARK looks at. */
  markMask = 12,
  /** The arena's first segment. */
  segments = 16,
  /** Bytes of all segments. */
  bytes = 20,
  /** u8 by protocol: bytes of transport header that matches read; 0 = none does. */
  reads = 24,
  /** The first rule that rows know of: those before are evaluated in turn. */
  head = 280,
  /** Group records in use, 1-4. */
  groupCount = 284,
  /** Pointer to rules by their bit (u32), NO_RULE where a group is filled up; 0 = bits are rules. */
  rules = 288,
  groups = 296,
  fields = 360,
  /** Rules before this one are tried in turn all the same, for now (start.ts): `head` or `reach`. */
  start = 936,
  /** The first rule that is dearer to reach in turn than by a look-up. */
  reach = 940,
  /** Look-ups, and packets whose way ended before `reach`, since `start` was decided. */
  asked = 944,
  early = 948,
  size = 952,
}

/** Rules that were sorted together. */
export const enum Group {
  /** u64: its chunks. */
  chunks = 0,
  /** Its first bit, and the one behind its last rule. */
  first = 8,
  end = 12,
  size = 16,
}
export const MAX_GROUPS: u32 = 4;
export const NO_RULE: u32 = 0xffffffff;

/** How the row of a field's value is found. */
export const enum FieldTable {
  /** IndexField. */
  field = 0,
  /** Search: the root node. Direct: rows by value (u32). Interfaces: rows by index, 0 = not yet. */
  table = 4,
  /** Search: rows of values below `first` and from `last` on. */
  lowRow = 8,
  highRow = 12,
  /** u64. */
  first = 16,
  last = 24,
  /** u64: root entry 0 stands for values with value >> shift == base. */
  base = 32,
  shift = 40,
  /** The row of rules that demand nothing of the field. */
  openRow = 44,
  size = 48,
}

/** What a FieldTable of interfaces holds instead, behind `table`. */
export const enum InterfaceTable {
  /** Pointer to patterns (u32 pattern, u32 row), how many. */
  patterns = 8,
  patternCount = 12,
  /** Row of names that fit no pattern. */
  noneRow = 16,
}

/** Most chunks of a row, and words of a chunk. */
export const MAX_CHUNKS: u32 = 64;
export const MAX_WORD_SHIFT: u32 = 6;

/** A node's entry: a pointer to a node, or one of these in the lowest bits. */
export const ENTRY_ROW: u32 = 1;
export const ENTRY_BUCKET: u32 = 2;

/** A few boundaries in order: count, boundaries (u64), rows (u32) of the values before the first
 * boundary and from each boundary on. */
export const enum Bucket {
  count = 0,
  keys = 8,
}
export const BUCKET_MOST: u32 = 6;
