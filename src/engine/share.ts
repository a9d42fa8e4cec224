/** What several firewalls of one setup hold that shared the packets of a replay (`--jobs`). */
import type { ConnectionRow, ConnectionStats } from "./conntrack.js";

/** The end of one share; it can be sent between threads. */
export interface ShareState {
  /** Packets and bytes of each counter of the rulesets, in the order of the compiled rulesets. */
  readonly counters: BigUint64Array;
  readonly connections: readonly ConnectionRow[];
  /** What conntrack counted. */
  readonly statistics: ConnectionStats;
  /** What `ipset save` prints. */
  readonly sets: string;
}

/** Counters of all shares together: each began with what the setup says. */
export function summedCounters(
  initial: BigUint64Array,
  shares: readonly ShareState[],
): BigUint64Array {
  return initial.map((first, i) =>
    shares.reduce((sum, share) => sum + (share.counters[i] ?? first) - first, first),
  );
}
