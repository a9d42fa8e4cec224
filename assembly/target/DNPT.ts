/**
 * DNPT: gives the destination another prefix without state (iptables-extensions(8), DNPT; ip6t_dnpt_tg
 * of ip6t_NPT; RFC 6296).
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { translate } from "./SNPT";

const SOURCE: u32 = 8;
const DESTINATION: u32 = 24;

/** Maps the destination and goes on; in an ICMP error also the quoted packet's source. `data` is a
 * NptInfo. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  return translate(p, data, DESTINATION, SOURCE);
}
