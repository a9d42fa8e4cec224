/**
 * Looking ahead: with very many connections, what a packet needs of them is in no cache. The next few
 * packets of the capture are looked at before the first of them is processed, and the lines that their
 * look-ups will read are read, all at once, so that the processor waits for them once and not for
 * each. It changes nothing; a packet that is taken for another is merely not helped.
 */
import { CaptureFormat, Family } from "../abi";
import { hash4 } from "../conntrack/hash";
import { bucketOf, bucketsNow, nodeAt, placesOf } from "../conntrack/slots";
import { LinkType } from "../packet/link";
import { Source } from "./source";

/** Packets at a time, and buckets from which on it pays. */
const FEW: u32 = 8;
const MANY: u32 = 1 << 15;

/** Where the ports of an IPv4 packet in Ethernet stand, and bytes up to behind them. */
const ADDRESSES: usize = 14 + 12;
const PROTOCOL: usize = 14 + 9;
const PORTS: usize = 14 + 20;
const NEEDED: u32 = 14 + 24;

const hashes: usize = memory.data(8 * 4, 8);
/** A use for what is read, without which it would not be. */
const unused: usize = memory.data(8, 8);

/** Reads ahead if that pays; answers how many packets later it is to be done again. */
export function lookAhead(s: Source): u32 {
  if (bucketsNow() < MANY) return FEW;
  if (s.format != CaptureFormat.PCAP || s.linkType != LinkType.ETHERNET) return FEW;
  let position = s.position;
  let count: usize = 0;
  let sum: u32 = 0;
  for (let i: u32 = 0; i < FEW; i++) {
    const head = s.buffer + position;
    if (position + s.recordHead + NEEDED > s.end) break;
    const captured = s.get32(head + 8);
    if (captured > s.end - position) break;
    position += s.recordHead + captured;
    if (captured < NEEDED) continue;
    const frame = head + s.recordHead;
    if (<u32>load<u8>(frame, 14) != 0x45) continue;
    const tail =
      <u64>load<u32>(frame, PORTS) |
      ((<u64>load<u8>(frame, PROTOCOL)) << 32) |
      ((<u64>(<u32>Family.IPV4)) << 40);
    const hash = hash4(load<u64>(frame, ADDRESSES), tail);
    store<u32>(hashes + (count << 2), hash);
    count++;
    sum += load<u32>(bucketOf(hash), 60);
  }
  for (let i: usize = 0; i < count; i++) {
    const hash = load<u32>(hashes + (i << 2));
    const line = bucketOf(hash);
    const places = placesOf(line, hash);
    if (places == 0) continue;
    const node = nodeAt(line, ctz(places)) & ~(<usize>127);
    sum += load<u32>(node) + load<u32>(node, 64);
  }
  store<u32>(unused, sum);
  return FEW;
}
