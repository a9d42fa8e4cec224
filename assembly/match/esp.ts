/**
 * esp: the index of a security association in an ESP header (iptables-extensions(8), esp; esp_mt of
 * the kernel).
 */
import { get32 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A range of indexes, u32 each, host order. */
export const enum EspInfo {
  from = 0,
  to = 4,
  invert = 8,
  size = 16,
}

const HEADER_SIZE: u32 = 8;

/** Whether the index lies in the range. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0) return false;
  if (!p.has(p.transport, HEADER_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const spi = get32(p.transportHeader());
  const same = spi >= load<u32>(data, EspInfo.from) && spi <= load<u32>(data, EspInfo.to);
  return same != (load<u8>(data, EspInfo.invert) != 0);
}
