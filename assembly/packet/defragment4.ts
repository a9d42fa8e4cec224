/** Putting IPv4 fragments together (ip_defrag, ip_frag_queue, ip_frag_reasm; RFC 791, 3.2). */
import { Cause, Family, HZ, Sysctl, Verdict } from "../abi";
import { jiffies } from "../memory/clock";
import { sysctl } from "../memory/sysctl";
import { put16 } from "./bytes";
import {
  findQueue,
  Fragment,
  FragmentQueue,
  FragmentUser,
  Inserted,
  insertFragment,
  killQueue,
  mergedEcn,
  purgeQueue,
  QueueFlag,
  wantAddresses,
  wanted,
} from "./fragments";
import {
  fragmentField,
  headerLength4,
  IP_DF,
  IP_MF,
  IP_OFFSET,
  locate4,
  setHeaderChecksum4,
} from "./ipv4";
import { joinFragments } from "./join";
import { Packet, PacketFlag } from "./packet";

/** Fragments seen by source address, for ipfrag_max_dist: address and count. Another source with
 * the same hash starts the count anew. */
const SOURCES: u32 = 1024;
const sources: usize = memory.data(1024 * 8, 8);

/** Whether so many fragments of the source came for other packets since this queue's last that its
 * id may stand for another packet by now (ip_frag_too_far). */
function tooFar(q: FragmentQueue, source: u32): bool {
  const most = sysctl(Sysctl.IPFRAG_MAX_DIST);
  if (most == 0) return false;
  const at = sources + <usize>((((source * 0x9e3779b1) >> 16) % SOURCES) << 3);
  if (load<u32>(at) != source) {
    store<u32>(at, source);
    store<u32>(at, 0, 4);
  }
  const count = load<u32>(at, 4) + 1;
  store<u32>(at, count, 4);
  const since = count - q.serial;
  q.serial = count;
  return q.first != 0 && since > <u32>most;
}

function failed(p: Packet, cause: Cause): i32 {
  p.cause = cause;
  return Verdict.STOLEN;
}

/** ACCEPT when `p` is whole now; STOLEN when it waits for the others, or was refused. */
export function gather4(p: Packet, user: FragmentUser): i32 {
  const h = p.data;
  const source = load<u32>(h, 12);
  wantAddresses(h + 12, h + 16, 4);
  wanted.id = <u32>load<u16>(h, 4);
  wanted.kind = Family.IPV4 | (user << 8) | ((<u32>load<u8>(h, 9)) << 16);
  wanted.interfaceIndex = 0;
  const timeout = <u32>max<i32>(0, sysctl(Sysctl.IPFRAG_TIME)) * HZ;
  const at = findQueue(timeout, <u32>sysctl(Sysctl.IPFRAG_HIGH_THRESH));
  if (at == 0) return failed(p, Cause.REASSEMBLY_FAILED);
  const q = changetype<FragmentQueue>(at);
  if (tooFar(q, source)) {
    purgeQueue(q);
    q.expires = jiffies + timeout;
  }
  return enqueue(p, q, user);
}

function discard(p: Packet, q: FragmentQueue): i32 {
  killQueue(q);
  return failed(p, Cause.REASSEMBLY_FAILED);
}

/** ip_frag_queue. */
function enqueue(p: Packet, q: FragmentQueue, user: FragmentUser): i32 {
  const field = fragmentField(p.data);
  const header = headerLength4(p.data);
  const offset = (field & IP_OFFSET) << 3;
  let end = offset + p.length - header;
  if ((field & IP_MF) == 0) {
    // bytes beyond this end, or another end, were seen already
    if (end < q.length || ((q.flags & QueueFlag.LAST_IN) != 0 && end != q.length)) {
      return discard(p, q);
    }
    q.flags |= QueueFlag.LAST_IN;
    q.length = end;
  } else {
    end &= ~7;
    if (end > q.length) {
      if ((q.flags & QueueFlag.LAST_IN) != 0) return discard(p, q);
      q.length = end;
    }
  }
  // `end` rounded down may lie before the offset
  if (end <= offset) return discard(p, q);
  const inserted = insertFragment(q, p, header, offset, end);
  if (inserted == Inserted.DUPLICATE) return failed(p, Cause.REASSEMBLY_FAILED);
  if (inserted != Inserted.DONE) return discard(p, q);
  q.ecn |= 1 << (<u32>load<u8>(p.data, 1) & 3);
  const size = end - offset + header;
  if (size > q.maxSize) q.maxSize = size;
  if ((field & IP_DF) != 0 && size > q.maxDfSize) q.maxDfSize = size;
  if (q.flags == QueueFlag.both && q.meat == q.length) return join(p, q, user);
  return failed(p, Cause.REASSEMBLY);
}

/** ip_frag_reasm. */
function join(p: Packet, q: FragmentQueue, user: FragmentUser): i32 {
  const ecn = mergedEcn(q.ecn);
  const header = changetype<Fragment>(q.first).header;
  if (ecn == 0xff || header + q.length > 65535) return discard(p, q);
  joinFragments(p, q, 0);
  const h = p.data;
  put16(h + 2, p.length);
  store<u8>(h, load<u8>(h, 1) | <u8>ecn, 1);
  p.fragMaxSize = max<u32>(q.maxDfSize, q.maxSize);
  if (q.maxDfSize == q.maxSize) {
    p.flags |= PacketFlag.FRAG_PMTU;
    put16(h + 6, IP_DF);
  } else put16(h + 6, 0);
  setHeaderChecksum4(h);
  // only what is delivered at once may be cut again on its own terms
  if (user == FragmentUser.LOCAL_DELIVER) p.flags &= ~(<u32>PacketFlag.DEFRAGMENTED);
  killQueue(q);
  locate4(p);
  return Verdict.ACCEPT;
}
