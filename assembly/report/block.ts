/**
 * Packets as blocks of an annotated pcapng (draft-ietf-opsawg-pcapng): the block of the capture, or one
 * made of a classic record, with a comment behind; then a block for each packet that left because
 * of it and is not the packet itself as the capture has it.
 */
import {
  BlockWay,
  EmitAt,
  EmitRecord,
  OUTPUT_BYTES,
  OutputRecord,
  ReportNeed,
  ResultRecord,
  SourceWay,
  TemplateKind,
} from "../abi";
import { copyBytes } from "../packet/bytes";
import { closeItem, fits, itemStart } from "./output";
import { emitAt, emitCount, templateOf } from "./shape";
import { fill, templateBytes, unknownChange } from "./template";

const ENHANCED_PACKET: u32 = 6;
const OLD_PACKET: u32 = 2;
const COMMENT: u32 = 1;
const PACKET_FLAGS: u32 = 2;
const FLAG_OUTBOUND: u32 = 2;
/** Options hold at most this many bytes. */
const OPTION_BYTES_MAX: usize = 65535;
/** Upper words of times from here on are left to the host, as in src/capture/writer.ts. */
const TIME_HIGH_END: u32 = 0x7d000000;
/** Bytes of a block beside its packet and comment, at most. */
const BLOCK_BYTES: u32 = 80;

/** The TemplateKind that `writeBlocks` wants when it answers TEMPLATE. */
export let neededTemplate: u32 = 0;

let bigEndian: bool = false;

function word(to: usize, value: u32): void {
  store<u32>(to, bigEndian ? bswap<u32>(value) : value);
}

function optionHead(to: usize, code: u32, size: u32): void {
  word(to, bigEndian ? (code << 16) | size : code | (size << 16));
}

/** Writes a packet of shape `shape` and what left because of it to output `o`; answers what it takes first. */
export function writeBlocks(o: usize, r: usize, shape: usize, n: u64): ReportNeed {
  const source = sourceOf(o, r);
  const way = load<u32>(source, SourceWay.way);
  if (way == BlockWay.HOST) return ReportNeed.HOST;
  if (load<u32>(r, ResultRecord.time + 4) >= TIME_HIGH_END) return ReportNeed.HOST;
  bigEndian = load<u8>(o, OutputRecord.bigEndian) != 0;
  if (way == BlockWay.AS_THEY_ARE && !isBare(r)) return ReportNeed.HOST;
  neededTemplate = TemplateKind.COMMENT;
  const template = templateOf(shape, TemplateKind.COMMENT);
  if (template == 0) return ReportNeed.TEMPLATE;
  let size = load<u32>(r, ResultRecord.blockSize) + templateBytes(template) + BLOCK_BYTES;
  for (let i: u32 = 0; i < emitCount; i++) {
    if (!isAdded(r, emitAt(i))) continue;
    const need = prepareAdded(o, shape, i);
    if (need != ReportNeed.NOTHING) return need;
    const comment = templateBytes(templateOf(shape, TemplateKind.ADDED + i));
    size += load<u32>(emitAt(i), EmitRecord.captured) + comment + BLOCK_BYTES;
  }
  if (!fits(o, size)) return size > <u32>OUTPUT_BYTES ? ReportNeed.HOST : ReportNeed.FULL;
  const start = itemStart(o);
  let at = way == BlockWay.AS_THEY_ARE ? copyBlock(start, r) : makeBlock(start, r, source);
  at = endBlock(start, at, template, r, n);
  if (at == 0 || unknownChange) return ReportNeed.HOST;
  for (let i: u32 = 0; i < emitCount; i++) {
    if (isAdded(r, emitAt(i))) at = addBlock(at, o, r, shape, i, n);
    if (at == 0) return ReportNeed.HOST;
  }
  closeItem(o, at, n);
  return ReportNeed.NOTHING;
}

function sourceOf(o: usize, r: usize): usize {
  const number = <usize>load<u8>(r, ResultRecord.source);
  return <usize>load<u32>(o, OutputRecord.sources) + number * SourceWay.size;
}

/** Whether the block is a packet's and has no options. */
function isBare(r: usize): bool {
  const block = <usize>load<u32>(r, ResultRecord.block);
  const first = load<u32>(block);
  const type = bigEndian ? bswap<u32>(first) : first;
  if (type != ENHANCED_PACKET && type != OLD_PACKET) return false;
  const padded = (load<u32>(r, ResultRecord.captured) + 3) & ~3;
  return load<u32>(r, ResultRecord.blockSize) == 32 + padded;
}

/** The block of the capture but for its last word. */
function copyBlock(to: usize, r: usize): usize {
  const size = load<u32>(r, ResultRecord.blockSize) - 4;
  copyBytes(to, load<u32>(r, ResultRecord.block), size);
  return to + size;
}

/** An enhanced packet block of a classic record, as far as the packet goes. */
function makeBlock(to: usize, r: usize, source: usize): usize {
  let stamp = load<u64>(r, ResultRecord.time);
  if (load<u32>(source, SourceWay.way) == BlockWay.MICROSECONDS) stamp /= 1000;
  const number = load<u32>(source, SourceWay.interfaceNumber);
  const original = load<u32>(r, ResultRecord.original);
  const captured = load<u32>(r, ResultRecord.captured);
  blockHead(to, number, stamp, captured, original);
  return putBody(to + 28, load<u32>(r, ResultRecord.frame), captured);
}

function blockHead(to: usize, number: u32, stamp: u64, captured: u32, original: u32): void {
  word(to, ENHANCED_PACKET);
  word(to + 8, number);
  word(to + 12, <u32>(stamp >> 32));
  word(to + 16, <u32>stamp);
  word(to + 20, captured);
  word(to + 24, original);
}

function putBody(to: usize, from: usize, size: u32): usize {
  copyBytes(to, from, size);
  return pad(to, to + size);
}

/** Zeros up to the next multiple of four, counted from `start`. */
function pad(start: usize, to: usize): usize {
  store<u32>(to, 0);
  return start + ((to - start + 3) & ~(<usize>3));
}

/** The comment, the end of the options, and the length at both ends of the block that began at `start`; 0
 * when the comment is too long. */
function endBlock(start: usize, to: usize, template: usize, r: usize, n: u64): usize {
  const text = to + 4;
  const end = fill(text, template, r, n, false);
  if (end - text > OPTION_BYTES_MAX) return 0;
  optionHead(to, COMMENT, <u32>(end - text));
  const at = pad(text, end);
  word(at, 0);
  const size = <u32>(at + 8 - start);
  word(at + 4, size);
  word(start + 4, size);
  return at + 8;
}

/** Whether what left is written beside the packet. */
function isAdded(r: usize, emit: usize): bool {
  if (load<u8>(emit, EmitRecord.at) != EmitAt.WIRE) return false;
  const out = load<u32>(emit, EmitRecord.outInterface);
  if (out == 0) return false;
  return out != load<u32>(r, ResultRecord.interfaceIndex) || !sameAsFrame(r, emit);
}

function sameAsFrame(r: usize, emit: usize): bool {
  const offset = load<u32>(r, ResultRecord.ipOffset);
  const there = load<u32>(r, ResultRecord.captured) - offset;
  if (<i32>there < <i32>load<u32>(emit, EmitRecord.captured)) return false;
  const a = <usize>load<u32>(r, ResultRecord.frame) + offset;
  const b = emit + EmitRecord.bytes;
  const size = <usize>load<u32>(emit, EmitRecord.kept);
  for (let i: usize = 0; i < size; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

/** Whether emit `i` has an interface in the output, and a comment; else what it takes. */
function prepareAdded(o: usize, shape: usize, i: u32): ReportNeed {
  // the host describes interfaces, behind the first packet that asks for one
  if (numberIn(o, load<u32>(emitAt(i), EmitRecord.outInterface)) == 0) return ReportNeed.HOST;
  neededTemplate = TemplateKind.ADDED + i;
  return templateOf(shape, neededTemplate) == 0 ? ReportNeed.TEMPLATE : ReportNeed.NOTHING;
}

/** Number + 1 in the output of an interface that packets left by. */
function numberIn(o: usize, index: u32): u32 {
  return load<u32>(<usize>load<u32>(o, OutputRecord.interfaces) + ((<usize>index) << 2));
}

/** The block of emit `i`. */
function addBlock(to: usize, o: usize, r: usize, shape: usize, i: u32, n: u64): usize {
  const emit = emitAt(i);
  const number = numberIn(o, load<u32>(emit, EmitRecord.outInterface)) - 1;
  const captured = load<u32>(emit, EmitRecord.captured);
  const stamp = load<u64>(r, ResultRecord.time);
  blockHead(to, number, stamp, captured, load<u32>(emit, EmitRecord.length));
  const kept = load<u32>(emit, EmitRecord.kept);
  copyBytes(to + 28, emit + EmitRecord.bytes, kept);
  copyBytes(to + 28 + kept, load<u32>(emit, EmitRecord.rest), captured - kept);
  const at = pad(to + 28, to + 28 + captured);
  optionHead(at, PACKET_FLAGS, 4);
  word(at + 4, FLAG_OUTBOUND);
  return endBlock(to, at + 8, templateOf(shape, TemplateKind.ADDED + i), r, n);
}
