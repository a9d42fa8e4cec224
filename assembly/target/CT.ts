/**
 * CT: how conntrack treats the packet (iptables-extensions(8), CT; xt_ct_target of xt_CT). What the
 * rule says is used where the packet meets conntrack (conntrack/template.ts).
 */
import { CtInfo, Verdict } from "../abi";
import { untrack } from "../conntrack/connection";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** The rule's record: the packet's template. */
export const enum CtTargetInfo {
  /** u8: CtTargetFlag bits. */
  flags = 0,
  /** u8: HelperKind, 0 = none. */
  helper = 1,
  /** u16: the zone's number. */
  zone = 2,
  /** u16 each: bits of events that are told. */
  events = 4,
  expectEvents = 6,
  /** 14 times i32: the policy's timeouts in seconds, in the order of their sysctls. */
  timeouts = 8,
  /** u32: the template's mark, as CONNMARK set it. */
  mark = 64,
  size = 72,
}

/** Bits of CtTargetInfo.flags. */
export const enum CtTargetFlag {
  NOTRACK = 1,
  /** The zone counts for packets that begin connections, and for their answers. */
  ZONE_ORIGINAL = 2,
  ZONE_REPLY = 4,
  /** The zone's number is the packet's mark. */
  ZONE_MARK = 8,
  /** The policy's timeouts are given. */
  TIMEOUT = 16,
  /** Only the events named are told. */
  EVENTS = 32,
  /** SYNPROXY opens the connection. */
  PROXY = 64,
}

/** Notes what the rule says and goes on. The first such rule counts: one without --notrack keeps the
 * packet in tracking, whatever a later one says. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  if (p.connection != 0 || p.template != 0 || p.ctInfo != CtInfo.NONE) return Verdict.CONTINUE;
  if ((<u32>load<u8>(data, CtTargetInfo.flags) & CtTargetFlag.NOTRACK) != 0) untrack(p);
  else p.template = data;
  return Verdict.CONTINUE;
}
