/**
 * TEE: sends a copy of the packet to a gateway (iptables-extensions(8), TEE; tee_tg4 and tee_tg6 of
 * xt_TEE). Where the packet's way is given (--path) there are no routes to the gateway: no copy is
 * made, and the rule is reported.
 */
import { Verdict } from "../abi";
import { findInterface } from "../memory/interfaces";
import { Packet } from "../packet/packet";
import { duplicate } from "../stack/duplicate";
import { onPath } from "../stack/path";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

export const enum TeeInfo {
  /** The gateway's address, 16 bytes; IPv4 in the first four. */
  gateway = 0,
  /** Name of the interface that the copy leaves by, 16 bytes, zero-padded; empty = any. */
  oif = 16,
  size = 32,
}

/** Sends the copy and goes on. The interface is looked for by name: it may come and go. */
export function target(p: Packet, data: usize, c: Context): i32 {
  if (onPath(p)) {
    undecided(c);
    return Verdict.CONTINUE;
  }
  const named = load<u8>(data, TeeInfo.oif) != 0;
  const oif = named ? findInterface(data + TeeInfo.oif) : 0;
  duplicate(p, c.hook, data + TeeInfo.gateway, oif);
  return Verdict.CONTINUE;
}
