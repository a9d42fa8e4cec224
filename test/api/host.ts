// The host that the tests of the library talk to, and packets for it.
import { createFirewall, type Firewall } from "../../src/index.js";
import { ip, ip6, PROTOCOL, tcp, type TcpOptions, udp } from "../support/packets.js";

/** A router between eth1 (inside) and eth0 (outside). */
export const ROUTER = `
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ip -6 addr add 2001:db8:1::1/64 dev eth0
ip -6 addr add 2001:db8:2::1/64 dev eth1
ip link set eth0 up
ip link set eth1 up
ip route add default via 192.0.2.254 dev eth0
sysctl -w net.ipv4.ip_forward=1
sysctl -w net.ipv6.conf.all.forwarding=1
`;

/** The router with rules. */
export const router = (rules = ""): Promise<Firewall> => createFirewall({ setup: ROUTER + rules });

export const INSIDE = "10.0.0.5";
export const OUTSIDE = "198.51.100.7";

/** A datagram from inside to outside. */
export const outgoing = (sport = 4000, dport = 53): Uint8Array =>
  ip(INSIDE, OUTSIDE, PROTOCOL.udp, udp(INSIDE, OUTSIDE, sport, dport));

/** The answer to it. */
export const incoming = (sport = 53, dport = 4000): Uint8Array =>
  ip(OUTSIDE, INSIDE, PROTOCOL.udp, udp(OUTSIDE, INSIDE, sport, dport));

/** A TCP segment from inside to outside. */
export const segment = (o: TcpOptions): Uint8Array =>
  ip(INSIDE, OUTSIDE, PROTOCOL.tcp, tcp(INSIDE, OUTSIDE, 4000, 80, o));

/** A datagram from inside to outside, IPv6. */
export const outgoing6 = (): Uint8Array => {
  const [s, d] = ["2001:db8:2::5", "2001:db8:1::7"];
  return ip6(s, d, PROTOCOL.udp, udp(s, d, 4000, 53));
};

/** Packets are handed over as raw IP (LINKTYPE_RAW). */
export const inside = { in: "eth1", direction: "in", linkType: 101 } as const;
export const outside = { in: "eth0", direction: "in", linkType: 101 } as const;
