/**
 * irc (nf_conntrack_irc, nf_nat_irc, 6.18): DCC commands in what a client says to another name address
 * and port where the other connects to, as decimal numbers: `PRIVMSG nick :^ADCC SEND file 167772165 4000^A`.
 */
import { HelperMessage, Status, Verdict } from "../../abi";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, Way, wayOf } from "../connection";
import { draft, lastExpected, towards } from "../expect";
import { refuseHelp } from "../invalid";
import { mangleTcp } from "../nat/mangle";
import { announcedAnew, expectAsAnnounced, expectFollowing } from "../nat/follow";
import { isEstablished, tcpData } from "./payload";
import { byte, putByte, putNumber, readEnd, readNumber, stands, standsAnyCase } from "./text";

/** Bytes of a payload that are looked at. */
const MAX_SEARCH: u32 = 4095;
const SPACE: u32 = 32;
const output: usize = memory.data(32, 8);

/** Where address and port stand, and what they are, host order. */
let numbersAt: usize = 0;
let numbersEnd: usize = 0;
let address: u32 = 0;
let port: u32 = 0;

/** Looks for a DCC command of the client's. */
export function irc(p: Packet, c: Connection): i32 {
  if (wayOf(p.ctInfo) != Way.ORIGINAL || !isEstablished(p)) return Verdict.ACCEPT;
  const data = tcpData(p);
  if (data == 0) return Verdict.ACCEPT;
  const from = p.data + data;
  const limit = from + <usize>min<u32>(p.length - data, MAX_SEARCH);
  let at = from;
  while (at + 10 < limit) {
    const ch = byte(at);
    if (ch != SPACE && ch != 13 && ch != 10) break;
    at++;
  }
  if (at + 10 < limit) {
    if (!standsAnyCase(at, "PRIVMSG ", 8)) return Verdict.ACCEPT;
    at += 8;
  }
  while (at + 26 < limit) {
    if (byte(at) != SPACE || byte(at + 1) != 58) {
      at++;
      continue;
    }
    at += 2;
    if (byte(at) != 1 || !stands(at + 1, "DCC ", 4)) return Verdict.ACCEPT;
    at = command(at + 5, limit, c);
    if (at == 0) return announce(p, c, from);
  }
  return Verdict.ACCEPT;
}

function commandName(i: u32): string {
  if (i == 0) return "SEND ";
  if (i == 1) return "CHAT ";
  if (i == 2) return "MOVE ";
  return i == 3 ? "TSEND " : "SCHAT ";
}

/** 0 when a command names a place of the client's, else where to look on. */
function command(from: usize, limit: usize, c: Connection): usize {
  let at = from;
  for (let i: u32 = 0; i < 5; i++) {
    const name = commandName(i);
    if (!stands(at, name, <u32>name.length)) continue;
    at += <usize>name.length;
    if (readPlace(at, limit) && isOwn(c)) return 0;
  }
  return at;
}

/** The address and port behind the next word (parse_dcc). */
function readPlace(from: usize, limit: usize): bool {
  let at = from;
  while (byte(at++) != SPACE) if (at + 12 > limit) return false;
  let end = at;
  while (end < limit && byte(end) != 10) end++;
  if (end >= limit) return false;
  numbersAt = at;
  address = <u32>readNumber(at, end);
  at = readEnd;
  while (byte(at) == SPACE) {
    if (at >= limit) return false;
    at++;
  }
  port = <u32>readNumber(at, end) & 0xffff;
  numbersEnd = readEnd;
  return true;
}

/** Whether the client speaks of itself: by its own address, or the one that others know. */
function isOwn(c: Connection): bool {
  const ip = <u64>bswap<u32>(address);
  const inside = c.tuple(Way.ORIGINAL).sourceLow == ip;
  return port != 0 && (inside || c.tuple(Way.REPLY).destinationLow == ip);
}

function announce(p: Packet, c: Connection, text: usize): i32 {
  const outside = c.tuple(Way.REPLY).destination();
  const e = draft(0, c, Protocol.TCP, 0);
  towards(e, outside, bswap<u16>(<u16>port));
  if (!c.is(Status.SRC_NAT | Status.DST_NAT)) return expectAsAnnounced(p, c, e);
  const open = expectFollowing(e, Way.REPLY, port);
  if (open == 0) return refuseHelp(p, c, HelperMessage.ALL_PORTS, 0);
  const made = lastExpected;
  const ip = bswap<u32>(load<u32>(outside));
  const end = putNumber(putByte(putNumber(output, ip), SPACE), open);
  const offset = <u32>(numbersAt - text);
  const size = <u32>(numbersEnd - numbersAt);
  const mangled = mangleTcp(p, c, offset, size, output, <u32>(end - output));
  return announcedAnew(p, c, made, mangled);
}
