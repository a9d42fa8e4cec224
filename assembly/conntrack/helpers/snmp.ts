/**
 * snmp and snmp_trap (RFC 1157, 3416; nf_conntrack_snmp, nf_nat_snmp_basic, 6.18): answers to broadcasts
 * are expected, and with NAT the IP addresses inside messages of SNMPv1 and v2c are translated. A
 * message that is not one of theirs (a trap of v1 among them) is dropped then.
 */
import { HelperMessage, Status, Verdict } from "../../abi";
import { get16 } from "../../packet/bytes";
import { makeWritable, Packet } from "../../packet/packet";
import { Connection, Way, wayOf } from "../connection";
import { refuseHelp } from "../invalid";
import { expectAnswers } from "./broadcast";
import { translateAddresses } from "./snmp_message";

const PORT: u32 = 161;
const TRAP_PORT: u32 = 162;
const SECONDS: u32 = 30;
const HEADER: u32 = 8;

/** Expects answers to a broadcast, and translates. */
export function snmp(p: Packet, c: Connection): i32 {
  expectAnswers(p, c, PORT, SECONDS);
  return c.is(Status.SRC_NAT | Status.DST_NAT) ? snmpTrap(p, c) : Verdict.ACCEPT;
}

/** Translates the addresses in an answer or a trap. */
export function snmpTrap(p: Packet, c: Connection): i32 {
  const way = wayOf(p.ctInfo);
  const t = p.transportHeader();
  if (!p.has(p.transport, HEADER)) return Verdict.ACCEPT;
  if (get16(t) == PORT && way != Way.REPLY) return Verdict.ACCEPT;
  if (get16(t + 2) == TRAP_PORT && way != Way.ORIGINAL) return Verdict.ACCEPT;
  if (!c.is(Status.SRC_NAT | Status.DST_NAT)) return Verdict.ACCEPT;
  if (get16(t + 4) != p.length - p.transport) return refuseHelp(p, c, HelperMessage.SNMP_LENGTH, 0);
  makeWritable(p);
  const own = c.tuple(way);
  const other = c.tuple(1 - way);
  const from = <u32>(way == Way.ORIGINAL ? own.sourceLow : other.sourceLow);
  const to = <u32>(way == Way.ORIGINAL ? other.destinationLow : own.destinationLow);
  if (from == to) return Verdict.ACCEPT;
  const header = p.transportHeader();
  if (translateAddresses(header + HEADER, p.data + p.length, header + 6, from, to))
    return Verdict.ACCEPT;
  return refuseHelp(p, c, HelperMessage.SNMP_PARSER, 0);
}
