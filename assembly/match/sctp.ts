/**
 * sctp: ports and chunks of an SCTP packet (iptables-extensions(8), sctp; sctp_mt of the kernel).
 */
import { get16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** Ranges of ports (u16 each, host order), and a set of chunk types with flags they must have. */
export const enum SctpInfo {
  sourceFrom = 0,
  sourceTo = 2,
  destinationFrom = 4,
  destinationTo = 6,
  /** u8 each: SctpFlag bits, what is asked and what of it a "!" turned around. */
  flags = 8,
  invert = 9,
  /** u8: SctpMode. */
  mode = 10,
  /** u8: how many chunk types have flags to be compared. */
  flagCount = 11,
  /** 32 bytes: one bit a chunk type. */
  chunks = 16,
  /** Four times: chunk type, flags, mask of flags (u8 each), one byte unused. */
  chunkFlags = 48,
  size = 64,
}

/** What may be asked. */
export const enum SctpFlag {
  SOURCE = 1,
  DESTINATION = 2,
  CHUNKS = 4,
}

/** Which chunks the packet must have: any of the set, all of it, nothing besides. */
export const enum SctpMode {
  ANY = 1,
  ALL = 2,
  ONLY = 4,
}

const HEADER_SIZE: u32 = 12;
const CHUNK_HEADER_SIZE: u32 = 4;

/** Chunk types of the set that were not seen yet (SctpMode.ALL). */
const missing: usize = memory.data(32, 8);

/** Whether ports and chunks are as described. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0) return false;
  if (!p.has(p.transport, HEADER_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const header = p.transportHeader();
  const flags = <u32>load<u8>(data, SctpInfo.flags);
  const invert = <u32>load<u8>(data, SctpInfo.invert);
  if ((flags & SctpFlag.SOURCE) != 0) {
    const port = get16(header);
    const same =
      port >= <u32>load<u16>(data, SctpInfo.sourceFrom) &&
      port <= <u32>load<u16>(data, SctpInfo.sourceTo);
    if (same == ((invert & SctpFlag.SOURCE) != 0)) return false;
  }
  if ((flags & SctpFlag.DESTINATION) != 0) {
    const port = get16(header + 2);
    const same =
      port >= <u32>load<u16>(data, SctpInfo.destinationFrom) &&
      port <= <u32>load<u16>(data, SctpInfo.destinationTo);
    if (same == ((invert & SctpFlag.DESTINATION) != 0)) return false;
  }
  if ((flags & SctpFlag.CHUNKS) == 0) return true;
  return chunksMatch(p, data, c) != ((invert & SctpFlag.CHUNKS) != 0);
}

/** Walks the chunks, of which the first must be there (match_packet of the kernel). */
function chunksMatch(p: Packet, data: usize, c: Context): bool {
  const set = data + SctpInfo.chunks;
  const mode = <u32>load<u8>(data, SctpInfo.mode);
  if (mode == SctpMode.ALL) memory.copy(missing, set, 32);
  let offset = p.transport + HEADER_SIZE;
  do {
    const at = p.data + offset;
    const size = p.has(offset, CHUNK_HEADER_SIZE) ? get16(at + 2) : 0;
    if (size == 0) {
      c.hotdrop = 1;
      return false;
    }
    offset += (size + 3) & ~3;
    const type = <usize>load<u8>(at);
    const bit: u8 = 1 << (<u8>(type & 7));
    if ((load<u8>(set + (type >> 3)) & bit) == 0) {
      if (mode == SctpMode.ONLY) return false;
      continue;
    }
    const same = flagsMatch(data, <u8>type, load<u8>(at, 1));
    if (mode == SctpMode.ONLY && !same) return false;
    if (mode == SctpMode.ANY && same) return true;
    if (mode == SctpMode.ALL && same) {
      const byte = missing + (type >> 3);
      store<u8>(byte, load<u8>(byte) & ~bit);
    }
  } while (offset < p.length);
  if (mode == SctpMode.ONLY) return true;
  if (mode == SctpMode.ANY) return false;
  const low = load<u64>(missing) | load<u64>(missing, 8);
  return (low | load<u64>(missing, 16) | load<u64>(missing, 24)) == 0;
}

/** Whether a chunk has the flags that its type was given; types without are not compared. */
function flagsMatch(data: usize, type: u8, flags: u8): bool {
  const count = <usize>load<u8>(data, SctpInfo.flagCount);
  for (let i: usize = 0; i < count; i++) {
    const at = data + SctpInfo.chunkFlags + (i << 2);
    if (load<u8>(at) == type) return (flags & load<u8>(at, 2)) == load<u8>(at, 1);
  }
  return true;
}
