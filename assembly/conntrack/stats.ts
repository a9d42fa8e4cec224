/** Conntrack's own counters: what `conntrack -S` shows of a host, by ConntrackStat. */
import { ConntrackStat } from "../abi";

const counters: usize = memory.data(16 * 4, 8);

/** Adds one to a counter. */
export function countStat(stat: ConntrackStat): void {
  const at = counters + ((<usize>stat) << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** Pointer to the counters: ConntrackStat.count of u32. */
export function statsPointer(): usize {
  return counters;
}
