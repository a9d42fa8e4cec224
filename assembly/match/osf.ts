/**
 * osf: which operating system sends a SYN like this (iptables-extensions(8), osf; nf_osf_match of
 * the kernel). With --log every genre is asked for, and `!` changes nothing. It is not asked whether
 * the packet is a later fragment: what stands where the header would be is read.
 */
import { Fingerprint, FingerprintList, WindowRule } from "../object/osf";
import { get16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { noteFromMatch } from "../table/log";
import { objectState } from "../table/objects";

/** What is asked, and what is told. */
export const enum OsfInfo {
  /** u32: place of the fingerprints among the objects. */
  object = 0,
  /** u8 each: OsfTtl, OsfLog. */
  ttl = 4,
  log = 5,
  /** 32 bytes, filled with zeros. */
  genre = 8,
  size = 40,
}

/** How the TTL is asked for. */
export const enum OsfTtl {
  /** It is the fingerprint's. */
  SAME = 0,
  /** It is no more than that. */
  LESS = 1,
  ANY = 2,
}

/** What --log tells. */
export const enum OsfLog {
  NOTHING = 0,
  ALL = 1,
  /** Nothing behind the first fingerprint that fits. */
  FIRST = 2,
}

const HEADER_SIZE: u32 = 20;
const SYN: u32 = 2;
const OPTION_MSS: u32 = 2;
/** Segment sizes that are tried beside the packet's own. */
const MSS_ETHERNET: u32 = 1460;
const MSS_TIMESTAMPS: u32 = 1448;
/** Bytes of the headers that make an MTU of a segment size. */
const MTU_EXTRA: u32 = 40;
/** Bytes of the texts of a fingerprint. */
const TEXTS: u32 = Fingerprint.size - Fingerprint.genre;

/** Whether the packet is a SYN with a fingerprint of the genre; tells what fits with --log. */
export function match(p: Packet, data: usize, c: Context): bool {
  const start = p.transport;
  if (!p.has(start, HEADER_SIZE)) return false;
  const header = p.data + start;
  if ((<u32>load<u8>(header, 13) & SYN) == 0) return false;
  const size = (<u32>load<u8>(header, 12) >> 4) << 2;
  const optionBytes = size > HEADER_SIZE ? size - HEADER_SIZE : 0;
  if (!p.has(start, HEADER_SIZE + optionBytes)) return false;

  const list = objectState(load<u32>(data, OsfInfo.object));
  let at = list + FingerprintList.first;
  let left = load<u32>(list, FingerprintList.fragmentable);
  if ((<u32>load<u8>(p.data, 6) & 0x40) != 0) {
    at += <usize>left * Fingerprint.size;
    left = load<u32>(list, FingerprintList.whole);
  }
  const log = <u32>load<u8>(data, OsfInfo.log);
  let found = false;
  for (; left > 0; left--, at += Fingerprint.size) {
    if (<u32>load<u16>(at, Fingerprint.length) != get16(p.data + 2)) continue;
    if (<u32>load<u8>(at, Fingerprint.optionBytes) != optionBytes) continue;
    if (log == OsfLog.NOTHING && !sameGenre(at + Fingerprint.genre, data + OsfInfo.genre)) continue;
    if (!fits(p, at, header, <u32>load<u8>(data, OsfInfo.ttl))) continue;
    found = true;
    if (log == OsfLog.NOTHING) break;
    noteFromMatch(p, c, <u32>load<u8>(at, Fingerprint.ttl), at + Fingerprint.genre, TEXTS);
    if (log == OsfLog.FIRST) break;
  }
  if (!found && log != OsfLog.NOTHING) noteFromMatch(p, c, 0, 0, 0);
  return found;
}

function sameGenre(a: usize, b: usize): bool {
  if (load<u64>(a) != load<u64>(b)) return false;
  if (load<u64>(a, 8) != load<u64>(b, 8)) return false;
  return load<u64>(a, 16) == load<u64>(b, 16) && load<u64>(a, 24) == load<u64>(b, 24);
}

/** Whether TTL, options and window are the fingerprint's (nf_osf_match_one). */
function fits(p: Packet, f: usize, header: usize, ttl: u32): bool {
  if (!ttlFits(p, <u32>load<u8>(f, Fingerprint.ttl), ttl)) return false;
  let option = header + HEADER_SIZE;
  let mss: u32 = 0;
  const count = <usize>load<u8>(f, Fingerprint.options);
  for (let i: usize = 0; i < count; i++) {
    const kind = <u32>load<u8>(option);
    if (<u32>load<u8>(f + i * 2, Fingerprint.kinds) != kind) return false;
    if (kind == OPTION_MSS) mss = get16(option + 2);
    option += <usize>load<u8>(f + i * 2, Fingerprint.kinds + 1);
  }
  return windowFits(get16(header + 14), f, mss);
}

function windowFits(window: u32, f: usize, mss: u32): bool {
  const wanted = load<u32>(f, Fingerprint.window);
  switch (<u32>load<u8>(f, Fingerprint.windowRule)) {
    case WindowRule.PLAIN:
      return wanted == 0 || window == wanted;
    case WindowRule.MSS:
      return multiple(window, wanted, mss, 0);
    case WindowRule.MTU:
      return multiple(window, wanted, mss, MTU_EXTRA);
  }
  return window % wanted == 0;
}

/** Whether the window is so many times the packet's segment size, or one of the usual ones. */
function multiple(window: u32, times: u32, mss: u32, extra: u32): bool {
  if (window == times * (mss + extra)) return true;
  if (window == times * (MSS_ETHERNET + extra)) return true;
  return window == times * (MSS_TIMESTAMPS + extra);
}

/** Whether the TTL fits one that was `sent` (nf_osf_ttl: a neighbour's would have to be the same, but is
 * asked for only when it is more). */
function ttlFits(p: Packet, sent: u32, how: u32): bool {
  if (how == OsfTtl.ANY) return true;
  const ttl = <u32>load<u8>(p.data, 8);
  return how == OsfTtl.SAME ? ttl == sent : ttl <= sent;
}
