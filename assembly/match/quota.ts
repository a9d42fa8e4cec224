/**
 * quota: so many bytes, and no more (iptables-extensions(8), quota; quota_mt of the kernel).
 *
 * What is left stands in the record. A packet that is larger than it takes all of it.
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u64: bytes left; u8: "!". */
export const enum QuotaInfo {
  left = 0,
  invert = 8,
  size = 16,
}

/** Whether the packet still fits the quota. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const left = load<u64>(data, QuotaInfo.left);
  const invert = load<u8>(data, QuotaInfo.invert) != 0;
  const fits = left >= <u64>p.length;
  store<u64>(data, fits ? left - <u64>p.length : 0, QuotaInfo.left);
  return fits != invert;
}
