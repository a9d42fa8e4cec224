/** A packet on one line, in tcpdump's manner. */
import { address4, type Ends, endsOf } from "./address.js";
import { icmp4Text, icmp6Text } from "./icmp.js";

const LINK_ETHERNET = 1;
const LINK_SLL = 113;
const LINK_SLL2 = 276;

/** Reads a big-endian field; 0 behind the end. */
export function u16(b: Uint8Array, at: number): number {
  return ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0);
}
export function u32(b: Uint8Array, at: number): number {
  return u16(b, at) * 0x10000 + u16(b, at + 2);
}

/** A MAC address. */
export function macText(b: Uint8Array, at: number): string {
  return Array.from(b.subarray(at, at + 6), (v) => v.toString(16).padStart(2, "0")).join(":");
}

/** A frame: its VLAN tags and what it holds. `ipOffset` is where the engine found an IP header. */
export function frameText(frame: Uint8Array, linkType: number, version: number, ipOffset: number) {
  const link = linkHeader(frame, linkType);
  const tags = link.tags.map((tag) => `vlan ${tag & 0xfff}, `).join("");
  if (version !== 0) return tags + packetText(frame.subarray(ipOffset));
  if (link.etherType === 0x0806) return tags + arpText(frame.subarray(link.offset));
  if (link.etherType === null) return `no IP packet, length ${frame.length}`;
  if (link.etherType < 0x600) return `${tags}802.3, length ${link.etherType}`;
  const type = link.etherType.toString(16).padStart(4, "0");
  return `${tags}ethertype 0x${type}, length ${frame.length}`;
}

interface LinkHeader {
  /** Null when the link layer has none, or it was not captured. */
  readonly etherType: number | null;
  readonly tags: readonly number[];
  readonly offset: number;
}

function linkHeader(frame: Uint8Array, linkType: number): LinkHeader {
  let at = -1;
  if (linkType === LINK_ETHERNET) at = 12;
  if (linkType === LINK_SLL) at = 14;
  const tags: number[] = [];
  let etherType: number | null = null;
  let offset = 0;
  if (linkType === LINK_SLL2 && frame.length >= 20) {
    etherType = u16(frame, 0);
    offset = 20;
  } else if (at >= 0 && frame.length >= at + 2) {
    etherType = u16(frame, at);
    offset = at + 2;
  }
  while ((etherType === 0x8100 || etherType === 0x88a8) && frame.length >= offset + 4) {
    tags.push(u16(frame, offset));
    etherType = u16(frame, offset + 2);
    offset += 4;
  }
  return { etherType, tags, offset };
}

/** ARP for IPv4 over Ethernet (RFC 826). */
function arpText(b: Uint8Array): string {
  const length = `, length ${b.length}`;
  if (b.length < 28 || u16(b, 2) !== 0x0800) return `ARP${length}`;
  const sender = address4(b, 14);
  const target = address4(b, 24);
  switch (u16(b, 6)) {
    case 1:
      return `ARP, Request who-has ${target} tell ${sender}${length}`;
    case 2:
      return `ARP, Reply ${sender} is-at ${macText(b, 8)}${length}`;
    default:
      return `ARP, operation ${u16(b, 6)}${length}`;
  }
}

/** An IP packet, from its header on. */
export function packetText(b: Uint8Array): string {
  const ends = endsOf(b);
  const name = b[0]! >> 4 === 6 ? "IP6" : "IP";
  if (ends === null) return `${name} header cut short, length ${b.length}`;
  const dot = (address: string, port: number | null) =>
    port === null ? address : `${address}.${port}`;
  const from = dot(ends.source, ends.sourcePort);
  const to = dot(ends.destination, ends.destinationPort);
  return `${name} ${from} > ${to}: ${transportText(b, ends)}`;
}

/** Bytes of payload behind the transport header's `header` bytes, as the IP header counts them. */
function payloadLength(b: Uint8Array, ends: Ends, header: number): number {
  const total = ends.version === 4 ? u16(b, 2) : u16(b, 4) + 40;
  return Math.max(0, total - ends.transport - header);
}

const protocolNames: Readonly<Record<number, string>> = {
  2: "igmp",
  47: "GREv0",
  50: "ESP",
  51: "AH",
  59: "no next header",
  103: "PIM",
  112: "VRRP",
  132: "sctp",
};

function transportText(b: Uint8Array, ends: Ends): string {
  const { protocol, transport } = ends;
  const left = payloadLength(b, ends, 0);
  if (ends.laterFragment) return `fragment of protocol ${protocol}, length ${left}`;
  const t = b.subarray(transport);
  if (protocol === 6) return tcpText(t, payloadLength(b, ends, (u16(t, 12) >> 12) * 4));
  if (protocol === 17) return `UDP, length ${payloadLength(b, ends, 8)}`;
  if (protocol === 136) return `UDP-Lite, length ${payloadLength(b, ends, 8)}`;
  if (protocol === 1 && ends.version === 4) return `${icmp4Text(t)}, length ${left}`;
  if (protocol === 58 && ends.version === 6) return `${icmp6Text(t)}, length ${left}`;
  if (protocol === 50)
    return `ESP(spi=0x${u32(t, 0).toString(16).padStart(8, "0")}), length ${left}`;
  return `${protocolNames[protocol] ?? `ip-proto-${protocol}`}, length ${left}`;
}

const FLAGS: readonly (readonly [bit: number, letter: string])[] = [
  [1, "F"],
  [2, "S"],
  [4, "R"],
  [8, "P"],
  [16, "."],
  [32, "U"],
  [64, "E"],
  [128, "W"],
];

function tcpText(t: Uint8Array, length: number): string {
  if (t.length < 20) return `tcp, header cut short, length ${length}`;
  const bits = t[13]!;
  let flags = "";
  for (const [bit, letter] of FLAGS) if ((bits & bit) !== 0 && bit !== 16) flags += letter;
  if ((bits & 16) !== 0) flags += ".";
  const sequence = u32(t, 4);
  const end = (sequence + length) >>> 0;
  let text = `Flags [${flags || "none"}]`;
  if (length > 0) text += `, seq ${sequence}:${end}`;
  else if ((bits & 7) !== 0) text += `, seq ${sequence}`;
  if ((bits & 16) !== 0) text += `, ack ${u32(t, 8)}`;
  return `${text}, win ${u16(t, 14)}${tcpOptions(t)}, length ${length}`;
}

/** The options that are set up with a connection (RFC 9293 3.2, RFC 7323, RFC 2018). */
function tcpOptions(t: Uint8Array): string {
  if ((t[13]! & 2) === 0) return "";
  const end = Math.min((t[12]! >> 4) * 4, t.length);
  const words: string[] = [];
  let at = 20;
  while (at < end) {
    const kind = t[at]!;
    if (kind === 0) break;
    if (kind === 1) {
      at++;
      continue;
    }
    const size = t[at + 1] ?? 0;
    if (size < 2 || at + size > end) break;
    if (kind === 2) words.push(`mss ${u16(t, at + 2)}`);
    else if (kind === 3) words.push(`wscale ${t[at + 2]}`);
    else if (kind === 4) words.push("sackOK");
    else if (kind === 8) words.push(`TS val ${u32(t, at + 2)} ecr ${u32(t, at + 6)}`);
    else words.push(`option-${kind}`);
    at += size;
  }
  return words.length === 0 ? "" : `, options [${words.join(",")}]`;
}
