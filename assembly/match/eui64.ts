/**
 * eui64: whether the source address ends in the EUI-64 of the frame's source (iptables-extensions(8),
 * eui64; eui64_mt6 of the kernel; RFC 4291, appendix A).
 */
import { get16 } from "../packet/bytes";
import { Packet, PacketFlag } from "../packet/packet";
import { EtherType } from "../packet/protocol";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

export const enum Eui64Info {
  size = 8,
}

/** 0xff 0xfe in the middle, as in memory; the bit that says "universal" is turned. */
const MIDDLE: u64 = 0x000000feff000000;
const UNIVERSAL: u64 = 2;
/** Source address and type of an Ethernet header. */
const SOURCE: usize = 6;
const TYPE: usize = 12;
/** Source address of the IPv6 header, second half. */
const INTERFACE_ID: usize = 16;

/** Whether the interface identifier is that of the sender's Ethernet address. */
export function match(p: Packet, _data: usize, c: Context): bool {
  if (!p.is(PacketFlag.ETHERNET)) {
    if (p.fragmentOffset != 0) c.hotdrop = 1;
    else undecided(c);
    return false;
  }
  if (get16(p.mac + TYPE) != <u32>EtherType.IPV6) return false;
  const at = p.mac + SOURCE;
  const first = <u64>load<u16>(at) | ((<u64>load<u8>(at, 2)) << 16);
  const last = ((<u64>load<u8>(at, 3)) << 40) | ((<u64>load<u16>(at, 4)) << 48);
  return load<u64>(p.data, INTERFACE_ID) == ((first | last | MIDDLE) ^ UNIVERSAL);
}
