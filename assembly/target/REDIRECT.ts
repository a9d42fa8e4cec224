/**
 * REDIRECT: the connection goes to the host itself (iptables-extensions(8), REDIRECT;
 * nf_nat_redirect_ipv4 and _ipv6 of nf_nat_redirect).
 */
import { Family, Hook, NatRangeFlag, Verdict } from "../abi";
import { connectionOf } from "../conntrack/connection";
import { NatRange, scratchRange } from "../conntrack/nat/range";
import { Manip, setupNat } from "../conntrack/nat/setup";
import { copy16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { firstAddress4, redirectAddress6 } from "../route/select";
import { Context } from "../table/context";

/** A NatRangeRecord. */
export const enum RedirectInfo {
  size = 48,
}

/** 127.0.0.1 as in memory. */
const LOOPBACK4: u32 = 0x0100007f;

/** Writes the address to go to: the loopback's for local packets, else one of the interface that the
 * packet came in by; false = that has none. */
function address(p: Packet, c: Context, to: usize): bool {
  const local = c.hook == Hook.OUTPUT;
  if (p.family == Family.IPV4) {
    const found = local ? LOOPBACK4 : firstAddress4(c.inInterface);
    store<u32>(to, found);
    return found != 0;
  }
  if (!local) return redirectAddress6(c.inInterface, p.data + 24, to);
  store<u8>(to, 1, 15);
  return true;
}

/** Binds the connection to the host's own address. */
export function target(p: Packet, data: usize, c: Context): i32 {
  if (p.connection == 0) return Verdict.ACCEPT;
  const asked = changetype<NatRange>(data);
  const range = scratchRange();
  if (!address(p, c, range.minAddress())) return Verdict.DROP;
  copy16(range.maxAddress(), range.minAddress());
  range.flags = asked.flags | NatRangeFlag.MAP_IPS;
  range.minPort = asked.minPort;
  range.maxPort = asked.maxPort;
  return setupNat(p, connectionOf(p), range, Manip.DESTINATION);
}
