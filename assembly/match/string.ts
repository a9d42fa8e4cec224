/**
 * string: bytes anywhere in the packet (iptables-extensions(8), string; string_mt and skb_find_text of
 * the kernel).
 *
 * The search starts `from` bytes behind the start of the IP header; what it finds has to end `to`
 * bytes behind it at the latest. In a packet that came in fragments the kernel's "bm" looks at each of
 * them alone, its "kmp" at the whole.
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u32: offsets; u8: "!", ignore case, bytes of the pattern, fragments alone; then how far each last byte lets the
 * pattern move (u8 each), and the pattern, in capitals when case is ignored. */
export const enum StringInfo {
  from = 0,
  to = 4,
  invert = 8,
  ignoreCase = 9,
  length = 10,
  byFragment = 11,
  skips = 16,
  pattern = 272,
}

/** Whether the pattern is there. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const invert = load<u8>(data, StringInfo.invert) != 0;
  const from = load<u32>(data, StringInfo.from);
  const end = min<u32>(load<u32>(data, StringInfo.to), p.captured);
  const length = <u32>load<u8>(data, StringInfo.length);
  if (end < from || end - from < length) return invert;
  if (p.pieces > 1 && load<u8>(data, StringInfo.byFragment) != 0) {
    return findInPieces(p, from, end, data, length) != invert;
  }
  return find(p.data + from, p.data + end, data, length) != invert;
}

/** Looks at each fragment of a reassembled packet alone; the first one holds the headers. */
function findInPieces(p: Packet, from: u32, end: u32, data: usize, length: u32): bool {
  let total: u32 = 0;
  for (let i: u32 = 0; i < p.pieces; i++) total += pieceSize(p, i);
  let start: u32 = 0;
  let stop = p.length - total;
  for (let i: u32 = 0; i < p.pieces; i++) {
    stop += pieceSize(p, i);
    const first = max<u32>(start, from);
    const last = min<u32>(stop, end);
    if (first < last && find(p.data + first, p.data + last, data, length)) return true;
    start = stop;
  }
  return false;
}

function pieceSize(p: Packet, i: u32): u32 {
  return <u32>load<u16>(p.pieceSizes + ((<usize>i) << 1));
}

/** Boyer, Moore and Horspool's search: compares from the end, moves by what the last byte allows. */
function find(start: usize, end: usize, data: usize, length: u32): bool {
  const pattern = data + StringInfo.pattern;
  const fold = load<u8>(data, StringInfo.ignoreCase) != 0;
  const last = <usize>length - 1;
  let at = start;
  while (at + <usize>length <= end) {
    const tail = byteAt(at + last, fold);
    let i: usize = last;
    if (tail == <u32>load<u8>(pattern + last)) {
      while (i > 0 && byteAt(at + i - 1, fold) == <u32>load<u8>(pattern + i - 1)) i--;
      if (i == 0) return true;
    }
    at += <usize>load<u8>(data + StringInfo.skips + <usize>tail);
  }
  return false;
}

function byteAt(at: usize, fold: bool): u32 {
  const byte = <u32>load<u8>(at);
  return fold ? capital(byte) : byte;
}

/** The kernel's toupper(): Latin-1. */
function capital(byte: u32): u32 {
  if (byte >= 97 && byte <= 122) return byte - 32;
  if (byte < 223 || byte == 247) return byte;
  return byte - 32;
}
