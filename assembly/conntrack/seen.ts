/**
 * What rules see of a packet's connection (nf_ct_get): in table raw, behind a CT rule, that is the rule's
 * template, a connection between nobody that is NEW and confirmed, with a mark of its own.
 */
import { ConnectionEvent, Status } from "../abi";
import { Packet } from "../packet/packet";
import { CtTargetInfo } from "../target/CT";
import { Connection, connectionOf, timeoutSeconds, Way, wayOf } from "./connection";
import { noteEvent } from "./events";

/** The template's status: IPS_TEMPLATE and, since the rule was made (xt_ct_tg_check), IPS_CONFIRMED. */
const TEMPLATE_STATUS: u32 = 0x800 | Status.CONFIRMED;

/** A connection that is all zero but for its status. */
const blank: usize = memory.data(256, 64);

/** Whether there is anything to see. */
export function seesConnection(p: Packet): bool {
  return p.connection != 0 || p.template != 0;
}

/** The packet's connection, or what stands for its template; there must be one. */
export function seenConnection(p: Packet): Connection {
  if (p.connection != 0) return connectionOf(p);
  const template = changetype<Connection>(blank);
  template.status = TEMPLATE_STATUS;
  return template;
}

/** The packet's direction: a template has only one. */
export function seenWay(p: Packet): u32 {
  return p.connection != 0 ? wayOf(p.ctInfo) : Way.ORIGINAL;
}

/** Seconds until it expires, as --ctexpire counts them. The clock of one that is not confirmed does not run,
 * that of a template ended long ago: the kernel reads both as over. */
export function seenSeconds(p: Packet): u32 {
  if (p.connection == 0) return 0;
  const c = connectionOf(p);
  return c.isConfirmed() ? timeoutSeconds(c) : 0;
}

/** The mark of the connection or the template; there must be one. */
export function seenMark(p: Packet): u32 {
  if (p.connection != 0) return connectionOf(p).mark;
  return load<u32>(p.template, CtTargetInfo.mark);
}

/** Sets it. */
export function setSeenMark(p: Packet, mark: u32): void {
  if (p.connection != 0) {
    const c = connectionOf(p);
    if (c.mark != mark) noteEvent(c, ConnectionEvent.MARK);
    c.mark = mark;
  } else store<u32>(p.template, mark, CtTargetInfo.mark);
}
