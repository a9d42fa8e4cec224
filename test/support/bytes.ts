// Bytes for tests: big-endian fields, addresses as text, checksums. Nothing of the product in here.

/** Joins byte strings. */
export function join(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}

/** One octet. */
export const u8 = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** Big-endian 16-bit values. */
export const u16 = (...values: number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((v) => [(v >>> 8) & 255, v & 255]));

/** Big-endian 32-bit values. */
export const u32 = (...values: number[]): Uint8Array =>
  Uint8Array.from(
    values.flatMap((v) => [(v >>> 24) & 255, (v >>> 16) & 255, (v >>> 8) & 255, v & 255]),
  );

/** Bytes from hex digits; spaces and colons are passed over. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/[\s:]/g, "");
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) throw new Error(`not hex: ${text}`);
  return Uint8Array.from(digits.match(/../g) ?? [], (d) => Number.parseInt(d, 16));
}

/** `n` bytes that count up, a filler one recognises. */
export const filler = (n: number): Uint8Array => Uint8Array.from({ length: n }, (_, i) => i & 255);

function address4(text: string): Uint8Array {
  const parts = text.split(".").map(Number);
  if (parts.length !== 4 || parts.some((p) => !(p >= 0 && p <= 255))) {
    throw new Error(`not an address: ${text}`);
  }
  return Uint8Array.from(parts);
}

function address6(text: string): Uint8Array {
  const [head = "", tail] = text.split("::");
  const groups = (s: string) => (s === "" ? [] : s.split(":").map((g) => Number.parseInt(g, 16)));
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const gap = 8 - front.length - back.length;
  if ((tail === undefined) !== (gap === 0)) throw new Error(`not an address: ${text}`);
  return u16(...front, ...new Array<number>(gap).fill(0), ...back);
}

/** An IPv4 (4 bytes) or IPv6 (16 bytes) address from text. */
export const address = (text: string): Uint8Array =>
  text.includes(":") ? address6(text) : address4(text);

/** The Internet checksum over all parts as one (RFC 1071); parts before the last have even size. */
export function checksum(...parts: Uint8Array[]): number {
  const b = join(...parts);
  let sum = 0;
  for (let i = 0; i < b.length; i += 2) sum += (b[i]! << 8) | (b[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

/** CRC-32C, as SCTP has it (RFC 9260, appendix A). */
export function crc32c(b: Uint8Array): number {
  let crc = 0xffffffff;
  for (const v of b) {
    crc ^= v;
    for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** The pseudo header of TCP, UDP and ICMPv6 (RFC 9293 3.1, RFC 8200 8.1). */
export function pseudoHeader(
  source: Uint8Array,
  destination: Uint8Array,
  protocol: number,
  length: number,
): Uint8Array {
  const tail = source.length === 4 ? join(u8(0, protocol), u16(length)) : u32(length, protocol);
  return join(source, destination, tail);
}
