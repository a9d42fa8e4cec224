/** realm: the realm of the packet's route (iptables-extensions(8), realm; realm_mt of the kernel). */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u32 each: a realm, the bits of it that count, and whether "!" turned it around. */
export const enum RealmInfo {
  realm = 0,
  mask = 4,
  invert = 8,
  size = 16,
}

/** Whether routing left that realm on the packet. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const same = (p.realm & load<u32>(data, RealmInfo.mask)) == load<u32>(data, RealmInfo.realm);
  return same != (load<u32>(data, RealmInfo.invert) != 0);
}
