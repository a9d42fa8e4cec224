/** What the stack does with a packet that a hook let through: the okfn of each hook. */
import { EmitAt, Family, Hook } from "../abi";
import { Packet } from "../packet/packet";
import { emit } from "./emit";
import { forwardFinish4 } from "./forward4";
import { forwardFinish6 } from "./forward6";
import { finishOutput4, output4 } from "./output4";
import { finishOutput6, output6 } from "./output6";
import { continueOnPath, onPath } from "./path";
import { receiveFinish4 } from "./receive4";
import { receiveFinish6 } from "./receive6";

/** Continues behind a hook. */
export function continueAfter(p: Packet, hook: u32): void {
  if (onPath(p)) {
    continueOnPath(p, hook);
    return;
  }
  const v4 = p.family == Family.IPV4;
  switch (hook) {
    case Hook.PREROUTING:
      if (v4) receiveFinish4(p);
      else receiveFinish6(p);
      break;
    case Hook.INPUT:
      emit(p, EmitAt.LOCAL, p.inInterface, 0);
      break;
    case Hook.FORWARD:
      if (v4) forwardFinish4(p);
      else forwardFinish6(p);
      break;
    case Hook.OUTPUT:
      if (v4) output4(p);
      else output6(p);
      break;
    case Hook.POSTROUTING:
      if (v4) finishOutput4(p);
      else finishOutput6(p);
      break;
  }
}
