/** Binding a connection to a mapping (nf_nat_setup_info). */
import { Verdict } from "../../abi";
import { Packet } from "../../packet/packet";
import { Connection } from "../connection";
import { NatRange } from "./range";

/** Which address a mapping changes (enum nf_nat_manip_type). */
export const enum Manip {
  SOURCE = 0,
  DESTINATION = 1,
}

/** Maps the source or destination of a new connection into the range: ACCEPT, or DROP when no
 * tuple is free. SNAT, DNAT, MASQUERADE, REDIRECT answer what this answers. */
export function setupNat(p: Packet, c: Connection, range: NatRange, manip: Manip): i32 {
  if (p.connection == 0 || c.status == 0 || range.flags == 0 || manip > 1) return Verdict.ACCEPT;
  return Verdict.ACCEPT;
}
