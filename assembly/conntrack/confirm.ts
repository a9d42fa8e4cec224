/** Confirming connections (nf_conntrack_confirm). */
import { ConntrackStat, Status, Verdict, Want } from "../abi";
import { jiffies, now } from "../memory/clock";
import { wants } from "../memory/results";
import { Packet } from "../packet/packet";
import { lost, resolveClash } from "./clash";
import { ConnectionExtra, connectionOf, Way, wayOf } from "./connection";
import { tellCached, tellNew } from "./events";
import { help } from "./helper";
import { hashTuple } from "./hash";
import { countStat } from "./stats";
import { crowded, insert, recordOf } from "./table";
import { clashing } from "./zones";

/** Last of INPUT and POSTROUTING (nf_confirm): the connection's helper sees the packet, sequence
 * numbers are adjusted, and the connection of a packet that was let through enters the table. */
export function confirm(p: Packet): i32 {
  if (p.connection == 0) return Verdict.ACCEPT;
  const c = connectionOf(p);
  if (c.extension != 0) {
    const verdict = help(p, c);
    if (verdict != Verdict.ACCEPT) return verdict;
    if (c.isConfirmed() && wants(Want.EVENTS)) tellCached(c);
  }
  if (c.isConfirmed()) return Verdict.ACCEPT;
  // an answer that the host made to a packet that it then dropped: that packet would have confirmed
  if (wayOf(p.ctInfo) != Way.ORIGINAL) return Verdict.ACCEPT;
  if (c.is(Status.DYING)) return lost(p);
  const originalHash = hashTuple(c.tuple(Way.ORIGINAL));
  const replyHash = hashTuple(c.tuple(Way.REPLY));
  let other = clashing(c, Way.ORIGINAL, originalHash);
  if (other == 0) other = clashing(c, Way.REPLY, replyHash);
  if (other != 0) return resolveClash(p, c, recordOf(other), replyHash);
  if (crowded(originalHash) || crowded(replyHash)) {
    countStat(ConntrackStat.CHAIN_TOO_LONG);
    return lost(p);
  }
  if (!insert(c, originalHash, replyHash)) return lost(p);
  c.timeout += jiffies;
  c.status |= Status.CONFIRMED;
  if ((c.extras & <u8>ConnectionExtra.STAMPED) != 0) c.started = now;
  if (wants(Want.EVENTS)) tellNew(c);
  return Verdict.ACCEPT;
}
