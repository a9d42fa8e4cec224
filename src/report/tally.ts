/** What a replay adds up to: counts over all packets. */
import { type Cause, CtInfo, Verdict } from "../generated/abi.js";
import type { Cursor } from "../capture/cursor.js";

/** Counts of a replay. */
export class Tally {
  packets = 0;
  /** Bytes of frames on the wire. */
  bytes = 0;
  /** By Verdict: DROP, ACCEPT, STOLEN, QUEUE. */
  readonly verdicts = [0, 0, 0, 0];
  /** Packets that were not accepted, by Cause. */
  readonly causes = new Map<Cause, number>();
  /** Packets that began a connection. */
  newPackets = 0;
  outbound = 0;
  ipv4 = 0;
  ipv6 = 0;
  /** Time of the first and the last packet, nanoseconds. */
  first = 0n;
  last = 0n;

  /** Counts a packet. */
  add(cursor: Cursor): void {
    this.last = cursor.time;
    if (this.packets === 0) this.first = this.last;
    this.packets++;
    this.bytes += cursor.originalLength;
    const { verdict, version } = cursor;
    this.verdicts[verdict] = (this.verdicts[verdict] ?? 0) + 1;
    if (verdict !== Verdict.ACCEPT) {
      this.causes.set(cursor.cause, (this.causes.get(cursor.cause) ?? 0) + 1);
    }
    if (cursor.ctInfo === CtInfo.NEW) this.newPackets++;
    if (cursor.outbound) this.outbound++;
    if (version === 4) this.ipv4++;
    if (version === 6) this.ipv6++;
  }

  /** Packets that ended for this cause without being accepted. */
  cause(cause: Cause): number {
    return this.causes.get(cause) ?? 0;
  }
}
