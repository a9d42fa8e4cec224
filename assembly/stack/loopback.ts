/**
 * What comes back to the host: packets sent over `lo`, and copies of multicasts and broadcasts
 * (loopback_xmit, dev_loopback_xmit).
 *
 * A local sender's packet is received at once, inside the sender's call. It waits in a queue, as in
 * the kernel's backlog, where that does not let its software interrupt run (local_bh_disable): while a
 * packet from an interface is on its way, until that packet is done; inside a table, until the table is
 * done with the packet at hand (ipt_do_table), so that copies and answers that rules make are received
 * before the next table; while an ICMP error is sent.
 */
import { Cause, Errno, Family, NO_FACT, PacketType, Verdict } from "../abi";
import { allocateUncleared, release } from "../memory/heap";
import { copyPacket, HEADROOM, Packet, PacketFlag, PACKET_SIZE } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { inTable } from "../table/traverse";
import { resetOptions } from "./options4";
import { receiveLooped } from "./receive";

/** Packets that may wait (net.core.netdev_max_backlog). */
const CAPACITY: u32 = 1000;
/** Places for pointers to them, a power of two. */
const PLACES: u32 = 1024;
/** Packets that may come back because of one. DIFFERS: in Linux a rule that sends a copy of each
 * packet to the host itself keeps it busy for ever. */
const ROUNDS: u32 = 1024;

/** The interface `lo`. */
export const LOOPBACK: u32 = 1;

/** Ethernet headers as `lo` shows them: no addresses, and the type. */
const header4: usize = memory.data(16, 8);
const header6: usize = memory.data(16, 8);

/** Pointers to the packets that wait: blocks with the record, headroom, and the bytes that are there. */
const waiting: usize = memory.data(1024 * 4, 8);
/** The place of the first one; places go round. */
let first: u32 = 0;
/** How many packets wait now. */
export let waitingCount: u32 = 0;
/** How many of those that keep packets waiting are under way, tables not counted. */
let holds: u32 = 0;

function place(i: u32): usize {
  return waiting + ((<usize>(i % PLACES)) << 2);
}

/** Writes what does not change. */
export function initLoopback(): void {
  store<u16>(header4, 0x0008, 12);
  store<u16>(header6, 0xdd86, 12);
}

/** Copies a packet behind those that wait; null when there are too many, or memory is exhausted. */
function keep(p: Packet): Packet | null {
  if (waitingCount >= CAPACITY) return null;
  const block = allocateUncleared(PACKET_SIZE + HEADROOM + p.captured);
  if (block == 0) return null;
  const copy = changetype<Packet>(block);
  copy.buffer = block + PACKET_SIZE;
  copyPacket(copy, p);
  store<u32>(place(first + waitingCount), <u32>block);
  waitingCount++;
  return copy;
}

/** Takes the first packet that waits away; its block is the caller's to release. */
function next(): usize {
  const block = <usize>load<u32>(place(first));
  first = (first + 1) % PLACES;
  waitingCount--;
  return block;
}

/** From here on, what is sent back waits; pair with `letGo`. */
export function hold(): void {
  holds++;
}

/** Receives what waits, when nobody else keeps it waiting. */
export function letGo(): void {
  holds--;
  if (waitingCount != 0) receiveWaiting();
}

/** Receives what waits, and what that sends back, unless somebody keeps it waiting. */
export function receiveWaiting(): void {
  if (holds != 0 || inTable()) return;
  holds = 1;
  let rounds: u32 = 0;
  while (waitingCount > 0 && rounds < ROUNDS) {
    if (!canAcquire()) break;
    rounds++;
    const p = acquirePacket();
    const block = next();
    copyPacket(p, changetype<Packet>(block));
    release(block);
    receiveLooped(p);
    releasePacket();
  }
  while (waitingCount > 0) release(next());
  holds = 0;
}

/** The packet as the receiving side sees it. */
function turn(p: Packet, index: u32): void {
  p.inInterface = index;
  p.receivedOn = index;
  p.outInterface = 0;
  p.error = 0;
  p.facts = 0;
  p.uid = NO_FACT;
  p.gid = NO_FACT;
  // dev_loopback_xmit
  if (p.is(PacketFlag.LOOP_COPY) && !p.is(PacketFlag.SUM_KEPT)) p.flags |= PacketFlag.SUM_TRUSTED;
  const gone =
    PacketFlag.LOCAL_OUT |
    PacketFlag.FORWARDED |
    PacketFlag.DO_REDIRECT |
    PacketFlag.REROUTED |
    PacketFlag.LOOP_COPY |
    PacketFlag.FRAG_PMTU |
    PacketFlag.SOURCE_ROUTED |
    PacketFlag.ETHERNET;
  p.flags = (p.flags & ~(<u32>gone)) | PacketFlag.LOOPED;
  p.fragMaxSize = 0;
  p.pieces = 0;
  resetOptions(p);
  if (index == LOOPBACK) {
    p.type = PacketType.HOST;
    p.mac = p.family == Family.IPV4 ? header4 : header6;
    p.macLength = 14;
  } else {
    p.type = PacketType.LOOPBACK;
    p.mac = 0;
    p.macLength = 0;
  }
}

/** Sends the packet back to this host, which sees it come in on interface `index`. */
export function loopBack(p: Packet, index: u32): void {
  if (holds == 0 && !inTable()) {
    turn(p, index);
    hold();
    receiveLooped(p);
    letGo();
    return;
  }
  const copy = keep(p);
  if (copy != null) turn(copy, index);
  else p.cause = Cause.NEST_LIMIT;
}

/** A sender's error number fits a packet that ends without one. */
export function failSend(p: Packet, error: Errno, cause: Cause): void {
  p.error = error;
  if (p.cause == Cause.NONE) p.cause = cause;
}

/** A hook ended the packet: its sender is told, but for what a queue lost (nf_hook_slow, nf_queue). */
export function denySend(p: Packet, verdict: i32): void {
  if (verdict != Verdict.DROP || p.error != 0) return;
  if (p.cause != Cause.QUEUE_NO_HANDLER) p.error = Errno.EPERM;
}
