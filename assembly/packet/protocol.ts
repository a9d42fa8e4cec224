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

/** EtherTypes, host order (IEEE 802). */
export const enum EtherType {
  IPV4 = 0x0800,
  ARP = 0x0806,
  VLAN = 0x8100,
  IPV6 = 0x86dd,
  QINQ = 0x88a8,
}
