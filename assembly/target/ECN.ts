/**
 * ECN: sets the congestion bits of the IPv4 header and of TCP (iptables-extensions(8), ECN; ecn_tg of
 * ipt_ECN).
 */
import { Verdict } from "../abi";
import { update16 } from "../packet/checksum";
import { makeWritable, Packet } from "../packet/packet";
import { changeSum } from "../packet/partial";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";

/** u8 each: EcnTargetFlag bits of what is set; the codepoint; the TCP flags (as in the header). */
export const enum EcnTargetInfo {
  flags = 0,
  codepoint = 1,
  tcp = 2,
  size = 8,
}

export const enum EcnTargetFlag {
  IP = 1,
  ECE = 2,
  CWR = 4,
}

const TCP_HEADER_SIZE: u32 = 20;
const FLAGS: usize = 13;
const CHECKSUM: usize = 16;
const ECE: u32 = 0x40;
const CWR: u32 = 0x80;

/** Sets the bits and goes on; drops a TCP packet without a whole header. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  const flags = <u32>load<u8>(data, EcnTargetInfo.flags);
  if ((flags & EcnTargetFlag.IP) != 0)
    setCodepoint(p, <u32>load<u8>(data, EcnTargetInfo.codepoint));
  if ((flags & (EcnTargetFlag.ECE | EcnTargetFlag.CWR)) == 0) return Verdict.CONTINUE;
  if (load<u8>(p.data, 9) != <u8>Protocol.TCP) return Verdict.CONTINUE;
  if (!p.has(p.transport, TCP_HEADER_SIZE)) return Verdict.DROP;
  let mask: u32 = 0;
  if ((flags & EcnTargetFlag.ECE) != 0) mask |= ECE;
  if ((flags & EcnTargetFlag.CWR) != 0) mask |= CWR;
  setTcp(p, mask, <u32>load<u8>(data, EcnTargetInfo.tcp));
  return Verdict.CONTINUE;
}

function setCodepoint(p: Packet, codepoint: u32): void {
  const before = <u32>load<u8>(p.data, 1);
  const after = (before & 0xfc) | codepoint;
  if (before == after) return;
  makeWritable(p);
  update16(p.data + 10, before << 8, after << 8);
  store<u8>(p.data, <u8>after, 1);
}

function setTcp(p: Packet, mask: u32, value: u32): void {
  const before = <u32>load<u8>(p.transportHeader(), FLAGS);
  const after = (before & ~mask) | (value & mask);
  if (before == after) return;
  makeWritable(p);
  const header = p.transportHeader();
  const word = <u32>load<u16>(header, FLAGS - 1);
  store<u8>(header, <u8>after, FLAGS);
  changeSum(p, header + CHECKSUM, word, <u32>load<u16>(header, FLAGS - 1));
}
