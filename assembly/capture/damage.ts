/** What was found wrong with a capture, kept for the host: the first damage stays. */
import { CaptureDamage } from "../abi";

export let damage: u32 = CaptureDamage.NONE;
/** Number of the packet that could not be read, from 1. */
export let damagePacket: u32 = 0;
/** Byte offset in the capture, after decompression. */
export let damageOffset: u64 = 0;
/** Numbers for the message, by CaptureDamage. */
export let damageValue: u32 = 0;
export let damageLimit: u32 = 0;

/** Forgets damage. */
export function clearDamage(): void {
  damage = CaptureDamage.NONE;
}

/** Notes damage. */
export function setDamage(
  code: CaptureDamage,
  packet: u32,
  offset: u64,
  value: u32,
  limit: u32,
): void {
  damage = code;
  damagePacket = packet;
  damageOffset = offset;
  damageValue = value;
  damageLimit = limit;
}
