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
import { findInterfaceRow } from "./interfaces";
import { Classifier, FieldTable } from "./layout";
import { search } from "./search";

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

/** Rows of the packet's fields, and their blocks of the chunk at hand (u32 each). */
const rows: usize = memory.data(12 * 4, 8);
const blocks: usize = memory.data(12 * 4, 8);
let rowsEnd: usize = 0;
/** Chunks, words of the chunk at hand, rules of the word at hand that are still to come. */
let chunksLeft: u64 = 0;
let wordsLeft: u64 = 0;
let rulesLeft: u64 = 0;
let wordShift: u32 = 0;
/** Fields of which no rule that demands something can match the packet at hand. */
let closed: u32 = 0;
/** Number of the first rule of the chunk and of the word at hand. */
let chunkBase: u32 = 0;
let wordBase: u32 = 0;

/** Looks the packet up, for rules from number `from` on. */
export function seek(classifier: usize, p: Packet, c: Context, from: u32): void {
  countProbe();
  wordsLeft = 0;
  rulesLeft = 0;
  wordShift = load<u32>(classifier, Classifier.wordShift);
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
    if (left == 0) break;
    store<u32>(to, <u32>row);
    to += 4;
  }
  rowsEnd = to;
  chunksLeft = left;
  if (from > load<u32>(classifier, Classifier.head) || to == rows) skip(from);
}

/** Passes over the candidates before number `from`. */
function skip(from: u32): void {
  const chunk = <u64>(from >> (6 + wordShift));
  if (chunk >= 64) {
    chunksLeft = 0;
    return;
  }
  const before = chunksLeft;
  chunksLeft = (before >> chunk) << chunk;
  if (((before >> chunk) & 1) == 0) return;
  chunksLeft &= chunksLeft - 1;
  const rule = <u64>(from & 63);
  if (wordShift == 0) {
    enterWordChunk(<u32>chunk);
    rulesLeft = (rulesLeft >> rule) << rule;
    return;
  }
  enterChunk(<u32>chunk);
  const word = (from >> 6) & ((1 << wordShift) - 1);
  const words = wordsLeft;
  wordsLeft = (words >> <u64>word) << (<u64>word);
  if (((words >> <u64>word) & 1) == 0) return;
  wordsLeft &= wordsLeft - 1;
  enterWord(word);
  rulesLeft = (rulesLeft >> rule) << rule;
}

/** The number of the next candidate, from 0; NO_CANDIDATE, or a number behind the chain's last
 * rule, when there are no more. */
export function nextCandidate(): u32 {
  while (rulesLeft == 0) {
    if (wordsLeft != 0) {
      const word = <u32>ctz(wordsLeft);
      wordsLeft &= wordsLeft - 1;
      enterWord(word);
      continue;
    }
    if (chunksLeft == 0) return NO_CANDIDATE;
    const chunk = <u32>ctz(chunksLeft);
    chunksLeft &= chunksLeft - 1;
    if (wordShift == 0) enterWordChunk(chunk);
    else enterChunk(chunk);
  }
  const rule = wordBase + <u32>ctz(rulesLeft);
  rulesLeft &= rulesLeft - 1;
  return rule;
}

/** Enters a chunk of one word, which stands in the row. */
function enterWordChunk(chunk: u32): void {
  wordBase = chunk << 6;
  const at: usize = <usize>8 + ((<usize>chunk) << 3);
  let left = ~(<u64>0);
  for (let row = rows; row < rowsEnd; row += 4) left &= load<u64>(<usize>load<u32>(row) + at);
  rulesLeft = left;
}

function enterChunk(chunk: u32): void {
  chunkBase = chunk << (6 + wordShift);
  const at: usize = <usize>8 + ((<usize>chunk) << 2);
  let words = ~(<u64>0) >> (64 - ((<u64>1) << (<u64>wordShift)));
  let to = blocks;
  for (let row = rows; row < rowsEnd; row += 4) {
    const block = load<u32>(<usize>load<u32>(row) + at);
    store<u32>(to, block);
    to += 4;
    words &= load<u64>(<usize>block);
  }
  wordsLeft = words;
}

function enterWord(word: u32): void {
  wordBase = chunkBase + (word << 6);
  const at: usize = <usize>8 + ((<usize>word) << 3);
  let left = ~(<u64>0);
  const end = blocks + (rowsEnd - rows);
  for (let block = blocks; block < end; block += 4) left &= load<u64>(<usize>load<u32>(block) + at);
  rulesLeft = left;
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
