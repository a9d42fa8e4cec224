/**
 * A frame as it arrives: where it lies, what its capture says of it, and what its comment declares. Of a
 * plain one (a whole packet of TCP or UDP, without header options, IPv4 with a header that sums up) also
 * what the look-up of its connection needs: that is found out before it is its turn, so that what
 * the look-up reads can be on its way to the processor meanwhile (capture/lane.ts).
 */
import { Family, NO_FACT, ResultRecord } from "../abi";
import { get16 } from "../packet/bytes";
import { fold } from "../packet/checksum";
import { IPV4_HEADER_SIZE } from "../packet/ipv4";
import { IPV6_HEADER_SIZE } from "../packet/ipv6";
import { LinkType } from "../packet/link";
import { Protocol } from "../packet/protocol";

@unmanaged
export class Arrival {
  // the first 32 bytes as in a ResultRecord from `time` on
  /** Nanoseconds since the epoch. */
  time: i64;
  /** Its record in the capture, and the size of that; 0 = it comes from no capture. */
  block: u32;
  blockSize: u32;
  /** Its bytes: how many are there, how many there were on the wire. */
  frame: u32;
  captured: u32;
  original: u32;
  /** Engine's index of the interface that it was seen on. */
  interfaceIndex: u32;

  linkType: u32;
  /** Direction, 0 = told by the link layer or by the host's own addresses. */
  direction: u32;
  /** Number of its capture. */
  source: u32;
  /** Facts: NO_FACT, 0 and 0 (no FactRecord) where nothing is declared. */
  uid: u32;
  gid: u32;
  mark: u32;
  facts: u32;

  /** Its IP header if it is plain, else 0; the rest only then. */
  header: u32;
  /** Bytes of that: 20, or 40 of IPv6. */
  headerSize: u32;
  /** Bytes of the packet, from the header on. */
  length: u32;
  /** Bytes in front of the header. */
  ipOffset: u32;
  protocol: u32;
  /** Hash of what a look-up compares (conntrack/hash.ts), 0 = not made yet. */
  hash: u32;
  /** The node that the look-up will probably find, 0 = not known, and `slotChanges` when it was seen. */
  node: u32;
  seenAt: u32;
  /** What a look-up compares first (Connection). */
  addresses: u64;
  tail: u64;

  /** Sets where it stands in which capture, and that nothing else is known of it. */
  begin(block: usize, blockSize: u32, source: u32): void {
    this.block = <u32>block;
    this.blockSize = blockSize;
    this.source = source;
    this.direction = 0;
    this.uid = NO_FACT;
    this.gid = NO_FACT;
    this.mark = 0;
    this.facts = 0;
    this.header = 0;
  }
  /** Whether a plain one is IPv4. */
  isIPv4(): bool {
    return this.headerSize == IPV4_HEADER_SIZE;
  }
  /** Pointer to the addresses of an IPv6 one, source first. */
  addresses6(): usize {
    return <usize>this.header + 8;
  }
  /** Whether anything was declared. */
  declares(): bool {
    return (this.uid & this.gid) != NO_FACT || (this.mark | this.facts) != 0;
  }
}

/** Copies what a result record says of the frame as it arrived. */
export function copyArrival(r: usize, a: Arrival): void {
  const from = changetype<usize>(a);
  for (let i: usize = 0; i < 32; i += 8) store<u64>(r + i, load<u64>(from + i), ResultRecord.time);
}

/** Bytes of an Arrival. */
export const ARRIVAL_SIZE: usize = offsetof<Arrival>();

const ETHERNET: u32 = 14;
const TCP_HEADER: u32 = 20;
const UDP_HEADER: u32 = 8;
/** Ethernet types, the first byte of an IPv4 header without options, and the bits that make a fragment, as in
 * memory. */
const TYPE_IPV4: u32 = 0x0008;
const TYPE_IPV6: u32 = 0xdd86;
const PLAIN_HEADER: u32 = 0x45;
const FRAGMENT: u32 = 0xff3f;

/** Whether the frame, of which nothing is known yet, holds a plain packet that went to this host alone; then what
 * look-ups need is set, but for the hash. */
export function readPlain(a: Arrival): bool {
  const captured = a.captured;
  if (captured < ETHERNET + IPV4_HEADER_SIZE + UDP_HEADER) return false;
  const frame = <usize>a.frame;
  if (a.linkType == LinkType.RAW) {
    a.ipOffset = 0;
    if (<u32>load<u8>(frame) == PLAIN_HEADER) return readPlain4(a, frame, captured);
    if (load<u8>(frame) >> 4 == 6) return readPlain6(a, frame, captured);
    return false;
  }
  if (a.linkType != LinkType.ETHERNET || (load<u8>(frame) & 1) != 0) return false;
  a.ipOffset = ETHERNET;
  const type = <u32>load<u16>(frame, 12);
  if (type == TYPE_IPV4) return readPlain4(a, frame + ETHERNET, captured - ETHERNET);
  if (type == TYPE_IPV6) return readPlain6(a, frame + ETHERNET, captured - ETHERNET);
  return false;
}

/** The same of an IPv4 packet at `header`, of which `there` bytes were captured (validate4). */
function readPlain4(a: Arrival, header: usize, there: u32): bool {
  if (<u32>load<u8>(header) != PLAIN_HEADER) return false;
  if ((<u32>load<u16>(header, 6) & FRAGMENT) != 0) return false;
  const length = get16(header + 2);
  const protocol = <u32>load<u8>(header, 9);
  if (length > there || !hasTransport(protocol, length - IPV4_HEADER_SIZE)) return false;
  const addresses = load<u64>(header, 12);
  const sum =
    <u64>load<u32>(header) +
    <u64>load<u32>(header, 4) +
    <u64>load<u32>(header, 8) +
    (addresses & 0xffffffff) +
    (addresses >> 32);
  if (fold(sum) != 0xffff) return false;
  a.addresses = addresses;
  take(a, header, IPV4_HEADER_SIZE, length, protocol, Family.IPV4);
  return true;
}

/** The same of an IPv6 packet (validate6). */
function readPlain6(a: Arrival, header: usize, there: u32): bool {
  if (load<u8>(header) >> 4 != 6) return false;
  const payload = get16(header + 4);
  const protocol = <u32>load<u8>(header, 6);
  if (IPV6_HEADER_SIZE + payload > there || !hasTransport(protocol, payload)) return false;
  a.addresses = load<u64>(header, 8) | (load<u64>(header, 24) << 32);
  take(a, header, IPV6_HEADER_SIZE, IPV6_HEADER_SIZE + payload, protocol, Family.IPV6);
  return true;
}

/** Whether so many bytes hold the header of TCP or UDP. */
function hasTransport(protocol: u32, bytes: i32): bool {
  if (protocol == Protocol.TCP) return bytes >= <i32>TCP_HEADER;
  return protocol == Protocol.UDP && bytes >= <i32>UDP_HEADER;
}

function take(a: Arrival, header: usize, size: u32, length: u32, protocol: u32, family: u32): void {
  a.header = <u32>header;
  a.headerSize = size;
  a.length = length;
  a.protocol = protocol;
  a.hash = 0;
  a.node = 0;
  a.tail = <u64>load<u32>(header + size) | ((<u64>protocol) << 32) | ((<u64>family) << 40);
}
