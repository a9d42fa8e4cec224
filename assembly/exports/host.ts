/** What the host calls of the host: interfaces, sysctls, rulesets, the network. */
import { registerHooks } from "../hook/registry";
import {
  findOrAddInterface,
  interfaceBase,
  interfaceCount,
  setInterfaceCount,
} from "../memory/interfaces";
import { setSysctl } from "../memory/sysctl";
import { commitNetwork, reserveNetwork } from "../route/network";
import { objectState } from "../table/objects";
import { commitRuleset, reserveRuleset } from "../table/ruleset";
import { tableStats } from "../table/stats";

/** Sets a host-wide sysctl by Sysctl slot. */
export function sysctlSet(slot: i32, value: i32): void {
  setSysctl(slot, value);
}

/** Where InterfaceRecords are written, and making `count` of them known. */
export function interfaces(): usize {
  return interfaceBase();
}
export function interfacesCommit(count: u32, ethernet: u32): void {
  setInterfaceCount(count, ethernet);
}
/** How many interfaces there are now: a capture may have named more. */
export function interfacesCount(): u32 {
  return interfaceCount();
}

/** The index of a 16-byte name, made known with the record at `defaults` if need be. */
export function interfaceNamed(name: usize, defaults: usize): u32 {
  return findOrAddInterface(name, defaults);
}

/** A place for a ruleset image of `size` bytes; 0 when exhausted. Grows the memory. */
export function rulesetReserve(size: u32): usize {
  return reserveRuleset(size);
}
/** Makes the image at the reserved place the ruleset; connections stay. */
export function rulesetCommit(): bool {
  if (!commitRuleset()) return false;
  registerHooks();
  return true;
}

/** Pointer to the state of an object that rules share, by its place in the image. */
export function objectAt(slot: u32): usize {
  return objectState(slot);
}

/** Pointer to the TableStat counters. */
export function rulesetStats(): usize {
  return tableStats();
}

/** A place for a network image of `size` bytes; 0 when exhausted. Grows the memory. */
export function networkReserve(size: u32): usize {
  return reserveNetwork(size);
}
/** Makes the image at the reserved place the network. */
export function networkCommit(): bool {
  return commitNetwork();
}
