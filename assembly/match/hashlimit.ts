/**
 * hashlimit: a token bucket for each group of flows (iptables-extensions(8), hashlimit;
 * hashlimit_mt_common of the kernel, revision 3).
 *
 * The buckets are assembly/object/hashlimit.ts: rules share them by name. Three ways of counting:
 * packets, bytes in chunks of 16 of which a second's worth fits the bucket, and --hashlimit-rate-match,
 * where a window with too many packets closes the next one.
 */
import { Family, HZ } from "../abi";
import { jiffies64 } from "../memory/clock";
import {
  addBucket,
  collect,
  findBucket,
  HashlimitEntry,
  HashlimitMode,
  HashlimitObject,
  HashlimitTable,
} from "../object/hashlimit";
import { skipExtensions, skippedTo } from "../packet/skip6";
import { Packet } from "../packet/packet";
import { portsOffset } from "../packet/protocol";
import { Context } from "../table/context";
import { objectState } from "../table/objects";

/** Which table, and what this rule makes of its answer. */
export const enum HashlimitInfo {
  /** u32: place of the table among the objects; u32: HashlimitMode bits of this rule. */
  object = 0,
  mode = 4,
  size = 8,
}

/** Credits a jiffy: of packets (a power of two with which a day fits 64 bits), of bytes. */
const CREDITS_PER_JIFFY: u64 = 1 << 39;
const BYTE_CREDITS_PER_JIFFY: u64 = 1 << 24;
const BYTE_CREDITS: u64 = (1 << 24) * HZ;
/** A rate of packets is a period in microseconds. */
const SCALE: u64 = 1000000;

const keyAt: usize = memory.data(80, 8);

/** Whether the packet's group is within its limit (or above it, inverted). */
export function match(p: Packet, data: usize, c: Context): bool {
  const t = changetype<HashlimitTable>(objectState(load<u32>(data, HashlimitInfo.object)));
  const mode = load<u32>(data, HashlimitInfo.mode);
  const config = t.config();
  collect(t);
  const key = changetype<HashlimitEntry>(keyAt);
  if (!groupOf(p, config, c.family, key)) {
    c.hotdrop = 1;
    return false;
  }
  let at = findBucket(t, key);
  if (at == 0) {
    at = addBucket(t, key);
    if (at == 0) {
      c.hotdrop = 1;
      return false;
    }
    fill(changetype<HashlimitEntry>(at), config);
  } else refill(changetype<HashlimitEntry>(at), config);
  const e = changetype<HashlimitEntry>(at);
  e.expires = jiffies64 + <i64>load<u32>(config, HashlimitObject.expire);
  const within = take(e, config, mode, p.length);
  return within != ((mode & HashlimitMode.INVERT) != 0);
}

/** The group of the packet, as the table's first rule groups. False when its ports cannot be read. */
function groupOf(p: Packet, config: usize, family: u32, key: HashlimitEntry): bool {
  const mode = load<u32>(config, HashlimitObject.mode);
  memory.fill(changetype<usize>(key), 0, 40);
  const six = family == Family.IPV6;
  if ((mode & HashlimitMode.SOURCE) != 0) {
    const at = p.data + (six ? 8 : 12);
    key.source0 = (six ? load<u64>(at) : <u64>load<u32>(at)) & load<u64>(config, 56);
    if (six) key.source1 = load<u64>(at, 8) & load<u64>(config, 64);
  }
  if ((mode & HashlimitMode.DESTINATION) != 0) {
    const at = p.data + (six ? 24 : 16);
    key.destination0 = (six ? load<u64>(at) : <u64>load<u32>(at)) & load<u64>(config, 72);
    if (six) key.destination1 = load<u64>(at, 8) & load<u64>(config, 80);
  }
  if ((mode & HashlimitMode.PORTS) == 0) return true;
  let protocol = p.protocol;
  let offset = p.transport;
  if (six) {
    const next = skipExtensions(p);
    if (next < 0) return false;
    protocol = <u32>next;
    offset = skippedTo;
  }
  const behind = portsOffset(protocol);
  if (behind < 0) return true;
  offset += <u32>behind;
  if (!p.has(offset, 4)) return false;
  let ports = load<u32>(p.data + offset);
  if ((mode & HashlimitMode.SOURCE_PORT) == 0) ports &= 0xffff0000;
  if ((mode & HashlimitMode.DESTINATION_PORT) == 0) ports &= 0xffff;
  key.ports = ports;
  return true;
}

/** A new bucket (rateinfo_init). */
function fill(e: HashlimitEntry, config: usize): void {
  const mode = load<u32>(config, HashlimitObject.mode);
  e.previous = jiffies64;
  if ((mode & HashlimitMode.RATE_MATCH) != 0) {
    e.credit = 0;
    e.cap = 0;
  } else if ((mode & HashlimitMode.BYTES) != 0) {
    e.credit = BYTE_CREDITS;
    e.cap = load<u64>(config, HashlimitObject.burst);
  } else {
    e.credit = load<u64>(config, HashlimitObject.cap);
    e.cap = e.credit;
  }
}

/** What came since the last look (rateinfo_recalc). */
function refill(e: HashlimitEntry, config: usize): void {
  const delta = <u64>(jiffies64 - e.previous);
  if (delta == 0) return;
  const mode = load<u32>(config, HashlimitObject.mode);
  if ((mode & HashlimitMode.RATE_MATCH) != 0) {
    const interval = <u64>(load<u32>(config, HashlimitObject.interval) * <u32>HZ);
    if (delta < interval) return;
    e.previous = jiffies64;
    e.cap = e.credit * interval > delta * windowRate(config) ? 1 : 0;
    e.credit = 0;
    return;
  }
  e.previous = jiffies64;
  const before = e.credit;
  if ((mode & HashlimitMode.BYTES) != 0) {
    e.credit += BYTE_CREDITS_PER_JIFFY * delta;
    if (before >= e.credit || e.credit > BYTE_CREDITS) e.credit = BYTE_CREDITS;
    return;
  }
  e.credit += delta * CREDITS_PER_JIFFY;
  if (e.credit > e.cap) e.credit = e.cap;
}

/** Packets or bytes of a window (user2rate, user2rate_bytes). */
function windowRate(config: usize): u64 {
  const rate = load<u64>(config, HashlimitObject.rate);
  if ((load<u32>(config, HashlimitObject.mode) & HashlimitMode.BYTES) == 0) return SCALE / rate;
  return (0xffffffff / <u64>(<u32>rate) - 1) << 4;
}

/** Whether there is room for the packet, which is then taken. */
function take(e: HashlimitEntry, config: usize, mode: u32, length: u32): bool {
  if ((mode & HashlimitMode.RATE_MATCH) != 0) {
    e.credit += (mode & HashlimitMode.BYTES) != 0 ? <u64>length : 1;
    if (e.cap != 0) return false;
    return <i64>e.credit <= windowBurst(config);
  }
  let cost = load<u64>(config, HashlimitObject.cost);
  if ((mode & HashlimitMode.BYTES) != 0) {
    cost *= <u64>((length >> 4) + 1);
    if (cost > BYTE_CREDITS) cost = BYTE_CREDITS;
    // a burst is a number of whole buckets that may be drawn on
    if (e.credit < cost && e.cap != 0) {
      e.cap--;
      e.credit = BYTE_CREDITS;
    }
  }
  if (e.credit < cost) return false;
  e.credit -= cost;
  return true;
}

/** What a window may hold: for packets the rate and the burst, for bytes so many times the rate. */
function windowBurst(config: usize): i64 {
  const rate = windowRate(config);
  const burst = load<u64>(config, HashlimitObject.burst);
  if ((load<u32>(config, HashlimitObject.mode) & HashlimitMode.BYTES) == 0) {
    return <i64>(rate + burst);
  }
  return <i64>(burst == 0 ? rate : burst * rate);
}
