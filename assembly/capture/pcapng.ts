/**
 * pcapng captures (draft-ietf-opsawg-pcapng): sections of blocks.
 *
 *     0        4        8                          length - 4
 *    ┌────────┬────────┬──────────── ─ ─ ─────────┬────────┐
 *    │ type   │ length │ body, options            │ length │
 *    └────────┴────────┴──────────── ─ ─ ─────────┴────────┘
 *
 * A section header gives the byte order of what follows and starts with no interface; interface
 * descriptions count from 0. Blocks that hold no packet are handed on as they are.
 */
import {
  CaptureDamage,
  CaptureFormat,
  Direction,
  PCAPNG_BLOCK_BYTES_MAX,
  PCAPNG_INTERFACES_MAX,
} from "../abi";
import { allocate, release } from "../memory/heap";
import { knownLinkType } from "../packet/link";
import { declared } from "../packet/facts";
import { Arrival } from "../stack/arrival";
import { clearFacts, factGid, factMark, factUid, readFacts } from "./facts";
import { nameInterface } from "./name";
import { damageAt, Found, has, shortage, Source } from "./source";
import { DEFAULT_RESOLUTION, toNanoseconds, unitNanoseconds } from "./timestamp";

/** Block types. */
const enum BlockType {
  INTERFACE_DESCRIPTION = 1,
  /** The packet block of early versions. */
  PACKET = 2,
  SIMPLE_PACKET = 3,
  ENHANCED_PACKET = 6,
  SECTION_HEADER = 0x0a0d0d0a,
}

/** Option codes. */
const enum Option {
  END = 0,
  COMMENT = 1,
  IF_NAME = 2,
  IF_TSRESOL = 9,
  IF_TSOFFSET = 14,
}
/** Option code of both packet blocks that have options. */
const PACKET_FLAGS: u32 = 2;

/** Type, length and the length again. */
const BLOCK_OVERHEAD: u32 = 12;
/** Of a section header, with its fixed fields. */
const SECTION_SIZE: u32 = 28;
const BYTE_ORDER_MAGIC: u32 = 0x1a2b3c4d;

/** What a section says of an interface. */
const enum InterfaceDescription {
  linkType = 0,
  snaplen = 4,
  resolution = 8,
  /** Index of the engine's interface. */
  index = 12,
  offset = 16,
  /** Nanoseconds of a unit of time stamps, 0 = they take more than a multiplication. */
  unit = 24,
  /** Whether frames of the link type can be read. */
  readable = 32,
  size = 40,
}

/** Whether a file that begins with these four bytes is a pcapng capture. */
export function isPcapng(value: u32): bool {
  return value == BlockType.SECTION_HEADER;
}

/** Whether the next block is one of a packet; false also when its type is not there yet. */
export function isPacketBlock(s: Source): bool {
  if (s.available() < 4) return false;
  const kind = s.get32(s.at());
  return (
    kind == BlockType.ENHANCED_PACKET || kind == BlockType.SIMPLE_PACKET || kind == BlockType.PACKET
  );
}

/** Finds the next block. */
export function advancePcapng(s: Source, a: Arrival): Found {
  if (s.ended && s.available() == 0) return Found.END;
  if (!has(s, BLOCK_OVERHEAD)) return shortage(s, CaptureDamage.TRUNCATED);
  const h = s.at();
  const section = load<u32>(h) == BlockType.SECTION_HEADER;
  if (section && !setByteOrder(s, h)) {
    return damageAt(s, CaptureDamage.BYTE_ORDER_MAGIC, load<u32>(h, 8), 0);
  }
  const length = s.get32(h + 4);
  const smallest = section ? SECTION_SIZE : BLOCK_OVERHEAD;
  const code = lengthDamage(length, smallest);
  if (code == CaptureDamage.BLOCK_LENGTH) {
    return damageAt(s, code, length, <u32>PCAPNG_BLOCK_BYTES_MAX);
  }
  if (code != CaptureDamage.NONE) return damageAt(s, code, length, smallest);
  if (!has(s, length)) return shortage(s, CaptureDamage.TRUNCATED);
  const trailer = s.get32(h + length - 4);
  if (trailer != length) return damageAt(s, CaptureDamage.BLOCK_TRAILER, trailer, length);
  const found = section ? openSection(s, h) : readBlock(s, a, h, length);
  if (found == Found.BLOCK) {
    s.block = h;
    s.blockSize = length;
  }
  if (found != Found.DAMAGE) s.position += length;
  return found;
}

function lengthDamage(length: u32, smallest: u32): CaptureDamage {
  if (length < smallest) return CaptureDamage.BLOCK_TOO_SHORT;
  if (length > <u32>PCAPNG_BLOCK_BYTES_MAX) return CaptureDamage.BLOCK_LENGTH;
  if ((length & 3) != 0) return CaptureDamage.BLOCK_ALIGNMENT;
  return CaptureDamage.NONE;
}

function setByteOrder(s: Source, header: usize): bool {
  const magic = load<u32>(header, 8);
  s.swapped = magic != BYTE_ORDER_MAGIC;
  return !s.swapped || bswap<u32>(magic) == BYTE_ORDER_MAGIC;
}

function openSection(s: Source, header: usize): Found {
  const major = s.get16(header + 12);
  if (major != 1) return damageAt(s, CaptureDamage.VERSION, major, 0);
  s.format = CaptureFormat.PCAPNG;
  s.interfaceCount = 0;
  return Found.BLOCK;
}

function readBlock(s: Source, a: Arrival, h: usize, length: u32): Found {
  switch (s.get32(h)) {
    case BlockType.INTERFACE_DESCRIPTION:
      return readInterface(s, h, length);
    case BlockType.ENHANCED_PACKET:
      return readEnhanced(s, a, h, length);
    case BlockType.SIMPLE_PACKET:
      return readSimple(s, a, h, length);
    case BlockType.PACKET:
      return readOldPacket(s, a, h, length);
  }
  return Found.BLOCK;
}

/** Value of the first option `code` between `from` and `to`, its length in `optionLength`; 0 = not
 * there. An option that runs past the end ends the list. */
function findOption(s: Source, from: usize, to: usize, code: u32): usize {
  let at = from;
  while (at + 4 <= to) {
    const kind = s.get16(at);
    const length = s.get16(at + 2);
    if (kind == Option.END || at + 4 + length > to) return 0;
    if (kind == code) {
      optionLength = length;
      return at + 4;
    }
    at += 4 + ((length + 3) & ~3);
  }
  return 0;
}

let optionLength: u32 = 0;

/**
 * Interface description block.
 *
 *     8         10        12       16
 *    ┌─────────┬─────────┬────────┬─────────
 *    │linktype │reserved │snaplen │ options
 *    └─────────┴─────────┴────────┴─────────
 */
function readInterface(s: Source, h: usize, length: u32): Found {
  if (length < 20) return damageAt(s, CaptureDamage.BLOCK_TOO_SHORT, length, 20);
  if (s.interfaceCount == <u32>PCAPNG_INTERFACES_MAX) {
    return damageAt(s, CaptureDamage.TOO_MANY_INTERFACES, s.interfaceCount, s.interfaceCount);
  }
  if (!roomForInterface(s)) return damageAt(s, CaptureDamage.OUT_OF_MEMORY, 0, 0);
  const d = s.interfaces + <usize>s.interfaceCount * InterfaceDescription.size;
  store<u32>(d, s.get16(h + 8), InterfaceDescription.linkType);
  store<u32>(d, s.get32(h + 12), InterfaceDescription.snaplen);
  const from = h + 16;
  const to = h + length - 4;
  let at = findOption(s, from, to, Option.IF_TSRESOL);
  const given = at != 0 && optionLength == 1;
  store<u32>(d, given ? <u32>load<u8>(at) : DEFAULT_RESOLUTION, InterfaceDescription.resolution);
  at = findOption(s, from, to, Option.IF_TSOFFSET);
  const offset: u64 = at != 0 && optionLength == 8 ? s.get64(at) : 0;
  store<u64>(d, offset, InterfaceDescription.offset);
  store<u64>(
    d,
    offset == 0 ? unitNanoseconds(load<u32>(d, InterfaceDescription.resolution)) : 0,
    InterfaceDescription.unit,
  );
  store<u32>(d, knownLinkType(s.get16(h + 8)) ? 1 : 0, InterfaceDescription.readable);
  at = findOption(s, from, to, Option.IF_NAME);
  const index = nameInterface(s, s.interfaceCount, at, at != 0 ? optionLength : 0);
  store<u32>(d, index, InterfaceDescription.index);
  s.interfaceCount++;
  return Found.BLOCK;
}

function roomForInterface(s: Source): bool {
  if (s.interfaceCount < s.interfaceRoom) return true;
  const room = s.interfaceRoom == 0 ? 8 : s.interfaceRoom << 1;
  const bigger = allocate(<usize>room * InterfaceDescription.size);
  if (bigger == 0) return false;
  memory.copy(bigger, s.interfaces, <usize>s.interfaceCount * InterfaceDescription.size);
  release(s.interfaces);
  s.interfaces = bigger;
  s.interfaceRoom = room;
  return true;
}

/**
 * Enhanced packet block.
 *
 *     8         12         16        20       24       28
 *    ┌─────────┬──────────┬─────────┬────────┬────────┬───────┬─────────
 *    │interface│stamp high│stamp low│captured│original│ bytes │ options
 *    └─────────┴──────────┴─────────┴────────┴────────┴───────┴─────────
 */
function readEnhanced(s: Source, a: Arrival, h: usize, length: u32): Found {
  if (length < 32) return damageAt(s, CaptureDamage.BLOCK_TOO_SHORT, length, 32);
  return takePacket(s, a, h, length, s.get32(h + 8));
}

/** The packet block of early versions: 16 bits of interface number, 16 of drops. */
function readOldPacket(s: Source, a: Arrival, h: usize, length: u32): Found {
  if (length < 32) return damageAt(s, CaptureDamage.BLOCK_TOO_SHORT, length, 32);
  return takePacket(s, a, h, length, s.get16(h + 8));
}

function takePacket(s: Source, a: Arrival, h: usize, length: u32, number: u32): Found {
  if (number >= s.interfaceCount) {
    return damageAt(s, CaptureDamage.NO_SUCH_INTERFACE, number, s.interfaceCount);
  }
  const captured = s.get32(h + 20);
  if (captured > length - 32) {
    return damageAt(s, CaptureDamage.PACKET_OVERRUN, captured, length - 32);
  }
  const d = s.interfaces + <usize>number * InterfaceDescription.size;
  const stamp = ((<u64>s.get32(h + 12)) << 32) | <u64>s.get32(h + 16);
  const unit = load<u64>(d, InterfaceDescription.unit);
  if (unit != 0) a.time = <i64>(stamp * unit);
  else {
    const resolution = load<u32>(d, InterfaceDescription.resolution);
    a.time = toNanoseconds(stamp, resolution, load<i64>(d, InterfaceDescription.offset));
  }
  const options: u32 = 28 + ((captured + 3) & ~3);
  a.begin(h, length, s.number);
  if (options + 8 <= length) readPacketOptions(s, a, h + options, h + length - 4);
  return finishPacket(s, a, d, h + 28, captured, s.get32(h + 24));
}

function readPacketOptions(s: Source, a: Arrival, from: usize, to: usize): void {
  clearFacts();
  let at = from;
  while (at + 4 <= to) {
    const kind = s.get16(at);
    const length = s.get16(at + 2);
    const value = at + 4;
    if (kind == Option.END || value + length > to) break;
    if (kind == Option.COMMENT) readFacts(value, length);
    if (kind == PACKET_FLAGS && length == 4) {
      const way = s.get32(value) & 3;
      if (way == 1) a.direction = Direction.IN;
      if (way == 2) a.direction = Direction.OUT;
    }
    at = value + ((length + 3) & ~3);
  }
  a.uid = factUid;
  a.gid = factGid;
  a.mark = factMark;
  a.facts = <u32>declared();
}

/** Simple packet block: the original length, then the bytes. It belongs to interface 0, and has no
 * time: that of the packet before is taken. */
function readSimple(s: Source, a: Arrival, h: usize, length: u32): Found {
  if (length < 16) return damageAt(s, CaptureDamage.BLOCK_TOO_SHORT, length, 16);
  if (s.interfaceCount == 0) return damageAt(s, CaptureDamage.NO_SUCH_INTERFACE, 0, 0);
  const d = s.interfaces;
  const original = s.get32(h + 8);
  const snaplen = load<u32>(d, InterfaceDescription.snaplen);
  const captured = snaplen != 0 && snaplen < original ? snaplen : original;
  if (captured > length - 16) {
    return damageAt(s, CaptureDamage.PACKET_OVERRUN, captured, length - 16);
  }
  a.begin(h, length, s.number);
  a.time = s.lastTime;
  return finishPacket(s, a, d, h + 12, captured, original);
}

function finishPacket(
  s: Source,
  a: Arrival,
  description: usize,
  frame: usize,
  captured: u32,
  original: u32,
): Found {
  const linkType = load<u32>(description, InterfaceDescription.linkType);
  if (load<u32>(description, InterfaceDescription.readable) == 0)
    return damageAt(s, CaptureDamage.LINK_TYPE, linkType, 0);
  a.frame = <u32>frame;
  a.captured = captured;
  a.original = max<u32>(captured, original);
  a.interfaceIndex = load<u32>(description, InterfaceDescription.index);
  a.linkType = linkType;
  s.lastTime = a.time;
  s.packets++;
  return Found.PACKET;
}
