/** The connection's helper and its sequence numbers, before it is confirmed (nf_confirm). */
import { Cause, CtInfo, Family, Status, Verdict } from "../abi";
import { helperDispatch } from "./helpers/dispatch";
import { isLoopback } from "../memory/interfaces";
import { Packet, PacketFlag } from "../packet/packet";
import { Connection } from "./connection";
import { extensionOf } from "./extension";
import { hasTransport } from "./extract";
import { adjust } from "./seqadj";

/** Last but confirming at INPUT and POSTROUTING, for connections with an extension: lets the helper
 * see the packet, and adjusts sequence numbers. ACCEPT or DROP. */
export function help(p: Packet, c: Connection): i32 {
  const x = extensionOf(c);
  const adjusting = c.is(Status.SEQ_ADJUST) && !isLoopback(p.inInterface);
  if (x.helped == 0 && !adjusting) return Verdict.ACCEPT;
  // errors that answer
  if (p.ctInfo == CtInfo.RELATED_REPLY) return Verdict.ACCEPT;
  if (p.family == Family.IPV6 && !hasTransport(p)) return Verdict.ACCEPT;
  // DIFFERS: a packet that the capture cut cannot be read to its end, nor changed: no helper sees it
  if (x.helper != 0 && !p.is(PacketFlag.TRUNCATED)) {
    const verdict = helperDispatch(x.helper, p, c);
    if (verdict != Verdict.ACCEPT) return refused(p);
  }
  if (adjusting && !adjust(p, x)) return refused(p);
  return Verdict.ACCEPT;
}

function refused(p: Packet): i32 {
  p.cause = Cause.HELPER;
  return Verdict.DROP;
}
