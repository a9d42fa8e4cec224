/**
 * NFQUEUE: hands the packet to a numbered queue (iptables-extensions(8), NFQUEUE; nfqueue_tg_v3 of
 * xt_NFQUEUE). Of several queues, all packets between two hosts meet the same one, both ways. With
 * --queue-cpu-fanout the processor chooses; there is one, so it is the first queue.
 */
import { Family, Verdict } from "../abi";
import { keyedHash } from "../memory/random";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum NfqueueInfo {
  /** u16: number of the first queue, and how many share the packets. */
  first = 0,
  count = 2,
  /** u8: --queue-bypass. */
  bypass = 4,
  /** u8: --queue-cpu-fanout. */
  fanout = 5,
  size = 8,
}

/** A number for the two hosts and the protocol, the same in both directions. */
function flowHash(p: Packet): u32 {
  const h = p.data;
  let a: u64;
  let b: u64;
  let protocol: u64;
  if (p.family == Family.IPV4) {
    a = <u64>load<u32>(h, 12);
    b = <u64>load<u32>(h, 16);
    protocol = <u64>load<u8>(h, 9);
  } else {
    a = load<u64>(h, 8) ^ (load<u64>(h, 16) << 1);
    b = load<u64>(h, 24) ^ (load<u64>(h, 32) << 1);
    protocol = <u64>load<u8>(h, 6);
  }
  const hash = a < b ? keyedHash(a, b) : keyedHash(b, a);
  return <u32>(keyedHash(hash, protocol) >> 32);
}

/** Answers a QUEUE verdict with the queue's number. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  let queue = <u32>load<u16>(data, NfqueueInfo.first);
  const count = <u32>load<u16>(data, NfqueueInfo.count);
  if (count > 1 && load<u8>(data, NfqueueInfo.fanout) == 0) {
    queue += <u32>((<u64>flowHash(p) * <u64>count) >> 32);
  }
  const bypass = load<u8>(data, NfqueueInfo.bypass) != 0 ? Verdict.QUEUE_BYPASS : 0;
  return <i32>(queue << 16) | bypass | Verdict.QUEUE;
}
