/** Expectations as the host reads them. */
import { ExpectationRecord, HZ } from "../abi";
import { jiffies } from "../memory/clock";
import { Connection, Way } from "./connection";
import { Expectation, expectationBuckets, firstExpectation, isOver } from "./expect";
import { helperOf } from "./extension";
import { zoneOfConnection } from "./template";
import { copyTuple, Tuple } from "./tuple";

/** Copies ExpectationRecords to `to`, at most `count`, passing over the first `from`; answers how
 * many. Those whose time is over are passed over, as `conntrack -L expect` does. */
export function copyExpectations(to: usize, count: u32, from: u32): u32 {
  let seen: u32 = 0;
  let done: u32 = 0;
  for (let bucket: u32 = 0; bucket < expectationBuckets(); bucket++) {
    let at = firstExpectation(bucket);
    while (at != 0) {
      const e = changetype<Expectation>(at);
      at = <usize>e.next;
      if (isOver(e)) continue;
      if (seen >= from && done < count) {
        copy(to + <usize>done * ExpectationRecord.size, e);
        done++;
      }
      seen++;
    }
  }
  return done;
}

/** Copies one expectation. */
export function copyExpectation(to: usize, e: usize): void {
  copy(to, changetype<Expectation>(e));
}

function copy(to: usize, e: Expectation): void {
  const master = changetype<Connection>(<usize>e.master);
  const m = to + ExpectationRecord.master;
  copyTuple(changetype<Tuple>(to + ExpectationRecord.tuple), e.tuple());
  copyTuple(changetype<Tuple>(m), master.tuple(Way.ORIGINAL));
  memory.copy(to + ExpectationRecord.mask, e.mask(), 16);
  store<u16>(to, e.maskPort, ExpectationRecord.maskPort);
  store<u8>(to, e.flags, ExpectationRecord.flags);
  store<u8>(to, e.kind, ExpectationRecord.kind);
  store<u8>(to, <u8>helperOf(master), ExpectationRecord.helper);
  store<u8>(to, e.helper, ExpectationRecord.childHelper);
  store<u8>(to, e.run, ExpectationRecord.run);
  store<u8>(to, e.way, ExpectationRecord.way);
  store<u16>(to, <u16>zoneOfConnection(master), ExpectationRecord.zone);
  store<u16>(to, e.savedPort, ExpectationRecord.savedPort);
  memory.copy(to + ExpectationRecord.saved, e.saved(), 16);
  store<u32>(to, (e.timeout - jiffies) / HZ, ExpectationRecord.timeout);
  store<u32>(to, <u32>changetype<usize>(e), ExpectationRecord.id);
  store<u32>(to, e.master, ExpectationRecord.masterId);
}
