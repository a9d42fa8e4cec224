/**
 * What is remembered of a TCP connection beside its state (struct ip_ct_tcp), 60 bytes in the
 * connection's tracker line:
 *
 *     0      4      8      12     16    17          20 ... 39
 *    ┌──────┬──────┬──────┬──────┬─────┬─────┬─────┬──────────────────┐
 *    │ end  │maxend│maxwin│maxack│scale│flags│     │ the same, reply  │
 *    └──────┴──────┴──────┴──────┴─────┴─────┴─────┴──────────────────┘
 *     40     44     48     52     54    55    56      57     58
 *    ┌──────┬──────┬──────┬──────┬─────┬─────┬───────┬──────┬─────┐
 *    │ seq  │ ack  │ end  │window│ dir │kind │retrans│wscale│flags│   of the last packet
 *    └──────┴──────┴──────┴──────┴─────┴─────┴───────┴──────┴─────┘
 *
 * The windows follow van Rooij, "Real Stateful TCP Packet Filtering in IP Filter" (2001).
 */

/** What one end has sent and may send. Sequence numbers in host order. */
@unmanaged
export class TcpEnd {
  /** Highest sequence number sent, plus one. */
  end: u32;
  /** Highest sequence number that the other end's window allows, plus one. */
  maxEnd: u32;
  /** Largest window that this end announced, scaled. */
  maxWindow: u32;
  /** Highest acknowledgement that this end sent. */
  maxAck: u32;
  /** Its window scale, at most 14. */
  scale: u8;
  /** TcpEndFlag bits. */
  flags: u8;
  padding: u16;

  /** Whether any of the flags is set. */
  is(flags: u32): bool {
    return (<u32>this.flags & flags) != 0;
  }
  /** Sets flags. */
  set(flags: u32): void {
    this.flags = <u8>(<u32>this.flags | flags);
  }
  /** Clears flags. */
  clear(flags: u32): void {
    this.flags = <u8>(<u32>this.flags & ~flags);
  }
}

/** Bits of TcpEnd.flags and TcpTrack.lastFlags (IP_CT_TCP_FLAG_*). */
export const enum TcpEndFlag {
  WINDOW_SCALE = 1,
  SACK_PERMITTED = 2,
  /** This end sent the first FIN. */
  CLOSE_INIT = 4,
  /** Its packets are not judged by the window: the connection was picked up in the middle. */
  BE_LIBERAL = 8,
  /** It sent data that nobody acknowledged yet. */
  DATA_UNACKNOWLEDGED = 16,
  /** maxAck is known. */
  MAXACK_SET = 32,
  /** lastFlags only: a challenge ACK (RFC 5961) may come. */
  EXPECT_CHALLENGE_ACK = 64,
  /** lastFlags only: both ends sent a SYN. */
  SIMULTANEOUS_OPEN = 128,
}

@unmanaged
export class TcpTrack {
  e0: u64;
  e1: u64;
  e2: u64;
  e3: u64;
  e4: u64;
  lastSeq: u32;
  lastAck: u32;
  lastEnd: u32;
  lastWindow: u16;
  lastDirection: u8;
  /** TcpKind. */
  lastKind: u8;
  /** How often the last packet came again. */
  retransmissions: u8;
  lastScale: u8;
  lastFlags: u8;
  padding: u8;

  /** What is known of the end that sends in a direction. */
  sender(direction: u32): TcpEnd {
    return changetype<TcpEnd>(changetype<usize>(this) + direction * 20);
  }
}

/** Sequence numbers in their circle: whether a lies before b. */
export function before(a: u32, b: u32): bool {
  return <i32>(a - b) < 0;
}

/** Whether a lies behind b. */
export function after(a: u32, b: u32): bool {
  return <i32>(b - a) < 0;
}
