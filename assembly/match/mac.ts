/**
 * mac: the source address of the Ethernet header (iptables-extensions(8), mac; mac_mt of the
 * kernel).
 */
import { InterfaceRecord } from "../abi";
import { interfaceRecord } from "../memory/interfaces";
import { Packet, PacketFlag } from "../packet/packet";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** Six bytes, as they stand in the header. */
export const enum MacInfo {
  address = 0,
  invert = 6,
  size = 8,
}

/** ARPHRD_ETHER. */
const ETHERNET: u32 = 1;
/** Where the source address stands in an Ethernet header. */
const SOURCE: usize = 6;

/** Whether the packet came from that address. False, inverted or not, without an Ethernet header. */
export function match(p: Packet, data: usize, c: Context): bool {
  const index = p.inInterface;
  if (index == 0) return false;
  if (<u32>load<u16>(interfaceRecord(index), InterfaceRecord.type) != ETHERNET) return false;
  if (!p.is(PacketFlag.ETHERNET)) {
    if (!p.is(PacketFlag.LOCAL_OUT)) undecided(c);
    return false;
  }
  const at = p.mac + SOURCE;
  const same =
    load<u32>(at) == load<u32>(data, MacInfo.address) &&
    load<u16>(at, 4) == load<u16>(data, MacInfo.address + 4);
  return same != (load<u8>(data, MacInfo.invert) != 0);
}
