/** Hook functions of the embedding program: the only import that a packet may meet, and only when
 * one is registered. */
import { Cause, Verdict } from "../abi";
import { noteVarying, noting } from "../course/note";
import { Packet, PacketFlag } from "../packet/packet";

/** Asks the host: its number of the function, the packet record, the hook. Answers a Verdict. */
declare function hostHook(id: u32, packet: usize, hook: u32): i32;

/** Calls function `id` of the embedding program. */
export function callHostHook(p: Packet, hook: u32, id: u32): i32 {
  if (noting) noteVarying();
  const verdict = hostHook(id, changetype<usize>(p), hook);
  if (verdict != Verdict.ACCEPT && verdict != Verdict.REPEAT) {
    p.cause = Cause.HOST_HOOK;
    p.decision = id;
    p.hook = hook;
    if (verdict == Verdict.STOLEN) p.flags |= PacketFlag.STOLEN;
  }
  return verdict;
}
