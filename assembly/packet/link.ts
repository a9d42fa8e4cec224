/**
 * Link layers: where the IP header is in a frame, by the capture's link type
 * (pcap-linktype(7), the tcpdump group's registry).
 */
import { Cause, PacketType } from "../abi";
import { get16 } from "./bytes";
import { Packet, PacketFlag } from "./packet";
import { EtherType } from "./protocol";

/** Link types that can be read. */
export const enum LinkType {
  NULL = 0,
  ETHERNET = 1,
  RAW_BSD = 12,
  RAW_OPENBSD = 14,
  RAW = 101,
  LOOP = 108,
  LINUX_SLL = 113,
  IPV4 = 228,
  IPV6 = 229,
  LINUX_SLL2 = 276,
}

/** Whether frames of this link type can be read. */
export function knownLinkType(linkType: u32): bool {
  switch (linkType) {
    case LinkType.NULL:
    case LinkType.ETHERNET:
    case LinkType.RAW_BSD:
    case LinkType.RAW_OPENBSD:
    case LinkType.RAW:
    case LinkType.LOOP:
    case LinkType.LINUX_SLL:
    case LinkType.IPV4:
    case LinkType.IPV6:
    case LinkType.LINUX_SLL2:
      return true;
  }
  return false;
}

/** Cooked captures: the direction that the packet type tells. 0 = it does not. 1 in, 2 out. */
export let cookedDirection: u32 = 0;

/** Why the last frame held no IP packet: another protocol, or too little of one. */
export let openCause: Cause = Cause.NONE;

/**
 * Finds the IP packet in a frame of `captured` bytes (`original` on the wire): sets data, length,
 * captured, mac, macLength, type. Answers 4, 6, or 0 when the frame holds no IP packet.
 */
export function openFrame(
  p: Packet,
  frame: usize,
  captured: u32,
  original: u32,
  linkType: u32,
): u32 {
  cookedDirection = 0;
  openCause = Cause.HEADER_TOO_SHORT;
  let offset: u32 = 0;
  let etherType: u32 = 0;
  p.type = PacketType.HOST;
  switch (linkType) {
    case LinkType.ETHERNET: {
      if (captured < 14) return 0;
      p.mac = frame;
      p.macLength = 14;
      p.flags |= PacketFlag.ETHERNET;
      p.type = ethernetType(frame);
      etherType = get16(frame + 12);
      offset = 14;
      break;
    }
    case LinkType.LINUX_SLL: {
      if (captured < 16) return 0;
      p.type = cookedType(get16(frame));
      etherType = get16(frame + 14);
      offset = 16;
      break;
    }
    case LinkType.LINUX_SLL2: {
      if (captured < 20) return 0;
      p.type = cookedType(<u32>load<u8>(frame, 10));
      etherType = get16(frame);
      offset = 20;
      break;
    }
    case LinkType.NULL:
    case LinkType.LOOP:
      // four bytes of address family, whose byte order and numbers differ by system: the IP
      // version tells as much
      offset = 4;
      break;
  }
  while (etherType == EtherType.VLAN || etherType == EtherType.QINQ) {
    if (captured < offset + 4) return 0;
    etherType = get16(frame + offset + 2);
    offset += 4;
  }
  if (etherType != 0 && etherType != EtherType.IPV4 && etherType != EtherType.IPV6) {
    openCause = Cause.NOT_IP;
    return 0;
  }
  if (captured < offset + 1) return 0;
  p.data = frame + offset;
  p.captured = captured - offset;
  // a capture that claims less on the wire than it holds is believed about what it holds
  p.length = max(original, captured) - offset;
  if (captured < original) p.flags |= PacketFlag.TRUNCATED;
  if (etherType == EtherType.IPV4) return 4;
  if (etherType == EtherType.IPV6) return 6;
  const version = <u32>load<u8>(p.data) >> 4;
  openCause = Cause.HEADER_VERSION;
  return version == 4 || version == 6 ? version : 0;
}

/** Packet type by the destination MAC: a unicast frame was for this host. */
function ethernetType(frame: usize): PacketType {
  if ((load<u8>(frame) & 1) == 0) return PacketType.HOST;
  if (load<u32>(frame) == 0xffffffff && load<u16>(frame, 4) == 0xffff) return PacketType.BROADCAST;
  return PacketType.MULTICAST;
}

function cookedType(type: u32): PacketType {
  cookedDirection = type == <u32>PacketType.OUTGOING ? 2 : 1;
  if (type == 1) return PacketType.BROADCAST;
  if (type == 2) return PacketType.MULTICAST;
  return PacketType.HOST;
}
