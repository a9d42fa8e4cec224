/** Connections that were expected (init_conntrack): they belong to their master and take over its
 * mark, the helper that was announced for them, and the NAT that their expectation knows of. */
import { ConntrackStat, ExpectFlag, ExpectFunction, Status } from "../abi";
import { Packet } from "../packet/packet";
import { Connection, Way } from "./connection";
import { activeExpectation, Expectation, removeExpectation } from "./expect";
import { labelOf, setHelper, setLabel } from "./extension";
import { callExpected, forwardedExpected } from "./helpers/h323_nat";
import { ownExpected } from "./helpers/own";
import { pptpExpected } from "./helpers/pptp";
import { sipExpected } from "./helpers/sip_nat";
import { followMaster } from "./nat/follow";
import { connectionGet } from "./reference";
import { countStat } from "./stats";
import { attachHelper, zoneId } from "./template";

const metSpace: usize = memory.data(128, 8);

/** Looks whether somebody expected the new connection, and does what that means. */
export function meetExpectation(p: Packet, c: Connection): void {
  const found = activeExpectation(c.tuple(Way.ORIGINAL), zoneId(p));
  if (found == 0 || !masterIsThere(found)) {
    if (p.template != 0) attachHelper(p, c);
    return;
  }
  // a copy: the record goes, and what NAT does may make and remove others
  const e = changetype<Expectation>(metSpace);
  memory.copy(metSpace, found, offsetof<Expectation>());
  if (!e.is(ExpectFlag.PERMANENT)) removeExpectation(changetype<Expectation>(found));
  const master = changetype<Connection>(<usize>e.master);
  c.status |= Status.EXPECTED;
  c.master = e.master;
  connectionGet(<usize>e.master);
  if (e.helper != 0) setHelper(c, e.helper);
  c.mark = master.mark;
  const label = labelOf(master);
  if (label != 0) setLabel(c, label);
  countStat(ConntrackStat.EXPECT_NEW);
  run(p, c, e);
}

/** A master that has not left the host cannot have told anybody. */
function masterIsThere(found: usize): bool {
  const master = changetype<Connection>(<usize>changetype<Expectation>(found).master);
  return master.isConfirmed() && !master.is(Status.DYING);
}

function run(p: Packet, c: Connection, e: Expectation): void {
  switch (<u32>e.run) {
    case ExpectFunction.FOLLOW_MASTER:
      followMaster(p, c, e);
      return;
    case ExpectFunction.SIP:
      sipExpected(p, c, e);
      return;
    case ExpectFunction.PPTP:
      pptpExpected(p, c, e);
      return;
    case ExpectFunction.Q931:
      callExpected(p, c, e);
      return;
    case ExpectFunction.CALL_FORWARDING:
      forwardedExpected(p, c, e);
      return;
    case ExpectFunction.OWN:
      ownExpected(p, c, e);
      return;
  }
}
