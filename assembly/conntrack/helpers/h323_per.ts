/**
 * The decoder of H.323's messages: aligned PER (X.691) by the table that h323.schema describes, so far as
 * nf_conntrack_h323_asn1.c (6.18) goes, and as wrong as that goes. What is kept lies in `message`.
 *
 * A step must not lead behind the end; one byte more may be read there, whose bits are never used. The
 * table's types do not hold themselves: the decoder goes as deep as they nest, and lists of what has no
 * bytes are bounded by their count (16383).
 */
import {
  MESSAGE_BYTES,
  NODE_BYTES,
  NODE_CONTROL_MESSAGE,
  NODE_RAS_MESSAGE,
  NODE_USER_INFORMATION,
  nodes,
  PerFlag,
  PerKind,
  PerSize,
} from "../../generated/h323";
import { get16, get32 } from "../../packet/bytes";

/** What a step answers; what is below DONE ends it all. */
const DONE: i32 = 0;
/** The rest of the field is not read. What holds it goes on from where it is. */
const STOPPED: i32 = 1;
const TOO_SHORT: i32 = -1;
const OUT_OF_RANGE: i32 = -2;

/** Discriminator and information element of a Q.931 message (ITU-T Q.931, 4.2, 4.5.30). */
const Q931: u32 = 0x08;
const USER_USER: u32 = 0x7e;

/** What was kept of the last message. Where fields stand counts from `origin`. */
export const message: usize = memory.data(MESSAGE_BYTES, 8);
let origin: usize = 0;
let end: usize = 0;
/** The byte that is next, and the bit in it; 0 = the topmost. */
let cursor: usize = 0;
let bit: u32 = 0;

/** Reads a RAS message. */
export function decodeRas(at: usize, size: u32): bool {
  return decode(at, at, size, NODE_RAS_MESSAGE);
}

/** Reads an H.245 message. */
export function decodeControl(at: usize, size: u32): bool {
  return decode(at, at, size, NODE_CONTROL_MESSAGE);
}

/** Reads a Q.931 message: the user information in it, which everything else is passed over for
 * (DecodeQ931). */
export function decodeQ931(at: usize, size: u32): bool {
  if (size < 2 || <u32>load<u8>(at) != Q931) return false;
  // discriminator, call reference, type
  let i: u32 = 2 + <u32>load<u8>(at, 1);
  if (i + 2 > size) return false;
  i++;
  if (<u32>load<u8>(at + i) >= 0x80) i++;
  while (i < size) {
    if (<u32>load<u8>(at + i) == USER_USER) {
      if (i + 3 > size) return false;
      const length = get16(at + i + 1);
      i += 3;
      if (length < 2 || i + length > size) return false;
      // one byte says what protocol it is
      return decode(at, at + i + 1, length - 1, NODE_USER_INFORMATION);
    }
    if (i + 2 > size) return false;
    i += 2 + <u32>load<u8>(at + i, 1);
  }
  return false;
}

/** Whether a field that may be missing was there: its bit in what is kept at `at`. */
export function has(at: usize, field: i32): bool {
  return ((load<u32>(at) << field) & 0x80000000) != 0;
}

function decode(from: usize, at: usize, size: u32, root: u32): bool {
  origin = from;
  cursor = at;
  end = at + <usize>size;
  bit = 0;
  return step(node(root), message) >= DONE;
}

function node(number: u32): usize {
  return nodes + <usize>(number * NODE_BYTES);
}
function sizeOf(n: usize): u32 {
  return <u32>load<u8>(n, 1);
}
/** Of a list or string: what is added to its count. Of fields and alternatives: those of the root. */
function leastOf(n: usize): u32 {
  return <u32>load<u8>(n, 2);
}
function mostOf(n: usize): u32 {
  return <u32>load<u8>(n, 3);
}
function is(n: usize, flag: PerFlag): bool {
  return (<u32>load<u8>(n, 4) & <u32>flag) != 0;
}
function offsetOf(n: usize): usize {
  return <usize>load<u8>(n, 6) | ((<usize>load<u8>(n, 7)) << 8);
}
function firstField(n: usize): usize {
  return node(<u32>load<u8>(n, 8) | ((<u32>load<u8>(n, 9)) << 8));
}

/** Whether so many bytes and bits from here on lead behind the end. */
function beyond(bytes: u32, bits: u32): bool {
  return cursor + <usize>(bytes + ((bits + bit + 7) >> 3)) > end;
}

function align(): void {
  if (bit == 0) return;
  cursor++;
  bit = 0;
}

function skipBits(count: u32): void {
  bit += count;
  cursor += <usize>(bit >> 3);
  bit &= 7;
}

/** The next bits as a number; at most 8. */
function takeBits(count: u32): u32 {
  const both = ((<u32>load<u8>(cursor)) << 8) | <u32>load<u8>(cursor, 1);
  const value = (both >> (16 - bit - count)) & ((1 << count) - 1);
  skipBits(count);
  return value;
}

/** The next bits from the topmost bit on; at most 32. Where they end with a fourth byte they stay where they
 * stand in these (get_bitmap). */
function takeBitmap(count: u32): u32 {
  if (count == 0) return 0;
  let value = get32(cursor);
  if (count + bit != 32) value <<= bit;
  if (count + bit > 32) value |= <u32>load<u8>(cursor, 4) >> (8 - bit);
  skipBits(count);
  return value & (0xffffffff << (32 - count));
}

function takeByte(): u32 {
  return <u32>load<u8>(cursor++);
}

/** A length of one or two bytes. */
function takeLength(): u32 {
  const first = takeByte();
  return first < 0x80 ? first : ((first & 0x3f) << 8) + takeByte();
}

/** Where what is kept of a field goes, 0 = nothing is. */
function placeOf(n: usize, base: usize): usize {
  return base != 0 && is(n, PerFlag.KEEP) ? base + offsetOf(n) : 0;
}

/** Reads a field; `base`: where what holds it is kept, 0 = nothing is. */
function step(n: usize, base: usize): i32 {
  switch (<u32>load<u8>(n)) {
    case PerKind.NULL:
      return DONE;
    case PerKind.BOOL:
      skipBits(1);
      break;
    case PerKind.OID:
      return identifier();
    case PerKind.INT:
      return integer(n, base);
    case PerKind.BITS:
      return bitString(n);
    case PerKind.DIGITS:
    case PerKind.OCTETS:
    case PerKind.CHARS:
      return characters(n, base);
    case PerKind.SEQ:
      return sequence(n, placeOf(n, base));
    case PerKind.LIST:
      return list(n, placeOf(n, base));
    case PerKind.CHOICE:
      return choice(n, placeOf(n, base));
  }
  return within();
}

/** Whether the step that was made ends in the message. */
function within(): i32 {
  return beyond(0, 0) ? TOO_SHORT : DONE;
}

function identifier(): i32 {
  align();
  if (beyond(1, 0)) return TOO_SHORT;
  const length = takeByte();
  cursor += <usize>length;
  return within();
}

function integer(n: usize, base: usize): i32 {
  const size = sizeOf(n);
  if (size < <u32>PerSize.BYTE) skipBits(size);
  else if (size == PerSize.BYTE || size == PerSize.WORD) {
    align();
    cursor += <usize>(size == PerSize.BYTE ? 1 : 2);
  } else if (size == PerSize.CONS) {
    if (beyond(0, 2)) return TOO_SHORT;
    const length = takeBits(2) + 1;
    align();
    const place = placeOf(n, base);
    if (place != 0) {
      store<u32>(place, (get32(cursor) >> (32 - 8 * length)) + leastOf(n));
      // where it is kept, its bytes are passed over twice
      cursor += <usize>length;
    }
    cursor += <usize>length;
  } else {
    align();
    if (beyond(2, 0)) return TOO_SHORT;
    const length = takeLength();
    cursor += <usize>length;
  }
  return within();
}

function bitString(n: usize): i32 {
  align();
  if (beyond(2, 0)) return TOO_SHORT;
  let count: u32;
  if (sizeOf(n) == PerSize.WORD) {
    count = get16(cursor);
    cursor += 2;
  } else count = takeLength();
  cursor += <usize>(count >> 3);
  bit = count & 7;
  return within();
}

function characters(n: usize, base: usize): i32 {
  const size = sizeOf(n);
  let count = leastOf(n);
  if (size == PerSize.FIXED) {
    if (count > 2) {
      align();
      const place = placeOf(n, base);
      if (place != 0) store<u32>(place, <u32>(cursor - origin));
    }
  } else if (size == PerSize.BYTE) {
    align();
    if (beyond(1, 0)) return TOO_SHORT;
    count += takeByte();
  } else if (size == PerSize.SEMI) {
    align();
    if (beyond(2, 0)) return TOO_SHORT;
    count += takeLength();
  } else {
    if (beyond(0, size)) return TOO_SHORT;
    count += takeBits(size);
    align();
  }
  const kind = <u32>load<u8>(n);
  if (kind == PerKind.DIGITS) skipBits(count << 2);
  else cursor += <usize>(kind == PerKind.CHARS ? count << 1 : count);
  return within();
}

/** A field whose length stands before it: read if it is kept, then passed over. */
function openField(n: usize, base: usize): i32 {
  if (beyond(2, 0)) return TOO_SHORT;
  const length = takeLength();
  if (beyond(length, 0)) return TOO_SHORT;
  if (base == 0 || !is(n, PerFlag.KEEP)) {
    cursor += <usize>length;
    return DONE;
  }
  return enclosed(n, base, length);
}

function enclosed(n: usize, base: usize, length: u32): i32 {
  const from = cursor;
  const done = step(n, base);
  if (done < DONE) return done;
  cursor = from + <usize>length;
  bit = 0;
  return DONE;
}

function sequence(n: usize, base: usize): i32 {
  if (beyond(0, 1)) return TOO_SHORT;
  const more = is(n, PerFlag.MORE) && takeBits(1) != 0;
  const size = sizeOf(n);
  if (beyond(0, size)) return TOO_SHORT;
  const there = takeBitmap(size);
  if (base != 0) store<u32>(base, there);
  let field = firstField(n);
  let left = there;
  for (let i = leastOf(n); i > 0; i--, field += NODE_BYTES) {
    if (is(field, PerFlag.STOP)) return STOPPED;
    if (is(field, PerFlag.MISSING)) {
      const missing = (left & 0x80000000) == 0;
      left <<= 1;
      if (missing) continue;
    }
    const done = is(field, PerFlag.OPEN) ? openField(field, base) : step(field, base);
    if (done < DONE) return done;
  }
  return more ? laterFields(n, field, base, there) : DONE;
}

/** Fields behind those of the root, each with its length before it. */
function laterFields(n: usize, first: usize, base: usize, there: u32): i32 {
  if (beyond(0, 7)) return TOO_SHORT;
  const count = takeBits(7) + 1;
  if (beyond(0, count)) return TOO_SHORT;
  if (count > 32) return OUT_OF_RANGE;
  const later = takeBitmap(count);
  if (base != 0) store<u32>(base, there | (later >> sizeOf(n)));
  align();
  const known = mostOf(n) - leastOf(n);
  let field = first;
  for (let i: u32 = 0; i < count; i++, field += NODE_BYTES) {
    if (i < known) {
      if (is(field, PerFlag.STOP)) return STOPPED;
      if (((later << i) & 0x80000000) == 0) continue;
    }
    // those that are not known are taken to be there
    const done = openField(field, i < known ? base : 0);
    if (done < DONE) return done;
  }
  return DONE;
}

function list(n: usize, base: usize): i32 {
  align();
  if (beyond(2, 0)) return TOO_SHORT;
  const count = takeLength();
  let kept: u32 = 0;
  if (base != 0) {
    kept = min<u32>(count, mostOf(n));
    store<u32>(base, kept);
  }
  const item = firstField(n);
  const open = is(item, PerFlag.OPEN);
  const stride = offsetOf(item);
  // the item's offset is the distance to the next
  let place: usize = base != 0 ? base + 4 - stride : 0;
  for (let i: u32 = 0; i < count; i++) {
    const at: usize = i < kept ? place : 0;
    let done: i32;
    if (open) done = openItem(item, place, at);
    else done = step(item, at);
    if (done < DONE) return done;
    if (place != 0) place += stride;
  }
  return DONE;
}

/** An item with its length before it. Those of a list that is kept are read, kept or not. */
function openItem(item: usize, place: usize, at: usize): i32 {
  align();
  if (place == 0) return openField(item, 0);
  if (beyond(2, 0)) return TOO_SHORT;
  const length = takeLength();
  if (beyond(length, 0)) return TOO_SHORT;
  return enclosed(item, at, length);
}

function choice(n: usize, base: usize): i32 {
  if (beyond(0, 1)) return TOO_SHORT;
  let which: u32;
  const later = is(n, PerFlag.MORE) && takeBits(1) != 0;
  if (later) {
    if (beyond(0, 7)) return TOO_SHORT;
    which = takeBits(7) + leastOf(n);
  } else {
    const size = sizeOf(n);
    if (beyond(0, size)) return TOO_SHORT;
    which = takeBits(size);
    if (which >= leastOf(n)) return OUT_OF_RANGE;
  }
  if (base != 0) store<u32>(base, which);
  if (which >= mostOf(n)) {
    align();
    return openField(n, 0);
  }
  const field = firstField(n) + <usize>(which * NODE_BYTES);
  if (is(field, PerFlag.STOP)) return STOPPED;
  if (!later && !is(field, PerFlag.OPEN)) return step(field, base);
  align();
  return openField(field, base);
}
