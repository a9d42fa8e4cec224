/** What came of a packet. */
import { Cause, ResultRecord, Verdict } from "../abi";
import { Packet, PacketFlag } from "../packet/packet";
import { emitCount } from "./emit";

/** Writes the packet's fate into its result record: STOLEN when something holds it or no hook sees
 * its kind (ARP), ACCEPT when it left, else DROP. */
export function recordFate(r: usize, p: Packet): void {
  let verdict: u32 = Verdict.DROP;
  if (p.cause == Cause.QUEUED) verdict = Verdict.QUEUE;
  else if (p.cause == Cause.REASSEMBLY || p.cause == Cause.NOT_IP) verdict = Verdict.STOLEN;
  else if (p.is(PacketFlag.STOLEN)) verdict = Verdict.STOLEN;
  else if (emitCount > 0 && accepted(p.cause)) verdict = Verdict.ACCEPT;
  store<u8>(r, <u8>verdict, ResultRecord.verdict);
  store<u8>(r, <u8>p.cause, ResultRecord.cause);
  store<u8>(r, <u8>p.ctInfo, ResultRecord.ctInfo);
  store<u8>(r, <u8>p.hook, ResultRecord.hook);
  store<u32>(r, p.decision, ResultRecord.rule);
  store<u32>(r, p.mark, ResultRecord.mark);
}

/** Causes that an accepted packet may carry: one that could not be sent after it had passed all
 * hooks was not accepted. */
function accepted(cause: u32): bool {
  return cause == Cause.NONE || cause == Cause.RULE || cause == Cause.POLICY;
}
