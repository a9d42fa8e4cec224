/**
 * The candidates of a packet: rules of a chain that no field of the classifier rules out, in the
 * order of the chain. Between `seek` and the last `nextCandidate` nothing may change the packet.
 */
import { Family, IndexField } from "../../abi";
import { stateOf } from "../../conntrack/state";
import { get16 } from "../../packet/bytes";
import { Packet, PacketFlag } from "../../packet/packet";
import { Context } from "../context";
import { countProbe } from "../stats";
import { bitFrom } from "./groups";
import { findInterfaceRow } from "./interfaces";
import { Classifier, FieldTable, Group } from "./layout";
import { search } from "./search";
import { noteAsked } from "./start";

/** No more candidates. */
export const NO_CANDIDATE: u32 = 0xffffffff;

/** Fields that may be looked at whatever the transport header is. */
const HEADER_FIELDS: u32 =
  (1 << IndexField.SOURCE) |
  (1 << IndexField.DESTINATION) |
  (1 << IndexField.SOURCE_LOW) |
  (1 << IndexField.DESTINATION_LOW) |
  (1 << IndexField.IN) |
  (1 << IndexField.OUT);
const TRANSPORT_FIELDS: u32 =
  (1 << IndexField.FIRST_PORT) | (1 << IndexField.SECOND_PORT) | (1 << IndexField.TCP_FLAGS);
const ALL_FIELDS: u32 = (1 << IndexField.count) - 1;
/** The flags of a TCP header stand in its byte 13. */
const TCP_FLAGS_AT: u32 = 13;

/** Most fields of a packet. */
const ROWS: usize = 12;

/** Where the search for candidates stands in one group. */
@unmanaged
class Cursor {
  /** Chunks, words of the chunk at hand, rules of the word at hand that are still to come. */
  chunks: u64;
  words: u64;
  rules: u64;
  /** First bit of the chunk and of the word at hand. */
  chunkBase: u32;
  wordBase: u32;
  /** The group's next candidate when `exact`, else a rule that none comes before. */
  next: u32;
  exact: u32;
  /** Blocks of the chunk at hand (u32 by row). */
  blocks: u32;
}

/** Rows of the packet's fields (u32). */
const rows: usize = memory.data(12 * 4, 8);
let rowsEnd: usize = 0;
const cursors: usize = memory.data(4 * 48, 8);
const CURSOR: usize = 48;
const blocksOfGroups: usize = memory.data(4 * 12 * 4, 8);
let cursorsEnd: usize = 0;
let wordShift: u32 = 0;
/** Rules by their bits. */
let rulesOfBits: usize = 0;
/** Fields of which no rule that demands something can match the packet at hand. */
let closed: u32 = 0;

/** Looks the packet up, for rules from number `from` on. */
export function seek(classifier: usize, p: Packet, c: Context, from: u32): void {
  countProbe();
  noteAsked(classifier);
  cursorsEnd = cursors;
  const chunks = <u64>load<u32>(classifier, Classifier.chunkCount);
  let left = ~(<u64>0) >> (64 - chunks);
  const usable = usableFields(classifier, p);
  let to = rows;
  let table = classifier + Classifier.fields;
  const end = table + <usize>load<u32>(classifier, Classifier.fieldCount) * FieldTable.size;
  for (; table < end; table += FieldTable.size) {
    const field = load<u32>(table, FieldTable.field);
    let row: usize;
    if (((usable >> field) & 1) != 0) row = rowOf(classifier, table, field, p, c);
    else if (((closed >> field) & 1) != 0) row = <usize>load<u32>(table, FieldTable.openRow);
    else continue;
    left &= load<u64>(row);
    if (left == 0) return;
    store<u32>(to, <u32>row);
    to += 4;
  }
  rowsEnd = to;
  wordShift = load<u32>(classifier, Classifier.wordShift);
  rulesOfBits = <usize>load<u32>(classifier, Classifier.rules);
  const later = from > load<u32>(classifier, Classifier.head) || to == rows;
  startCursors(classifier, left, later ? from : 0);
}

/** Begins the search in each group that has chunks left. */
function startCursors(classifier: usize, left: u64, from: u32): void {
  const groups = classifier + Classifier.groups;
  const count = <usize>load<u32>(classifier, Classifier.groupCount);
  let at = cursors;
  for (let g: usize = 0; g < count; g++) {
    const group = groups + g * Group.size;
    const own = left & load<u64>(group);
    if (own == 0) continue;
    const cursor = changetype<Cursor>(at);
    cursor.chunks = own;
    cursor.words = 0;
    cursor.rules = 0;
    cursor.blocks = <u32>(blocksOfGroups + g * ROWS * 4);
    if (from != 0) skip(cursor, bitFrom(classifier, group, from));
    nextOf(cursor);
    if (cursor.next != NO_CANDIDATE) at += CURSOR;
  }
  cursorsEnd = at;
}

/** Passes over the candidates before a bit of the group. */
function skip(cursor: Cursor, bit: u32): void {
  const chunk = <u64>(bit >> (6 + wordShift));
  if (chunk >= 64) {
    cursor.chunks = 0;
    return;
  }
  const before = cursor.chunks;
  cursor.chunks = (before >> chunk) << chunk;
  if (((before >> chunk) & 1) == 0) return;
  cursor.chunks &= cursor.chunks - 1;
  const rule = <u64>(bit & 63);
  if (wordShift == 0) {
    enterWordChunk(cursor, <u32>chunk);
    cursor.rules = (cursor.rules >> rule) << rule;
    return;
  }
  enterChunk(cursor, <u32>chunk);
  const word = (bit >> 6) & ((1 << wordShift) - 1);
  const words = cursor.words;
  cursor.words = (words >> <u64>word) << (<u64>word);
  if (((words >> <u64>word) & 1) == 0) return;
  cursor.words &= cursor.words - 1;
  enterWord(cursor, word);
  cursor.rules = (cursor.rules >> rule) << rule;
}

/** The number of the next candidate, from 0; NO_CANDIDATE when there are no more. */
export function nextCandidate(): u32 {
  while (cursorsEnd != cursors) {
    let first = NO_CANDIDATE;
    let least: usize = 0;
    for (let at = cursors; at < cursorsEnd; at += CURSOR) {
      const next = changetype<Cursor>(at).next;
      if (next >= first) continue;
      first = next;
      least = at;
    }
    if (least == 0) break;
    const cursor = changetype<Cursor>(least);
    if (cursor.exact != 0) {
      nextOf(cursor);
      return first;
    }
    // nothing of another group comes before this chunk
    const chunk = <u32>ctz(cursor.chunks);
    cursor.chunks &= cursor.chunks - 1;
    if (wordShift == 0) enterWordChunk(cursor, chunk);
    else enterChunk(cursor, chunk);
    nextOf(cursor);
  }
  return NO_CANDIDATE;
}

/** Finds the next candidate in the chunk at hand; when there is none, where the next chunk begins. */
function nextOf(cursor: Cursor): void {
  while (cursor.rules == 0) {
    const words = cursor.words;
    if (words == 0) {
      const chunks = cursor.chunks;
      cursor.exact = 0;
      cursor.next = chunks == 0 ? NO_CANDIDATE : ruleOf((<u32>ctz(chunks)) << (6 + wordShift));
      return;
    }
    cursor.words = words & (words - 1);
    enterWord(cursor, <u32>ctz(words));
  }
  const rules = cursor.rules;
  cursor.rules = rules & (rules - 1);
  cursor.exact = 1;
  cursor.next = ruleOf(cursor.wordBase + <u32>ctz(rules));
}

function ruleOf(bit: u32): u32 {
  return load<u32>(rulesOfBits + ((<usize>bit) << 2));
}

/** Enters a chunk of one word, which stands in the row. */
function enterWordChunk(cursor: Cursor, chunk: u32): void {
  cursor.wordBase = chunk << 6;
  const at: usize = <usize>8 + ((<usize>chunk) << 3);
  const end = rowsEnd;
  let left = ~(<u64>0);
  for (let row = rows; row < end; row += 4) left &= load<u64>(<usize>load<u32>(row) + at);
  cursor.rules = left;
}

function enterChunk(cursor: Cursor, chunk: u32): void {
  cursor.chunkBase = chunk << (6 + wordShift);
  const at: usize = <usize>8 + ((<usize>chunk) << 2);
  let words = ~(<u64>0) >> (64 - ((<u64>1) << (<u64>wordShift)));
  let to = <usize>cursor.blocks;
  const end = rowsEnd;
  for (let row = rows; row < end; row += 4) {
    const block = load<u32>(<usize>load<u32>(row) + at);
    store<u32>(to, block);
    to += 4;
    words &= load<u64>(<usize>block);
  }
  cursor.words = words;
}

function enterWord(cursor: Cursor, word: u32): void {
  cursor.wordBase = cursor.chunkBase + (word << 6);
  const at: usize = <usize>8 + ((<usize>word) << 3);
  let left = ~(<u64>0);
  const end = <usize>cursor.blocks + (rowsEnd - rows);
  for (let block = <usize>cursor.blocks; block < end; block += 4) {
    left &= load<u64>(<usize>load<u32>(block) + at);
  }
  cursor.rules = left;
}

/** The fields of the packet that may decide before a rule is evaluated; sets `closed`. */
function usableFields(classifier: usize, p: Packet): u32 {
  closed = 0;
  if (p.family == Family.IPV6 && p.is(PacketFlag.NO_TRANSPORT)) return HEADER_FIELDS;
  const reads = <u32>load<u8>(classifier + <usize>(p.protocol & 0xff), Classifier.reads);
  if (reads == 0) {
    // no rule that reads the transport header asks for this protocol
    closed = TRANSPORT_FIELDS;
    return ALL_FIELDS & ~TRANSPORT_FIELDS;
  }
  if (p.fragmentOffset != 0) return HEADER_FIELDS | (1 << IndexField.PROTOCOL);
  if (!p.has(p.transport, reads)) return HEADER_FIELDS | (1 << IndexField.PROTOCOL);
  if (reads > TCP_FLAGS_AT) return ALL_FIELDS;
  closed = 1 << IndexField.TCP_FLAGS;
  return ALL_FIELDS & ~closed;
}

/** The row of a field's value. */
function rowOf(classifier: usize, table: usize, field: u32, p: Packet, c: Context): usize {
  switch (field) {
    case IndexField.SOURCE:
      if (p.family == Family.IPV4) return search(table, <u64>bswap<u32>(load<u32>(p.data, 12)));
      return search(table, bswap<u64>(load<u64>(p.data, 8)));
    case IndexField.DESTINATION:
      if (p.family == Family.IPV4) return search(table, <u64>bswap<u32>(load<u32>(p.data, 16)));
      return search(table, bswap<u64>(load<u64>(p.data, 24)));
    case IndexField.SOURCE_LOW:
      return search(table, bswap<u64>(load<u64>(p.data, 16)));
    case IndexField.DESTINATION_LOW:
      return search(table, bswap<u64>(load<u64>(p.data, 32)));
    case IndexField.PROTOCOL:
      return direct(table, p.protocol & 0xff);
    case IndexField.FIRST_PORT:
      return search(table, <u64>get16(p.transportHeader()));
    case IndexField.SECOND_PORT:
      return search(table, <u64>get16(p.transportHeader() + 2));
    case IndexField.TCP_FLAGS:
      return direct(table, <u32>load<u8>(p.transportHeader(), TCP_FLAGS_AT) & 63);
    case IndexField.MARK:
      return search(table, <u64>(p.mark & load<u32>(classifier, Classifier.markMask)));
    case IndexField.STATE:
      return direct(table, stateOf(p) & 511);
  }
  const index = field == IndexField.IN ? c.inInterface : c.outInterface;
  const row = direct(table, index);
  return row != 0 ? row : findInterfaceRow(table, index);
}

function direct(table: usize, value: u32): usize {
  return <usize>load<u32>(<usize>load<u32>(table, FieldTable.table) + ((<usize>value) << 2));
}
