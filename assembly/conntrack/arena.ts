/**
 * Where connection records live: pages of 511 records, taken from the heap when all records are in
 * use, never given back; a freed record waits in a list.
 *
 * Life of a record:
 *
 *   FREE ──newRecord──> NEW ──confirm──> TABLE ──delete──> DEAD ──> FREE
 *                        └──── its packet was dropped ─────────────> FREE
 *
 * Packets on their way point at records, so one that leaves the table, or never entered it, is
 * freed only when the input packet is done (reference.ts) and nobody else holds it.
 */
import { Sysctl } from "../abi";
import { clear64 } from "../packet/bytes";
import { allocate, allocateUncleared } from "../memory/heap";
import { sysctl } from "../memory/sysctl";
import { Connection, CONNECTION_SIZE } from "./connection";

/** What Connection.life says. */
export const enum Life {
  FREE = 0,
  /** Not confirmed: only packets on their way, or in a queue, know it. */
  NEW = 1,
  /** In the hash table. */
  TABLE = 2,
  /** Taken out of the table. */
  DEAD = 3,
}

/** Fills a heap block of 128 KiB with its head, whatever its alignment. */
const PAGE_RECORDS: u32 = 511;
const PAGE_BYTES: usize = 511 * 256 + 240;
/** Pages at most: 4,186,112 connections, whatever nf_conntrack_max says. */
const PAGE_LIMIT: u32 = 8192;

/** Pointers to the pages. */
let pages: usize = 0;
let pageCount: u32 = 0;
/** Records handed out so far, the free ones among them. */
let records: u32 = 0;
let freeList: u32 = 0;
let used: u32 = 0;

/** Connections that exist, confirmed or not, without those that left the table and wait to be freed
 * (nf_conntrack_count). */
export function connectionCount(): u32 {
  return used;
}

/** Records that ever were in use: indexes run from 0 to this. */
export function recordCount(): u32 {
  return records;
}

/** Record number `index`, in use or free. */
export function recordAt(index: u32): Connection {
  const page = <usize>load<u32>(pages + ((<usize>(index / PAGE_RECORDS)) << 2));
  return changetype<Connection>(page + <usize>(index % PAGE_RECORDS) * CONNECTION_SIZE);
}

/** Whether another connection would be one more than nf_conntrack_max (0 = no limit). */
export function arenaFull(): bool {
  const limit = <u32>sysctl(Sysctl.NF_CONNTRACK_MAX);
  return limit != 0 && used >= limit;
}

/** A zeroed record; null when memory is exhausted. */
export function newRecord(): Connection | null {
  let c: Connection;
  if (freeList != 0) {
    c = changetype<Connection>(<usize>freeList);
    freeList = c.listNext;
  } else {
    if (records == pageCount * PAGE_RECORDS && !addPage()) return null;
    c = recordAt(records);
    records++;
  }
  clear64(changetype<usize>(c), CONNECTION_SIZE);
  c.life = <u8>Life.NEW;
  used++;
  return c;
}

/** Takes a record back. Nothing may point at it any more. */
export function freeRecord(c: Connection): void {
  if (c.life != <u8>Life.DEAD) used--;
  c.life = <u8>Life.FREE;
  c.listNext = freeList;
  freeList = <u32>changetype<usize>(c);
}

/** Notes that a connection left the table. */
export function markDead(c: Connection): void {
  c.life = <u8>Life.DEAD;
  used--;
}

function addPage(): bool {
  if (pages == 0) pages = allocate(PAGE_LIMIT * 4);
  if (pages == 0 || pageCount == PAGE_LIMIT) return false;
  const block = allocateUncleared(PAGE_BYTES);
  if (block == 0) return false;
  const aligned = (block + CONNECTION_SIZE - 1) & ~(CONNECTION_SIZE - 1);
  store<u32>(pages + ((<usize>pageCount) << 2), <u32>aligned);
  pageCount++;
  return true;
}
