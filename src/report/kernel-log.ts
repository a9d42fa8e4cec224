/**
 * The line that the kernel prints for a packet that LOG or TRACE shows: nf_log_ip_packet and
 * nf_log_ip6_packet of nf_log_syslog (Linux 6.18), from the prefix on. Fields are separated by a
 * space, and one follows the last field too, as in the kernel.
 *
 * A header counts as readable when all its bytes are there. What is missing is told as the kernel
 * tells it: "INCOMPLETE [n bytes]" for a transport header, "TRUNCATED" for an IP header.
 */

/** What a line shows besides the basics: flags of the LOG target (NF_LOG_*, uapi). */
export const LogFlag = {
  tcpSequence: 1,
  tcpOptions: 2,
  ipOptions: 4,
  uid: 8,
  macDecode: 32,
  /** What TRACE and nf_conntrack_log_invalid show: all but the decoded link-layer header. */
  trace: 15,
} as const;

/** A packet as it was when it was logged. */
export interface LoggedPacket {
  readonly prefix: string;
  /** Interface names, "" = none. */
  readonly in: string;
  readonly out: string;
  /** Link-layer header, empty when the interface has none. */
  readonly mac: Uint8Array;
  /** Whether that header is Ethernet's. */
  readonly ethernet: boolean;
  /** The packet from its IP header on, as far as it is known. */
  readonly packet: Uint8Array;
  /** Bytes of the whole packet. */
  readonly length: number;
  readonly mark: number;
  /** Owner of the sending socket, null = none known. */
  readonly uid: number | null;
  readonly gid: number | null;
}

/** A line in the making: the bytes it reads and the text so far. */
class Line {
  text = "";
  constructor(
    readonly bytes: Uint8Array,
    readonly length: number,
    readonly flags: number,
  ) {}

  add(text: string): void {
    this.text += text;
  }
  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }
  /** Whether `count` bytes from `offset` on are there to be read. */
  holds(offset: number, count: number): boolean {
    return offset + count <= this.bytes.length;
  }
  u8(offset: number): number {
    return this.bytes[offset]!;
  }
  u16(offset: number): number {
    return (this.bytes[offset]! << 8) | this.bytes[offset + 1]!;
  }
  u32(offset: number): number {
    return this.u16(offset) * 0x10000 + this.u16(offset + 2);
  }
  /** Bytes from `offset` to the end; the kernel counts them unsigned, also behind the end. */
  left(offset: number): number {
    return (this.length - offset) >>> 0;
  }
  /** Tells that a header at `offset` is cut short. */
  incomplete(offset: number): void {
    this.add(`INCOMPLETE [${this.left(offset)} bytes] `);
  }
  /** Bytes as upper-case hexadecimal digits. */
  hex(offset: number, count: number): string {
    let digits = "";
    for (let i = 0; i < count; i++) digits += upper(this.u8(offset + i));
    return digits;
  }
}

const TCP = 6;
const UDP = 17;
const ICMP = 1;
const ESP = 50;
const AH = 51;
const ICMPV6 = 58;
const UDPLITE = 136;

function upper(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}

function lower(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** The line for a packet; `flags` are bits of LogFlag. */
export function kernelLogLine(p: LoggedPacket, flags: number): string {
  const line = new Line(p.packet, p.length, flags);
  line.add(`${p.prefix}IN=${p.in} OUT=${p.out} `);
  if (p.in !== "") macHeader(line, p);
  if (p.packet.length > 0 && p.packet[0]! >> 4 === 6) ipv6(line, p, 0);
  else ipv4(line, p, 0);
  return line.text;
}

/** The link-layer header, in one run of bytes or decoded (dump_mac_header). */
function macHeader(line: Line, p: LoggedPacket): void {
  const bytes = [...p.mac].map(lower);
  // nothing to decode: a copy of a broadcast that was sent
  if (line.has(LogFlag.macDecode) && p.ethernet && bytes.length === 0) return;
  if (line.has(LogFlag.macDecode) && p.ethernet && bytes.length >= 14) {
    line.add(`MACSRC=${bytes.slice(6, 12).join(":")} MACDST=${bytes.slice(0, 6).join(":")} `);
    line.add(`MACPROTO=${bytes[12]}${bytes[13]} `);
  } else line.add(`MAC=${bytes.join(":")} `);
}

/** UID, GID and mark stand at the end of the outer packet's fields. */
function trailer(line: Line, p: LoggedPacket): void {
  if (line.has(LogFlag.uid) && p.uid !== null) line.add(`UID=${p.uid} GID=${p.gid ?? 0} `);
  if (p.mark !== 0) line.add(`MARK=0x${p.mark.toString(16)} `);
}

// ---- IPv4 ----

/** An IPv4 packet at `at`: the logged one at 0, or the one inside an ICMP error. */
function ipv4(line: Line, p: LoggedPacket, at: number): void {
  if (!line.holds(at, 20)) {
    line.add("TRUNCATED");
    return;
  }
  const headerLength = (line.u8(at) & 15) * 4;
  const tos = line.u8(at + 1);
  const fragment = line.u16(at + 6);
  line.add(`SRC=${dotted(line, at + 12)} DST=${dotted(line, at + 16)} `);
  line.add(`LEN=${line.u16(at + 2)} TOS=0x${upper(tos & 0x1e)} PREC=0x${upper(tos & 0xe0)} `);
  line.add(`TTL=${line.u8(at + 8)} ID=${line.u16(at + 4)} `);
  if (fragment & 0x8000) line.add("CE ");
  if (fragment & 0x4000) line.add("DF ");
  if (fragment & 0x2000) line.add("MF ");
  if (fragment & 0x1fff) line.add(`FRAG:${fragment & 0x1fff} `);
  if (line.has(LogFlag.ipOptions) && headerLength > 20) {
    if (!line.holds(at + 20, headerLength - 20)) {
      line.add("TRUNCATED");
      return;
    }
    line.add(`OPT (${line.hex(at + 20, headerLength - 20)}) `);
  }
  const later = (fragment & 0x1fff) !== 0;
  if (!transport4(line, p, line.u8(at + 9), at, at + headerLength, later)) return;
  if (at === 0) trailer(line, p);
}

function dotted(line: Line, at: number): string {
  return `${line.u8(at)}.${line.u8(at + 1)}.${line.u8(at + 2)}.${line.u8(at + 3)}`;
}

/** What follows the IPv4 header. False when the line ends here. */
function transport4(
  line: Line,
  p: LoggedPacket,
  protocol: number,
  ip: number,
  at: number,
  later: boolean,
): boolean {
  if (protocol === TCP) return tcp(line, at, later);
  if (protocol === UDP || protocol === UDPLITE) return udp(line, protocol, at, later);
  if (protocol === ICMP) icmp(line, p, ip, at, later);
  else if (protocol === AH) securityHeader(line, "AH", 12, 4, at, later);
  else if (protocol === ESP) securityHeader(line, "ESP", 8, 0, at, later);
  else line.add(`PROTO=${protocol} `);
  return true;
}

/** AH and ESP: the security parameters index. Of a later fragment of AH not even the name is told. */
function securityHeader(
  line: Line,
  name: string,
  size: number,
  spi: number,
  at: number,
  later: boolean,
): void {
  if (later && name === "AH") return;
  line.add(`PROTO=${name} `);
  if (later) return;
  if (!line.holds(at, size)) line.incomplete(at);
  else line.add(`SPI=0x${line.u32(at + spi).toString(16)} `);
}

/** Bytes of an ICMP message, by type, that must be there: a header, or also the packet inside. */
const ICMP_REQUIRED: Readonly<Record<number, number>> = {
  0: 4,
  3: 28,
  4: 28,
  5: 28,
  8: 4,
  11: 28,
  12: 28,
  13: 20,
  14: 20,
  17: 12,
  18: 12,
};

function icmp(line: Line, p: LoggedPacket, ip: number, at: number, later: boolean): void {
  line.add("PROTO=ICMP ");
  if (later) return;
  if (!line.holds(at, 8)) {
    line.incomplete(at);
    return;
  }
  const type = line.u8(at);
  const code = line.u8(at + 1);
  line.add(`TYPE=${type} CODE=${code} `);
  if (line.left(at) < (ICMP_REQUIRED[type] ?? 0)) {
    line.incomplete(at);
    return;
  }
  if (type === 0 || type === 8) line.add(`ID=${line.u16(at + 4)} SEQ=${line.u16(at + 6)} `);
  else if (type === 12) line.add(`PARAMETER=${line.u8(at + 4)} `);
  else if (type === 5) line.add(`GATEWAY=${dotted(line, at + 4)} `);
  if (type !== 3 && type !== 4 && type !== 5 && type !== 11) return;
  if (ip === 0) {
    line.add("[");
    ipv4(line, p, at + 8);
    line.add("] ");
  }
  if (type === 3 && code === 4) line.add(`MTU=${line.u16(at + 6)} `);
}

// ---- TCP and UDP ----

const TCP_FLAGS: readonly (readonly [number, string])[] = [
  [0x80, "CWR "],
  [0x40, "ECE "],
  [0x20, "URG "],
  [0x10, "ACK "],
  [0x08, "PSH "],
  [0x04, "RST "],
  [0x02, "SYN "],
  [0x01, "FIN "],
];

/** A TCP header at `at`. False when it is cut short: the line ends there. */
function tcp(line: Line, at: number, later: boolean): boolean {
  line.add("PROTO=TCP ");
  if (later) return true;
  if (!line.holds(at, 20)) {
    line.incomplete(at);
    return false;
  }
  line.add(`SPT=${line.u16(at)} DPT=${line.u16(at + 2)} `);
  if (line.has(LogFlag.tcpSequence)) {
    line.add(`SEQ=${line.u32(at + 4)} ACK=${line.u32(at + 8)} `);
  }
  line.add(`WINDOW=${line.u16(at + 14)} RES=0x${lower((line.u8(at + 12) & 14) << 2)} `);
  if (line.u8(at + 12) & 1) line.add("AE ");
  const flags = line.u8(at + 13);
  for (const [bit, name] of TCP_FLAGS) if (flags & bit) line.add(name);
  line.add(`URGP=${line.u16(at + 18)} `);
  const optionLength = (line.u8(at + 12) >> 4) * 4 - 20;
  if (line.has(LogFlag.tcpOptions) && optionLength > 0) {
    if (!line.holds(at + 20, optionLength)) {
      line.add("OPT (TRUNCATED)");
      return false;
    }
    line.add(`OPT (${line.hex(at + 20, optionLength)}) `);
  }
  return true;
}

/** A UDP or UDP-Lite header at `at`. False when it is cut short. */
function udp(line: Line, protocol: number, at: number, later: boolean): boolean {
  line.add(protocol === UDP ? "PROTO=UDP " : "PROTO=UDPLITE ");
  if (later) return true;
  if (!line.holds(at, 8)) {
    line.incomplete(at);
    return false;
  }
  line.add(`SPT=${line.u16(at)} DPT=${line.u16(at + 2)} LEN=${line.u16(at + 4)} `);
  return true;
}

// ---- IPv6 ----

/** Protocol numbers that are IPv6 extension headers (nf_ip6_ext_hdr). */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 44, ESP, AH, 59, 60]);
const FRAGMENT = 44;
const NO_NEXT = 59;

/** An IPv6 packet at `at`: the logged one at 0, or the one inside an ICMPv6 error. */
function ipv6(line: Line, p: LoggedPacket, at: number): void {
  if (!line.holds(at, 40)) {
    line.add("TRUNCATED");
    return;
  }
  const word = line.u32(at);
  line.add(`SRC=${groups(line, at + 8)} DST=${groups(line, at + 24)} `);
  line.add(`LEN=${line.u16(at + 4) + 40} TC=${(word >>> 20) & 255} HOPLIMIT=${line.u8(at + 7)} `);
  line.add(`FLOWLBL=${word & 0xfffff} `);
  const chain = extensions(line, line.u8(at + 6), at + 40);
  if (chain === null) return;
  if (!transport6(line, p, chain.protocol, at, chain.at, chain.later)) return;
  if (at === 0) trailer(line, p);
}

/** An IPv6 address with all its digits, as the kernel's %pI6 prints it. */
function groups(line: Line, at: number): string {
  const words: string[] = [];
  for (let i = 0; i < 16; i += 2) words.push(lower(line.u8(at + i)) + lower(line.u8(at + i + 1)));
  return words.join(":");
}

/** Walks the extension headers; null when the line ends among them. */
function extensions(
  line: Line,
  first: number,
  start: number,
): { protocol: number; at: number; later: boolean } | null {
  let protocol = first;
  let at = start;
  let later = false;
  const shown = line.has(LogFlag.ipOptions);
  while (protocol !== NO_NEXT && EXTENSIONS.has(protocol)) {
    if (!line.holds(at, 2)) {
      line.add("TRUNCATED");
      return null;
    }
    if (shown) line.add("OPT ( ");
    let size: number;
    if (protocol === FRAGMENT) {
      if (!fragmentHeader(line, at)) return null;
      if (line.u16(at + 2) & 0xfff8) later = true;
      size = 8;
    } else if (protocol === ESP || protocol === AH) {
      if (!securityExtension(line, protocol, at, later)) return null;
      size = (line.u8(at + 1) + 2) * 4;
    } else {
      if (later) {
        if (shown) line.add(")");
        return null;
      }
      size = (line.u8(at + 1) + 1) * 8;
    }
    if (shown) line.add(") ");
    protocol = line.u8(at);
    at += size;
  }
  return { protocol, at, later };
}

/** A fragment header; false when it is cut short. */
function fragmentHeader(line: Line, at: number): boolean {
  line.add("FRAG:");
  if (!line.holds(at, 8)) {
    line.add("TRUNCATED ");
    return false;
  }
  const offset = line.u16(at + 2);
  line.add(`${offset & 0xfff8} `);
  if (offset & 1) line.add("INCOMPLETE ");
  line.add(
    `ID:${line
      .u32(at + 4)
      .toString(16)
      .padStart(8, "0")} `,
  );
  return true;
}

/** AH or ESP among the extension headers, shown with --log-ip-options only. True to go on. */
function securityExtension(line: Line, protocol: number, at: number, later: boolean): boolean {
  const isEsp = protocol === ESP;
  if (!line.has(LogFlag.ipOptions)) return !isEsp;
  line.add(isEsp ? "ESP " : "AH ");
  if (later) {
    line.add(")");
    return false;
  }
  if (!line.holds(at, isEsp ? 8 : 12)) {
    line.add(`INCOMPLETE [${line.left(at)} bytes] )`);
    return false;
  }
  const spi = line.u32(isEsp ? at : at + 4).toString(16);
  line.add(isEsp ? `SPI=0x${spi} )` : `SPI=0x${spi} `);
  return !isEsp;
}

/** What follows the extension headers. False when the line ends here. */
function transport6(
  line: Line,
  p: LoggedPacket,
  protocol: number,
  ip: number,
  at: number,
  later: boolean,
): boolean {
  if (protocol === TCP) return tcp(line, at, later);
  if (protocol === UDP || protocol === UDPLITE) return udp(line, protocol, at, later);
  if (protocol === ICMPV6) return icmp6(line, p, ip, at, later);
  line.add(`PROTO=${protocol} `);
  return true;
}

function icmp6(line: Line, p: LoggedPacket, ip: number, at: number, later: boolean): boolean {
  line.add("PROTO=ICMPv6 ");
  if (later) return true;
  if (!line.holds(at, 8)) {
    line.incomplete(at);
    return false;
  }
  const type = line.u8(at);
  line.add(`TYPE=${type} CODE=${line.u8(at + 1)} `);
  if (type === 128 || type === 129) {
    line.add(`ID=${line.u16(at + 4)} SEQ=${line.u16(at + 6)} `);
  }
  if (type === 4)
    line.add(
      `POINTER=${line
        .u32(at + 4)
        .toString(16)
        .padStart(8, "0")} `,
    );
  if (type < 1 || type > 4) return true;
  if (ip === 0) {
    line.add("[");
    ipv6(line, p, at + 8);
    line.add("] ");
  }
  if (type === 2) line.add(`MTU=${line.u32(at + 4)} `);
  return true;
}
