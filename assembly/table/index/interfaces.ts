/**
 * Classes of interfaces. Rules name patterns, not interfaces, and a capture may bring interfaces
 * that nobody named before: there is a row for each pattern, for the names that fit it and no
 * longer one, and an interface finds its row when the first packet of it comes.
 */
import {
  IndexField,
  InterfacePattern,
  InterfaceRecord,
  MAX_INTERFACES,
  RuleFlag,
  RuleImage,
} from "../../abi";
import { interfaceRecord } from "../../memory/interfaces";
import { arenaTake } from "./arena";
import { Event, eventAt, eventCount, noteRange, sortEvents } from "./events";
import { FieldTable, InterfaceTable } from "./layout";
import { currentRow, toggle } from "./rows";

/** More patterns than this are not worth their rows. */
const PATTERNS_MOST: u32 = 1024;
const PATTERN: usize = 8;

/** The pattern that the rule asks for, 0 = any interface. */
export function patternOf(rule: usize, field: u32): usize {
  const inward = field == IndexField.IN;
  return <usize>load<u32>(inward ? rule + RuleImage.inInterface : rule + RuleImage.outInterface);
}

function inverted(rule: usize, field: u32): bool {
  const flag = field == IndexField.IN ? RuleFlag.INVERT_IN : RuleFlag.INVERT_OUT;
  return (load<u32>(rule, RuleImage.flags) & <u32>flag) != 0;
}

/** Builds the rows. The working set holds the rules without a pattern. Answers how many classes
 * there are, 0 when they do not fit. */
export function buildInterfaces(
  table: usize,
  field: u32,
  rules: usize,
  first: u32,
  count: u32,
): u32 {
  for (let i = first; i < count; i++) {
    const rule = rules + <usize>i * RuleImage.size;
    const pattern = patternOf(rule, field);
    if (pattern == 0) continue;
    noteRange(i, pattern, pattern, pattern);
    if (inverted(rule, field)) toggle(i);
  }
  sortEvents();
  const patterns = distinct();
  if (patterns > PATTERNS_MOST) return 0;
  const none = currentRow();
  const list = arenaTake(<usize>patterns * PATTERN);
  const byIndex = arenaTake((<usize>MAX_INTERFACES + 1) << 2);
  if (none == 0 || list == 0 || byIndex == 0) return 0;
  store<u32>(table, <u32>byIndex, FieldTable.table);
  store<u32>(table, <u32>list, InterfaceTable.patterns);
  store<u32>(table, patterns, InterfaceTable.patternCount);
  store<u32>(table, <u32>none, InterfaceTable.noneRow);
  let n: u32 = 0;
  for (let from: u32 = 0; from < eventCount; from = groupEnd(from)) {
    const pattern = <usize>load<u64>(eventAt(from));
    toggleFitting(pattern);
    const row = currentRow();
    toggleFitting(pattern);
    if (row == 0) return 0;
    store<u32>(list + <usize>n * PATTERN, <u32>pattern);
    store<u32>(list + <usize>n * PATTERN, <u32>row, 4);
    n++;
  }
  return patterns + 1;
}

/** Where the events of a pattern end that begin at `from`. */
function groupEnd(from: u32): u32 {
  const key = load<u64>(eventAt(from));
  let end = from + 1;
  while (end < eventCount && load<u64>(eventAt(end)) == key) end++;
  return end;
}

function distinct(): u32 {
  let n: u32 = 0;
  for (let from: u32 = 0; from < eventCount; from = groupEnd(from)) n++;
  return n;
}

/** Turns the rules around whose pattern fits every name of `pattern`'s class. */
function toggleFitting(pattern: usize): void {
  for (let from: u32 = 0; from < eventCount; ) {
    const end = groupEnd(from);
    if (includes(<usize>load<u64>(eventAt(from)), pattern)) {
      for (let i = from; i < end; i++) toggle(load<u32>(eventAt(i), Event.rule));
    }
    from = end;
  }
}

/** Whether all names that fit `narrow` fit `wide`. */
function includes(wide: usize, narrow: usize): bool {
  for (let i: usize = 0; i < 16; i += 8) {
    const mask = load<u64>(wide + i, InterfacePattern.mask);
    if ((mask & ~load<u64>(narrow + i, InterfacePattern.mask)) != 0) return false;
    if (((load<u64>(wide + i) ^ load<u64>(narrow + i)) & mask) != 0) return false;
  }
  return true;
}

/** The row of an interface, found for the first time: that of the longest pattern it fits. */
export function findInterfaceRow(table: usize, index: u32): usize {
  let low: u64 = 0;
  let high: u64 = 0;
  if (index != 0) {
    const name = interfaceRecord(index) + InterfaceRecord.name;
    low = load<u64>(name);
    high = load<u64>(name, 8);
  }
  let row = load<u32>(table, InterfaceTable.noneRow);
  let longest = -1;
  const count = load<u32>(table, InterfaceTable.patternCount);
  for (let i: u32 = 0; i < count; i++) {
    const at = <usize>load<u32>(table, InterfaceTable.patterns) + <usize>i * PATTERN;
    const pattern = <usize>load<u32>(at);
    const lowMask = load<u64>(pattern, InterfacePattern.mask);
    const highMask = load<u64>(pattern, InterfacePattern.mask + 8);
    const rest =
      ((low ^ load<u64>(pattern)) & lowMask) | ((high ^ load<u64>(pattern, 8)) & highMask);
    if (rest != 0) continue;
    const length = <i32>(popcnt(lowMask) + popcnt(highMask));
    if (length <= longest) continue;
    longest = length;
    row = load<u32>(at, 4);
  }
  store<u32>(<usize>load<u32>(table, FieldTable.table) + ((<usize>index) << 2), row);
  return <usize>row;
}
