// Random packets: whole ones of every kind, and what becomes of them when bytes are changed, cut,
// moved and lied about.
import type { Random } from "../../bench/lib/random.js";
import { checksum, filler, join, u8, u16, u32 } from "../support/bytes.js";
import {
  CHUNK,
  chunk,
  ethernet,
  gre,
  icmp,
  type IpOptions,
  ip,
  PROTOCOL,
  sctp,
  tcp,
  udp,
  udplite,
} from "../support/packets.js";

/** Addresses that mean something in the setups of setups.ts. */
const ADDRESSES4 = [
  "192.168.1.1", // the router, inside
  "203.0.113.1", // the router, outside
  "192.168.1.10",
  "192.168.1.11",
  "192.168.1.255",
  "203.0.113.9",
  "198.51.100.7",
  "198.51.100.8",
  "10.9.9.9",
  "127.0.0.1",
  "224.0.0.5",
  "255.255.255.255",
  "0.0.0.0",
  "240.0.0.1",
];
const ADDRESSES6 = [
  "2001:db8:1::1",
  "2001:db8:2::1",
  "2001:db8:1::10",
  "2001:db8:1::11",
  "2001:db8:2::9",
  "2001:db8:9::7",
  "2001:db8:9::8",
  "fe80::1",
  "fe80::2",
  "ff02::1",
  "ff02::5",
  "::1",
  "::",
];
const PORTS = [0, 22, 53, 80, 443, 1024, 5001, 40000, 40001, 65535];

const bytes = (r: Random, n: number): Uint8Array =>
  Uint8Array.from({ length: n }, () => r.between(0, 255));

const TCP_FLAGS = [
  "S",
  "SA",
  "A",
  "A",
  "PA",
  "FA",
  "R",
  "RA",
  "F",
  "",
  "SF",
  "SR",
  "FSRPAUEC",
  "SEC",
];

/** TCP options: whole ones, and ones whose length lies (RFC 9293, 3.1). */
function tcpOptions(r: Random): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let left = r.between(0, 3); left > 0; left--) {
    parts.push(
      r.pick([
        () => u8(2, 4, 5, 180),
        () => u8(3, 3, r.between(0, 20)),
        () => u8(4, 2),
        () => join(u8(5, 10), u32(r.next(), r.next())),
        () => join(u8(8, 10), u32(r.next(), r.next())),
        () => u8(1),
        () => u8(0),
        () => u8(r.between(0, 255), r.between(0, 40)),
        () => u8(5, 2 + 8 * r.between(0, 4)),
      ])(),
    );
  }
  return join(...parts).subarray(0, 40);
}

/** IPv4 options (RFC 791, 3.1): record route, timestamp, source routes, router alert, nonsense. */
function ipOptions(r: Random): Uint8Array {
  return r.pick([
    () => u8(7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0),
    () => u8(7, r.between(0, 40), r.between(0, 50)),
    () => u8(68, 12, 5, r.between(0, 255), 0, 0, 0, 0, 0, 0, 0, 0),
    () => u8(131, 7, 4, 198, 51, 100, 8),
    () => u8(137, 7, r.between(0, 12), 198, 51, 100, 8),
    () => u8(148, 4, 0, 0),
    () => bytes(r, r.between(1, 40)),
  ])();
}

/** IPv6 extension headers (RFC 8200, 4; RFC 4302): [protocol, body behind the next-header byte]. */
function extensions(r: Random): [number, Uint8Array][] {
  return Array.from({ length: r.between(1, 4) }, () =>
    r.pick<() => [number, Uint8Array]>([
      () => [0, u8(0, 1, 4, 0, 0, 0, 0)],
      () => [0, u8(0, 5, 2, 0, 0, 1, 0)],
      () => [43, u8(0, 0, 0, 0, 0, 0, 0)],
      () => [43, join(u8(2, 0, r.between(0, 3), 0, 0, 0, 0), bytes(r, 16))],
      () => [60, u8(0, 1, 4, 0, 0, 0, 0)],
      () => [60, u8(r.between(0, 255), 1, 4, 0, 0, 0, 0)],
      () => [51, join(u8(4, 0, 0), u32(1, 2), bytes(r, 12))],
      () => [135, u8(0, 0, 0, 0, 0, 0, 0)],
    ])(),
  );
}

function chunks(r: Random): Uint8Array[] {
  const types = Object.values(CHUNK);
  return Array.from({ length: r.between(1, 4) }, () =>
    chunk(r.chance(0.9) ? r.pick(types) : r.between(0, 255), {
      tag: r.pick([0, 1, r.next()]),
      flags: r.between(0, 3),
      ...(r.chance(0.3) ? { body: bytes(r, r.between(0, 20)) } : {}),
    }),
  );
}

const errorTypes4 = [3, 4, 5, 11, 12];
const errorTypes6 = [1, 2, 3, 4];

function transport(r: Random, s: string, d: string, depth: number): [number, Uint8Array] {
  const sport = r.pick(PORTS);
  const dport = r.pick(PORTS);
  const six = s.includes(":");
  const badChecksum = r.chance(0.05);
  const data = filler(r.pick([0, 1, 8, 40, 600, 1400]));
  return r.pick<() => [number, Uint8Array]>([
    () => {
      const flags = r.pick(TCP_FLAGS);
      const near = r.pick([0, 1, 1000, 70000, r.next()]);
      const ack = r.pick([0, 1, 1000, r.next()]);
      const options = tcpOptions(r);
      const window = r.pick([0, 1, 1000, 65535]);
      const segment = { flags, seq: near, ack, options, window, data, badChecksum };
      return [PROTOCOL.tcp, tcp(s, d, sport, dport, segment)];
    },
    () => [PROTOCOL.udp, udp(s, d, sport, dport, { data, badChecksum, noChecksum: r.chance(0.2) })],
    () => [PROTOCOL.udplite, udplite(s, d, sport, dport, { data, length: r.pick([0, 8, 3, 99]) })],
    () => {
      const type = six
        ? r.pick([128, 129, 133, 134, 135, 136, 137, 130, 143])
        : r.pick([0, 8, 13, 17]);
      return [six ? 58 : 1, icmp(s, d, type, 0, u16(r.between(1, 3), 1), { data, badChecksum })];
    },
    () => {
      const inner = depth < 2 ? wholePacket(r, six, depth + 1) : bytes(r, 40);
      const cut = r.chance(0.5) ? inner.subarray(0, (six ? 48 : 28) + r.between(-20, 40)) : inner;
      const type = six ? r.pick(errorTypes6) : r.pick(errorTypes4);
      return [six ? 58 : 1, icmp(s, d, type, r.between(0, 5), u32(r.next()), { data: cut })];
    },
    () => [PROTOCOL.sctp, sctp(sport, dport, r.pick([0, 1, r.next()]), chunks(r), badChecksum)],
    () => [
      PROTOCOL.gre,
      gre(r.pick([{}, { key: 1 }, { call: 7 }, { call: 7, data: bytes(r, 4) }])),
    ],
    () => [PROTOCOL.esp, join(u32(r.pick([1, 256, r.next()]), 1), data)],
    () => [PROTOCOL.ah, join(u8(6, 4, 0, 0), u32(1, 2), bytes(r, 12), data)],
    () => [r.between(0, 255), bytes(r, r.between(0, 64))],
  ])();
}

/** A packet with right lengths and (nearly always) right checksums, from the IP header on. */
export function wholePacket(r: Random, six = r.chance(0.45), depth = 0): Uint8Array {
  const addresses = six ? ADDRESSES6 : ADDRESSES4;
  const s = r.pick(addresses);
  const d = r.pick(addresses);
  const [protocol, payload] = transport(r, s, d, depth);
  const o: IpOptions = {
    ttl: r.pick([0, 1, 2, 64, 64, 64, 255]),
    tos: r.pick([0, 0, 0x10, 0xb8, 255]),
    id: r.between(1, 4),
  };
  if (r.chance(0.3)) o.df = false;
  if (!six && r.chance(0.1)) o.options = ipOptions(r);
  if (six && r.chance(0.25)) o.extensions = extensions(r);
  if (!r.chance(0.15)) return ip(s, d, protocol, payload, o);
  return fragment(r, s, d, protocol, payload, o);
}

/** A piece of a datagram: any of those that together make it, so that some will meet again. */
function fragment(
  r: Random,
  s: string,
  d: string,
  protocol: number,
  payload: Uint8Array,
  o: IpOptions,
): Uint8Array {
  const offset = r.pick([0, 0, 8, 24, 64, 1400, 65528]);
  const piece = payload.subarray(Math.min(offset, payload.length));
  const size = r.pick([8, 24, 64, 1400, 3]);
  const more = r.chance(0.6);
  return ip(s, d, protocol, piece.subarray(0, size), { ...o, offset, more, id: r.between(1, 2) });
}

/** As many bytes as a length field can say, and more: a jumbogram's says nothing (RFC 2675). */
export function giant(r: Random): Uint8Array {
  const [s, d] = ["2001:db8:1::10", "2001:db8:9::7"];
  const data = new Uint8Array(r.pick([65507, 65527, 200_000]));
  if (r.chance(0.5)) {
    const payload = udp("192.168.1.10", "198.51.100.7", 1024, 53, {
      data: data.subarray(0, 65507),
    });
    return ip("192.168.1.10", "198.51.100.7", 17, payload, { df: false });
  }
  const extensions: [number, Uint8Array][] = [[0, u8(0, 194, 4, 0, 3, 0, 0)]];
  return ip(s, d, 17, udp(s, d, 1024, 53, { data }), { extensions, length: 0 });
}

/** A packet against the direction of one that left: addresses and ports swapped, checksums kept. */
export function answerTo(packet: Uint8Array): Uint8Array {
  const out = packet.slice();
  const six = out[0]! >> 4 === 6;
  const at = six ? 8 : 12;
  const size = six ? 16 : 4;
  const transportAt = six ? 40 : (out[0]! & 15) * 4;
  const swap = (one: number, other: number, n: number) => {
    if (other + n > out.length) return;
    const kept = out.slice(one, one + n);
    out.copyWithin(one, other, other + n);
    out.set(kept, other);
  };
  swap(at, at + size, size);
  swap(transportAt, transportAt + 2, 2);
  const protocol = six ? out[6]! : out[9]!;
  // SYN becomes SYN+ACK; the checksum is made to fit again
  if (protocol === PROTOCOL.tcp && out.length >= transportAt + 20 && out[transportAt + 13] === 2) {
    out[transportAt + 13] = 0x12;
    const sum = ((out[transportAt + 16]! << 8) | out[transportAt + 17]!) - 0x10;
    out.set(u16(sum < 0 ? sum + 0xffff : sum), transportAt + 16);
  }
  return out;
}

/** An ICMP error of a router about a packet that left. */
export function errorAbout(r: Random, packet: Uint8Array): Uint8Array {
  if (packet[0]! >> 4 === 6) {
    const [s, d] = ["2001:db8:9::7", "2001:db8:2::1"];
    const type = r.pick(errorTypes6);
    const data = packet.subarray(0, r.between(0, 200));
    return ip(s, d, 58, icmp(s, d, type, 0, u32(1280), { data }));
  }
  const d = packet.subarray(12, 16).join(".");
  const s = "198.51.100.7";
  const data = packet.subarray(0, r.between(0, 200));
  return ip(s, d, 1, icmp(s, d, r.pick(errorTypes4), r.between(0, 4), u32(1400), { data }));
}

/** Makes the IPv4 header checksum right again, where there is a header. */
function seal(packet: Uint8Array): Uint8Array {
  const size = (packet[0]! & 15) * 4;
  if (packet[0]! >> 4 !== 4 || size < 20 || packet.length < size) return packet;
  packet.set([0, 0], 10);
  packet.set(u16(checksum(packet.subarray(0, size))), 10);
  return packet;
}

/** Breaks a packet somewhere. */
export function mutate(r: Random, packet: Uint8Array, other: Uint8Array): Uint8Array {
  let out: Uint8Array = packet.slice();
  for (let times = r.between(1, 3); times > 0; times--) {
    if (out.length === 0) return out;
    const at = r.between(0, Math.min(out.length - 1, r.pick([40, 80, 2000])));
    out = r.pick<() => Uint8Array>([
      () => {
        out[at] = r.pick([0, 1, 0x7f, 0x80, 0xff, r.between(0, 255)]);
        return out;
      },
      () => {
        out[at]! ^= 1 << r.between(0, 7);
        return out;
      },
      () => out.slice(0, at),
      () => join(out.subarray(0, at), other.subarray(Math.min(at, other.length))),
      () => join(out.subarray(0, at), bytes(r, r.between(1, 60)), out.subarray(at)),
      () => join(out, bytes(r, r.between(1, 60))),
      () => {
        // the length field lies
        const field = out[0]! >> 4 === 6 ? 4 : 2;
        if (out.length > field + 2) out.set(u16(r.pick([0, 20, out.length + 1, 65535])), field);
        return out;
      },
      () => {
        if (out.length > 0) out[0] = (out[0]! & 0xf0) | r.between(0, 15);
        return out;
      },
    ])();
  }
  return r.chance(0.8) ? seal(out) : out;
}

const MAC_ROUTER = u8(2, 0, 0, 0, 0, 1);
const MAC_HOST = u8(2, 0, 0, 0, 9, 9);
const MACS = [
  MAC_ROUTER,
  MAC_ROUTER,
  MAC_HOST,
  u8(255, 255, 255, 255, 255, 255),
  u8(1, 0, 94, 0, 0, 5),
];

/** A packet in a frame: [frame, LINKTYPE_*]. */
export function frame(r: Random, packet: Uint8Array): [Uint8Array, number] {
  const type = packet.length > 0 && packet[0]! >> 4 === 6 ? 0x86dd : 0x0800;
  return r.pick<() => [Uint8Array, number]>([
    () => [packet, 101],
    () => [packet, 101],
    () => [packet.length > 0 ? ethernet(packet, r.pick(MACS), MAC_HOST) : packet, 1],
    () => [join(r.pick(MACS), MAC_HOST, u16(0x8100, 5, type), packet), 1],
    () => [
      join(r.pick(MACS), MAC_HOST, u16(0x88a8, 5, 0x8100, 6, r.pick([type, 0x0806])), packet),
      1,
    ],
    () => [join(u16(r.between(0, 4), 1, 6), MAC_HOST, u16(0, type), packet), 113],
    () => [
      join(u16(type, 0), u32(1), u16(1), u8(r.between(0, 4), 6), MAC_HOST, u16(0), packet),
      276,
    ],
    () => [join(u8(r.pick([2, 10, 24, 30]), 0, 0, 0), packet), 0],
    () => [join(u8(0, 0, 0, 2), packet), 108],
    () => [packet, r.pick([12, 14, 228, 229, 999])],
    () => [bytes(r, r.between(0, 80)), r.pick([0, 1, 101, 108, 113, 276])],
  ])();
}
