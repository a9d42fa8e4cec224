/** Binding a connection to a mapping (nf_nat_setup_info, nf_nat_alloc_null_binding). */
import { NatRangeFlag, Status, Verdict } from "../../abi";
import { copy16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Connection, Way } from "../connection";
import { extensionOf, isHelped } from "../extension";
import { invert } from "../extract";
import { alterReply } from "../table";
import { sameTuple, Tuple } from "../tuple";
import { addBySource } from "./bysource";
import { Manip } from "./manip_type";
import { NatRange } from "./range";
import { uniqueTuple } from "./unique";

export { Manip } from "./manip_type";

const currentSpace: usize = memory.data(40, 8);
const chosenSpace: usize = memory.data(40, 8);
const inverseSpace: usize = memory.data(40, 8);
const nullSpace: usize = memory.data(48, 8);

/** Status bit that says the manipulation is settled. */
export function doneBit(manip: Manip): u32 {
  return manip == Manip.SOURCE ? Status.SRC_NAT_DONE : Status.DST_NAT_DONE;
}

/** Maps the source or destination of a new connection into the range: ACCEPT, or DROP when it was
 * settled before. SNAT, DNAT, MASQUERADE, REDIRECT answer what this answers. */
export function setupNat(_p: Packet, c: Connection, range: NatRange, manip: Manip): i32 {
  if (c.isConfirmed()) return Verdict.ACCEPT;
  if (c.is(doneBit(manip))) return Verdict.DROP;
  const current = changetype<Tuple>(currentSpace);
  const chosen = changetype<Tuple>(chosenSpace);
  // the inverse of the reply is the original with what was mapped before
  invert(current, c.tuple(Way.REPLY));
  uniqueTuple(chosen, current, range, c, manip);
  if (!sameTuple(chosen, current)) {
    const reply = changetype<Tuple>(inverseSpace);
    invert(reply, chosen);
    alterReply(c, reply);
    c.status |= manip == Manip.SOURCE ? Status.SRC_NAT : Status.DST_NAT;
    // a helper may have to change what the packets carry
    if (isHelped(c)) extensionOf(c).adjusts = 1;
  }
  if (manip == Manip.SOURCE) addBySource(c);
  c.status |= doneBit(manip);
  return Verdict.ACCEPT;
}

/** Settles that no rule maps this side: the address stays, the port only when nobody has it. */
export function setupNull(p: Packet, c: Connection, manip: Manip): i32 {
  const range = changetype<NatRange>(nullSpace);
  memory.fill(nullSpace, 0, 48);
  const reply = c.tuple(Way.REPLY);
  const address = manip == Manip.SOURCE ? reply.destination() : reply.source();
  copy16(range.minAddress(), address);
  copy16(range.maxAddress(), address);
  range.flags = NatRangeFlag.MAP_IPS;
  return setupNat(p, c, range, manip);
}
