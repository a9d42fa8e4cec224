/**
 * CONNMARK: the connection's mark, and copies between it and the packet's mark
 * (iptables-extensions(8), CONNMARK; connmark_tg_shift of xt_connmark, revision 2).
 *
 *   set      ctmark = shift((ctmark & ~ctMask) ^ value)
 *   save     ctmark = (ctmark & ~ctMask) ^ shift(mark & nfMask)
 *   restore  mark   = (mark & ~nfMask) ^ shift(ctmark & ctMask)
 */
import { Verdict } from "../abi";
import { seenMark, seesConnection, setSeenMark } from "../conntrack/seen";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum ConnmarkInfo {
  /** u8: 0 set, 1 save, 2 restore. */
  mode = 0,
  /** u8: 1 = shift to the right, 0 = to the left, by `bits` (u8). */
  right = 1,
  bits = 2,
  value = 4,
  ctMask = 8,
  nfMask = 12,
  size = 16,
}

const SET: u32 = 0;
const SAVE: u32 = 1;

/** The value moved by the record's number of bits. */
function shifted(value: u32, data: usize): u32 {
  const bits = <u32>load<u8>(data, ConnmarkInfo.bits);
  if (load<u8>(data, ConnmarkInfo.right) != 0) return value >> bits;
  return value << bits;
}

/** Changes a mark and goes on; packets without a connection pass unchanged. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  if (!seesConnection(p)) return Verdict.CONTINUE;
  const seen = seenMark(p);
  const mode = <u32>load<u8>(data, ConnmarkInfo.mode);
  const ctMask = load<u32>(data, ConnmarkInfo.ctMask);
  const nfMask = load<u32>(data, ConnmarkInfo.nfMask);
  if (mode == SET) {
    const mark = (seen & ~ctMask) ^ load<u32>(data, ConnmarkInfo.value);
    setSeenMark(p, shifted(mark, data));
  } else if (mode == SAVE) {
    setSeenMark(p, (seen & ~ctMask) ^ shifted(p.mark & nfMask, data));
  } else {
    p.mark = (p.mark & ~nfMask) ^ shifted(seen & ctMask, data);
  }
  return Verdict.CONTINUE;
}
