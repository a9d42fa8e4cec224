/** Packets that the host itself makes: route, OUTPUT, POSTROUTING. */
import { Family, Hook, Sysctl, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { sysctl } from "../memory/sysctl";
import { Packet } from "../packet/packet";
import { routeFresh } from "../route/reroute";
import { continueAfter } from "./continue";
import { hopLimit6 } from "./output6";

/** Routes a packet that the host made, by its addresses and mark (ip_route_me_harder with
 * RTN_UNSPEC; ip6_route_output). False = no route, nothing is sent. */
export function routeGenerated(p: Packet): bool {
  if (!routeFresh(p)) return false;
  p.outInterface = p.routeInterface;
  return true;
}

/** The TTL or hop limit for a packet over its route (ip4_dst_hoplimit, ip6_dst_hoplimit). Call
 * after routeGenerated. */
export function defaultHopLimit(p: Packet): u32 {
  if (p.family == Family.IPV4) return <u32>sysctl(Sysctl.IP_DEFAULT_TTL);
  return hopLimit6(p.routeInterface);
}

/** Sends a routed packet: OUTPUT and what follows (ip_local_out, ip6_local_out). */
export function sendRouted(p: Packet): void {
  p.outInterface = p.routeInterface;
  if (runHooks(p, Hook.OUTPUT, 0) == Verdict.ACCEPT) continueAfter(p, Hook.OUTPUT);
}
