/**
 * MASQUERADE: the connection leaves with the address of the interface that it leaves by
 * (iptables-extensions(8), MASQUERADE; nf_nat_masquerade_ipv4 and _ipv6 of nf_nat_masquerade).
 */
import { Family, NatRangeFlag, Verdict } from "../abi";
import { Connection, connectionOf, Way } from "../conntrack/connection";
import { NatRange, scratchRange } from "../conntrack/nat/range";
import { Manip, setupNat } from "../conntrack/nat/setup";
import { copy16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { selectAddress4, selectAddress6 } from "../route/select";
import { Context } from "../table/context";

/** A NatRangeRecord. */
export const enum MasqueradeInfo {
  size = 48,
}

/** RT_SCOPE_UNIVERSE: an address that is valid everywhere. */
const UNIVERSE: u32 = 0;

/** Writes the address to leave with to `to`; false = the interface has none. */
function address(p: Packet, index: u32, to: usize): bool {
  if (p.family == Family.IPV6) return selectAddress6(index, p.data + 24, to);
  let hop = load<u32>(p.nextHop());
  if (hop == 0) hop = load<u32>(p.data, 16);
  const found = selectAddress4(index, hop, UNIVERSE);
  store<u32>(to, found);
  return found != 0;
}

/** Whether a connection is one of 0.0.0.0: what has no address yet (DHCP) keeps none. */
function unspecified(p: Packet, c: Connection): bool {
  return p.family == Family.IPV4 && load<u32>(c.tuple(Way.ORIGINAL).source()) == 0;
}

/** Binds the connection to the address that the output interface has now. */
export function target(p: Packet, data: usize, c: Context): i32 {
  if (p.connection == 0) return Verdict.ACCEPT;
  const connection = connectionOf(p);
  if (unspecified(p, connection)) return Verdict.ACCEPT;
  const asked = changetype<NatRange>(data);
  const range = scratchRange();
  if (!address(p, c.outInterface, range.minAddress())) return Verdict.DROP;
  copy16(range.maxAddress(), range.minAddress());
  connection.masqueradeInterface = <u16>c.outInterface;
  range.flags = asked.flags | NatRangeFlag.MAP_IPS;
  range.minPort = asked.minPort;
  range.maxPort = asked.maxPort;
  return setupNat(p, connection, range, Manip.SOURCE);
}
