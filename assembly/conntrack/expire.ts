/**
 * Deleting connections whose time is over. A look-up deletes the one it meets; the others go here,
 * a few at a time, so that no packet pays for many (gc_worker of the kernel).
 */
import { HZ } from "../abi";
import { jiffies } from "../memory/clock";
import { arenaFull, Life, recordAt, recordCount } from "./arena";
import { setCommanded } from "./events";
import { packetDone } from "./reference";
import { expire, remove } from "./table";

/** Seconds in which steady traffic has every record looked at once. */
const ROUND_SECONDS: u32 = 4;
/** Records that one packet looks at, at most; and when it needs room in a full table: the first of a
 * tick, and the others. */
const STEP_LIMIT: u32 = 64;
const FULL_LIMIT: u32 = 256;
const FULL_AGAIN: u32 = 16;

let swept: u32 = 0;
let cursor: u32 = 0;

/** Ends an input packet, or one that left a queue: frees what nothing holds any more. */
export function endPacket(): void {
  sweep();
  packetDone();
}

/** When the clock has ticked, looks at the next few records. */
function sweep(): void {
  const elapsed = jiffies - swept;
  if (elapsed == 0) return;
  swept = jiffies;
  const total = recordCount();
  if (total == 0) return;
  const share = <u64>min<u32>(elapsed, ROUND_SECONDS * HZ) * <u64>total;
  look(min<u32>(<u32>(share / (ROUND_SECONDS * HZ)) + 1, STEP_LIMIT));
}

let sweptFull: u32 = 0;

/** Called when the table is full: looks further for one that may go. */
export function sweepFull(): void {
  let left = jiffies == sweptFull ? FULL_AGAIN : FULL_LIMIT;
  sweptFull = jiffies;
  while (left > 0 && arenaFull()) {
    look(FULL_AGAIN);
    left -= FULL_AGAIN;
  }
}

function look(count: u32): void {
  const total = recordCount();
  for (let n = min<u32>(count, total); n > 0; n--) {
    if (cursor >= total) cursor = 0;
    const c = recordAt(cursor);
    cursor++;
    if (c.life == <u8>Life.TABLE && c.isExpired()) expire(c);
  }
}

/** Deletes every connection whose time is over. Between input packets only. */
export function expireAll(): void {
  for (let i: u32 = 0; i < recordCount(); i++) {
    const c = recordAt(i);
    if (c.life == <u8>Life.TABLE && c.isExpired()) expire(c);
  }
  packetDone();
}

/** Deletes every connection of the table (conntrack -F). Between input packets only. */
export function flush(): void {
  setCommanded(true);
  for (let i: u32 = 0; i < recordCount(); i++) {
    const c = recordAt(i);
    if (c.life == <u8>Life.TABLE) remove(c);
  }
  setCommanded(false);
  packetDone();
}
