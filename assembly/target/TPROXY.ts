/**
 * TPROXY: hands the packet to a local socket without changing it (iptables-extensions(8), TPROXY;
 * tproxy_tg4 and tproxy_tg6_v1 of xt_TPROXY). Whether a transparent socket is there is a fact
 * (`socket=`). The kernel drops where there is none; so does this where nothing is declared, and
 * reports the rule.
 */
import { Verdict } from "../abi";
import { FactGiven, FactRecord, FactSocket } from "../packet/facts";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** u32 each: what the mark becomes. */
export const enum TproxyInfo {
  mark = 0,
  mask = 4,
  size = 8,
}

/** Ports of both protocols, which must be readable. */
const PORTS_SIZE: u32 = 8;

/** Sets the mark and accepts, or drops. */
export function target(p: Packet, data: usize, c: Context): i32 {
  if (!p.has(p.transport, PORTS_SIZE)) return Verdict.DROP;
  const facts = p.facts;
  if (facts == 0 || (load<u16>(facts, FactRecord.given) & FactGiven.SOCKET) == 0) {
    undecided(c);
    return Verdict.DROP;
  }
  const socket = <u32>load<u8>(facts, FactRecord.socket);
  const wanted = FactSocket.FOUND | FactSocket.TRANSPARENT;
  if ((socket & wanted) != wanted) return Verdict.DROP;
  p.mark = (p.mark & ~load<u32>(data, TproxyInfo.mask)) ^ load<u32>(data, TproxyInfo.mark);
  return Verdict.ACCEPT;
}
