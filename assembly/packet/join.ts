/** Laying the fragments of a complete queue one behind the other into a packet's buffer. */
import { Fragment, FragmentQueue, isCut } from "./fragments";
import { HEADROOM, MAX_PIECES, Packet, PacketFlag, PIECES_AT } from "./packet";

/**
 * Makes `p`, the fragment that came last, the whole packet: the first fragment's headers (without
 * the last `cut` bytes of them: the fragment header of IPv6), then all payload. Link header, mark and
 * packet type are the first fragment's. The queue may be killed afterwards.
 */
export function joinFragments(p: Packet, q: FragmentQueue, cut: u32): void {
  const first = changetype<Fragment>(q.first);
  const header = first.header - cut;
  // everything comes out of the queue's copies: p's own bytes may lie where the packet goes
  const to = p.buffer + HEADROOM;
  memory.copy(to, first.bytes(), header);
  let captured = header;
  let whole = true;
  let pieces: u32 = 0;
  let at = q.first;
  while (at != 0) {
    const f = changetype<Fragment>(at);
    const there = f.captured > f.header ? f.captured - f.header : 0;
    if (whole) {
      memory.copy(to + header + f.offset, f.payload(), there);
      captured = header + f.offset + there;
    }
    if (isCut(f)) whole = false;
    if (pieces < MAX_PIECES) {
      store<u16>(p.buffer + PIECES_AT + ((<usize>pieces) << 1), <u16>f.length);
    }
    pieces++;
    at = f.next;
  }
  p.data = to;
  p.length = header + q.length;
  p.captured = captured;
  p.flags |= PacketFlag.DEFRAGMENTED;
  if (whole) p.flags &= ~(<u32>PacketFlag.TRUNCATED);
  else p.flags |= PacketFlag.TRUNCATED;
  p.pieces = pieces <= MAX_PIECES ? pieces : 0;
  p.pieceSizes = p.buffer + PIECES_AT;
  p.mark = first.mark;
  p.label = first.label;
  p.type = first.type;
  p.macLength = first.macLength;
  p.mac = 0;
  if (first.macLength != 0) {
    p.mac = p.buffer;
    memory.copy(p.buffer, first.mac(), first.macLength);
  }
}
