/** Where packets enter: from an interface, or from a local process. */
import { Hook, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { Packet } from "../packet/packet";
import { continueAfter } from "./continue";

/** A packet that arrived on p.inInterface: from the checks of ip_rcv or ipv6_rcv on. */
export function receive(p: Packet): void {
  if (runHooks(p, Hook.PREROUTING, 0) == Verdict.ACCEPT) continueAfter(p, Hook.PREROUTING);
}

/** A packet that a local process sends through a raw socket: from routing on. */
export function sendLocal(p: Packet): void {
  if (runHooks(p, Hook.OUTPUT, 0) == Verdict.ACCEPT) continueAfter(p, Hook.OUTPUT);
}
