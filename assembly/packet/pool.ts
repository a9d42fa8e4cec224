/**
 * Packet records. Packets nest (a REJECT answer is made while the rejected packet is on its way,
 * and may itself be logged, looped back, answered), so records are handed out as a stack.
 */
import { allocate } from "../memory/heap";
import { BUFFER_SIZE, Packet, PACKET_SIZE, resetPacket, restoreHeaders } from "./packet";

/** How deep packets may nest. One deeper is not made; the kernel's own limit is its stack. */
const DEPTH: u32 = 16;

let records: usize = 0;
let used: u32 = 0;

/** Reserves the records and their buffers. False when memory is exhausted. */
export function initPool(): bool {
  records = allocate(DEPTH * PACKET_SIZE);
  const buffers = allocate(DEPTH * BUFFER_SIZE);
  if (records == 0 || buffers == 0 || offsetof<Packet>() > <usize>PACKET_SIZE) return false;
  for (let i: u32 = 0; i < DEPTH; i++) {
    const p = changetype<Packet>(records + i * PACKET_SIZE);
    p.buffer = buffers + i * BUFFER_SIZE;
    resetPacket(p);
  }
  return true;
}

/** Whether another packet may be made now. */
export function canAcquire(): bool {
  return used < DEPTH;
}

/** How many packets were made while another was on its way. */
export let nested: u32 = 0;

/** A fresh packet record. Call only after canAcquire(); give back with releasePacket. */
export function acquirePacket(): Packet {
  const p = changetype<Packet>(records + used * PACKET_SIZE);
  if (used != 0) nested++;
  used++;
  resetPacket(p);
  return p;
}

/** Gives back the most recently acquired record. */
export function releasePacket(): void {
  used--;
  restoreHeaders(changetype<Packet>(records + used * PACKET_SIZE));
}
