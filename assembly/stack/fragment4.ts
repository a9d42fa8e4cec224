/** Cutting an IPv4 packet into fragments (ip_do_fragment; RFC 791, 3.2). */
import { put16 } from "../packet/bytes";
import {
  fragmentField,
  headerLength4,
  IP_DF,
  IP_MF,
  IP_OFFSET,
  locate4,
  setHeaderChecksum4,
} from "../packet/ipv4";
import { HEADROOM, Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { emitFrame } from "./emit";
import { LOOPBACK, loopBack } from "./loopback";
import { fixOptionsForFragments } from "./options4";

/** Bytes of payload of piece `i` when the packet goes out in the pieces it came in; 0 = it does not
 * (they are too big, or not known). `room` is the payload that fits. */
function keepsPieces(p: Packet, header: u32, room: u32): bool {
  const n = p.pieces;
  if (n < 2) return false;
  let total: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const size = <u32>load<u16>(p.pieceSizes + ((<usize>i) << 1));
    if (size > room) return false;
    if ((size & 7) != 0 && i + 1 < n) return false;
    total += size;
  }
  // a rewrite may have changed the length since
  return total == p.length - header;
}

/** Sends the packet in fragments of at most `mtu` bytes; one that came in fragments leaves in the
 * same ones where they fit. */
export function fragment4(p: Packet, mtu: u32): void {
  const header = headerLength4(p.data);
  if (mtu < header + 8 || !canAcquire()) return;
  const room = mtu - header;
  const pieces = keepsPieces(p, header, room);
  const original = fragmentField(p.data);
  const keepMore = (original & IP_MF) != 0;
  const start = (original & IP_OFFSET) << 3;
  // cut anew, DF comes back when the biggest fragment had it
  const df = !pieces && p.is(PacketFlag.FRAG_PMTU) ? IP_DF : 0;
  const f = acquirePacket();
  let offset: u32 = 0;
  const total = p.length - header;
  let i: u32 = 0;
  while (offset < total) {
    let size = min<u32>(room, total - offset);
    if (pieces) size = <u32>load<u16>(p.pieceSizes + ((<usize>i) << 1));
    else if (offset + size < total) size &= ~7;
    const more = offset + size < total || keepMore;
    build(f, p, header, offset, size);
    put16(f.data + 6, df | (more ? IP_MF : 0) | ((start + offset) >> 3));
    setHeaderChecksum4(f.data);
    locate4(f);
    send(f, p.outInterface);
    if (offset == 0 && p.is(PacketFlag.OPTIONS)) fixOptionsForFragments(p);
    offset += size;
    i++;
  }
  releasePacket();
}

/** Header and `size` bytes of payload from `offset` into the fragment's buffer. */
function build(f: Packet, p: Packet, header: u32, offset: u32, size: u32): void {
  const buffer = f.buffer;
  memory.copy(changetype<usize>(f), changetype<usize>(p), offsetof<Packet>());
  f.buffer = buffer;
  f.changedAt = 0;
  f.data = buffer + HEADROOM;
  f.fragMaxSize = 0;
  f.pieces = 0;
  f.length = header + size;
  memory.copy(f.data, p.data, header);
  const from = header + offset;
  const there: u32 = from >= p.captured ? 0 : min<u32>(size, p.captured - from);
  memory.copy(f.data + header, p.data + from, there);
  f.captured = header + there;
  if (there < size) f.flags |= PacketFlag.TRUNCATED;
  put16(f.data + 2, f.length);
}

function send(f: Packet, out: u32): void {
  if (out == LOOPBACK) loopBack(f, out);
  else emitFrame(out, f.data, f.captured);
}
