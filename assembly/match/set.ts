/**
 * set: whether the packet is in a set (iptables-extensions(8), set; ipset(8); set_match_v4 of the
 * kernel). A set of more dimensions than the rule names, or of another family, never matches.
 */
import { Packet } from "../packet/packet";
import { ask, askCounters } from "../set/question";
import { testPacket } from "../set/packet";
import { Context } from "../table/context";

/** Which set, asked how. */
export const enum SetMatchInfo {
  /** u16: number of the set. */
  index = 0,
  /** u8: how many of src and dst were given; bit n - 1 of `source`: the n-th is src. */
  dimension = 2,
  source = 3,
  /** u8: AskFlag bits. */
  flags = 4,
  invert = 5,
  /** u8: CounterTest. */
  packetsTest = 6,
  bytesTest = 7,
  /** u64. */
  packets = 8,
  bytes = 16,
  size = 24,
}

/** Whether the packet is in the set. */
export function match(p: Packet, data: usize, c: Context): bool {
  ask(
    <u32>load<u8>(data, SetMatchInfo.dimension),
    <u32>load<u8>(data, SetMatchInfo.source),
    <u32>load<u8>(data, SetMatchInfo.flags),
    p.length,
  );
  askCounters(
    load<u64>(data, SetMatchInfo.packets),
    <u32>load<u8>(data, SetMatchInfo.packetsTest),
    load<u64>(data, SetMatchInfo.bytes),
    <u32>load<u8>(data, SetMatchInfo.bytesTest),
  );
  const found = testPacket(<u32>load<u16>(data, SetMatchInfo.index), p, c);
  return found != (load<u8>(data, SetMatchInfo.invert) != 0);
}
