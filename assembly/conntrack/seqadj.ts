/**
 * Sequence adjustment: a helper that changes the length of what one end says moves all that the end
 * says later, and what the other end acknowledges (nf_conntrack_seqadj.c, 6.18).
 */
import { Status } from "../abi";
import { get32, put32 } from "../packet/bytes";
import { makeWritable, Packet } from "../packet/packet";
import { changeSum } from "../packet/partial";
import { Connection, wayOf } from "./connection";
import { Adjustment, Extension, extensionOf } from "./extension";
import { after, before } from "./proto/tcp_track";

const HEADER: u32 = 20;
const TCP_ACK: u32 = 16;
const OPTION_END: u32 = 0;
const OPTION_NOP: u32 = 1;
const OPTION_SACK: u32 = 5;

/** Notes that the segment at hand, whose sequence number is `seq`, became `change` bytes longer
 * (nf_ct_seqadj_set). */
export function noteChange(p: Packet, c: Connection, seq: u32, change: i32): void {
  if (change == 0) return;
  c.status |= Status.SEQ_ADJUST;
  if (c.extension == 0 || extensionOf(c).adjusts == 0) return;
  const a = extensionOf(c).adjustment(wayOf(p.ctInfo));
  if (a.before != a.after && !before(a.position, seq)) return;
  a.position = seq;
  a.before = a.after;
  a.after += change;
}

/** By how much a direction's sequence number is moved (nf_ct_seq_offset). c.extension != 0. */
export function offsetAt(c: Connection, way: u32, seq: u32): i32 {
  const x = extensionOf(c);
  if (x.adjusts == 0) return 0;
  const a = x.adjustment(way);
  return after(seq, a.position) ? a.after : a.before;
}

/** A number of the other end's as that end knows it. */
function back(a: Adjustment, number: u32): u32 {
  return number - (after(number - a.before, a.position) ? a.after : a.before);
}

/** Moves the segment's numbers (nf_ct_seq_adjust). False: it must be dropped. */
export function adjust(p: Packet, x: Extension): bool {
  if (x.adjusts == 0) return true;
  if (!p.has(p.transport, HEADER)) return false;
  makeWritable(p);
  const way = wayOf(p.ctInfo);
  const own = x.adjustment(way);
  const other = x.adjustment(1 - way);
  const t = p.transportHeader();
  const seq = get32(t + 4);
  replace(p, t, t + 4, seq + (after(seq, own.position) ? own.after : own.before));
  if ((<u32>load<u8>(t, 13) & TCP_ACK) == 0) return true;
  replace(p, t, t + 8, back(other, get32(t + 8)));
  return adjustSacks(p, t, other);
}

/** Stores a number and corrects the checksum of the header at `t`. */
function replace(p: Packet, t: usize, field: usize, number: u32): void {
  const old = load<u32>(field);
  put32(field, number);
  changeSum(p, t + 16, old, load<u32>(field));
}

/** Blocks of the selective acknowledgement option (nf_ct_sack_adjust). */
function adjustSacks(p: Packet, t: usize, other: Adjustment): bool {
  const end = p.transport + ((<u32>load<u8>(t, 12) >> 4) << 2);
  if (end > p.captured) return false;
  let at = p.transport + HEADER;
  while (at < end) {
    const kind = <u32>load<u8>(p.data + at);
    if (kind == OPTION_END) return true;
    if (kind == OPTION_NOP) {
      at++;
      continue;
    }
    if (at + 1 == end) return false;
    const size = <u32>load<u8>(p.data + at, 1);
    if (size < 2 || at + size > end) return false;
    if (kind == OPTION_SACK && size >= 10 && ((size - 2) & 7) == 0)
      adjustBlocks(p, t, p.data + at + 2, p.data + at + size, other);
    at += size;
  }
  return true;
}

function adjustBlocks(p: Packet, t: usize, from: usize, to: usize, other: Adjustment): void {
  for (let at = from; at < to; at += 4) replace(p, t, at, back(other, get32(at)));
}
