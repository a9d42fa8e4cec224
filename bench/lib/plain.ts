// A stateful filter in plain JavaScript, as one would write it without sluice: headers read from a
// Buffer, rules tried one after the other, connections in a Map under a string. The yardstick, so
// nothing in it is slow on purpose, and nothing clever.
import type { Rule } from "./rules.js";

/** One connection. */
interface Connection {
  packets: number;
  bytes: number;
  replied: boolean;
}

/** What a packet's headers say. */
interface Headers {
  /** IPv4: the address as a number; IPv6: 32 hexadecimal digits. */
  readonly source: number | string;
  readonly destination: number | string;
  readonly ipv6: boolean;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly length: number;
}

const ETHERNET_BYTES = 14;
const PROTOCOL = { tcp: 6, udp: 17 } as const;

/** A rule with its addresses in the form that packets' addresses have. */
interface LoadedRule extends Omit<Rule, "source" | "source6"> {
  readonly source: number | undefined;
  readonly source6: string | undefined;
}

function load(rule: Rule): LoadedRule {
  const { source, source6 } = rule;
  return {
    ...rule,
    source: source?.split(".").reduce((number, byte) => number * 256 + Number(byte), 0),
    source6: source6 === undefined ? undefined : hex6(source6),
  };
}

function hex6(text: string): string {
  const [head = "", tail = ""] = text.split("::");
  const words = (part: string) => part.split(":").filter((word) => word !== "");
  const [front, back] = [words(head), words(tail)];
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => "0");
  return [...front, ...zeros, ...back].map((word) => word.padStart(4, "0")).join("");
}

/** Reads Ethernet, IPv4 or IPv6, and ports; undefined for whatever else. */
export function parseHeaders(data: Buffer): Headers | undefined {
  if (data.length < ETHERNET_BYTES + 20) return undefined;
  const type = data.readUInt16BE(12);
  const ip = ETHERNET_BYTES;
  if (type === 0x0800) {
    const transport = ip + ((data[ip] ?? 0) & 15) * 4;
    const ported = data.length >= transport + 4 && (data.readUInt16BE(ip + 6) & 0x1fff) === 0;
    return {
      source: data.readUInt32BE(ip + 12),
      destination: data.readUInt32BE(ip + 16),
      ipv6: false,
      protocol: data[ip + 9] ?? 0,
      sourcePort: ported ? data.readUInt16BE(transport) : 0,
      destinationPort: ported ? data.readUInt16BE(transport + 2) : 0,
      length: data.readUInt16BE(ip + 2),
    };
  }
  if (type === 0x86dd && data.length >= ip + 44) {
    return {
      source: data.toString("hex", ip + 8, ip + 24),
      destination: data.toString("hex", ip + 24, ip + 40),
      ipv6: true,
      protocol: data[ip + 6] ?? 0,
      sourcePort: data.readUInt16BE(ip + 40),
      destinationPort: data.readUInt16BE(ip + 42),
      length: data.readUInt16BE(ip + 4) + 40,
    };
  }
  return undefined;
}

function matches(rule: LoadedRule, packet: Headers): boolean {
  const source = packet.ipv6 ? rule.source6 : rule.source;
  if (source !== undefined && source !== packet.source) return false;
  if (rule.protocol !== undefined && PROTOCOL[rule.protocol] !== packet.protocol) return false;
  if (rule.ports === undefined) return true;
  for (const [first, last] of rule.ports) {
    if (packet.destinationPort >= first && packet.destinationPort <= last) return true;
  }
  return false;
}

/** The filter: a chain with policy ACCEPT, before it, if wanted, the table of connections. */
export class PlainFirewall {
  readonly #rules: readonly LoadedRule[];
  readonly #hits: number[];
  readonly #connections: Map<string, Connection> | undefined;
  accepted = 0;
  dropped = 0;

  constructor(rules: readonly Rule[], conntrack: boolean) {
    this.#rules = rules.map(load);
    this.#hits = rules.map(() => 0);
    this.#connections = conntrack ? new Map() : undefined;
  }

  /** Connections in the table. */
  get connections(): number {
    return this.#connections?.size ?? 0;
  }

  /** Judges one Ethernet frame. */
  packet(data: Buffer): "ACCEPT" | "DROP" {
    const headers = parseHeaders(data);
    const verdict =
      headers === undefined || this.#established(headers) ? "ACCEPT" : this.#filter(headers);
    if (verdict === "ACCEPT") this.accepted++;
    else this.dropped++;
    return verdict;
  }

  #filter(packet: Headers): "ACCEPT" | "DROP" {
    let verdict: "ACCEPT" | "DROP" = "ACCEPT";
    for (let i = 0; i < this.#rules.length; i++) {
      const rule = this.#rules[i];
      if (rule === undefined || !matches(rule, packet)) continue;
      this.#hits[i] = (this.#hits[i] ?? 0) + 1;
      verdict = rule.verdict;
      break;
    }
    if (verdict === "ACCEPT") this.#confirm(packet);
    return verdict;
  }

  #established(packet: Headers): boolean {
    if (this.#connections === undefined) return false;
    const { source, destination, protocol, sourcePort, destinationPort } = packet;
    const original = `${protocol} ${source} ${sourcePort} ${destination} ${destinationPort}`;
    let connection = this.#connections.get(original);
    if (connection === undefined) {
      const reply = `${protocol} ${destination} ${destinationPort} ${source} ${sourcePort}`;
      connection = this.#connections.get(reply);
      if (connection === undefined) return false;
      connection.replied = true;
    }
    connection.packets++;
    connection.bytes += packet.length;
    return connection.replied;
  }

  #confirm(packet: Headers): void {
    if (this.#connections === undefined) return;
    const { source, destination, protocol, sourcePort, destinationPort } = packet;
    const key = `${protocol} ${source} ${sourcePort} ${destination} ${destinationPort}`;
    if (this.#connections.has(key)) return;
    this.#connections.set(key, { packets: 1, bytes: packet.length, replied: false });
  }
}
