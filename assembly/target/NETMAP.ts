/**
 * NETMAP: one network for another, host by host (iptables-extensions(8), NETMAP; netmap_tg4 and
 * netmap_tg6 of xt_NETMAP).
 */
import { Family, Hook, NatRangeFlag, Verdict } from "../abi";
import { connectionOf } from "../conntrack/connection";
import { scratchRange } from "../conntrack/nat/range";
import { Manip, setupNat } from "../conntrack/nat/setup";
import { copy16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** 16 bytes each, IPv4 in the first four. */
export const enum NetmapInfo {
  network = 0,
  mask = 16,
  size = 32,
}

/** Binds the connection to the address with the new network and the old host. */
export function target(p: Packet, data: usize, c: Context): i32 {
  if (p.connection == 0) return Verdict.ACCEPT;
  const destination = c.hook == Hook.PREROUTING || c.hook == Hook.OUTPUT;
  const range = scratchRange();
  const to = range.minAddress();
  if (p.family == Family.IPV4) {
    const old = load<u32>(p.data + (destination ? 16 : 12));
    const mask = load<u32>(data, NetmapInfo.mask);
    store<u32>(to, (old & ~mask) | (load<u32>(data, NetmapInfo.network) & mask));
  } else {
    const old = p.data + (destination ? 24 : 8);
    for (let i: usize = 0; i < 16; i += 8) {
      const mask = load<u64>(data + i, NetmapInfo.mask);
      const kept = load<u64>(old + i) & ~mask;
      store<u64>(to + i, kept | (load<u64>(data + i, NetmapInfo.network) & mask));
    }
  }
  copy16(range.maxAddress(), to);
  range.flags = NatRangeFlag.MAP_IPS;
  return setupNat(p, connectionOf(p), range, destination ? Manip.DESTINATION : Manip.SOURCE);
}
