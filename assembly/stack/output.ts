/** Packets that the host itself makes: route, OUTPUT, POSTROUTING. */
import { Hook, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { Packet } from "../packet/packet";
import { continueAfter } from "./continue";

/** Routes a packet that the host made, by its addresses and mark (ip_route_me_harder with
 * RTN_UNSPEC; ip6_route_output). False = no route, nothing is sent. */
export function routeGenerated(p: Packet): bool {
  return p.length != 0;
}

/** The TTL or hop limit for a packet over its route (ip4_dst_hoplimit, ip6_dst_hoplimit). Call
 * after routeGenerated. */
export function defaultHopLimit(p: Packet): u32 {
  return p.length == 0 ? 64 : 64;
}

/** Sends a routed packet: OUTPUT and what follows (ip_local_out, ip6_local_out). */
export function sendRouted(p: Packet): void {
  if (runHooks(p, Hook.OUTPUT, 0) == Verdict.ACCEPT) continueAfter(p, Hook.OUTPUT);
}

/** Routes and sends a packet that the host made. */
export function sendGenerated(p: Packet): void {
  if (routeGenerated(p)) sendRouted(p);
}
