/** What the host calls of hook functions of the embedding program, the packet that they look at, and packets that wait in queues. */
import { endPacket } from "../conntrack/expire";
import { queuedCount, replaceBytes, resumePacket } from "../hook/queue";
import { addHostHook, removeHostHook } from "../hook/registry";
import { closeResult, newResult } from "../memory/results";
import { Packet } from "../packet/packet";

/** Registers hook function `id` of the host; false when there are too many. */
export function hookAdd(family: u32, hook: u32, priority: i32, id: u32): bool {
  return addHostHook(family, hook, priority, id);
}
/** Takes a hook function away. */
export function hookRemove(id: u32): void {
  removeHostHook(id);
}

/** Continues a queued packet; answers a result record that holds what it led to, 0 when the slot
 * holds none. */
export function resume(
  slot: u32,
  verdict: i32,
  setMark: bool,
  mark: u32,
  bytes: usize,
  length: u32,
): usize {
  const r = newResult();
  const found = resumePacket(slot, verdict, setMark, mark, bytes, length, r);
  endPacket();
  closeResult(r);
  return found ? r : 0;
}
/** Packets that wait in queues. */
export function queued(): u32 {
  return queuedCount();
}

/** For host hooks and queue handlers: fields of the packet at hand. */
export function packetData(packet: usize): usize {
  return changetype<Packet>(packet).data;
}
export function packetCaptured(packet: usize): u32 {
  return changetype<Packet>(packet).captured;
}
export function packetLength(packet: usize): u32 {
  return changetype<Packet>(packet).length;
}
export function packetFamily(packet: usize): u32 {
  return changetype<Packet>(packet).family;
}
export function packetMark(packet: usize): u32 {
  return changetype<Packet>(packet).mark;
}
export function packetSetMark(packet: usize, mark: u32): void {
  changetype<Packet>(packet).mark = mark;
}
export function packetIn(packet: usize): u32 {
  return changetype<Packet>(packet).inInterface;
}
export function packetOut(packet: usize): u32 {
  return changetype<Packet>(packet).outInterface;
}
export function packetCtInfo(packet: usize): u32 {
  return changetype<Packet>(packet).ctInfo;
}
/** Replaces the packet's bytes, from the IP header on. */
export function packetReplace(packet: usize, bytes: usize, length: u32): void {
  replaceBytes(changetype<Packet>(packet), bytes, length);
}
