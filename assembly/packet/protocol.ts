/** Protocol numbers (IANA) and EtherTypes that the engine knows. */
export const enum Protocol {
  HOPOPTS = 0,
  ICMP = 1,
  IGMP = 2,
  IPIP = 4,
  TCP = 6,
  UDP = 17,
  DCCP = 33,
  IPV6 = 41,
  ROUTING = 43,
  FRAGMENT = 44,
  GRE = 47,
  ESP = 50,
  AH = 51,
  ICMPV6 = 58,
  NONE = 59,
  DSTOPTS = 60,
  MH = 135,
  SCTP = 132,
  UDPLITE = 136,
}

/** Bytes from the start of a transport header to its ports, or to the SPI that stands for them; -1 = it has
 * none (proto_ports_offset). */
export function portsOffset(protocol: u32): i32 {
  switch (protocol) {
    case Protocol.TCP:
    case Protocol.UDP:
    case Protocol.DCCP:
    case Protocol.ESP:
    case Protocol.SCTP:
    case Protocol.UDPLITE:
      return 0;
    case Protocol.AH:
      return 4;
  }
  return -1;
}

/** EtherTypes, host order (IEEE 802). */
export const enum EtherType {
  IPV4 = 0x0800,
  ARP = 0x0806,
  VLAN = 0x8100,
  IPV6 = 0x86dd,
  QINQ = 0x88a8,
}
