/**
 * Packets that conntrack calls invalid: the answer to give, and the line in the kernel's log when
 * nf_conntrack_log_invalid asks for it (nf_ct_l4proto_log_invalid).
 */
import { HelperMessage, Hook, InvalidReason, LogRecord, Sysctl, Verdict } from "../abi";
import { sysctl } from "../memory/sysctl";
import { Packet } from "../packet/packet";
import { snapshot } from "../table/log";
import { Connection } from "./connection";
import { helperOf } from "./extension";

/** The sysctl's value for all protocols (IPPROTO_RAW). */
const ALL_PROTOCOLS: i32 = 255;

/** The hook at which conntrack looks at the packet at hand. */
let hookNow: u32 = 0;

/** Says at which hook the next packets are looked at. */
export function setInvalidHook(hook: u32): void {
  hookNow = hook;
}

/** Answers -ACCEPT, having told why if that is wanted. */
export function invalid(p: Packet, reason: InvalidReason): i32 {
  tell(p, reason, 0, 0, 0);
  return -Verdict.ACCEPT;
}

/** Tells why the packet at hand is not as it should be, with the numbers of the reason's text. */
export function tell(p: Packet, reason: InvalidReason, first: u32, second: u32, third: u32): void {
  const wanted = sysctl(Sysctl.NF_CONNTRACK_LOG_INVALID);
  if (wanted == 0) return;
  if (wanted != ALL_PROTOCOLS && wanted != <i32>p.protocol) return;
  const outgoing = hookNow == Hook.OUTPUT;
  const r = snapshot(p, hookNow, outgoing ? 0 : p.inInterface, outgoing ? p.outInterface : 0);
  if (r == 0) return;
  store<u8>(r, <u8>reason, LogRecord.reason);
  store<u8>(r, <u8>p.protocol, LogRecord.protocol);
  store<u32>(r, first, LogRecord.first);
  store<u32>(r, second, LogRecord.second);
  store<u32>(r, third, LogRecord.third);
}

/** Tells why a helper drops the packet at hand (nf_ct_helper_log); answers DROP. */
export function refuseHelp(p: Packet, c: Connection, message: HelperMessage, number: u32): i32 {
  const r = snapshot(p, 0, 0, 0);
  if (r == 0) return Verdict.DROP;
  store<u8>(r, <u8>InvalidReason.HELPER, LogRecord.reason);
  store<u8>(r, <u8>p.protocol, LogRecord.protocol);
  store<u32>(r, helperOf(c), LogRecord.first);
  store<u32>(r, message, LogRecord.second);
  store<u32>(r, number, LogRecord.third);
  return Verdict.DROP;
}
