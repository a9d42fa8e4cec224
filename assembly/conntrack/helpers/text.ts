/**
 * Text in payloads: comparing, searching, numbers and addresses. Literals stay where the compiler put
 * them: nothing is allocated. Positions are pointers; a limit is the first byte that does not count.
 */
import { Family } from "../../abi";

/** The byte at `at`. */
export function byte(at: usize): u32 {
  return <u32>load<u8>(at);
}

export function isDigit(c: u32): bool {
  return c - 48 < 10;
}

export function isAlpha(c: u32): bool {
  return (c | 32) - 97 < 26;
}

function lower(c: u32): u32 {
  return c - 65 < 26 ? c | 32 : c;
}

/** Whether the first `count` characters of `text` stand at `at`. */
export function stands(at: usize, text: string, count: u32): bool {
  for (let i: u32 = 0; i < count; i++)
    if (byte(at + <usize>i) != <u32>text.charCodeAt(i)) return false;
  return true;
}

/** The same, whatever the case of letters. */
export function standsAnyCase(at: usize, text: string, count: u32): bool {
  for (let i: u32 = 0; i < count; i++)
    if (lower(byte(at + <usize>i)) != lower(<u32>text.charCodeAt(i))) return false;
  return true;
}

/** Where `text` first stands whole between `from` and `limit`; 0 = nowhere. */
export function search(from: usize, limit: usize, text: string): usize {
  const count = <u32>text.length;
  for (let at = from; at + <usize>count <= limit; at++) if (stands(at, text, count)) return at;
  return 0;
}

/** Behind the last number that readNumber or readAddress read. */
export let readEnd: usize = 0;

/** The decimal number at `from`, modulo 2^64 (simple_strtoull); readEnd is behind its last digit. */
export function readNumber(from: usize, limit: usize): u64 {
  let n: u64 = 0;
  let at = from;
  while (at < limit && isDigit(byte(at))) {
    n = n * 10 + <u64>(byte(at) - 48);
    at++;
  }
  readEnd = at;
  return n;
}

/** Writes a decimal number; answers what is behind it. */
export function putNumber(to: usize, value: u32): usize {
  let digits: usize = 1;
  for (let v = value; v >= 10; v /= 10) digits++;
  let v = value;
  for (let i = digits; i > 0; i--) {
    store<u8>(to + i - 1, <u8>(48 + (v % 10)));
    v /= 10;
  }
  return to + digits;
}

/** Writes a character. */
export function putByte(to: usize, c: u32): usize {
  store<u8>(to, <u8>c);
  return to + 1;
}

/** Writes an IPv4 address in dotted form. */
export function putAddress4(to: usize, address: usize): usize {
  let at = to;
  for (let i: usize = 0; i < 4; i++) {
    if (i > 0) at = putByte(at, 46);
    at = putNumber(at, byte(address + i));
  }
  return at;
}

function hex(digit: u32): u32 {
  return digit < 10 ? 48 + digit : 87 + digit;
}

function word(address: usize, i: u32): u32 {
  return <u32>bswap<u16>(load<u16>(address + ((<usize>i) << 1)));
}

/** Writes an IPv6 address whole: eight groups of four digits (%pI6). */
export function putWhole6(to: usize, address: usize): usize {
  let at = to;
  for (let i: u32 = 0; i < 8; i++) {
    if (i > 0) at = putByte(at, 58);
    for (let shift: i32 = 12; shift >= 0; shift -= 4)
      at = putByte(at, hex((word(address, i) >> shift) & 15));
  }
  return at;
}

function putGroup(to: usize, value: u32): usize {
  let at = to;
  let begun = false;
  for (let shift: i32 = 12; shift >= 0; shift -= 4) {
    const digit = (value >> shift) & 15;
    if (digit != 0 || shift == 0) begun = true;
    if (begun) at = putByte(at, hex(digit));
  }
  return at;
}

/** Writes an IPv6 address short: the longest run of zeros becomes "::" (RFC 5952; %pI6c). */
export function putAddress6(to: usize, address: usize): usize {
  const mapped = load<u64>(address) == 0 && load<u32>(address, 8) == 0xffff0000;
  const isatap = (load<u32>(address, 8) | 0x02) == 0xfe5e0002;
  const words: u32 = mapped || isatap ? 6 : 8;
  let runAt: u32 = 8;
  let run: u32 = 1;
  for (let i: u32 = 0; i < words; i++) {
    let n: u32 = 0;
    while (i + n < words && word(address, i + n) == 0) n++;
    if (n <= run) continue;
    run = n;
    runAt = i;
  }
  let at = to;
  let colon = false;
  for (let i: u32 = 0; i < words; i++) {
    if (i == runAt) {
      if (colon || i == 0) at = putByte(at, 58);
      at = putByte(at, 58);
      colon = false;
      i += run - 1;
      continue;
    }
    if (colon) at = putByte(at, 58);
    at = putGroup(at, word(address, i));
    colon = true;
  }
  if (words == 8) return at;
  if (colon) at = putByte(at, 58);
  return putAddress4(at, address + 12);
}

/** What a character is to a reader of addresses. */
const enum Sign {
  OTHER = 0,
  DIGIT = 1,
  HEX = 2,
  DOT = 4,
  COLON = 8,
  END = 16,
}

/** The delimiter that is every character no address has. */
export const ANY: u32 = 256;

let signValue: u32 = 0;

function signAt(at: usize, limit: usize, delimiter: u32): Sign {
  const c = at < limit ? byte(at) : 0;
  if (c == delimiter || c == 0) return Sign.END;
  if (c == 58) return Sign.COLON;
  if (c == 46) return Sign.DOT;
  if (isDigit(c)) {
    signValue = c - 48;
    return Sign.DIGIT;
  }
  const letter = (c | 32) - 97;
  if (letter < 6) {
    signValue = letter + 10;
    return Sign.HEX;
  }
  return delimiter == ANY ? Sign.END : Sign.OTHER;
}

/** Reads an IPv4 address into the four bytes at `to`: true when four numbers end at the delimiter, a
 * colon, or the limit (in4_pton). readEnd is there. */
export function readAddress4(from: usize, limit: usize, to: usize, delimiter: u32): bool {
  let address: u32 = 0;
  let parts: u32 = 0;
  let value: i32 = -1;
  let at = from;
  while (true) {
    readEnd = at;
    const sign = signAt(at, limit, delimiter);
    at++;
    if (sign == Sign.OTHER || sign == Sign.HEX) return false;
    if (sign == Sign.DIGIT) {
      value = (value < 0 ? 0 : value) * 10 + <i32>signValue;
      if (value > 255) return false;
      continue;
    }
    if (value < 0) return false;
    address |= (<u32>value) << (parts << 3);
    value = -1;
    parts++;
    if (sign != Sign.DOT) {
      if (parts != 4) return false;
      store<u32>(to, address);
      return true;
    }
    if (parts >= 4) return false;
  }
}

const words6: usize = memory.data(16, 8);

/** Reads an IPv6 address into the 16 bytes at `to`: up to the delimiter or the limit (in6_pton). */
export function readAddress6(from: usize, limit: usize, to: usize, delimiter: u32): bool {
  memory.fill(words6, 0, 16);
  let count: u32 = 0;
  let gap: i32 = -1;
  let value: u32 = 0;
  let digits: u32 = 0;
  let start = from;
  let at = from;
  for (;;) {
    readEnd = at;
    const sign = signAt(at, limit, delimiter);
    if (sign == Sign.OTHER) return false;
    if (sign == Sign.DIGIT || sign == Sign.HEX) {
      if (count >= 16) return false;
      if ((value & 0xf000) != 0) return false;
      value = (value << 4) | signValue;
      digits++;
      at++;
      continue;
    }
    if (sign == Sign.DOT) {
      if (digits == 0) return false;
      if (!(gap >= 0 && count < 12) && count != 12) return false;
      if (!readAddress4(start, limit, words6 + <usize>count, delimiter)) return false;
      count += 4;
      break;
    }
    if (digits > 0) {
      store<u8>(words6 + <usize>count, <u8>(value >> 8));
      store<u8>(words6 + <usize>count, <u8>value, 1);
      count += 2;
    }
    if (sign == Sign.END) {
      if (digits == 0 && (gap < 0 || <u32>gap != count)) return false;
      if (gap < 0 && count < 16) return false;
      break;
    }
    // a colon: one behind a word, or the second of two
    if (digits == 0) {
      if (gap >= 0 || (count == 0 && at == from && !secondColon(at, limit, delimiter)))
        return false;
      if (count == 0 && at == from) at++;
      gap = <i32>count;
    } else {
      if (count >= 16) return false;
      if (gap < 0 && secondColon(at, limit, delimiter)) {
        gap = <i32>count;
        at++;
      }
    }
    value = 0;
    digits = 0;
    at++;
    start = at;
  }
  return spread(to, count, gap);
}

function secondColon(at: usize, limit: usize, delimiter: u32): bool {
  return signAt(at + 1, limit, delimiter) == Sign.COLON;
}

/** Puts zeros where the gap is. */
function spread(to: usize, count: u32, gap: i32): bool {
  const front = gap < 0 ? count : <u32>gap;
  const back = count - front;
  memory.fill(to, 0, 16);
  memory.copy(to, words6, front);
  memory.copy(to + 16 - <usize>back, words6 + <usize>front, back);
  return true;
}

/** Reads an address of the family into the 16 bytes at `to`. */
export function readAddress(
  from: usize,
  limit: usize,
  to: usize,
  delimiter: u32,
  family: u32,
): bool {
  memory.fill(to, 0, 16);
  if (family == Family.IPV4) return readAddress4(from, limit, to, delimiter);
  return readAddress6(from, limit, to, delimiter);
}
