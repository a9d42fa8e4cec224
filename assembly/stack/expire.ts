/** Fragments whose time is over (ip_expire, ip6frag_expire_frag_queue). */
import { Cause, Family, RouteType } from "../abi";
import { interfaceCount } from "../memory/interfaces";
import {
  expiredQueue,
  Fragment,
  FragmentQueue,
  FragmentUser,
  killQueue,
  QueueFlag,
} from "../packet/fragments";
import { locate4 } from "../packet/ipv4";
import { locate6 } from "../packet/ipv6";
import { HEADROOM, Packet } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { routeInput4 } from "../route/input4";
import { sendIcmpError4 } from "./icmp4";
import { sendIcmpError6 } from "./icmp6";
import { hold, letGo } from "./loopback";

/** "Time exceeded", code "fragment reassembly". */
const TIME_EXCEEDED4: u32 = 11;
const TIME_EXCEEDED6: u32 = 3;
const REASSEMBLY: u32 = 1;

/** Gives up what has waited too long; the sender is told where its first fragment came. */
export function expireFragments(): void {
  let at = expiredQueue();
  while (at != 0) {
    const q = changetype<FragmentQueue>(at);
    if ((q.flags & QueueFlag.FIRST_IN) != 0 && canAcquire()) tell(q);
    else killQueue(q);
    at = expiredQueue();
  }
}

function tell(q: FragmentQueue): void {
  const kind = q.kind;
  const p = acquirePacket();
  restore(p, changetype<Fragment>(q.first));
  p.inInterface = q.lastInterface;
  killQueue(q);
  hold();
  if (p.inInterface != 0 && p.inInterface <= interfaceCount()) {
    if ((kind & 0xff) == Family.IPV4) tell4(p, (kind >> 8) & 0xff);
    else {
      locate6(p);
      sendIcmpError6(p, TIME_EXCEEDED6, REASSEMBLY, 0);
    }
  }
  letGo();
  releasePacket();
}

/** Only the host that a packet is for complains; a router that gathers for conntrack does not. */
function tell4(p: Packet, user: u32): void {
  p.family = Family.IPV4;
  locate4(p);
  if (routeInput4(p) != Cause.NONE) return;
  if (user != FragmentUser.LOCAL_DELIVER && p.routeType != RouteType.LOCAL) return;
  sendIcmpError4(p, TIME_EXCEEDED4, REASSEMBLY, 0);
}

/** The first fragment as a packet again. */
function restore(p: Packet, f: Fragment): void {
  p.data = p.buffer + HEADROOM;
  memory.copy(p.data, f.bytes(), f.captured);
  p.captured = f.captured;
  p.length = f.header + f.length;
  p.mark = f.mark;
  p.type = f.type;
}
