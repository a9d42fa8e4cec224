/**
 * REJECT: drops the packet and answers with an ICMP error or a TCP reset (iptables-extensions(8),
 * REJECT; reject_tg of ipt_REJECT, reject_tg6 of ip6t_REJECT).
 */
import { Family, Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { reset4, unreachable4 } from "../stack/reject4";
import { reset6, unreachable6 } from "../stack/reject6";
import { Context } from "../table/context";

export const enum RejectInfo {
  /** u8: code of "destination unreachable", or 255 for a TCP reset. */
  code = 0,
  size = 8,
}

const RESET: u32 = 255;

/** Answers and drops. */
export function target(p: Packet, data: usize, c: Context): i32 {
  const code = <u32>load<u8>(data, RejectInfo.code);
  if (p.family == Family.IPV4) {
    if (code == RESET) reset4(p, c.hook);
    else unreachable4(p, code, c.hook);
  } else if (code == RESET) reset6(p, c.hook);
  else unreachable6(p, code, c.hook);
  return Verdict.DROP;
}
