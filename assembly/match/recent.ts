/**
 * recent: addresses seen before (iptables-extensions(8), recent; recent_mt of the kernel).
 *
 * The list itself is assembly/object/recent.ts: rules share it by name.
 */
import { HZ, Family } from "../abi";
import { jiffies64 } from "../memory/clock";
import {
  addEntry,
  findEntry,
  RecentEntry,
  RecentTable,
  removeEntry,
  stampEntry,
  startStamps,
} from "../object/recent";
import { Packet } from "../packet/packet";
import { hasSocket } from "../packet/socket";
import { Context } from "../table/context";
import { objectState } from "../table/objects";

/** What is asked of which list. */
export const enum RecentInfo {
  /** u32: place of the list among the objects. */
  object = 0,
  /** u32: seconds, 0 = any; u32: hits, 0 = one. */
  seconds = 4,
  hits = 8,
  /** u8 each: RecentFlag bits; the "!"; 1 = the destination's address. */
  flags = 12,
  invert = 13,
  destination = 14,
  size = 16,
}

/** XT_RECENT_* of the kernel. */
export const enum RecentFlag {
  CHECK = 1,
  SET = 2,
  UPDATE = 4,
  REMOVE = 8,
  TTL = 16,
  REAP = 32,
}

/** Whether the address is in the list as asked; adds, updates or removes it. */
export function match(p: Packet, data: usize, c: Context): bool {
  const t = changetype<RecentTable>(objectState(load<u32>(data, RecentInfo.object)));
  if (t.unstamped != 0) startStamps(t);
  const flags = <u32>load<u8>(data, RecentInfo.flags);
  const invert = load<u8>(data, RecentInfo.invert) != 0;
  const destination = load<u8>(data, RecentInfo.destination) != 0;
  let low: u64;
  let high: u64 = 0;
  let ttl: u32;
  if (c.family == Family.IPV4) {
    low = <u64>load<u32>(p.data + (destination ? 16 : 12));
    ttl = <u32>load<u8>(p.data, 8);
  } else {
    const at = p.data + (destination ? 24 : 8);
    low = load<u64>(at);
    high = load<u64>(at, 8);
    ttl = <u32>load<u8>(p.data, 7);
  }
  // The TTL as it was before forwarding: what has a socket was not forwarded.
  if (c.outInterface != 0 && !hasSocket(p)) ttl = (ttl + 1) & 0xff;
  low &= t.maskLow;
  high &= t.maskHigh;
  const asked = (flags & RecentFlag.TTL) != 0 ? ttl : 0;
  const found = findEntry(t, low, high, c.family, asked);
  if (found == 0) {
    if ((flags & RecentFlag.SET) == 0) return invert;
    if (addEntry(t, low, high, c.family, ttl) == 0) c.hotdrop = 1;
    return !invert;
  }
  const e = changetype<RecentEntry>(found);
  if ((flags & RecentFlag.SET) != 0) {
    stampEntry(t, e);
    e.ttl = <u8>ttl;
    return !invert;
  }
  if ((flags & RecentFlag.REMOVE) != 0) {
    removeEntry(t, e);
    return !invert;
  }
  return looked(t, e, data, flags, invert, ttl);
}

/** --rcheck and --update of an address that is there. */
function looked(
  t: RecentTable,
  e: RecentEntry,
  data: usize,
  flags: u32,
  invert: bool,
  ttl: u32,
): bool {
  const seconds = load<u32>(data, RecentInfo.seconds);
  // the kernel's product has 32 bits
  const since = jiffies64 - <i64>(seconds * <u32>HZ);
  const wanted = load<u32>(data, RecentInfo.hits);
  let answer = invert;
  let hits: u32 = 0;
  for (let i: u32 = 0; i < e.stamps; i++) {
    if (seconds != 0 && load<i64>(e.ring + ((<usize>i) << 3)) < since) continue;
    hits++;
    if (hits < wanted) continue;
    answer = !invert;
    break;
  }
  const update = (flags & RecentFlag.UPDATE) != 0 && answer;
  if ((flags & RecentFlag.REAP) != 0) reap(t, e, since, update);
  if (update) {
    stampEntry(t, e);
    e.ttl = <u8>ttl;
  }
  return answer;
}

/** Forgets the entry that was not used for longest when its last stamp is too old; not the one that is
 * about to be updated. */
function reap(t: RecentTable, working: RecentEntry, since: i64, update: bool): void {
  if (update && t.oldest == changetype<usize>(working)) return;
  const oldest = changetype<RecentEntry>(t.oldest);
  if (load<i64>(oldest.ring + ((<usize>(oldest.index - 1)) << 3)) < since) removeEntry(t, oldest);
}
