/**
 * CONNSECMARK: copies the label of a security module between packet and connection (iptables-extensions(8),
 * CONNSECMARK; connsecmark_tg of the kernel). A label that is there stays.
 */
import { ConnectionEvent, Verdict } from "../abi";
import { Connection, connectionOf } from "../conntrack/connection";
import { noteEvent } from "../conntrack/events";
import { labelOf, setLabel } from "../conntrack/extension";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u8: 1 = from packet to connection. */
export const enum ConnsecmarkInfo {
  save = 0,
  size = 8,
}

/** Copies, and goes on. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  if (p.connection == 0) return Verdict.CONTINUE;
  const c = connectionOf(p);
  if (load<u8>(data, ConnsecmarkInfo.save) != 0) save(p, c);
  else if (p.label == 0) p.label = labelOf(c);
  return Verdict.CONTINUE;
}

function save(p: Packet, c: Connection): void {
  if (p.label == 0 || labelOf(c) != 0) return;
  if (setLabel(c, p.label)) noteEvent(c, ConnectionEvent.SECMARK);
}
