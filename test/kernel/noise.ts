// Whether two packets are the same but for what the kernel draws at random or leaves undone.

/** What is known of the packets that are compared. */
export interface NoiseFacts {
  /** The host made the packet, so it drew the identifier too. */
  own: boolean;
  /** Source ports within these bounds were drawn at random. */
  randomPorts?: [number, number];
}

const read16 = (b: Uint8Array, at: number): number => ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0);

function write16(b: Uint8Array, at: number, value: number): void {
  b[at] = value >> 8;
  b[at + 1] = value & 255;
}

/** The sum of RFC 1071 before it is complemented. */
function sum(b: Uint8Array, from: number, to: number, start = 0): number {
  let s = start;
  for (let i = from; i < to; i += 2) s += (b[i]! << 8) | (i + 1 < to ? b[i + 1]! : 0);
  while (s > 0xffff) s = (s & 0xffff) + (s >>> 16);
  return s;
}

/** Where a packet's transport header and its checksum field are; null where there is none. */
interface Transport {
  protocol: number;
  at: number;
  checksumAt: number;
}

function transportOf(b: Uint8Array): Transport | null {
  const six = b[0]! >> 4 === 6;
  const protocol = six ? b[6]! : b[9]!;
  const at = six ? 40 : (b[0]! & 15) * 4;
  if (!six && (read16(b, 6) & 0x1fff) !== 0) return null;
  const field = { 1: 2, 6: 16, 17: 6, 58: 2 }[protocol];
  if (field === undefined || at + field + 2 > b.length) return null;
  return { protocol, at, checksumAt: at + field };
}

function pseudoSum(b: Uint8Array, t: Transport): number {
  if (t.protocol === 1) return 0;
  const six = b[0]! >> 4 === 6;
  return sum(b, six ? 8 : 12, six ? 40 : 20, t.protocol + (b.length - t.at));
}

/** Puts zero for a checksum that is right, or that still is the sum of the pseudo header alone
 * because a device was to finish it (CHECKSUM_PARTIAL). */
function blankChecksum(b: Uint8Array, partialAllowed: boolean): void {
  const t = transportOf(b);
  if (t === null) return;
  const pseudo = pseudoSum(b, t);
  const whole = sum(b, t.at, b.length, pseudo) === 0xffff;
  const partial = partialAllowed && read16(b, t.checksumAt) === pseudo;
  if (whole || partial) write16(b, t.checksumAt, 0);
}

/** Where the fragment header of an IPv6 packet is, behind the extension headers; -1 without one. */
function fragmentHeader(b: Uint8Array): number {
  let next = b[6]!;
  let at = 40;
  while (at + 8 <= b.length) {
    if (next === 44) return at;
    if (next !== 0 && next !== 43 && next !== 60) return -1;
    next = b[at]!;
    at += (b[at + 1]! + 1) * 8;
  }
  return -1;
}

/** Puts zero for an IPv4 id whose header checksum is right; for an IPv6 flow label, a hash under
 * a key drawn at boot (ip6_make_flowlabel), and a fragment id. */
function blankIdentifier(b: Uint8Array): void {
  if (b[0]! >> 4 === 6) {
    b[1]! &= 0xf0;
    b.fill(0, 2, 4);
    const at = fragmentHeader(b);
    if (at >= 0) b.fill(0, at + 4, at + 8);
    return;
  }
  const end = (b[0]! & 15) * 4;
  if (sum(b, 0, end) !== 0xffff) return;
  b.fill(0, 4, 6);
  b.fill(0, 10, 12);
}

function blankPort(b: Uint8Array, [low, high]: [number, number]): void {
  const t = transportOf(b);
  if (t === null || (t.protocol !== 6 && t.protocol !== 17)) return;
  const port = read16(b, t.at);
  if (port >= low && port <= high) write16(b, t.at, 0);
}

function blanked(hex: string, facts: NoiseFacts): string {
  const b = Uint8Array.from(Buffer.from(hex, "hex"));
  if (b.length < 20) return hex;
  blankChecksum(b, facts.own);
  if (facts.own) blankIdentifier(b);
  if (facts.randomPorts) blankPort(b, facts.randomPorts);
  return Buffer.from(b).toString("hex");
}

/** True if the packets, in hex from the IP header on, are the same but for noise. */
export function sameButNoise(kernel: string, other: string, facts: NoiseFacts): boolean {
  if (kernel === other) return true;
  if (!facts.own && !facts.randomPorts) return false;
  return kernel.length === other.length && blanked(kernel, facts) === blanked(other, facts);
}
