/**
 * The TCP state table: what a packet makes of a connection, by direction, kind of packet and state
 * (tcp_conntracks of nf_conntrack_proto_tcp.c, 6.18; the states follow RFC 793 as seen from a host
 * in the middle, which may miss packets of either side).
 *
 *   index = (direction * 6 + kind) * 10 + state
 *
 * Two marks are no states: IV, the packet cannot belong to the connection; IG, the connection may be
 * out of step with its ends, so the packet passes and changes nothing.
 */
import { TcpState } from "../../abi";

/** Kinds of packets, by their flags. */
export const enum TcpKind {
  SYN = 0,
  SYNACK = 1,
  FIN = 2,
  ACK = 3,
  RST = 4,
  NONE = 5,
}

/** The marks that are no states. */
export const IV: u32 = 10;
export const IG: u32 = 11;

// Columns: NONE, SYN_SENT, SYN_RECV, ESTABLISHED, FIN_WAIT, CLOSE_WAIT, LAST_ACK, TIME_WAIT, CLOSE,
// SYN_SENT2.
const table: usize = memory.data<u8>([
  // original, SYN: opens; again while open it may be a new start that only the ends understand, so it
  // passes unjudged; after the close it opens anew
  1,
  1, 11, 11, 11, 11, 11, 1, 1, 9,
  // original, SYN+ACK: only as the second half of a simultaneous open
  10, 10, 2, 10, 10, 10, 10, 10, 10, 2,
  // original, FIN: from SYN_RECV on a side may close; the second FIN leads to LAST_ACK
  10, 10, 4, 4, 6, 6, 6, 7, 8, 10,
  // original, ACK: picks a running connection up; before the SYN+ACK there is nothing to acknowledge
  3,
  10, 3, 3, 5, 5, 7, 7, 8, 10,
  // original, RST
  10, 8, 8, 8, 8, 8, 8, 8, 8, 8,
  // original, no flag that counts
  10, 10, 10, 10, 10, 10, 10, 10, 10, 10,

  // reply, SYN: simultaneous open, or the other end opens anew after the close
  10, 9, 10, 10, 10, 10, 10, 1, 10, 9,
  // reply, SYN+ACK: the answer; later it may answer a SYN that passed unjudged
  10, 2, 11, 11, 11, 11, 11, 11, 11, 2,
  // reply, FIN
  10, 10, 4, 4, 6, 6, 6, 7, 8, 10,
  // reply, ACK: to a first SYN it may be a challenge (RFC 5961), which passes unjudged
  10, 11, 2, 3, 5, 5, 7, 7, 8, 11,
  // reply, RST
  10, 8, 8, 8, 8, 8, 8, 8, 8, 8,
  // reply, no flag that counts
  10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
]);

/** The state that follows, IV or IG. */
export function nextState(direction: u32, kind: u32, state: u32): u32 {
  return <u32>load<u8>(table + (direction * 6 + kind) * 10 + state);
}

/** Bits of the flags byte (RFC 9293, 3.1). */
export const enum TcpFlag {
  FIN = 1,
  SYN = 2,
  RST = 4,
  PSH = 8,
  ACK = 16,
  URG = 32,
  ECE = 64,
  CWR = 128,
}

/** The kind of a packet by its flags byte. */
export function kindOf(flags: u32): u32 {
  if ((flags & TcpFlag.RST) != 0) return TcpKind.RST;
  if ((flags & TcpFlag.SYN) != 0) return (flags & TcpFlag.ACK) != 0 ? TcpKind.SYNACK : TcpKind.SYN;
  if ((flags & TcpFlag.FIN) != 0) return TcpKind.FIN;
  return (flags & TcpFlag.ACK) != 0 ? TcpKind.ACK : TcpKind.NONE;
}

/** Whether the flags may stand together (tcp_valid_flags): ECN bits and PSH do not count. */
export function validFlags(flags: u32): bool {
  switch (flags & (TcpFlag.FIN | TcpFlag.SYN | TcpFlag.RST | TcpFlag.ACK | TcpFlag.URG)) {
    case TcpFlag.SYN:
    case TcpFlag.SYN | TcpFlag.URG:
    case TcpFlag.SYN | TcpFlag.ACK:
    case TcpFlag.RST:
    case TcpFlag.RST | TcpFlag.ACK:
    case TcpFlag.FIN | TcpFlag.ACK:
    case TcpFlag.FIN | TcpFlag.ACK | TcpFlag.URG:
    case TcpFlag.ACK:
    case TcpFlag.ACK | TcpFlag.URG:
      return true;
  }
  return false;
}

/** Whether the connection is on its way out, so that a RST needs no proof (tcp_can_early_drop). */
export function isClosing(state: u32): bool {
  return (
    state == TcpState.FIN_WAIT ||
    state == TcpState.CLOSE_WAIT ||
    state == TcpState.LAST_ACK ||
    state == TcpState.TIME_WAIT ||
    state == TcpState.CLOSE
  );
}
