/** Cutting an IPv6 packet into fragments (ip6_fragment; RFC 8200, 4.5). */
import { random32 } from "../memory/random";
import { put16, put32 } from "../packet/bytes";
import { extensionSize, IPV6_HEADER_SIZE, locate6 } from "../packet/ipv6";
import { HEADROOM, Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { Protocol } from "../packet/protocol";
import { emitFrame, emitNoFrame } from "./emit";
import { LOOPBACK, loopBack } from "./loopback";
import { mayTransmit } from "./output6";

const FRAGMENT_HEADER: u32 = 8;

/** Where the "next header" byte before the fragmentable part stands; found with its start
 * (ip6_find_1stfragopt). */
let nextField: u32 = 0;

/** Bytes of headers that every fragment repeats; 0 = the chain leaves the packet. */
function repeatedHeaders(p: Packet): u32 {
  let offset = IPV6_HEADER_SIZE;
  let next = <u32>load<u8>(p.data, 6);
  let routed = false;
  nextField = 6;
  while (offset <= p.captured) {
    if (next == Protocol.ROUTING) routed = true;
    else if (next == Protocol.DSTOPTS) {
      if (routed) return offset;
    } else if (next != Protocol.HOPOPTS) return offset;
    if (!p.has(offset, 8)) return 0;
    nextField = offset;
    const at = p.data + offset;
    offset += extensionSize(next, at);
    next = <u32>load<u8>(at);
  }
  return 0;
}

/** Whether the packet goes out in the pieces it came in. */
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
  return total == p.length - header;
}

/** Sends the packet in fragments of at most `mtu` bytes. */
export function fragment6(p: Packet, mtu: u32): void {
  const header = repeatedHeaders(p);
  if (header == 0 || mtu < header + FRAGMENT_HEADER + 8 || !canAcquire()) return;
  const field = nextField;
  const room = mtu - header - FRAGMENT_HEADER;
  const pieces = keepsPieces(p, header, room);
  const id = random32();
  const next = load<u8>(p.data + field);
  const total = p.length - header;
  const f = acquirePacket();
  let offset: u32 = 0;
  let i: u32 = 0;
  while (offset < total) {
    let size = min<u32>(room, total - offset);
    if (pieces) size = <u32>load<u16>(p.pieceSizes + ((<usize>i) << 1));
    else if (offset + size < total) size &= ~7;
    build(f, p, header, offset, size);
    store<u8>(f.data + field, <u8>Protocol.FRAGMENT);
    const at = f.data + header;
    store<u8>(at, next);
    store<u8>(at, 0, 1);
    put16(at + 2, offset | (offset + size < total ? 1 : 0));
    put32(at + 4, id);
    locate6(f);
    if (p.outInterface == LOOPBACK) loopBack(f, p.outInterface);
    else if (mayTransmit(f, p.outInterface)) emitFrame(p.outInterface, f.data, f.captured);
    else if (offset + size >= total) emitNoFrame(p.outInterface);
    offset += size;
    i++;
  }
  releasePacket();
}

/** Headers, room for the fragment header, `size` bytes of payload from `offset` on. */
function build(f: Packet, p: Packet, header: u32, offset: u32, size: u32): void {
  const buffer = f.buffer;
  memory.copy(changetype<usize>(f), changetype<usize>(p), offsetof<Packet>());
  f.buffer = buffer;
  f.changedAt = 0;
  f.data = buffer + HEADROOM;
  f.fragMaxSize = 0;
  f.pieces = 0;
  memory.copy(f.data, p.data, header);
  const from = header + offset;
  const there: u32 = from >= p.captured ? 0 : min<u32>(size, p.captured - from);
  memory.copy(f.data + header + FRAGMENT_HEADER, p.data + from, there);
  f.length = header + FRAGMENT_HEADER + size;
  f.captured = header + FRAGMENT_HEADER + there;
  if (there < size) f.flags |= PacketFlag.TRUNCATED;
  put16(f.data + 4, f.length - IPV6_HEADER_SIZE);
}
