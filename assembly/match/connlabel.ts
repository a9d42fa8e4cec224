/**
 * connlabel: labels of the packet's connection (iptables-extensions(8), connlabel; connlabel_mt of the
 * kernel).
 */
import { connectionOf } from "../conntrack/connection";
import { hasLabels, isLabelled, setLabel } from "../conntrack/labels";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u8 each: number of the label, "!", whether it is set where it was not. */
export const enum ConnlabelInfo {
  label = 0,
  invert = 1,
  set = 2,
  size = 8,
}

/** Whether the connection has the label, or has it now; one that can have none has not. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const invert = load<u8>(data, ConnlabelInfo.invert) != 0;
  if (p.connection == 0) return invert;
  const connection = connectionOf(p);
  if (!hasLabels(connection)) return invert;
  const label = <u32>load<u8>(data, ConnlabelInfo.label);
  if (isLabelled(connection, label)) return !invert;
  if (load<u8>(data, ConnlabelInfo.set) == 0) return invert;
  return setLabel(connection, label) != invert;
}
