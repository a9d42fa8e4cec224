/**
 * helper: the helper of the connection that the packet's connection was announced by
 * (iptables-extensions(8), helper; helper_mt of the kernel).
 */
import { Connection, connectionOf } from "../conntrack/connection";
import { helperOf } from "../conntrack/extension";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u8: "!"; u32: bit per HelperKind whose name matches. */
export const enum HelperInfo {
  invert = 0,
  kinds = 4,
  size = 8,
}

/** Whether the master of the connection has such a helper. A connection without one, or whose master
 * has none, answers with the "!"; no connection too. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const invert = load<u8>(data, HelperInfo.invert) != 0;
  if (p.connection == 0) return invert;
  const connection = connectionOf(p);
  if (connection.master == 0) return invert;
  const kind = helperOf(changetype<Connection>(<usize>connection.master));
  if (kind == 0) return invert;
  return (((load<u32>(data, HelperInfo.kinds) >> kind) & 1) != 0) != invert;
}
