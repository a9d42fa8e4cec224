/**
 * SYNPROXY: opens TCP connections in the server's place, and to the server once the client has shown
 * that it is there (iptables-extensions(8), SYNPROXY; synproxy_tg4 and synproxy_tg6). What follows the
 * server's answer is conntrack/synproxy.ts.
 */
import { Verdict } from "../abi";
import { get32 } from "../packet/bytes";
import { Packet, PacketFlag } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { transportSumGood } from "../packet/verify";
import { answerSyn, openServer, parseOptions, seen } from "../stack/synproxy";
import { Context } from "../table/context";

export const enum SynproxyInfo {
  /** u8: SynOption bits that are offered. */
  options = 0,
  /** u8: window scale. */
  scale = 1,
  /** u16. */
  mss = 2,
  size = 8,
}

const FIN: u32 = 1;
const SYN: u32 = 2;
const RST: u32 = 4;
const ACK: u32 = 16;
const KIND: u32 = FIN | SYN | RST | ACK;
const HEADER: u32 = 20;

/** Answers a SYN, takes an ACK over or drops it, and goes on with anything else. */
export function target(p: Packet, data: usize, c: Context): i32 {
  if (!transportSumGood(p, Protocol.TCP, c.hook)) return Verdict.DROP;
  if (!p.has(p.transport, HEADER) || !parseOptions(p, seen)) return Verdict.DROP;
  const t = p.transportHeader();
  const kind = <u32>load<u8>(t, 13) & KIND;
  if (kind == SYN) {
    const scale = <u32>load<u8>(data, SynproxyInfo.scale);
    const mss = <u32>load<u16>(data, SynproxyInfo.mss);
    answerSyn(p, seen, <u32>load<u8>(data, SynproxyInfo.options), mss, scale);
  } else if (kind == ACK) {
    if (!openServer(p, seen, get32(t + 4))) return Verdict.DROP;
  } else return Verdict.CONTINUE;
  p.flags |= PacketFlag.STOLEN;
  return Verdict.STOLEN;
}
