/**
 * rateest: compares what estimators measured with numbers, or with each other (iptables-extensions(8),
 * rateest; xt_rateest_mt of the kernel).
 */
import { advance, RateEstimator } from "../object/rateest";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { objectState } from "../table/objects";

/** u32 each: places of the estimators, RateestFlag bits, RateestMode, numbers for each. */
export const enum RateestInfo {
  first = 0,
  second = 4,
  flags = 8,
  mode = 12,
  bytes1 = 16,
  bytes2 = 20,
  packets1 = 24,
  packets2 = 28,
  size = 32,
}

/** XT_RATEEST_MATCH_*. */
export const enum RateestFlag {
  INVERT = 1,
  ABSOLUTE = 2,
  RELATIVE = 4,
  DELTA = 8,
  BYTES = 16,
  PACKETS = 32,
}

export const enum RateestMode {
  NONE = 0,
  EQUAL = 1,
  LESS = 2,
  GREATER = 3,
}

/** Whether the rates compare as asked. */
export function match(_p: Packet, data: usize, _c: Context): bool {
  const flags = load<u32>(data, RateestInfo.flags);
  let bytes1 = rate(data, RateestInfo.first, false);
  let packets1 = rate(data, RateestInfo.first, true);
  let bytes2 = load<u32>(data, RateestInfo.bytes2);
  let packets2 = load<u32>(data, RateestInfo.packets2);
  const delta = (flags & RateestFlag.DELTA) != 0;
  if (delta) {
    bytes1 = less(load<u32>(data, RateestInfo.bytes1), bytes1);
    packets1 = less(load<u32>(data, RateestInfo.packets1), packets1);
  }
  if ((flags & RateestFlag.RELATIVE) != 0) {
    const bytes = rate(data, RateestInfo.second, false);
    const packets = rate(data, RateestInfo.second, true);
    bytes2 = delta ? less(bytes2, bytes) : bytes;
    packets2 = delta ? less(packets2, packets) : packets;
  }
  const mode = load<u32>(data, RateestInfo.mode);
  let holds = true;
  if ((flags & RateestFlag.BYTES) != 0) holds = compares(mode, bytes1, bytes2);
  if ((flags & RateestFlag.PACKETS) != 0) holds = holds && compares(mode, packets1, packets2);
  return holds != ((flags & RateestFlag.INVERT) != 0);
}

/** Bytes or packets a second, as far as 32 bits hold them. */
function rate(data: usize, which: usize, packets: bool): u32 {
  const e = changetype<RateEstimator>(objectState(load<u32>(data + which)));
  advance(e);
  return <u32>((packets ? e.packetRate : e.byteRate) >> 8);
}

/** What is left of a number; never below zero. */
function less(number: u32, taken: u32): u32 {
  return number >= taken ? number - taken : 0;
}

function compares(mode: u32, a: u32, b: u32): bool {
  if (mode == RateestMode.LESS) return a < b;
  if (mode == RateestMode.GREATER) return a > b;
  return a == b;
}
