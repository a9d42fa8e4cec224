/** Copies of packets for somebody else (nf_dup_ipv4 and nf_dup_ipv6, 6.18). */
import { CtInfo, Family, Hook, NO_FACT } from "../abi";
import { put16 } from "../packet/bytes";
import { IP_DF, setHeaderChecksum4 } from "../packet/ipv4";
import { trafficClass } from "../packet/ipv6";
import { copyPacket, Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { routeOutput4 } from "../route/output4";
import { routeToward6 } from "../route/routes6";
import { sendRouted } from "./output";

const IPV6_HEADER: u32 = 40;

/** Whether a copy is on its way: what it meets makes no further ones. */
let duplicating: bool = false;

/**
 * Sends a copy of the packet over the route to `gateway` (its bytes), by interface `oif` if that is
 * not 0. The copy belongs to no connection and no socket; it meets OUTPUT and POSTROUTING as what
 * the host sends does, and is not copied again.
 *
 * DIFFERS: LOG prints the original's link-layer header for the copy, and sets of MAC addresses find none in it;
 * Linux takes what memory held there (pskb_copy leaves it out).
 */
export function duplicate(p: Packet, hook: u32, gateway: usize, oif: u32): void {
  if (duplicating || !canAcquire()) return;
  const copy = acquirePacket();
  copyPacket(copy, p);
  disown(copy);
  if (prepare(copy, hook, gateway, oif)) {
    // the device that it will leave by counts as the one that it came from
    copy.receivedOn = p.is(PacketFlag.DUPLICATE) ? p.receivedOn : p.inInterface;
    copy.inInterface = copy.routeInterface;
    // what comes back over `lo` is received when the table is done, and may be copied itself
    duplicating = true;
    sendRouted(copy);
    duplicating = false;
  }
  releasePacket();
}

/** The copy has neither the connection nor the sender of its original. */
function disown(copy: Packet): void {
  copy.connection = 0;
  copy.ctInfo = CtInfo.UNTRACKED;
  copy.template = 0;
  copy.uid = NO_FACT;
  copy.gid = NO_FACT;
  copy.error = 0;
  copy.cause = 0;
  copy.hook = 0;
  // it shares its fragments with the original, so that they cannot leave as they came
  copy.pieces = 0;
  const gone = PacketFlag.LOCAL_OUT | PacketFlag.LOOP_COPY | PacketFlag.STOLEN;
  copy.flags = (copy.flags & ~(<u32>gone)) | PacketFlag.GENERATED | PacketFlag.DUPLICATE;
}

/** Routes the copy and makes its header that of a packet that is sent; false = no route. Copies of
 * what comes in live one hop less, so that two hosts do not send each other copies for ever. */
function prepare(copy: Packet, hook: u32, gateway: usize, oif: u32): bool {
  const comesIn = hook == Hook.PREROUTING || hook == Hook.INPUT;
  const h = copy.data;
  if (copy.family == Family.IPV4) {
    store<u8>(h, load<u8>(h, 6) | <u8>(IP_DF >> 8), 6);
    if (comesIn) store<u8>(h, load<u8>(h, 8) - 1, 8);
    const tos = <u32>load<u8>(h, 1) & 0xfc;
    if (routeOutput4(copy, 0, load<u32>(gateway), tos, 0, oif, 0) != 0) return false;
    put16(h + 2, copy.length);
    setHeaderChecksum4(h);
    return true;
  }
  if (comesIn) store<u8>(h, load<u8>(h, 7) - 1, 7);
  if (routeToward6(copy, gateway, trafficClass(h), oif) != 0) return false;
  const payload = copy.length - IPV6_HEADER;
  put16(h + 4, payload > 0xffff ? 0 : payload);
  return true;
}
