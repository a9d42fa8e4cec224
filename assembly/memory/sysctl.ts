/** The host-wide sysctls: a table of i32 by `Sysctl` slot, written by the host. */
import { Sysctl } from "../abi";
import { hostChanged } from "./generation";

const values: usize = memory.data(128 * 4, 8);

/** The value of a slot. */
export function sysctl(slot: Sysctl): i32 {
  return load<i32>(values + ((<usize>slot) << 2));
}

/** Sets a slot. */
export function setSysctl(slot: i32, value: i32): void {
  if (slot < 0 || slot >= Sysctl.count) return;
  store<i32>(values + ((<usize>slot) << 2), value);
  hostChanged();
}
