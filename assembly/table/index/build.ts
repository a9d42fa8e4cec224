/**
 * Builds the classifier of a chain when a ruleset is loaded.
 *
 * Which fields it looks at follows from what they leave: a field is taken while it is expected to
 * spare a packet more evaluations than its own look-up costs. A field whose classes do not fit the
 * limit is left out; its demands are then tested with the rule itself, as all others are.
 */
import {
  ChainImage,
  IndexEntry,
  IndexField,
  IndexImage,
  IndexTest,
  RuleFlag,
  RuleImage,
} from "../../abi";
import { allocate, release } from "../../memory/heap";
import {
  arenaBytes,
  arenaMark,
  arenaReset,
  arenaStart,
  arenaTake,
  arenaUsed,
  releaseArena,
} from "./arena";
import { endEvents, Event, eventAt, eventCount, sortEvents, startEvents } from "./events";
import {
  entryAccepts,
  entryUsable,
  headerDemands,
  isHeaderField,
  noteEntry,
  noteHeader,
} from "./gather";
import { buildInterfaces, patternOf } from "./interfaces";
import { sortGroups } from "./groups";
import { Classifier, FieldTable } from "./layout";
import { clearSet, contains, currentRow, endRows, forgetRows, startRows, toggle } from "./rows";
import { buildSearch, Interval } from "./search";
import { chooseReach } from "./start";
import { chooseHead, chooseMarkMask, noteReads } from "./survey";

/** The chain at work. */
let rules: usize = 0;
let ruleCount: u32 = 0;
let entries: usize = 0;
let entryCount: u32 = 0;
let family: u32 = 0;
let markMask: u32 = 0;
let eager = false;
/** Rules before this one are left to be evaluated in turn. */
let head: u32 = 0;
/** By rule: how likely it is that the fields taken so far leave it (f32). */
let left: usize = 0;
/** By rule: its bit (u32). */
let places: usize = 0;
/** By rule: 1 = the field at work narrows it by its header options, 2 = by what a match demands. */
let narrowed: usize = 0;
/** By rule: which fields do so, a bit each: in the lower half for header options, in the upper for matches (u32). */
let demands: usize = 0;
const MATCH_SHIFT: u32 = 16;
/** Evaluations that a field would spare a packet, by field (f32). */
const promises: usize = memory.data(IndexField.count * 4, 8);
/** By rule: number of the interval in which it was put in, and intervals that it is in (u32 each). */
let since: usize = 0;
let within: usize = 0;
/** Interval records of the field at work. */
let intervals: usize = 0;
let intervalCount: u32 = 0;

/** A look-up costs about as much as the evaluation of this many rules. */
const LOOKUP_COST: f32 = 3;
/** What a rule costs a scan, and what a scan must cost for a classifier to gain: `npm run bench
 * classify` with short chains. */
const PASSED_COST: u32 = 1;
const EVALUATED_COST: u32 = 5;
const SCAN_COST_LEAST: u32 = 120;
/** Rules of a chain that is worth sorting into groups. */
const GROUPED_LEAST: u32 = 256;
const TCP_FLAGS_VALUES: u32 = 64;
const STATE_VALUES: u32 = 512;
const PROTOCOL_VALUES: u32 = 256;
/** Any of these makes three events of two. */
const INVERTED: u32 =
  RuleFlag.INVERT_SOURCE | RuleFlag.INVERT_DESTINATION | RuleFlag.INVERT_PROTOCOL;

/** Builds the classifier that an IndexImage asks for, and hangs it on its chain. Without memory, or
 * where no field helps, the chain goes without. Answers the bytes it takes. */
export function buildIndex(image: usize): u32 {
  const chain = <usize>load<u32>(image, IndexImage.chain);
  rules = <usize>load<u32>(chain, ChainImage.rules);
  ruleCount = load<u32>(chain, ChainImage.ruleCount);
  entries = <usize>load<u32>(image, IndexImage.entries);
  entryCount = load<u32>(image, IndexImage.entryCount);
  family = load<u32>(image, IndexImage.family);
  eager = load<u32>(image, IndexImage.eager) != 0;
  if (!worthIt()) return 0;
  arenaStart(<usize>load<u32>(image, IndexImage.limit));
  const classifier = arenaTake(Classifier.size);
  if (classifier == 0) return 0;
  head = eager ? 0 : chooseHead(entries, entryCount);
  store<u32>(classifier, head, Classifier.head);
  markMask = chooseMarkMask(entries, entryCount);
  store<u32>(classifier, markMask, Classifier.markMask);
  noteReads(classifier + Classifier.reads, rules, entries, entryCount);
  if (startWork() && startGroups(classifier)) chooseFields(classifier);
  endRows();
  endWork();
  const last = arenaMark();
  if (load<u32>(classifier, Classifier.fieldCount) == 0) {
    releaseArena(last);
    return 0;
  }
  chooseReach(classifier, rules, ruleCount);
  store<u32>(classifier, <u32>last, Classifier.segments);
  store<u32>(classifier, <u32>arenaBytes(), Classifier.bytes);
  store<u32>(chain, <u32>classifier, ChainImage.index);
  return <u32>arenaBytes();
}

/** Whether a scan of the chain costs more than looking a packet up. A rule that its addresses rule out
 * costs the scan next to nothing; any other has to be evaluated. */
function worthIt(): bool {
  if (eager) return ruleCount != 0;
  let cost: u32 = 0;
  for (let i: u32 = 0; i < ruleCount; i++) {
    const flags = load<u32>(rules + <usize>i * RuleImage.size);
    cost += (flags & (RuleFlag.SOURCE | RuleFlag.DESTINATION)) != 0 ? PASSED_COST : EVALUATED_COST;
    if (cost >= SCAN_COST_LEAST) return true;
  }
  return false;
}

/** Releases a chain's classifier. */
export function releaseIndex(image: usize): void {
  const chain = <usize>load<u32>(image, IndexImage.chain);
  const classifier = <usize>load<u32>(chain, ChainImage.index);
  if (classifier == 0) return;
  store<u32>(chain, 0, ChainImage.index);
  releaseArena(<usize>load<u32>(classifier, Classifier.segments));
}

function startWork(): bool {
  const n = <usize>ruleCount;
  left = allocate(n << 2);
  places = allocate(n << 2);
  narrowed = allocate(n);
  demands = allocate(n << 2);
  since = allocate(n << 2);
  within = allocate(n << 2);
  if (left == 0 || places == 0 || narrowed == 0 || since == 0 || within == 0) return false;
  if (demands == 0) return false;
  for (let i: usize = 0; i < n; i++) store<f32>(left + (i << 2), 1);
  noteDemands();
  return true;
}

function endWork(): void {
  release(left);
  release(places);
  release(narrowed);
  release(demands);
  release(since);
  release(within);
}

/** Room for the events and intervals of the field that `narrowed` shows. */
function startField(field: u32): bool {
  let most: u32 = 4;
  for (let i: u32 = 0; i < ruleCount; i++) {
    if (load<u8>(narrowed + i) != 1) continue;
    const inverted = load<u32>(rules + <usize>i * RuleImage.size) & INVERTED;
    most += inverted == 0 ? 2 : 3;
  }
  for (let e: u32 = 0; e < entryCount; e++) {
    const entry = entries + <usize>e * IndexEntry.size;
    if (load<u8>(entry, IndexEntry.field) != <u8>field) continue;
    most += load<u8>(entry, IndexEntry.test) == IndexTest.RANGE ? 2 : 3;
  }
  intervals = allocate(<usize>(most + 1) * Interval.size);
  return startEvents(most) && intervals != 0;
}

function endField(): void {
  release(intervals);
  endEvents();
}

/** Sorts the rules into groups by whether they demand something of the two fields that promise most.
 * Short chains make one group. */
function startGroups(classifier: usize): bool {
  const groups = allocate(ruleCount);
  if (groups == 0) return false;
  if (ruleCount >= GROUPED_LEAST || eager) {
    let tried: u32 = 0;
    for (let bit: u8 = 1; bit <= 2; bit++) {
      const field = bestField(tried, 0);
      if (field == IndexField.count) break;
      tried |= 1 << field;
      mark(field);
      for (let i: usize = 0; i < <usize>ruleCount; i++) {
        if (load<u8>(narrowed + i) == 0) store<u8>(groups + i, load<u8>(groups + i) | bit);
      }
    }
  }
  const sorted = sortGroups(classifier, groups, ruleCount, places);
  release(groups);
  if (!sorted) return false;
  const chunks = load<u32>(classifier, Classifier.chunkCount);
  return startRows(chunks, load<u32>(classifier, Classifier.wordShift), places);
}

/** The field that promises most of those not tried, if more than `least`; IndexField.count = none. */
function bestField(tried: u32, least: f32): u32 {
  let best: u32 = IndexField.count;
  let most = least;
  sumPromises();
  for (let field: u32 = 0; field < <u32>IndexField.count; field++) {
    if ((tried & (1 << field)) != 0) continue;
    const promise = load<f32>(promises + ((<usize>field) << 2)) * (1 - guess(field));
    if (promise <= most) continue;
    most = promise;
    best = field;
  }
  return best;
}

/** Takes the field that promises most, again and again. */
function chooseFields(classifier: usize): void {
  let tried: u32 = 0;
  for (;;) {
    const best = bestField(tried, eager ? 0 : LOOKUP_COST);
    if (best == IndexField.count) return;
    tried |= 1 << best;
    takeField(classifier, best);
  }
}

/** How likely a packet is expected to pass the demand of a rule on a field, before it is known. */
function guess(field: u32): f32 {
  switch (field) {
    case IndexField.SOURCE:
    case IndexField.DESTINATION:
    case IndexField.SOURCE_LOW:
    case IndexField.DESTINATION_LOW:
      return 0.01;
    case IndexField.FIRST_PORT:
    case IndexField.SECOND_PORT:
      return 0.02;
    case IndexField.MARK:
      return 0.1;
    case IndexField.IN:
    case IndexField.OUT:
      return 0.3;
  }
  return 0.5;
}

/** Sums up by field what it would spare a packet if no packet passed it. */
function sumPromises(): void {
  memory.fill(promises, 0, IndexField.count * 4);
  for (let i: usize = 0; i < <usize>ruleCount; i++) {
    const all = load<u32>(demands + (i << 2));
    const share = load<f32>(left + (i << 2));
    for (let bits = (all | (all >> MATCH_SHIFT)) & 0xffff; bits != 0; bits &= bits - 1) {
      const at = promises + ((<usize>ctz(bits)) << 2);
      store<f32>(at, load<f32>(at) + share);
    }
  }
}

/** Notes which fields each rule demands something of. */
function noteDemands(): void {
  for (let i = head; i < ruleCount; i++) {
    const rule = rules + <usize>i * RuleImage.size;
    let bits: u32 = 0;
    for (let field: u32 = 0; field < <u32>IndexField.count; field++) {
      if (isHeaderField(field) && headerNames(rule, field)) bits |= 1 << field;
    }
    store<u32>(demands + ((<usize>i) << 2), bits);
  }
  for (let e: u32 = 0; e < entryCount; e++) {
    const entry = entries + <usize>e * IndexEntry.size;
    const rule = load<u32>(entry, IndexEntry.rule);
    if (rule < head || !entryUsable(entry, markMask)) continue;
    const at = demands + ((<usize>rule) << 2);
    store<u32>(at, load<u32>(at) | (1 << (MATCH_SHIFT + <u32>load<u8>(entry, IndexEntry.field))));
  }
}

function headerNames(rule: usize, field: u32): bool {
  const interfaces = field == IndexField.IN || field == IndexField.OUT;
  return interfaces ? patternOf(rule, field) != 0 : headerDemands(rule, family, field);
}

/** Marks in `narrowed` the rules that demand something of the field. */
function mark(field: u32): void {
  for (let i: usize = 0; i < <usize>ruleCount; i++) {
    const bits = load<u32>(demands + (i << 2)) >> field;
    const header = bits & 1;
    store<u8>(narrowed + i, header != 0 ? 1 : ((bits >> MATCH_SHIFT) & 1) << 1);
  }
}

/** Builds a field's classes and adds them to the classifier, unless they do not fit. */
function takeField(classifier: usize, field: u32): void {
  const before = arenaMark();
  const used = arenaUsed();
  const count = load<u32>(classifier, Classifier.fieldCount);
  const table = classifier + Classifier.fields + <usize>count * FieldTable.size;
  mark(field);
  clearSet();
  for (let i = head; i < ruleCount; i++) if (load<u8>(narrowed + i) == 0) toggle(i);
  memory.fill(within, 0, (<usize>ruleCount) << 2);
  const classes = startField(field) ? buildClasses(table, field) : 0;
  endField();
  if (classes == 0) {
    memory.fill(table, 0, FieldTable.size);
    arenaReset(before, used);
    forgetRows();
    return;
  }
  store<u32>(table, field, FieldTable.field);
  store<u32>(classifier, count + 1, Classifier.fieldCount);
  weigh(field, classes);
}

function buildClasses(table: usize, field: u32): u32 {
  const open = currentRow();
  if (open == 0) return 0;
  store<u32>(table, <u32>open, FieldTable.openRow);
  if (field == IndexField.IN || field == IndexField.OUT) {
    return buildInterfaces(table, field, rules, head, ruleCount);
  }
  if (field == IndexField.TCP_FLAGS || field == IndexField.STATE) return buildTests(table, field);
  return buildIntervals(table, field);
}

/** Notes how much of each rule the field leaves. */
function weigh(field: u32, classes: u32): void {
  const patterns = field == IndexField.IN || field == IndexField.OUT;
  for (let i: usize = 0; i < <usize>ruleCount; i++) {
    if (load<u8>(narrowed + i) == 0) continue;
    let share: f32 = 0.5;
    if (patterns) {
      const rule = rules + i * RuleImage.size;
      const flag = field == IndexField.IN ? RuleFlag.INVERT_IN : RuleFlag.INVERT_OUT;
      if ((load<u32>(rule, RuleImage.flags) & <u32>flag) != 0) continue;
      share = <f32>1 / <f32>classes;
    } else if (field != IndexField.TCP_FLAGS && field != IndexField.STATE) {
      share = <f32>load<u32>(within + (i << 2)) / <f32>classes;
      if (field == IndexField.PROTOCOL) share = max<f32>(share, 0.5);
    }
    store<f32>(left + (i << 2), load<f32>(left + (i << 2)) * share);
  }
}

/** Fields that take few values: every one is tried. Answers the classes, 0 = they do not fit. */
function buildTests(table: usize, field: u32): u32 {
  const values = field == IndexField.STATE ? STATE_VALUES : TCP_FLAGS_VALUES;
  const direct = arenaTake((<usize>values) << 2);
  if (direct == 0) return 0;
  store<u32>(table, <u32>direct, FieldTable.table);
  for (let value: u32 = 0; value < values; value++) {
    // a packet has one state, and NAT of its source or destination on top
    if (field == IndexField.STATE && popcnt(value & ~(<u32>192)) != 1) continue;
    for (let e: u32 = 0; e < entryCount; e++) {
      const entry = entries + <usize>e * IndexEntry.size;
      if (load<u8>(entry, IndexEntry.field) != <u8>field) continue;
      const rule = load<u32>(entry, IndexEntry.rule);
      if (rule >= head && contains(rule) != entryAccepts(entry, value)) toggle(rule);
    }
    const row = currentRow();
    if (row == 0) return 0;
    store<u32>(direct + ((<usize>value) << 2), <u32>row);
  }
  return values;
}

/** Fields whose values are cut at the rules' boundaries. Answers the intervals, 0 = no memory. */
function buildIntervals(table: usize, field: u32): u32 {
  for (let i: u32 = 0; i < ruleCount; i++) {
    if (load<u8>(narrowed + i) == 1)
      noteHeader(rules + <usize>i * RuleImage.size, i, family, field);
  }
  for (let e: u32 = 0; e < entryCount; e++) {
    const entry = entries + <usize>e * IndexEntry.size;
    if (load<u8>(entry, IndexEntry.field) != <u8>field || !entryUsable(entry, markMask)) continue;
    if (load<u8>(narrowed + <usize>load<u32>(entry, IndexEntry.rule)) == 2)
      noteEntry(entry, family);
  }
  sortEvents();
  if (!cut()) return 0;
  if (field != IndexField.PROTOCOL) {
    return buildSearch(table, intervals, intervalCount) ? intervalCount : 0;
  }
  const direct = arenaTake((<usize>PROTOCOL_VALUES) << 2);
  if (direct == 0) return 0;
  store<u32>(table, <u32>direct, FieldTable.table);
  let at = intervals;
  const end = intervals + <usize>(intervalCount - 1) * Interval.size;
  for (let value: u64 = 0; value < PROTOCOL_VALUES; value++) {
    while (at < end && load<u64>(at, Interval.size) <= value) at += Interval.size;
    store<u32>(direct + ((<usize>value) << 2), load<u32>(at, Interval.row));
  }
  return intervalCount;
}

/** Goes along the events and makes the intervals with their rows. */
function cut(): bool {
  intervalCount = 0;
  let next: u32 = 0;
  let key: u64 = 0;
  for (;;) {
    while (next < eventCount && load<u64>(eventAt(next)) == key) {
      turn(load<u32>(eventAt(next), Event.rule));
      next++;
    }
    const row = currentRow();
    if (row == 0) return false;
    const last = intervals + <usize>(intervalCount - 1) * Interval.size;
    if (intervalCount == 0 || load<u32>(last, Interval.row) != <u32>row) {
      const at = intervals + <usize>intervalCount * Interval.size;
      store<u64>(at, key);
      store<u32>(at, <u32>row, Interval.row);
      intervalCount++;
    }
    if (next >= eventCount) break;
    key = load<u64>(eventAt(next));
  }
  for (let i: u32 = 0; i < ruleCount; i++) {
    if (load<u8>(narrowed + i) != 0 && contains(i)) leave(i);
  }
  return true;
}

/** Puts a rule in or takes it out, and counts the intervals that it is in. */
function turn(rule: u32): void {
  toggle(rule);
  if (contains(rule)) store<u32>(since + ((<usize>rule) << 2), intervalCount);
  else leave(rule);
}

function leave(rule: u32): void {
  const at = within + ((<usize>rule) << 2);
  const begun = load<u32>(since + ((<usize>rule) << 2));
  store<u32>(at, load<u32>(at) + max<u32>(intervalCount - begun, 1));
}
