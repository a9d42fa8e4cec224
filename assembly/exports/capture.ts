/** What the host calls of captures that the engine walks by itself. */
import {
  clearDamage,
  damage,
  damageLimit,
  damageOffset,
  damagePacket,
  damageValue,
} from "../capture/damage";
import { clearLane } from "../capture/lane";
import { captureDefaults } from "../capture/name";
import { currentSource, run } from "../capture/run";
import { setShare, walked } from "../capture/share";
import { closeSources, filled, makeRoom, openSource, sourceAt } from "../capture/source";
import { setPath } from "../stack/path";

/** Sends every packet one way (PathKind); interfaces by index, 0 where the way has none. */
export function pathSet(kind: u32, inInterface: u32, outInterface: u32): void {
  setPath(kind, inInterface, outInterface);
}

/** Opens another capture; its number, or MAX_SOURCES. `name`: 16 bytes, the interface of packets
 * whose capture names none; zeros = eth0. Grows the memory. */
export function captureOpen(name: usize): u32 {
  return openSource(name);
}
/** Room in bytes for more of capture `source`: 0 when memory is exhausted. Results that point into
 * the capture must have been read before. Grows the memory. */
export function captureRoom(source: u32): u32 {
  return makeRoom(sourceAt(source));
}
/** Where the host writes them. */
export function captureInput(source: u32): usize {
  const s = sourceAt(source);
  return s.buffer + s.end;
}
/** The host wrote `bytes` there; 0 = the capture ends. */
export function captureFilled(source: u32, bytes: u32): void {
  filled(sourceAt(source), bytes);
}
/** Processes packets, the earliest of all captures first; answers a CaptureStatus. The results must
 * have been read and cleared. Grows the memory. */
export function captureRun(): u32 {
  return run();
}
/** The capture that the last run stopped at. */
export function captureSource(): u32 {
  return currentSource;
}
/** CaptureFormat of a capture, and packets of it walked so far. */
export function captureFormat(source: u32): u32 {
  return sourceAt(source).format;
}
export function capturePackets(source: u32): u32 {
  return sourceAt(source).packets;
}
/** Whether multi-byte fields of a capture's current section are big-endian. */
export function captureBigEndian(source: u32): bool {
  return sourceAt(source).swapped;
}
/** What is wrong with the capture that the last run stopped at: CaptureDamage, number of the packet
 * from 1, byte offset, and the two numbers that the message holds. */
export function captureDamage(): u32 {
  return damage;
}
export function captureDamagePacket(): u32 {
  return damagePacket;
}
export function captureDamageOffset(): f64 {
  return <f64>damageOffset;
}
export function captureDamageValue(): u32 {
  return damageValue;
}
export function captureDamageLimit(): u32 {
  return damageLimit;
}
/** Where the host writes the InterfaceRecord of interfaces that only a capture names. */
export function captureInterfaceDefaults(): usize {
  return captureDefaults();
}
/** Processes packets of share `index` of `count` only (capture/share.ts); 1 = all. */
export function captureShare(index: u32, count: u32): void {
  setShare(index, count);
}
/** Packets walked so far, of all shares. */
export function captureWalked(): f64 {
  return <f64>walked;
}
/** Closes all captures. */
export function captureClose(): void {
  closeSources();
  clearLane();
  clearDamage();
}
