/**
 * A way that is the same for every packet: for rulesets without a model of their host. Hooks run as
 * always; what the stack does between them (header options, routing, TTL, MTU, fragmentation) does
 * not. Packets that the host makes itself are routed as ever, and go nowhere without routes.
 */
import { Cause, Direction, EmitAt, Family, Hook, PathKind, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { hostChanged } from "../memory/generation";
import { validate4 } from "../packet/ipv4";
import { validate6 } from "../packet/ipv6";
import { Packet, PacketFlag } from "../packet/packet";
import { emit } from "./emit";

let kind: u32 = PathKind.NONE;
let pathIn: u32 = 0;
let pathOut: u32 = 0;

/** Sends every packet one way from now on; interfaces by index, 0 where the way has none. */
export function setPath(path: u32, inInterface: u32, outInterface: u32): void {
  hostChanged();
  kind = path;
  pathIn = inInterface;
  pathOut = outInterface;
}

/** Whether the way is given. */
export function pathGiven(): bool {
  return kind != PathKind.NONE;
}

/** Whether this packet's way is given: those that the host makes find their own. */
export function onPath(p: Packet): bool {
  return kind != PathKind.NONE && !p.is(PacketFlag.GENERATED);
}

/** The interface that packets count as seen on. */
export function pathInterface(): u32 {
  return kind == PathKind.OUTPUT ? pathOut : pathIn;
}

/** The direction that packets count as seen in. */
export function pathDirection(): u32 {
  return kind == PathKind.OUTPUT ? Direction.OUT : Direction.IN;
}

/** Sends a packet whose family is known along the way. */
export function takePath(p: Packet): void {
  const cause = p.family == Family.IPV4 ? validate4(p) : validate6(p);
  if (cause != Cause.NONE) {
    p.cause = cause;
    return;
  }
  if (kind == PathKind.OUTPUT) {
    p.flags |= PacketFlag.LOCAL_OUT;
    p.inInterface = 0;
    p.outInterface = pathOut;
    runHook(p, Hook.OUTPUT);
  } else {
    p.inInterface = pathIn;
    runHook(p, Hook.PREROUTING);
  }
}

function runHook(p: Packet, hook: u32): void {
  if (runHooks(p, hook, 0) == Verdict.ACCEPT) continueOnPath(p, hook);
}

/** Continues behind a hook. */
export function continueOnPath(p: Packet, hook: u32): void {
  switch (hook) {
    case Hook.PREROUTING:
      if (kind == PathKind.INPUT) runHook(p, Hook.INPUT);
      else {
        p.outInterface = pathOut;
        runHook(p, Hook.FORWARD);
      }
      break;
    case Hook.INPUT:
      emit(p, EmitAt.LOCAL, p.inInterface, 0);
      break;
    case Hook.FORWARD:
    case Hook.OUTPUT:
      runHook(p, Hook.POSTROUTING);
      break;
    case Hook.POSTROUTING:
      emit(p, EmitAt.WIRE, p.inInterface, p.outInterface);
      break;
  }
}
