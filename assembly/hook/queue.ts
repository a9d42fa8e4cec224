/**
 * Queues: what NFQUEUE and QUEUE verdicts lead to (nf_queue, nfnetlink_queue of the kernel).
 *
 * A handler of the embedding program answers at once or later. A packet that waits is copied, with
 * its record, into a block of its own; `resume` continues it behind the function that queued it.
 * Without a handler the packet is dropped, or goes on when the rule said --queue-bypass.
 */
import { Cause, Direction, Family, ResultKind, ResultRecord, Verdict } from "../abi";
import { allocate, release } from "../memory/heap";
import { now } from "../memory/clock";
import { connectionGet, connectionPut } from "../conntrack/reference";
import { keepTemplate } from "../conntrack/template";
import { HEADROOM, makeWritable, Packet, PacketFlag } from "../packet/packet";
import { finishSum } from "../packet/partial";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { parseAgain } from "../packet/parse";
import { runHooks } from "./dispatch";
import { hookArgument, hookKind, hookPriority, isHook, placeOf } from "./registry";
import { continueAfter } from "../stack/continue";
import { resetEmitCount } from "../stack/emit";
import { recordFate } from "../stack/fate";
import { hold, letGo } from "../stack/loopback";

/** The host's answer "later". */
const PENDING: i32 = -1;
/** Packets that may wait, over all queues (queue_maxlen of nfnetlink_queue, 1024 a queue). */
const CAPACITY: u32 = 1024;

/** Slots of waiting packets: pointer to a copy, 0 = free. */
const slots: usize = memory.data(1024 * 4, 8);
let waiting: u32 = 0;

/** Tells the host of a packet: queue number, packet record, hook, slot number to resume with. The
 * answer is a Verdict, or -1 for later. With an answer at once the host may have changed the
 * packet's bytes through `packetReplace`. -2: nobody handles this queue. */
declare function hostQueue(queue: u32, packet: usize, hook: u32, slot: u32): i32;

/** Hands a packet to its queue; answers ACCEPT, DROP, STOLEN or REPEAT. */
export function enqueue(p: Packet, hook: u32, index: u32, verdict: i32): i32 {
  const queue = <u32>verdict >> 16;
  const slot = freeSlot();
  const answer = hostQueue(queue, changetype<usize>(p), hook, slot);
  if (answer == -2) {
    if ((verdict & Verdict.QUEUE_BYPASS) != 0) return Verdict.ACCEPT;
    return dropped(p, hook, Cause.QUEUE_NO_HANDLER);
  }
  if (answer == PENDING) {
    if (slot >= CAPACITY || !keep(p, hook, index, slot))
      return dropped(p, hook, Cause.QUEUE_NO_HANDLER);
    p.cause = Cause.QUEUED;
    p.hook = hook;
    return Verdict.STOLEN;
  }
  if (answer == Verdict.DROP) return dropped(p, hook, Cause.QUEUE_VERDICT);
  return answer;
}

function dropped(p: Packet, hook: u32, cause: Cause): i32 {
  p.cause = cause;
  p.hook = hook;
  return Verdict.DROP;
}

function freeSlot(): u32 {
  if (waiting >= CAPACITY) return CAPACITY;
  for (let i: u32 = 0; i < CAPACITY; i++) if (load<u32>(slots + ((<usize>i) << 2)) == 0) return i;
  return CAPACITY;
}

/** Copies a packet into a block: the record, the link header (24 bytes), the bytes. */
function keep(p: Packet, hook: u32, index: u32, slot: u32): bool {
  const head = offsetof<Packet>();
  const block = allocate(head + 24 + p.captured);
  if (block == 0) return false;
  // nfqnl_build_packet_message
  finishSum(p);
  memory.copy(block, changetype<usize>(p), head);
  const copy = changetype<Packet>(block);
  copy.changedAt = 0;
  // by what the function is, not by its number: the ruleset may be replaced meanwhile
  copy.hookKind = hookKind(p.family, hook, index);
  copy.hookArgument = hookArgument(p.family, hook, index);
  copy.hookPriority = hookPriority(p.family, hook, index);
  copy.hook = hook;
  if (p.mac != 0) memory.copy(block + head, p.mac, min<u32>(p.macLength, 24));
  memory.copy(block + head + 24, p.data, p.captured);
  connectionGet(p.connection);
  // the ruleset that holds the record may be gone when the packet comes back
  copy.template = keepTemplate(p.template);
  store<u32>(slots + ((<usize>slot) << 2), <u32>block);
  waiting++;
  return true;
}

/** Continues a waiting packet with the host's verdict. `length` > 0: its bytes were replaced by
 * those at `bytes`. `mark` is taken when `setMark`. What comes of it is written to the result record.
 * False when the slot holds none. */
export function resumePacket(
  slot: u32,
  verdict: i32,
  setMark: bool,
  mark: u32,
  bytes: usize,
  length: u32,
  result: usize,
): bool {
  if (slot >= CAPACITY || !canAcquire()) return false;
  const block = <usize>load<u32>(slots + ((<usize>slot) << 2));
  if (block == 0) return false;
  store<u32>(slots + ((<usize>slot) << 2), 0);
  waiting--;
  const p = acquirePacket();
  const buffer = p.buffer;
  const head = offsetof<Packet>();
  memory.copy(changetype<usize>(p), block, head);
  p.buffer = buffer;
  p.data = buffer + HEADROOM;
  memory.copy(p.data, block + head + 24, p.captured);
  if (p.mac != 0) p.mac = block + head;
  if (setMark) p.mark = mark;
  if (length > 0) replaceBytes(p, bytes, length);
  const held = p.connection;
  const hook = p.hook;
  p.hook = 0;
  p.cause = Cause.NONE;
  resetEmitCount();
  finish(p, hook, verdict);
  store<u8>(result, ResultKind.PACKET, ResultRecord.kind);
  store<u8>(result, p.family == Family.IPV4 ? 4 : 6, ResultRecord.version);
  store<i64>(result, now, ResultRecord.time);
  const out = p.is(PacketFlag.LOCAL_OUT);
  store<u8>(result, out ? Direction.OUT : Direction.IN, ResultRecord.direction);
  store<u32>(result, out ? p.outInterface : p.inInterface, ResultRecord.interfaceIndex);
  recordFate(result, p);
  connectionPut(held);
  releasePacket();
  release(block);
  return true;
}

function finish(p: Packet, hook: u32, verdict: i32): void {
  const kind = p.hookKind;
  const argument = p.hookArgument;
  const place = placeOf(p.family, hook, kind, argument, p.hookPriority);
  const there = isHook(p.family, hook, place, kind, argument);
  let answer = verdict;
  if (answer == Verdict.REPEAT && there) answer = runHooks(p, hook, place);
  else if (answer == Verdict.ACCEPT || answer == Verdict.REPEAT)
    answer = runHooks(p, hook, place + 1);
  else dropped(p, hook, Cause.QUEUE_VERDICT);
  if (answer != Verdict.ACCEPT) return;
  // nf_reinject: what comes back over `lo` waits
  hold();
  continueAfter(p, hook);
  letGo();
}

/** Gives a packet other bytes (from the IP header on), at most 65535. */
export function replaceBytes(p: Packet, bytes: usize, length: u32): void {
  makeWritable(p);
  const n = min<u32>(length, 65535);
  memory.copy(p.data, bytes, n);
  p.length = n;
  p.captured = n;
  // CHECKSUM_NONE (nfqnl_mangle)
  p.flags &= ~(<u32>(PacketFlag.SUM_KEPT | PacketFlag.SUM_TRUSTED | PacketFlag.SUM_PARTIAL));
  parseAgain(p);
}

/** Packets that wait now. */
export function queuedCount(): u32 {
  return waiting;
}
