/**
 * ftp (RFC 959, 1123, 2428; nf_conntrack_ftp, nf_nat_ftp, 6.18): PORT and EPRT of the client, the
 * answers 227 (PASV) and 229 (EPSV) of the server name where the data connection will go.
 *
 * Commands are looked for at the beginning of lines only: the numbers behind the last two line ends of
 * each direction are remembered. A segment that begins as such a command and does not hold all of it
 * is dropped, as no one may see half of it.
 *
 * What is remembered (Extension.data): by direction two u32 sequence numbers, then u8 how many.
 */
import { HelperMessage, Family, Status, Verdict } from "../../abi";
import { copy16, get32 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, wayOf } from "../connection";
import { draft, Expectation, fromAddress, lastExpected, towards } from "../expect";
import { refuseHelp } from "../invalid";
import { extensionOf } from "../extension";
import { mangleTcp } from "../nat/mangle";
import { announcedAnew, expectAsAnnounced, expectFollowing } from "../nat/follow";
import { after, before } from "../proto/tcp_track";
import { isEstablished, tcpData } from "./payload";
import {
  byte,
  isDigit,
  putAddress4,
  putByte,
  putNumber,
  putWhole6,
  readAddress6,
  readEnd,
  standsAnyCase,
} from "./text";

const enum Kind {
  PORT,
  EPRT,
  PASV,
  EPSV,
}

/** What a line said. */
const enum Found {
  NO,
  PARTIAL,
  YES,
}

const NEWLINE: u32 = 10;
const RETURN: u32 = 13;
const SPACE: u32 = 32;
const OPEN: u32 = 40;
const COMMA: u32 = 44;
const DOT: u32 = 46;

/** Where the numbers stand in the payload, and the address (16 bytes) and port they name. */
let numbersAt: u32 = 0;
let numbersSize: u32 = 0;
const named: usize = memory.data(16, 8);
let namedPort: u32 = 0;

const numbers: usize = memory.data(6 * 4, 4);
const output: usize = memory.data(64, 8);

/** Looks for a command or an answer that announces a connection. */
export function ftp(p: Packet, c: Connection): i32 {
  if (!isEstablished(p)) return Verdict.ACCEPT;
  const data = tcpData(p);
  if (data == 0) return Verdict.ACCEPT;
  const size = p.length - data;
  const way = wayOf(p.ctInfo);
  const memo = extensionOf(c).data() + <usize>way * 8;
  const count = extensionOf(c).data() + 16 + <usize>way;
  const seq = get32(p.transportHeader() + 4);
  const text = p.data + data;
  const endsLine = byte(text + <usize>size - 1) == NEWLINE;
  let verdict: i32 = Verdict.ACCEPT;
  if (beginsLine(memo, count, seq)) {
    const found = look(p, c, text, size, way);
    if (found == Found.PARTIAL) return refuseHelp(p, c, HelperMessage.PARTIAL_PORT + <u32>kind, 0);
    if (found == Found.YES) verdict = announce(p, c, way);
  }
  if (endsLine) remember(memo, count, seq + size);
  return verdict;
}

/** Whether the number is one behind a line end. */
function beginsLine(memo: usize, count: usize, seq: u32): bool {
  const n = byte(count);
  if (n > 0 && load<u32>(memo) == seq) return true;
  return n > 1 && load<u32>(memo, 4) == seq;
}

/** Keeps the two latest. */
function remember(memo: usize, count: usize, seq: u32): void {
  const n = byte(count);
  if (beginsLine(memo, count, seq)) return;
  if (n < 2) {
    store<u32>(memo + ((<usize>n) << 2), seq);
    store<u8>(count, <u8>(n + 1));
    return;
  }
  const oldest = before(load<u32>(memo), load<u32>(memo, 4)) ? memo : memo + 4;
  if (after(seq, load<u32>(oldest))) store<u32>(oldest, seq);
}

let kind: Kind = Kind.PORT;

function look(p: Packet, c: Connection, text: usize, size: u32, way: u32): Found {
  // answers to EPSV name no address
  copy16(named, c.tuple(way).source());
  for (let i: u32 = 0; i < 2; i++) {
    kind = way == 0 ? (i == 0 ? Kind.PORT : Kind.EPRT) : i == 0 ? Kind.PASV : Kind.EPSV;
    const found = lookFor(text, size, p.family);
    if (found != Found.NO) return found;
  }
  return Found.NO;
}

function patternOf(k: Kind): string {
  if (k == Kind.PORT) return "PORT";
  if (k == Kind.EPRT) return "EPRT";
  return k == Kind.PASV ? "227 " : "229 ";
}

/** The pattern at the beginning, what may be skipped behind it, and the numbers (find_pattern). */
function lookFor(text: usize, size: u32, family: u32): Found {
  const pattern = patternOf(kind);
  if (size <= 4) return standsAnyCase(text, pattern, size) ? Found.PARTIAL : Found.NO;
  if (!standsAnyCase(text, pattern, 4)) return Found.NO;
  let at: u32 = 4;
  if (kind != Kind.PASV) {
    const skip = kind == Kind.EPSV ? OPEN : SPACE;
    while (byte(text + <usize>at) != skip) {
      if (at == size - 1) return Found.PARTIAL;
      at++;
    }
    at++;
  } else {
    // parentheses may be missing (RFC 1123, 4.1.2.6)
    while (at < size && !isDigit(byte(text + <usize>at))) at++;
    if (at == size) return Found.PARTIAL;
  }
  numbersAt = at;
  numbersSize = readNumbers(text + <usize>at, size - at, family);
  return numbersSize == 0 ? Found.PARTIAL : Found.YES;
}

function readNumbers(text: usize, size: u32, family: u32): u32 {
  switch (kind) {
    case Kind.PORT:
      return readSix(text, size, RETURN);
    case Kind.PASV:
      return readSix(text, size, 0);
    case Kind.EPRT:
      return readExtended(text, size, family);
  }
  return readPortOnly(text, size);
}

/** Numbers with a separator between, up to a terminator (0 = whatever is no number): their size in
 * bytes, 0 = they are not all there (try_number). Values may be any: only their low bits count. */
function readList(text: usize, size: u32, count: u32, separator: u32, end: u32): u32 {
  memory.fill(numbers, 0, 24);
  let i: u32 = 0;
  for (let at: u32 = 0; at < size && i < count; at++) {
    const ch = byte(text + <usize>at);
    const place = numbers + ((<usize>i) << 2);
    if (isDigit(ch)) store<u32>(place, load<u32>(place) * 10 + (ch - 48));
    else if (ch == separator) i++;
    else return (ch == end || end == 0) && i == count - 1 ? at : 0;
  }
  return 0;
}

function takeAddress4(): void {
  const a = load<u32>(numbers) << 24;
  const b = load<u32>(numbers, 4) << 16;
  const d = load<u32>(numbers, 8) << 8;
  memory.fill(named, 0, 16);
  store<u32>(named, bswap<u32>(a | b | d | load<u32>(numbers, 12)));
}

function readSix(text: usize, size: u32, end: u32): u32 {
  const used = readList(text, size, 6, COMMA, end);
  if (used == 0) return 0;
  takeAddress4();
  namedPort = ((load<u32>(numbers, 16) << 8) | load<u32>(numbers, 20)) & 0xffff;
  return used;
}

function isDelimiter(ch: u32): bool {
  return !isDigit(ch) && ch >= 33 && ch <= 126;
}

/** |1|192.0.2.1|6275| or |2|2001:db8::1|6275| */
function readExtended(text: usize, size: u32, family: u32): u32 {
  if (size <= 3) return 0;
  const delimiter = byte(text);
  if (!isDelimiter(delimiter) || byte(text + 2) != delimiter) return 0;
  const v4 = family == Family.IPV4;
  if (byte(text + 1) != (v4 ? <u32>49 : <u32>50)) return 0;
  let used: u32;
  if (v4) {
    used = readList(text + 3, size - 3, 4, DOT, delimiter);
    if (used != 0) takeAddress4();
  } else {
    const good = readAddress6(text + 3, text + <usize>size, named, delimiter);
    used = good ? <u32>(readEnd - text - 3) : 0;
  }
  return used == 0 ? 0 : readPort(text, 3 + used + 1, size, delimiter);
}

/** |||6446| */
function readPortOnly(text: usize, size: u32): u32 {
  if (size <= 3) return 0;
  const delimiter = byte(text);
  if (!isDelimiter(delimiter)) return 0;
  if (byte(text + 1) != delimiter || byte(text + 2) != delimiter) return 0;
  return readPort(text, 3, size, delimiter);
}

/** The port from `start` on up to the delimiter: where that ends, 0 = there is none. */
function readPort(text: usize, start: u32, size: u32, delimiter: u32): u32 {
  let port: u32 = 0;
  for (let at = start; at < size; at++) {
    const ch = byte(text + <usize>at);
    if (ch == delimiter) {
      if (port == 0) return 0;
      namedPort = port;
      return at + 1;
    }
    if (!isDigit(ch)) return 0;
    port = (port * 10 + (ch - 48)) & 0xffff;
  }
  return 0;
}

/** Expects the connection that the numbers announce. One to another host than the speaker is not:
 * anybody could open a way to hosts inside so (the helper's `loose` is off). */
function announce(p: Packet, c: Connection, way: u32): i32 {
  if (memory.compare(named, c.tuple(way).source(), 16) != 0) return Verdict.ACCEPT;
  const other = c.tuple(1 - way);
  const e = draft(0, c, Protocol.TCP, 0);
  fromAddress(e, other.source());
  towards(e, other.destination(), bswap<u16>(<u16>namedPort));
  if (c.is(Status.SRC_NAT | Status.DST_NAT)) return translate(p, c, e, way);
  return expectAsAnnounced(p, c, e);
}

/** The same with NAT: the line names the address that the other end knows (nf_nat_ftp). */
function translate(p: Packet, c: Connection, e: Expectation, way: u32): i32 {
  const port = expectFollowing(e, 1 - way, namedPort);
  if (port == 0) return refuseHelp(p, c, HelperMessage.ALL_PORTS, 0);
  const made = lastExpected;
  const end = print(c.tuple(1 - way).destination(), port, p.family);
  const mangled = mangleTcp(p, c, numbersAt, numbersSize, output, <u32>(end - output));
  return announcedAnew(p, c, made, mangled);
}

/** Writes what stands in the numbers' place; answers its end. */
function print(address: usize, port: u32, family: u32): usize {
  let at = output;
  if (kind == Kind.PORT || kind == Kind.PASV) {
    for (let i: usize = 0; i < 4; i++) at = putByte(putNumber(at, byte(address + i)), COMMA);
    return putNumber(putByte(putNumber(at, port >> 8), COMMA), port & 255);
  }
  at = putByte(at, 124);
  if (kind == Kind.EPRT) {
    const v4 = family == Family.IPV4;
    at = putByte(putByte(at, v4 ? 49 : 50), 124);
    at = v4 ? putAddress4(at, address) : putWhole6(at, address);
  } else at = putByte(at, 124);
  return putByte(putNumber(putByte(at, 124), port), 124);
}
