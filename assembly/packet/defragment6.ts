/** Putting IPv6 fragments together before conntrack (nf_ct_frag6_gather, nf_ct_frag6_queue,
 * nf_ct_frag6_reasm; RFC 8200, 4.5). */
import { Cause, Family, HZ, Sysctl, Verdict } from "../abi";
import { sysctl } from "../memory/sysctl";
import { get16, put16 } from "./bytes";
import {
  findQueue,
  Fragment,
  FragmentQueue,
  FragmentUser,
  Inserted,
  insertFragment,
  killQueue,
  mergedEcn,
  QueueFlag,
  wantAddresses,
  wanted,
} from "./fragments";
import { extensionSize, IPV6_HEADER_SIZE, isExtension, locate6, trafficClass } from "./ipv6";
import { joinFragments } from "./join";
import { Packet } from "./packet";
import { Protocol } from "./protocol";

const FRAGMENT_HEADER: u32 = 8;

/** Where the byte stands that names the fragment header; set by findFragmentHeader. */
let nextField: u32 = 0;

/** Offset of the fragment header, 0 = there is none (find_prev_fhdr). */
function findFragmentHeader(p: Packet): u32 {
  let next = <u32>load<u8>(p.data, 6);
  let offset = IPV6_HEADER_SIZE;
  nextField = 6;
  while (next != Protocol.FRAGMENT) {
    if (!isExtension(next) || next == Protocol.NONE || !p.has(offset, 2)) return 0;
    const at = p.data + offset;
    nextField = offset;
    offset += extensionSize(next, at);
    next = <u32>load<u8>(at);
  }
  return offset <= p.length ? offset : 0;
}

/** Whether addresses of the packet need an interface to mean anything: the queue is then one of the
 * interface. */
function needsInterface(destination: usize): bool {
  if (load<u8>(destination) == 0xff) return true;
  return load<u8>(destination) == 0xfe && (load<u8>(destination, 1) & 0xc0) == 0x80;
}

/** Whether a first fragment does not hold all headers: it passes as it is, and its packet is never
 * whole (ipv6frag_thdr_truncated; RFC 8200, 4.5). */
function headersIncomplete(p: Packet, fragment: u32): bool {
  if ((get16(p.data + fragment + 2) & 0xfff8) != 0) return false;
  let next = <u32>load<u8>(p.data + fragment);
  let offset = fragment + FRAGMENT_HEADER;
  while (isExtension(next)) {
    if (next == Protocol.NONE || !p.has(offset, 8)) return false;
    const at = p.data + offset;
    if (next == Protocol.FRAGMENT && (get16(at + 2) & 0xfff8) != 0) return false;
    const size = extensionSize(next, at);
    next = <u32>load<u8>(at);
    offset += size;
  }
  let needed: u32 = 1;
  if (next == Protocol.TCP) needed = 20;
  else if (next == Protocol.UDP || next == Protocol.ICMPV6) needed = 8;
  return offset + needed > p.length;
}

function dropped(p: Packet): i32 {
  p.cause = Cause.REASSEMBLY_FAILED;
  return Verdict.DROP;
}

/** Bytes of an upper-layer header that a first fragment must hold. */
function upperSize(protocol: u32): u32 {
  if (protocol == Protocol.TCP) return 20;
  return protocol == Protocol.UDP || protocol == Protocol.ICMPV6 ? 8 : 1;
}

/** Whether a first fragment lacks its upper-layer header (ipv6frag_thdr_truncated; RFC 8200, 4.5):
 * such a one is left as it is. `at` is its fragment header. */
function lacksUpperHeader(p: Packet, at: u32): bool {
  let next: u32 = Protocol.FRAGMENT;
  let offset = at;
  while (isExtension(next)) {
    if (next == Protocol.NONE) return false;
    if (!p.has(offset, next == Protocol.FRAGMENT ? 4 : 2)) return false;
    const h = p.data + offset;
    if (next == Protocol.FRAGMENT && (get16(h + 2) & 0xfff8) != 0) return false;
    offset += extensionSize(next, h);
    next = <u32>load<u8>(h);
  }
  return offset + upperSize(next) > p.length;
}

/** ACCEPT when `p` is whole, STOLEN when it waits for the others, DROP when it was refused. */
export function gather6(p: Packet, user: FragmentUser): i32 {
  if (get16(p.data + 4) == 0) return Verdict.ACCEPT;
  const at = findFragmentHeader(p);
  if (at == 0 || lacksUpperHeader(p, at)) return Verdict.ACCEPT;
  if (!p.has(at, FRAGMENT_HEADER)) return dropped(p);
  if (headersIncomplete(p, at)) return Verdict.ACCEPT;
  wantAddresses(p.data + 8, p.data + 24, 16);
  wanted.id = load<u32>(p.data + at, 4);
  wanted.kind = Family.IPV6 | (user << 8);
  wanted.interfaceIndex = needsInterface(p.data + 24) ? p.inInterface : 0;
  const timeout = <u32>max<i32>(0, sysctl(Sysctl.NF_CONNTRACK_FRAG6_TIMEOUT)) * HZ;
  const found = findQueue(timeout, <u32>sysctl(Sysctl.NF_CONNTRACK_FRAG6_HIGH_THRESH));
  if (found == 0) return dropped(p);
  return enqueue(p, changetype<FragmentQueue>(found), at);
}

/** nf_ct_frag6_queue. */
function enqueue(p: Packet, q: FragmentQueue, at: u32): i32 {
  const field = get16(p.data + at + 2);
  const payload = get16(p.data + 4);
  const offset = field & 0xfff8;
  const header = at + FRAGMENT_HEADER;
  if (payload + IPV6_HEADER_SIZE < header) return dropped(p);
  const end = offset + payload + IPV6_HEADER_SIZE - header;
  if (end > 65535) return dropped(p);
  if ((field & 1) == 0) {
    if (end < q.length || ((q.flags & QueueFlag.LAST_IN) != 0 && end != q.length)) {
      return dropped(p);
    }
    q.flags |= QueueFlag.LAST_IN;
    q.length = end;
  } else {
    // not a multiple of eight: left to whoever the packet is for
    if ((end & 7) != 0) {
      killQueue(q);
      return Verdict.ACCEPT;
    }
    if (end > q.length) {
      if ((q.flags & QueueFlag.LAST_IN) != 0) return dropped(p);
      q.length = end;
    }
  }
  if (end == offset) return dropped(p);
  const inserted = insertFragment(q, p, header, offset, end);
  if (inserted == Inserted.DUPLICATE) {
    p.cause = Cause.REASSEMBLY_FAILED;
    return Verdict.STOLEN;
  }
  if (inserted != Inserted.DONE) {
    killQueue(q);
    return dropped(p);
  }
  q.ecn |= 1 << (trafficClass(p.data) & 3);
  if (payload > q.maxSize) q.maxSize = payload;
  // of the first fragment, the field that names its fragment header
  if (offset == 0) q.serial = nextField;
  if (q.flags == QueueFlag.both && q.meat == q.length) return join(p, q);
  p.cause = Cause.REASSEMBLY;
  return Verdict.STOLEN;
}

/** nf_ct_frag6_reasm. */
function join(p: Packet, q: FragmentQueue): i32 {
  const first = changetype<Fragment>(q.first);
  const ecn = mergedEcn(q.ecn);
  const payload = first.header - FRAGMENT_HEADER - IPV6_HEADER_SIZE + q.length;
  if (ecn == 0xff || payload > 65535 || first.captured < first.header) {
    killQueue(q);
    return dropped(p);
  }
  const next = load<u8>(first.bytes() + first.header - FRAGMENT_HEADER);
  joinFragments(p, q, FRAGMENT_HEADER);
  const h = p.data;
  store<u8>(h + q.serial, next);
  put16(h + 4, payload);
  put16(h, get16(h) | (ecn << 4));
  p.fragMaxSize = IPV6_HEADER_SIZE + q.maxSize;
  killQueue(q);
  locate6(p);
  return Verdict.ACCEPT;
}
