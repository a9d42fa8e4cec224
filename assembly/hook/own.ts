/** Matches and targets of the embedding program (src/extension/own.ts): the host is asked once for each
 * evaluation of one, and not otherwise. */
import { OwnRecord, Verdict } from "../abi";
import { Packet, PacketFlag } from "../packet/packet";
import { Context } from "../table/context";

/** Asks the host whether a match matches: 0 no, 1 yes, 2 the packet is dropped. */
declare function hostMatch(number: u32, packet: usize, hook: u32): i32;

/** Runs a target of the host; answers a Verdict. */
declare function hostTarget(number: u32, packet: usize, hook: u32): i32;

/** A match whose kind is OWN_KIND. */
export function ownMatch(p: Packet, data: usize, c: Context): bool {
  const answer = hostMatch(load<u32>(data, OwnRecord.number), changetype<usize>(p), c.hook);
  if (answer == 2) c.hotdrop = 1;
  return answer == 1;
}

/** A target whose kind is OWN_KIND. */
export function ownTarget(p: Packet, data: usize, c: Context): i32 {
  const verdict = hostTarget(load<u32>(data, OwnRecord.number), changetype<usize>(p), c.hook);
  if (verdict == Verdict.STOLEN) p.flags |= PacketFlag.STOLEN;
  return verdict;
}
