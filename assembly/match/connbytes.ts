/**
 * connbytes: how much a connection carried so far (iptables-extensions(8), connbytes; connbytes_mt of
 * the kernel). Only connections that began while nf_conntrack_acct was on are counted; a rule with
 * this match turns it on.
 */
import { connectionOf, Way } from "../conntrack/connection";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u64: bounds; where `from` is greater, what lies between them does not match. u8: what, of which. */
export const enum ConnbytesInfo {
  from = 0,
  to = 8,
  what = 16,
  direction = 17,
  size = 24,
}

/** XT_CONNBYTES_*. */
export const enum ConnbytesWhat {
  PACKETS = 0,
  BYTES = 1,
  AVERAGE = 2,
}

/** XT_CONNBYTES_DIR_*. */
export const enum ConnbytesDirection {
  ORIGINAL = 0,
  REPLY = 1,
  BOTH = 2,
}

/** Whether the connection's count is within the bounds. */
export function match(p: Packet, data: usize, _c: Context): bool {
  if (p.connection == 0) return false;
  const connection = connectionOf(p);
  if (connection.counted == 0) return false;
  const direction = <u32>load<u8>(data, ConnbytesInfo.direction);
  let packets: u64 = 0;
  let bytes: u64 = 0;
  if (direction != ConnbytesDirection.REPLY) {
    packets += connection.packets(Way.ORIGINAL);
    bytes += connection.bytes(Way.ORIGINAL);
  }
  if (direction != ConnbytesDirection.ORIGINAL) {
    packets += connection.packets(Way.REPLY);
    bytes += connection.bytes(Way.REPLY);
  }
  const what = <u32>load<u8>(data, ConnbytesInfo.what);
  let value = what == ConnbytesWhat.PACKETS ? packets : bytes;
  if (what == ConnbytesWhat.AVERAGE && packets != 0) value = bytes / packets;
  if (what == ConnbytesWhat.AVERAGE && packets == 0) value = 0;
  const from = load<u64>(data, ConnbytesInfo.from);
  const to = load<u64>(data, ConnbytesInfo.to);
  if (to >= from) return value >= from && value <= to;
  return value < to || value > from;
}
