/**
 * The host's interfaces. Written by the host when a setup loads, and added to when a capture names
 * one that no command made (MTU 1500, MAC 02:00:00:00:00:01 and on, up).
 */
import { ConfSysctl, InterfaceFlag, InterfaceRecord, MAX_INTERFACES } from "../abi";
import { hostChanged } from "./generation";

const records: usize = memory.data(256 * 96, 8);
let count: u32 = 0;
/** Ethernet interfaces named so far, for the next default MAC. */
let ethernetCount: u32 = 0;

/** How many interfaces there are; indexes run from 1 to this. */
export function interfaceCount(): u32 {
  return count;
}

/** The InterfaceRecord of an index (1 ... interfaceCount()). */
export function interfaceRecord(index: u32): usize {
  return records + <usize>(index - 1) * InterfaceRecord.size;
}

/** Whether the interface exists and is up. */
export function interfaceUp(index: u32): bool {
  if (index == 0 || index > count) return false;
  return (load<u32>(interfaceRecord(index), InterfaceRecord.flags) & InterfaceFlag.UP) != 0;
}

/** Whether the index is a loopback interface. */
export function isLoopback(index: u32): bool {
  if (index == 0) return false;
  return (load<u32>(interfaceRecord(index), InterfaceRecord.flags) & InterfaceFlag.LOOPBACK) != 0;
}

/** MTU in bytes. */
export function interfaceMtu(index: u32): u32 {
  return load<u32>(interfaceRecord(index), InterfaceRecord.mtu);
}

/** A per-interface sysctl. */
export function conf(index: u32, slot: ConfSysctl): u32 {
  return <u32>load<u8>(interfaceRecord(index) + <usize>slot, InterfaceRecord.conf);
}

/** Makes `n` interfaces known, whose records the host has written. */
export function setInterfaceCount(n: u32, ethernet: u32): void {
  count = n;
  ethernetCount = ethernet;
  hostChanged();
}

/** The index of the interface whose 16-byte name stands at `name`, 0 = none. */
export function findInterface(name: usize): u32 {
  const low = load<u64>(name);
  const high = load<u64>(name, 8);
  for (let i: u32 = 1; i <= count; i++) {
    const r = interfaceRecord(i);
    if (load<u64>(r) == low && load<u64>(r, 8) == high) return i;
  }
  return 0;
}

/** The index of a name, made known if need be; `defaults` is the record of conf/default. 0 = full. */
export function findOrAddInterface(name: usize, defaults: usize): u32 {
  const found = findInterface(name);
  if (found != 0) return found;
  if (count >= <u32>MAX_INTERFACES) return 0;
  count++;
  hostChanged();
  const r = interfaceRecord(count);
  memory.copy(r, defaults, InterfaceRecord.size);
  store<u64>(r, load<u64>(name));
  store<u64>(r, load<u64>(name, 8), 8);
  ethernetCount++;
  store<u8>(r, 2, InterfaceRecord.mac);
  store<u8>(r, <u8>(ethernetCount >> 8), InterfaceRecord.mac + 4);
  store<u8>(r, <u8>ethernetCount, InterfaceRecord.mac + 5);
  return count;
}

/** Where the host writes records before setInterfaceCount. */
export function interfaceBase(): usize {
  return records;
}
