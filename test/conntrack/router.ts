// A small router for tests of conntrack: eth1 (10.0.0.0/24) inside, eth0 (192.0.2.0/24) outside.
import { createFirewall, type Firewall, type ProcessResult } from "../../src/index.js";
import { connectionLine } from "../../src/report/conntrack-text.js";
import { gre, icmp, ip, PROTOCOL, sctp, chunk, tcp, udp, udplite } from "../support/packets.js";

export const SETUP = `
ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ip addr add 2001:db8::1/64 dev eth0
ip addr add 2001:db8:1::1/64 dev eth1
ip route add default via 192.0.2.254 dev eth0
ip -6 route add default via 2001:db8::254 dev eth0
sysctl -w net.ipv4.ip_forward=1
sysctl -w net.ipv6.conf.all.forwarding=1
iptables -A FORWARD -m conntrack --ctstate INVALID
ip6tables -A FORWARD -m conntrack --ctstate INVALID
`;

/** The router with commands added to its setup. */
export const router = (setup = ""): Promise<Firewall> => createFirewall({ setup: SETUP + setup });

/** Seconds as the engine counts time; the clock starts at 1000. */
export const seconds = (n: number): bigint => BigInt(Math.round((1000 + n) * 1000)) * 1000000n;

/** Sends a packet in by the side its source is on, `at` seconds after the start. */
export function send(fw: Firewall, packet: Uint8Array, at = 0): ProcessResult {
  const source = packet[0]! >> 4 === 6 ? packet.subarray(8, 14) : packet.subarray(12, 13);
  const inside = source.length === 1 ? source[0] === 10 : source[5] === 1;
  const place = { in: inside ? "eth1" : "eth0", direction: "in", linkType: 101 } as const;
  return fw.process(packet, { ...place, time: seconds(at) });
}

/** The table as lines, without what never differs. */
export const lines = (fw: Firewall): string[] =>
  fw.conntrack().map((e) => connectionLine(e).replace(/ use=1$/, ""));

/** How many connections there are, confirmed or not. */
export const count = (fw: Firewall): number => fw.engine.exports.connections();

/** A datagram from one address and port to another: "10.0.0.5:1". */
export function datagram(from: string, to: string, data?: Uint8Array): Uint8Array {
  const [s, sport] = from.split(":") as [string, string];
  const [d, dport] = to.split(":") as [string, string];
  const options = data === undefined ? {} : { data };
  return ip(s, d, PROTOCOL.udp, udp(s, d, Number(sport), Number(dport), options));
}

/** The first packet of a connection of each protocol, from 10.0.0.5 to 203.0.113.9. */
export function firstOf(protocol: string): Uint8Array {
  const [s, d] = ["10.0.0.5", "203.0.113.9"];
  switch (protocol) {
    case "tcp":
      return ip(s, d, PROTOCOL.tcp, tcp(s, d, 1, 2));
    case "udp":
      return ip(s, d, PROTOCOL.udp, udp(s, d, 1, 2));
    case "udplite":
      return ip(s, d, PROTOCOL.udplite, udplite(s, d, 1, 2, { pseudo: PROTOCOL.udp }));
    case "sctp":
      return ip(s, d, PROTOCOL.sctp, sctp(1, 2, 0, [chunk(1)]));
    case "icmp":
      return ip(s, d, PROTOCOL.icmp, icmp(s, d, 8, 0, Uint8Array.of(0, 7, 0, 1)));
    case "gre":
      return ip(s, d, PROTOCOL.gre, gre());
  }
  return ip(s, d, 99, new Uint8Array(8));
}
