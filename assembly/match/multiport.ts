/**
 * multiport: a list of ports and ranges (iptables-extensions(8), multiport; multiport_mt of the
 * kernel). TCP, UDP, UDP-Lite, SCTP and DCCP have their ports in the same place.
 */
import { get16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** Up to 15 ranges, first and last port (u16 each, host order). */
export const enum MultiportInfo {
  /** MultiportMode. */
  mode = 0,
  count = 1,
  invert = 2,
  ranges = 4,
  size = 64,
}

/** Which ports are looked at. */
export const enum MultiportMode {
  SOURCE = 0,
  DESTINATION = 1,
  EITHER = 2,
}

const PORTS_SIZE: u32 = 4;

/** Whether a port of the packet is in the list. Later fragments have none. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0) return false;
  if (!p.has(p.transport, PORTS_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const header = p.transportHeader();
  const invert = load<u8>(data, MultiportInfo.invert) != 0;
  const mode = <u32>load<u8>(data, MultiportInfo.mode);
  const count = <usize>load<u8>(data, MultiportInfo.count);
  // For one side the same port stands in both places.
  const first = get16(mode == MultiportMode.DESTINATION ? header + 2 : header);
  const second = get16(mode == MultiportMode.SOURCE ? header : header + 2);
  const end = data + MultiportInfo.ranges + (count << 2);
  for (let at = data + MultiportInfo.ranges; at < end; at += 4) {
    const from = <u32>load<u16>(at);
    const to = <u32>load<u16>(at, 2);
    if (first >= from && first <= to) return !invert;
    if (second >= from && second <= to) return !invert;
  }
  return invert;
}
