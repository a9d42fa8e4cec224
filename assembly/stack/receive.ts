/** Where packets enter: from an interface, or from a local process. */
import { Cause, ConfSysctl, Errno, Family, Hook, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { conf, interfaceUp } from "../memory/interfaces";
import { validate4 } from "../packet/ipv4";
import { validate6 } from "../packet/ipv6";
import { Packet, PacketFlag } from "../packet/packet";
import { continueAfter } from "./continue";
import { emitError } from "./emit";
import { denySend, hold, letGo } from "./loopback";
import { prepareRaw4 } from "./output4";
import { prepareRaw6 } from "./output6";
import { receive4 } from "./receive4";
import { receive6 } from "./receive6";

/** A packet that arrived on p.inInterface: from the checks of ip_rcv or ipv6_rcv on. */
export function receive(p: Packet): void {
  if (!interfaceUp(p.inInterface)) {
    p.cause = Cause.INTERFACE_DOWN;
    return;
  }
  hold();
  receiveLooped(p);
  letGo();
}

/** As `receive`, inside a receive already under way: for packets of the host that came back. */
export function receiveLooped(p: Packet): void {
  if (p.family == Family.IPV4) {
    const cause = validate4(p);
    if (cause == Cause.NONE) receive4(p);
    else p.cause = cause;
    return;
  }
  if (conf(p.inInterface, ConfSysctl.DISABLE_IPV6) != 0) {
    p.cause = Cause.IPV6_DISABLED;
    return;
  }
  const cause = validate6(p);
  if (cause == Cause.NONE) receive6(p);
  else p.cause = cause;
}

/** A packet that a local process sends through a raw socket: from routing on. */
export function sendLocal(p: Packet): void {
  const error = p.family == Family.IPV4 ? prepareRaw4(p) : prepareRaw6(p);
  if (error != 0) {
    p.cause = error == <u32>Errno.ENETUNREACH ? Cause.NO_ROUTE : Cause.LOCAL_ERROR;
    emitError(error);
    return;
  }
  p.outInterface = p.routeInterface;
  const verdict = runHooks(p, Hook.OUTPUT, 0);
  if (verdict == Verdict.ACCEPT) continueAfter(p, Hook.OUTPUT);
  else denySend(p, verdict);
  // what comes back over `lo` is no longer the sender's
  if (p.error != 0 && !p.is(PacketFlag.LOOPED)) emitError(p.error);
}
