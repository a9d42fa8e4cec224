/** What a replay adds up to: counts over all packets. */
import { type Cause, TallyRecord } from "../generated/abi.js";
import type { Firewall } from "../engine/firewall.js";

const VERDICTS = 4;
const CAUSES = (TallyRecord.size - TallyRecord.causes) / 8;

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

  /** Numbers of these packets. */
  firstNumber = 0;
  lastNumber = 0;

  /** What an engine counted. */
  static of(firewall: Firewall): Tally {
    const { engine } = firewall;
    const at = engine.exports.reportTally() >>> 0;
    const { view } = engine;
    const number = (offset: number) => Number(view.getBigUint64(at + offset, true));
    const tally = new Tally();
    tally.packets = number(TallyRecord.packets);
    tally.bytes = number(TallyRecord.bytes);
    tally.newPackets = number(TallyRecord.newPackets);
    tally.outbound = number(TallyRecord.outbound);
    tally.ipv4 = number(TallyRecord.ipv4);
    tally.ipv6 = number(TallyRecord.ipv6);
    tally.firstNumber = number(TallyRecord.firstNumber);
    tally.lastNumber = number(TallyRecord.lastNumber);
    tally.first = view.getBigInt64(at + TallyRecord.first, true);
    tally.last = view.getBigInt64(at + TallyRecord.last, true);
    for (let i = 0; i < VERDICTS; i++) tally.verdicts[i] = number(TallyRecord.verdicts + 8 * i);
    for (let i = 0; i < CAUSES; i++) {
      const count = number(TallyRecord.causes + 8 * i);
      if (count > 0) tally.causes.set(i as Cause, count);
    }
    return tally;
  }

  /** Adds what was counted of other packets of the same captures. */
  add(other: Tally): void {
    if (other.packets === 0) return;
    if (this.packets === 0 || other.firstNumber < this.firstNumber) {
      this.first = other.first;
      this.firstNumber = other.firstNumber;
    }
    if (other.lastNumber > this.lastNumber) {
      this.last = other.last;
      this.lastNumber = other.lastNumber;
    }
    this.packets += other.packets;
    this.bytes += other.bytes;
    this.newPackets += other.newPackets;
    this.outbound += other.outbound;
    this.ipv4 += other.ipv4;
    this.ipv6 += other.ipv6;
    for (const [i, count] of other.verdicts.entries()) this.verdicts[i]! += count;
    for (const [cause, count] of other.causes) this.causes.set(cause, this.cause(cause) + count);
  }

  /** Packets that ended for this cause without being accepted. */
  cause(cause: Cause): number {
    return this.causes.get(cause) ?? 0;
  }
}
