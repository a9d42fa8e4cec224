/**
 * TCPMSS: lowers the maximum segment size that a SYN announces (iptables-extensions(8), TCPMSS;
 * tcpmss_tg4 and tcpmss_tg6 of the kernel). It never raises it. Where there is none, and no data
 * behind the header, the option is put in front of the others.
 */
import { Family, Verdict } from "../abi";
import { get16, put16 } from "../packet/bytes";
import { update16 } from "../packet/checksum";
import { makeWritable, Packet } from "../packet/packet";
import { changePseudo, changeSum } from "../packet/partial";
import { keepSum } from "../packet/verify";
import { reverseMtu, routeMtu } from "../route/path-mtu";
import { Context } from "../table/context";

export const enum TcpmssTargetInfo {
  /** u16, host order; CLAMP = what the path lets through. */
  mss = 0,
  size = 8,
}

/** --clamp-mss-to-pmtu (XT_TCPMSS_CLAMP_PMTU). */
export const CLAMP: u32 = 0xffff;

const HEADER_SIZE: u32 = 20;
const MAX_HEADER_SIZE: u32 = 60;
/** Kind and length of the option (RFC 9293, 3.2). */
const OPTION_KIND: u32 = 2;
const OPTION_SIZE: u32 = 4;
/** What counts without the option (RFC 1122, RFC 8200). */
const DEFAULT_MSS4: u32 = 536;
const DEFAULT_MSS6: u32 = 1220;
/** Offset of the checksum, and of the 16 bits with the header's size. */
const CHECKSUM: usize = 16;
const OFFSET_WORD: usize = 12;

/** Lowers or adds the option and goes on; drops what has no whole TCP header. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  if (p.fragmentOffset != 0) return Verdict.CONTINUE;
  const there = p.length - p.transport;
  if (p.length < p.transport + HEADER_SIZE || !p.has(p.transport, HEADER_SIZE)) return Verdict.DROP;
  const size = (<u32>load<u8>(p.transportHeader(), OFFSET_WORD) >> 4) << 2;
  if (size < HEADER_SIZE || there < size || !p.has(p.transport, size)) return Verdict.DROP;
  let mss = <u32>load<u16>(data, TcpmssTargetInfo.mss);
  if (mss == CLAMP) {
    const headers: u32 = (p.family == Family.IPV4 ? 20 : 40) + HEADER_SIZE;
    const mtu = min<u32>(routeMtu(p), reverseMtu(p));
    if (mtu <= headers) return Verdict.DROP;
    mss = (mtu - headers) & 0xffff;
  }
  const at = findOption(p.transportHeader(), size);
  if (at != 0) lower(p, at, mss);
  else if (there == size && size < MAX_HEADER_SIZE) add(p, size, mss);
  return Verdict.CONTINUE;
}

/** Offset of the option in the header, 0 = there is none. */
function findOption(header: usize, size: u32): u32 {
  for (let i: u32 = HEADER_SIZE; i + OPTION_SIZE <= size; ) {
    const kind = <u32>load<u8>(header + i);
    const length = <u32>load<u8>(header + i, 1);
    if (kind == OPTION_KIND && length == OPTION_SIZE) return i;
    i += kind < 2 || length == 0 ? 1 : length;
  }
  return 0;
}

/** The kernel sums the two bytes as if they stood at an even offset, wherever they stand. */
function lower(p: Packet, at: u32, mss: u32): void {
  const old = get16(p.transportHeader() + at + 2);
  if (old <= mss) return;
  makeWritable(p);
  const header = p.transportHeader();
  changeSum(p, header + CHECKSUM, bswap<u16>(<u16>old), bswap<u16>(<u16>mss));
  put16(header + at + 2, mss);
}

function add(p: Packet, size: u32, wanted: u32): void {
  makeWritable(p);
  const v4 = p.family == Family.IPV4;
  const mss = min<u32>(wanted, v4 ? DEFAULT_MSS4 : DEFAULT_MSS6);
  const header = p.transportHeader();
  const option = header + HEADER_SIZE;
  memory.copy(option + OPTION_SIZE, option, size - HEADER_SIZE);
  const check = header + CHECKSUM;
  const before = <u32>bswap<u16>(<u16>size);
  const after = <u32>bswap<u16>(<u16>(size + OPTION_SIZE));
  changePseudo(p, check, before, after);
  keepSum(p, before, after);
  store<u8>(option, <u8>OPTION_KIND);
  store<u8>(option, <u8>OPTION_SIZE, 1);
  put16(option + 2, mss);
  changeSum(p, check, 0, load<u32>(option));
  const word = <u32>load<u16>(header, OFFSET_WORD);
  store<u8>(header, load<u8>(header, OFFSET_WORD) + 0x10, OFFSET_WORD);
  changeSum(p, check, word, <u32>load<u16>(header, OFFSET_WORD));
  grow(p, v4);
}

/** The packet is an option longer: lengths of the record and of the IP header. */
function grow(p: Packet, v4: bool): void {
  p.length += OPTION_SIZE;
  p.captured += OPTION_SIZE;
  const field = p.data + (v4 ? 2 : 4);
  const before = <u32>load<u16>(field);
  put16(field, get16(field) + OPTION_SIZE);
  if (v4) update16(p.data + 10, before, <u32>load<u16>(field));
}
