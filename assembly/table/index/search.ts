/**
 * From a field's value to its row: a tree of tables over the bytes of the value that matter, and
 * short lists of boundaries where few are left. Values are cut into intervals; each has a row.
 */
import { arenaTake } from "./arena";
import { Bucket, BUCKET_MOST, ENTRY_BUCKET, ENTRY_ROW, FieldTable } from "./layout";

/** An interval's first value (u64) and row (u32). The intervals stand in order and start at 0. */
export const enum Interval {
  key = 0,
  row = 8,
  size = 16,
}

let list: usize = 0;

function keyAt(index: u32): u64 {
  return load<u64>(list + <usize>index * Interval.size);
}

function rowAt(index: u32): u32 {
  return load<u32>(list + <usize>index * Interval.size, Interval.row);
}

/** Builds the search of a field over `count` intervals. False when memory is exhausted. */
export function buildSearch(table: usize, intervals: usize, count: u32): bool {
  list = intervals;
  store<u32>(table, rowAt(0), FieldTable.lowRow);
  store<u32>(table, rowAt(count - 1), FieldTable.highRow);
  if (count == 1) {
    store<u64>(table, 0, FieldTable.first);
    store<u64>(table, 0, FieldTable.last);
    return true;
  }
  const first = keyAt(1);
  const last = keyAt(count - 1);
  let shift: u64 = 0;
  while ((last >> shift) - (first >> shift) > 255) shift += 8;
  const base = first >> shift;
  store<u64>(table, first, FieldTable.first);
  store<u64>(table, last, FieldTable.last);
  store<u64>(table, base, FieldTable.base);
  store<u32>(table, <u32>shift, FieldTable.shift);
  const entries = <u32>((last >> shift) - base) + 1;
  const root = node(base << shift, shift, entries, 0, count);
  store<u32>(table, <u32>root, FieldTable.table);
  return root != 0;
}

/** A node whose entry i stands for the values from `start` + (i << shift) on. `low` is the last
 * interval that starts at `start` or before, or 0; intervals from `end` on start behind the node. */
function node(start: u64, shift: u64, entries: u32, low: u32, end: u32): usize {
  const at = arenaTake((<usize>entries) << 2);
  if (at == 0) return 0;
  const lastIn = ((<u64>1) << shift) - 1;
  let interval = low;
  for (let i: u32 = 0; i < entries; i++) {
    const from = start + ((<u64>i) << shift);
    while (interval + 1 < end && keyAt(interval + 1) <= from) interval++;
    let next = interval + 1;
    while (next < end && keyAt(next) <= from + lastIn) next++;
    const entry = child(from, shift, interval, next);
    if (entry == 0) return 0;
    store<u32>(at + ((<usize>i) << 2), entry);
  }
  return at;
}

/** An entry for the values that intervals from `low` to before `end` share. */
function child(start: u64, shift: u64, low: u32, end: u32): u32 {
  const inside = end - low - 1;
  if (inside == 0) return rowAt(low) | ENTRY_ROW;
  if (inside > BUCKET_MOST) return <u32>node(start, shift - 8, 256, low, end);
  const at = arenaTake(<usize>Bucket.keys + <usize>inside * 12 + 4);
  if (at == 0) return 0;
  store<u32>(at, inside);
  const rows = at + Bucket.keys + ((<usize>inside) << 3);
  store<u32>(rows, rowAt(low));
  for (let i: u32 = 0; i < inside; i++) {
    store<u64>(at + Bucket.keys + ((<usize>i) << 3), keyAt(low + 1 + i));
    store<u32>(rows + ((<usize>i + 1) << 2), rowAt(low + 1 + i));
  }
  return <u32>at | ENTRY_BUCKET;
}

/** The row of a value. */
export function search(table: usize, key: u64): usize {
  if (key < load<u64>(table, FieldTable.first)) return <usize>load<u32>(table, FieldTable.lowRow);
  if (key >= load<u64>(table, FieldTable.last)) return <usize>load<u32>(table, FieldTable.highRow);
  let shift = <u64>load<u32>(table, FieldTable.shift);
  const index = <usize>((key >> shift) - load<u64>(table, FieldTable.base));
  let entry = load<u32>(<usize>load<u32>(table, FieldTable.table) + (index << 2));
  while ((entry & 3) == 0) {
    shift -= 8;
    entry = load<u32>(<usize>entry + ((<usize>((key >> shift) & 0xff)) << 2));
  }
  if ((entry & ENTRY_ROW) != 0) return <usize>(entry - ENTRY_ROW);
  const bucket = <usize>(entry - ENTRY_BUCKET);
  const count = <usize>load<u32>(bucket);
  const keys = bucket + Bucket.keys;
  let below: usize = 0;
  for (let i: usize = 0; i < count; i++) below += <usize>(key >= load<u64>(keys + (i << 3)));
  return <usize>load<u32>(keys + (count << 3) + (below << 2));
}
