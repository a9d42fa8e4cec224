/**
 * The range of addresses and ports that a NAT target maps to: SNAT, DNAT, MASQUERADE and REDIRECT
 * read, print and encode it the same way (struct nf_nat_range2 of the kernel).
 */
import { NatRangeFlag, NatRangeRecord } from "../generated/abi.js";
import { formatAddress, parseIPv6 } from "../setup/address.js";
import { type Family, OptionError, type ParseContext, type RecordWriter } from "./extension.js";
import { scanNumber, U16_MAX } from "./values.js";

/** What a flow may be mapped to. */
export interface NatRange {
  /** First and last address, null = the target chooses. The last may be below the first. */
  addresses: { first: Uint8Array; last: Uint8Array } | null;
  /** First and last port, null = any. */
  ports: { first: number; last: number } | null;
  /** "/base" behind a port range: the port that maps to the first one. Null = none. */
  base: number | null;
  random: boolean;
  randomFully: boolean;
  persistent: boolean;
}

/** TCP, UDP, SCTP, DCCP, ICMP: the protocols for which -p lets iptables take ports. */
const WITH_PORTS: ReadonlySet<number> = new Set([1, 6, 17, 33, 132]);

/** A range that allows everything. */
export function emptyRange(): NatRange {
  return {
    addresses: null,
    ports: null,
    base: null,
    random: false,
    randomFully: false,
    persistent: false,
  };
}

/** Sets the switch of --random, --random-fully or --persistent. */
export function natSwitch(range: NatRange, id: string): void {
  if (id === "random") range.random = true;
  else if (id === "random-fully") range.randomFully = true;
  else range.persistent = true;
}

function needPorts(context: ParseContext): void {
  const protocol = context.namedProtocol ?? context.protocol;
  if (protocol !== null && WITH_PORTS.has(protocol)) return;
  throw new OptionError(
    "need TCP, UDP, SCTP or DCCP with port specification",
    "write -p tcp (or udp, sctp, dccp) in front of the target",
  );
}

/** A port in numbers from `min` on, or the name of a service; what follows numbers is left. */
function port(text: string, min: number, context: ParseContext): { value: number; rest: string } {
  const scanned = scanNumber(text);
  if (scanned !== null && scanned.value >= min && scanned.value <= U16_MAX) return scanned;
  const value = context.service(text);
  if (value !== undefined) return { value, rest: "" };
  throw new OptionError(`port \`${text}' not valid`, `a number from ${min} to 65535, or a service`);
}

/** "80", "http", "80-90", "80-90/1000" (with a base port). Names only for a single port or a base. */
export function parsePorts(range: NatRange, text: string, context: ParseContext): void {
  needPorts(context);
  const first = port(text, 0, context);
  range.ports = { first: first.value, last: first.value };
  if (first.rest === "") return;
  if (first.rest.startsWith(":")) throw new OptionError("invalid port:port syntax - use dash");
  if (!first.rest.startsWith("-")) {
    throw new OptionError(`garbage after port value: \`${first.rest}'`);
  }
  const last = scanNumber(first.rest.slice(1));
  if (last === null || last.value > U16_MAX) {
    throw new OptionError(`port \`${first.rest.slice(1)}' not valid`);
  }
  if (last.value < first.value) {
    throw new OptionError(`port range \`${text}' runs backwards`, "write the lower port first");
  }
  range.ports.last = last.value;
  if (last.rest === "") return;
  if (!last.rest.startsWith("/"))
    throw new OptionError(`garbage after port range: \`${last.rest}'`);
  range.base = port(last.rest.slice(1), 1, context).value;
}

/** An address as inet_pton(3) reads it. */
function parseStrict(text: string, family: Family): Uint8Array {
  let bytes: Uint8Array | null = null;
  if (family === "ipv6") bytes = parseIPv6(text);
  else if (/^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(text)) {
    const parts = text.split(".").map(Number);
    if (parts.every((part) => part <= 255)) bytes = Uint8Array.from(parts);
  }
  if (bytes !== null) return bytes;
  throw new OptionError(`bad IP address "${text}"`, "write a numeric address, or first-last");
}

/**
 * "192.0.2.1", "192.0.2.1-192.0.2.9", either with ":" and ports behind; ":80" alone. IPv6 addresses
 * stand in brackets when ports follow: "[2001:db8::1-2001:db8::9]:80".
 */
export function parseDestination(range: NatRange, text: string, context: ParseContext): void {
  const { family } = context;
  const open = text.indexOf("[");
  let start = 0;
  let end = text.length;
  let colon = text.indexOf(":");
  if (open >= 0) {
    const close = text.indexOf("]", open);
    if (close < 0 || family === "ipv4") throw new OptionError("invalid address format");
    start = open + 1;
    end = close;
    colon = text.indexOf(":", close);
  } else if (colon >= 0 && text.includes(":", colon + 1)) colon = -1;
  if (colon >= 0) {
    parsePorts(range, text.slice(colon + 1), context);
    if (colon === 0 || text.startsWith("[]:")) return;
    if (open < 0) end = colon;
  }
  const [first, last] = splitOnce(text.slice(start, end), "-");
  const address = parseStrict(first, family);
  range.addresses = { first: address, last: last === null ? address : parseStrict(last, family) };
}

function splitOnce(text: string, at: string): [string, string | null] {
  const i = text.indexOf(at);
  return i < 0 ? [text, null] : [text.slice(0, i), text.slice(i + 1)];
}

/** "80", "80-90", "80-90/1000". */
export function portsText({ ports, base }: NatRange): string {
  if (ports === null) return "";
  const range = ports.first === ports.last ? `${ports.first}` : `${ports.first}-${ports.last}`;
  return base === null ? range : `${range}/${base}`;
}

/** The whole range as --to-source and --to-destination take it. */
export function rangeToText(range: NatRange, family: Family): string {
  const ports = range.ports === null ? "" : `:${portsText(range)}`;
  if (range.addresses === null) return ports;
  const first = formatAddress(range.addresses.first);
  const last = formatAddress(range.addresses.last);
  const addresses = first === last ? first : `${first}-${last}`;
  return family === "ipv6" && ports !== "" ? `[${addresses}]${ports}` : addresses + ports;
}

/** The switches in the order in which they are printed, each behind `dashes`. */
export function switchesText(range: NatRange, dashes: string): string[] {
  const out: string[] = [];
  if (range.random) out.push(`${dashes}random`);
  if (range.randomFully) out.push(`${dashes}random-fully`);
  if (range.persistent) out.push(`${dashes}persistent`);
  return out;
}

/** Writes the record that all NAT targets share. */
export function encodeRange(range: NatRange, record: RecordWriter): void {
  record.reserve(NatRangeRecord.size);
  let flags = 0;
  if (range.addresses !== null) {
    flags |= NatRangeFlag.MAP_IPS;
    record.bytes(NatRangeRecord.minAddress, range.addresses.first);
    record.bytes(NatRangeRecord.maxAddress, range.addresses.last);
  }
  if (range.ports !== null) {
    flags |= NatRangeFlag.PROTO_SPECIFIED;
    record.u16(NatRangeRecord.minPort, swap(range.ports.first));
    record.u16(NatRangeRecord.maxPort, swap(range.ports.last));
  }
  if (range.base !== null) {
    flags |= NatRangeFlag.PROTO_OFFSET;
    record.u16(NatRangeRecord.basePort, swap(range.base));
  }
  if (range.random) flags |= NatRangeFlag.PROTO_RANDOM;
  if (range.randomFully) flags |= NatRangeFlag.PROTO_RANDOM_FULLY;
  if (range.persistent) flags |= NatRangeFlag.PERSISTENT;
  record.u32(NatRangeRecord.flags, flags);
}

/** A port in network order, for a little-endian field. */
function swap(value: number): number {
  return ((value & 0xff) << 8) | (value >> 8);
}
