/**
 * statistic: some packets, by chance or by count (iptables-extensions(8), statistic; statistic_mt of
 * the kernel). Chance is that of the seed; the count stands in the record.
 */
import { random32 } from "../memory/random";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u32 each: chances in 2^31; packets in a round less one, and where in it we are. u8: way, "!". */
export const enum StatisticInfo {
  probability = 0,
  every = 4,
  count = 8,
  mode = 12,
  invert = 13,
  size = 16,
}

/** XT_STATISTIC_MODE_*. */
export const enum StatisticMode {
  RANDOM = 0,
  NTH = 1,
}

/** Whether the packet is one of those. */
export function match(_p: Packet, data: usize, _c: Context): bool {
  const invert = load<u8>(data, StatisticInfo.invert) != 0;
  if (load<u8>(data, StatisticInfo.mode) == <u8>StatisticMode.RANDOM) {
    return (random32() & 0x7fffffff) < load<u32>(data, StatisticInfo.probability) != invert;
  }
  const count = load<u32>(data, StatisticInfo.count);
  const next = count == load<u32>(data, StatisticInfo.every) ? 0 : count + 1;
  store<u32>(data, next, StatisticInfo.count);
  return (next == 0) != invert;
}
