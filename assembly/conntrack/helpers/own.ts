/**
 * Helpers of the embedding program (src/extension/own-helper.ts): the host is asked once for each packet of
 * a connection that has one, and not otherwise. What it does to the packet and its connection it does
 * through the calls below, while it is asked; it has checked its arguments.
 */
import {
  ConnectionEvent,
  ExpectationRecord,
  Expected,
  ExpectFlag,
  HelperMessage,
  HZ,
  Status,
} from "../../abi";
import { jiffies } from "../../memory/clock";
import { get32 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, connectionOf } from "../connection";
import { noteEvent } from "../events";
import { draft, expect, Expectation, isOver } from "../expect";
import { lastExpected, removeExpectation } from "../expect";
import { copyExpectation } from "../expect_copy";
import { extensionOf, helperOf } from "../extension";
import { refuseHelp } from "../invalid";
import { hasLabels, setLabel } from "../labels";
import { expectPort, mapTo, portAnswer } from "../nat/follow";
import { mangleTcpOnly, mangleUdp } from "../nat/mangle";
import { Manip } from "../nat/setup";
import { noteChange } from "../seqadj";
import { copyTuple, Tuple } from "../tuple";
import { tcpData, udpData } from "./payload";

/** Shows the host a packet of a connection that has helper `kind`; answers ACCEPT or DROP. */
declare function hostHelp(kind: u32, packet: usize): i32;

/** Tells the host of a connection that helper `kind` expected; false: it must not be. */
declare function hostExpected(kind: u32, packet: usize, connection: usize, met: usize): bool;

/** ExpectationRecord.timeout that says: as the helper's policy has it. */
const AS_POLICY: u32 = 0xffffffff;

/** Room for an ExpectationRecord or a ConnectionRecord that crosses, while the host is asked. */
const record: usize = memory.data(176, 8);

/** Lets the host see a packet. What it changed of a segment's length is one change to later ones. */
export function own(kind: u32, p: Packet, c: Connection): i32 {
  const length = p.length;
  const verdict = hostHelp(kind, changetype<usize>(p));
  if (p.length == length || p.protocol != Protocol.TCP) return verdict;
  extensionOf(c).adjusts = 1;
  noteChange(p, c, get32(p.transportHeader() + 4), <i32>p.length - <i32>length);
  return verdict;
}

/** Lets the host map a connection that was expected. One that the host could not deal with does not
 * get beyond its first packet. */
export function ownExpected(p: Packet, c: Connection, e: Expectation): void {
  const kind = helperOf(changetype<Connection>(<usize>e.master));
  const met = changetype<usize>(e);
  if (!hostExpected(kind, changetype<usize>(p), changetype<usize>(c), met))
    c.status |= Status.DYING;
}

function connection(packet: usize): Connection {
  return connectionOf(changetype<Packet>(packet));
}

/** Where those records cross. */
export function helpRecord(): usize {
  return record;
}

/** The id of the packet's connection. */
export function helpConnection(packet: usize): usize {
  return changetype<Packet>(packet).connection;
}

/** Transport protocol of the packet: that of an ICMP error is not its connection's. */
export function helpProtocol(packet: usize): u32 {
  return changetype<Packet>(packet).protocol;
}

/** Offset of what the transport carries; the packet's length where that is nothing. */
export function helpPayload(packet: usize): u32 {
  const p = changetype<Packet>(packet);
  const at = p.protocol == Protocol.TCP ? tcpData(p) : udpData(p);
  return at == 0 ? p.length : at;
}

/** Offset of the transport header. */
export function helpTransport(packet: usize): u32 {
  return changetype<Packet>(packet).transport;
}

/** The 64 bytes that the connection's helper may keep. */
export function helpMemory(packet: usize): usize {
  return extensionOf(connection(packet)).data();
}

/** Replaces bytes of what TCP or UDP carries; false: the packet would become too long. */
export function helpMangle(packet: usize, offset: u32, size: u32, from: usize, newSize: u32): bool {
  const p = changetype<Packet>(packet);
  if (p.protocol == Protocol.TCP) return mangleTcpOnly(p, offset, size, from, newSize);
  return mangleUdp(p, offset, size, from, newSize);
}

/** Expects the connection of the ExpectationRecord: its tuple, mask, flags, kind, childHelper, run, way, saved
 * address and port, timeout count. `near`: with the next port that is free. Leaves id and port there. */
export function helpExpect(packet: usize, near: bool, anyMaster: bool): Expected {
  const tuple = changetype<Tuple>(record + ExpectationRecord.tuple);
  const kind = <u32>load<u8>(record, ExpectationRecord.kind);
  const e = draft(0, connection(packet), tuple.protocol, kind);
  copyTuple(e.tuple(), tuple);
  memory.copy(e.mask(), record + ExpectationRecord.mask, 16);
  e.maskPort = load<u16>(record, ExpectationRecord.maskPort);
  e.flags = load<u8>(record, ExpectationRecord.flags);
  e.helper = load<u8>(record, ExpectationRecord.childHelper);
  e.run = load<u8>(record, ExpectationRecord.run);
  e.way = load<u8>(record, ExpectationRecord.way);
  memory.copy(e.saved(), record + ExpectationRecord.saved, 16);
  e.savedPort = load<u16>(record, ExpectationRecord.savedPort);
  const seconds = load<u32>(record, ExpectationRecord.timeout);
  if (seconds != AS_POLICY) {
    e.timed = 1;
    e.timeout = seconds * HZ;
  }
  let answer: Expected;
  if (near) {
    expectPort(e, bswap<u16>(tuple.destinationPort));
    answer = portAnswer;
  } else answer = expect(e, anyMaster);
  if (answer != Expected.OK) return answer;
  copyExpectation(record, lastExpected);
  return answer;
}

/** Writes expectation number `index` of the packet's connection, newest first, to the ExpectationRecord: false,
 * there are not so many. */
export function helpExpected(packet: usize, index: u32): bool {
  let left = index;
  let at = extensionOf(connection(packet)).expectations;
  while (at != 0) {
    const e = changetype<Expectation>(<usize>at);
    at = e.masterNext;
    if (isOver(e)) continue;
    if (left == 0) {
      copyExpectation(record, changetype<usize>(e));
      return true;
    }
    left--;
  }
  return false;
}

/** Whether the packet's connection has the expectation. */
function has(packet: usize, id: u32): bool {
  let at = extensionOf(connection(packet)).expectations;
  while (at != 0) {
    if (at == id) return true;
    at = changetype<Expectation>(<usize>at).masterNext;
  }
  return false;
}

/** Takes an expectation back (nf_ct_unexpect_related); false: the connection has none with this id. */
export function helpForget(packet: usize, id: u32): bool {
  if (!has(packet, id)) return false;
  removeExpectation(changetype<Expectation>(<usize>id));
  return true;
}

/** Makes an expectation active, and gives it `seconds` from now on (AS_POLICY: no change); false: the connection
 * has none with this id. */
export function helpRenew(packet: usize, id: u32, seconds: u32): bool {
  if (!has(packet, id)) return false;
  const e = changetype<Expectation>(<usize>id);
  e.flags &= ~(<u8>ExpectFlag.INACTIVE);
  if (seconds != AS_POLICY) e.timeout = jiffies + seconds * HZ;
  return true;
}

/** Sets the mark of the packet's connection. */
export function helpMark(packet: usize, mark: u32): void {
  const c = connection(packet);
  if (c.mark == mark) return;
  c.mark = mark;
  noteEvent(c, ConnectionEvent.MARK);
}

/** Sets a label, 0 to 127, of the packet's connection; false: it can have none. */
export function helpLabel(packet: usize, label: u32): bool {
  const c = connection(packet);
  return hasLabels(c) && setLabel(c, label);
}

/** Tells the kernel's log why the packet is dropped, in words that the host has under a number. */
export function helpRefuse(packet: usize, words: u32): void {
  refuseHelp(changetype<Packet>(packet), connection(packet), HelperMessage.OWN, words);
}

/** Maps a side of a new connection to the 16 bytes at `address`, and to the port (host order) when it is none
 * below zero. */
export function expectedMap(
  packet: usize,
  id: usize,
  address: usize,
  port: i32,
  destination: bool,
): void {
  const p = changetype<Packet>(packet);
  const manip = destination ? Manip.DESTINATION : Manip.SOURCE;
  mapTo(p, changetype<Connection>(id), address, port >= 0, bswap<u16>(<u16>port), manip);
}

/** Writes an expectation that was met to the ExpectationRecord. */
export function expectedRead(met: usize): void {
  copyExpectation(record, met);
}
