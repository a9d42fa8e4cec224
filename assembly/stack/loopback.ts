/**
 * What comes back to the host: packets sent over `lo`, and copies of multicasts and broadcasts
 * (loopback_xmit, dev_loopback_xmit).
 *
 * A local sender's packet is received at once, inside the sender's call. While a packet from an
 * interface is on its way, what it sends back waits until that packet is done, as the kernel's
 * backlog queue does.
 */
import { Cause, Errno, Family, NO_FACT, PacketType, Verdict } from "../abi";
import { allocate } from "../memory/heap";
import { BUFFER_SIZE, copyPacket, Packet, PacketFlag, PACKET_SIZE } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { resetOptions } from "./options4";
import { receiveLooped } from "./receive";

/** Packets that may wait. */
const CAPACITY: u32 = 16;
/** Packets that may come back because of one. DIFFERS: in Linux a rule that sends a copy of each
 * packet to the host itself keeps it busy for ever. */
const ROUNDS: u32 = 1024;

/** The interface `lo`. */
export const LOOPBACK: u32 = 1;

/** Ethernet headers as `lo` shows them: no addresses, and the type. */
const header4: usize = memory.data(16, 8);
const header6: usize = memory.data(16, 8);

let waiting: usize = 0;
let first: u32 = 0;
let count: u32 = 0;
/** Whether a packet from an interface is on its way. */
let busy: bool = false;

function slot(i: u32): Packet {
  return changetype<Packet>(waiting + <usize>(i % CAPACITY) * PACKET_SIZE);
}

/** Reserves the queue. False when memory is exhausted. */
export function initLoopback(): bool {
  waiting = allocate(CAPACITY * PACKET_SIZE);
  const buffers = allocate(CAPACITY * BUFFER_SIZE);
  if (waiting == 0 || buffers == 0) return false;
  for (let i: u32 = 0; i < CAPACITY; i++) slot(i).buffer = buffers + <usize>i * BUFFER_SIZE;
  store<u16>(header4, 0x0008, 12);
  store<u16>(header6, 0xdd86, 12);
  return true;
}

/** From here on, what is sent back waits. Answers whether it did not before. */
export function beginReceive(): bool {
  const was = busy;
  busy = true;
  return !was;
}

/** Receives what waits; pair with a beginReceive that answered true. */
export function endReceive(): void {
  let rounds: u32 = 0;
  while (count > 0 && rounds < ROUNDS) {
    if (!canAcquire()) break;
    rounds++;
    const p = acquirePacket();
    copyPacket(p, slot(first));
    first++;
    count--;
    receiveLooped(p);
    releasePacket();
  }
  count = 0;
  busy = false;
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
  if (busy) {
    if (count >= CAPACITY) {
      p.cause = Cause.NEST_LIMIT;
      return;
    }
    const copy = slot(first + count);
    count++;
    copyPacket(copy, p);
    turn(copy, index);
    return;
  }
  turn(p, index);
  busy = true;
  receiveLooped(p);
  endReceive();
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
