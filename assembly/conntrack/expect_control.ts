/** What conntrack(8) does to expectations (ctnetlink_new_expect, ctnetlink_del_expect). Between input
 * packets only. */
import { ExpectationRecord, Expected, RequestError } from "../abi";
import { jiffies } from "../memory/clock";
import {
  draft,
  expect,
  Expectation,
  expectationBuckets,
  findExpectation,
  firstExpectation,
  removeExpectation,
} from "./expect";
import { isHelped } from "./extension";
import { findTuple, recordOf } from "./table";
import { copyTuple, Tuple } from "./tuple";

/** The expectation that a tuple meets in zone 0, 0 = none. */
export function expectationOfTuple(tuple: usize): u32 {
  return <u32>findExpectation(changetype<Tuple>(tuple), 0);
}

/** Makes the expectation of an ExpectationRecord: its tuple, mask and master count. */
export function createExpectation(record: usize): i32 {
  const tuple = changetype<Tuple>(record + ExpectationRecord.tuple);
  if (findExpectation(tuple, 0) != 0) return RequestError.THERE;
  const node = findTuple(changetype<Tuple>(record + ExpectationRecord.master));
  if (node == 0) return RequestError.NOT_THERE;
  const master = recordOf(node);
  if (!isHelped(master)) return RequestError.NOT_SUPPORTED;
  const e = draft(0, master, tuple.protocol, 0);
  copyTuple(e.tuple(), tuple);
  memory.copy(e.mask(), record + ExpectationRecord.mask, 16);
  e.maskPort = load<u16>(record, ExpectationRecord.maskPort);
  switch (expect(e, false)) {
    case Expected.OK:
      return RequestError.OK;
    case Expected.BUSY:
    case Expected.ALREADY:
      return RequestError.BUSY;
  }
  return RequestError.TOO_MANY;
}

/** Takes one away. */
export function deleteExpectation(id: u32): void {
  removeExpectation(changetype<Expectation>(<usize>id));
}

/** Takes all away (conntrack -F expect). */
export function flushExpectations(): void {
  for (let bucket: u32 = 0; bucket < expectationBuckets(); bucket++) {
    for (;;) {
      const at = firstExpectation(bucket);
      if (at == 0) break;
      removeExpectation(changetype<Expectation>(at));
    }
  }
}

/** The clock has begun: what was made before begins now. */
export function expectationsBegin(): void {
  for (let bucket: u32 = 0; bucket < expectationBuckets(); bucket++) {
    let at = firstExpectation(bucket);
    while (at != 0) {
      const e = changetype<Expectation>(at);
      e.timeout += jiffies;
      at = <usize>e.next;
    }
  }
}
