/**
 * TCPOPTSTRIP: overwrites TCP options with NOPs (iptables-extensions(8), TCPOPTSTRIP;
 * tcpoptstrip_mangle_packet of the kernel).
 */
import { Verdict } from "../abi";
import { makeWritable, Packet } from "../packet/packet";
import { changeSum } from "../packet/partial";
import { Context } from "../table/context";

export const enum TcpoptstripInfo {
  /** 256 bits: the kinds to strip, the lowest bit of a byte first. */
  kinds = 0,
  size = 32,
}

const HEADER_SIZE: u32 = 20;
const CHECKSUM: usize = 16;
const NOP: u32 = 1;

/** Strips the options and goes on; drops what has no whole TCP header. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  if (p.fragmentOffset != 0) return Verdict.CONTINUE;
  if (!p.has(p.transport, HEADER_SIZE)) return Verdict.DROP;
  const size = (<u32>load<u8>(p.transportHeader(), 12) >> 4) << 2;
  if (size < HEADER_SIZE || !p.has(p.transport, size)) return Verdict.DROP;
  let i: u32 = HEADER_SIZE;
  while (i + 1 < size) {
    const header = p.transportHeader();
    const kind = <u32>load<u8>(header + i);
    const length = <u32>load<u8>(header + i, 1);
    const bytes = kind <= NOP || length == 0 ? 1 : length;
    if (i + bytes > size) break;
    const bits = <u32>load<u8>(data + (kind >> 3), TcpoptstripInfo.kinds);
    if (((bits >> (kind & 7)) & 1) != 0) strip(p, i, bytes);
    i += bytes;
  }
  return Verdict.CONTINUE;
}

/** Overwrites bytes of the header, one by one, and moves the checksum by each. */
function strip(p: Packet, from: u32, bytes: u32): void {
  makeWritable(p);
  const header = p.transportHeader();
  for (let i = from; i < from + bytes; i++) {
    // as it stands in its 16 bits in memory: an even offset comes first
    const shift: u32 = (i & 1) << 3;
    changeSum(p, header + CHECKSUM, (<u32>load<u8>(header + i)) << shift, NOP << shift);
    store<u8>(header + i, <u8>NOP);
  }
}
