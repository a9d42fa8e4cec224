/** What the stack does with a packet that a hook let through: the okfn of each hook. */
import { EmitAt, Hook } from "../abi";
import { Packet } from "../packet/packet";
import { emit } from "./emit";

/** Continues behind a hook. */
export function continueAfter(p: Packet, hook: u32): void {
  if (hook == Hook.INPUT) emit(p, EmitAt.LOCAL, p.inInterface, 0);
  if (hook == Hook.POSTROUTING) emit(p, EmitAt.WIRE, p.inInterface, p.outInterface);
}
