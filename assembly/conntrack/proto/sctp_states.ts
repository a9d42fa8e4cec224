/**
 * The SCTP state table: what a chunk makes of an association, by direction, kind of chunk and state
 * (sctp_conntracks of nf_conntrack_proto_sctp.c, 6.18; the states follow RFC 9260 as seen from a host
 * in the middle).
 *
 *   index = (direction * 11 + kind) * 9 + state
 */
import { SctpState } from "../../abi";

/** Chunk types (RFC 9260, 3.2). */
export const enum SctpChunk {
  DATA = 0,
  INIT = 1,
  INIT_ACK = 2,
  HEARTBEAT = 4,
  HEARTBEAT_ACK = 5,
  ABORT = 6,
  SHUTDOWN = 7,
  SHUTDOWN_ACK = 8,
  ERROR = 9,
  COOKIE_ECHO = 10,
  COOKIE_ACK = 11,
  SHUTDOWN_COMPLETE = 14,
}

/** No state: the chunk cannot come now. */
export const SCTP_INVALID: u32 = 9;

// Rows: INIT, INIT_ACK, ABORT, SHUTDOWN, SHUTDOWN_ACK, ERROR, COOKIE_ECHO, COOKIE_ACK,
// SHUTDOWN_COMPLETE, HEARTBEAT, HEARTBEAT_ACK. Columns: SctpState. Until an INIT was answered the
// association counts as CLOSED; a HEARTBEAT alone is another path of an association seen elsewhere.
const table: usize = memory.data<u8>([
  // original direction
  1, 1, 2, 3, 4, 1, 1, 7, 2, 1, 1, 2, 3, 4, 5, 6, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 5, 5,
  6, 7, 1, 7, 1, 2, 3, 4, 7, 7, 7, 7, 1, 1, 2, 3, 4, 5, 6, 7, 1, 1, 1, 3, 3, 4, 5, 6, 7, 1, 1, 1, 2,
  4, 4, 5, 6, 7, 1, 1, 1, 2, 3, 4, 5, 6, 1, 1, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 1, 2, 3, 4, 5, 6, 7, 8,
  // reply direction
  9, 1, 2, 3, 4, 5, 6, 7, 9, 9, 2, 2, 3, 4, 5, 6, 7, 9, 9, 1, 1, 1, 1, 1, 1, 1, 9, 9, 1, 2, 3, 6, 5,
  6, 7, 9, 9, 1, 2, 3, 4, 7, 7, 7, 9, 9, 1, 2, 1, 4, 5, 6, 7, 9, 9, 1, 3, 3, 4, 5, 6, 7, 9, 9, 1, 2,
  4, 4, 5, 6, 7, 9, 9, 1, 2, 3, 4, 5, 6, 1, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 4,
]);

/** Row of a chunk type; 255 = the chunk changes no state. */
function rowOf(chunk: u32): u32 {
  switch (chunk) {
    case SctpChunk.INIT:
      return 0;
    case SctpChunk.INIT_ACK:
      return 1;
    case SctpChunk.ABORT:
      return 2;
    case SctpChunk.SHUTDOWN:
      return 3;
    case SctpChunk.SHUTDOWN_ACK:
      return 4;
    case SctpChunk.ERROR:
      return 5;
    case SctpChunk.COOKIE_ECHO:
      return 6;
    case SctpChunk.COOKIE_ACK:
      return 7;
    case SctpChunk.SHUTDOWN_COMPLETE:
      return 8;
    case SctpChunk.HEARTBEAT:
      return 9;
    case SctpChunk.HEARTBEAT_ACK:
      return 10;
  }
  return 255;
}

/** The state that follows, or SCTP_INVALID. */
export function nextSctpState(direction: u32, chunk: u32, state: u32): u32 {
  const row = rowOf(chunk);
  if (row == 255) return state;
  return <u32>(
    load<u8>(table + (direction * 11 + row) * 9 + min<u32>(state, SctpState.HEARTBEAT_SENT))
  );
}
