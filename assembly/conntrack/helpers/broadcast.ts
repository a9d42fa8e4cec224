/** Answers to broadcasts: they come from hosts that were never spoken to by name
 * (nf_conntrack_broadcast.c, 6.18). */
import { AddressImage, ExpectFlag, Family, HZ, RouteType } from "../../abi";
import { Packet, PacketFlag } from "../../packet/packet";
import { Connection, Way, wayOf } from "../connection";
import { draft, expect } from "../expect";
import { refreshJiffies } from "../timeout";
import { addressAt, addressCount } from "../../route/address";
import { copyTuple } from "../tuple";

/** Expects answers from the network that a broadcast of this host went to, from `port` (host order),
 * for some seconds, however many. */
export function expectAnswers(p: Packet, c: Connection, port: u32, seconds: u32): void {
  if (!p.is(PacketFlag.LOCAL_OUT) || p.routeType != RouteType.BROADCAST) return;
  if (wayOf(p.ctInfo) != Way.ORIGINAL) return;
  const length = networkOf(p);
  if (length == 0) return;
  const e = draft(0, c, c.protocol(), 0);
  copyTuple(e.tuple(), c.tuple(Way.REPLY));
  e.tuple().zone = 0;
  e.tuple().sourcePort = bswap<u16>(<u16>port);
  e.maskLow = <u64>bswap<u32>(length >= 32 ? 0xffffffff : ~(<u32>0xffffffff >> length));
  e.maskPort = 0xffff;
  e.flags = <u8>ExpectFlag.PERMANENT;
  expect(e, false);
  refreshJiffies(c, seconds * HZ);
}

/** Bits of the network whose broadcast address the packet goes to, 0 = none. */
function networkOf(p: Packet): u32 {
  const to = load<u32>(p.data, 16);
  for (let i: u32 = 0; i < addressCount(Family.IPV4); i++) {
    const a = addressAt(Family.IPV4, i);
    if (load<u32>(a, AddressImage.interfaceIndex) != p.outInterface) continue;
    if (load<u32>(a, AddressImage.broadcast) == to)
      return <u32>load<u8>(a, AddressImage.prefixLength);
  }
  return 0;
}
