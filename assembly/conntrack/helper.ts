/** The helpers' hook function (nf_conntrack_helper). */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";

/** INPUT and POSTROUTING: lets the connection's helper see the packet. */
export function helperHook(p: Packet, hook: u32): i32 {
  return p.connection == 0 || hook > 4 ? Verdict.ACCEPT : Verdict.ACCEPT;
}
