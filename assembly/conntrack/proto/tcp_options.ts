/** The TCP options that window tracking reads: window scale (RFC 7323), SACK (RFC 2018). */
import { get32 } from "../../packet/bytes";
import { TcpEnd, TcpEndFlag, after } from "./tcp_track";

const EOL: u32 = 0;
const NOP: u32 = 1;
const WINDOW_SCALE: u32 = 3;
const SACK_PERMITTED: u32 = 4;
const SACK: u32 = 5;
/** RFC 7323, 2.3. */
const MAX_SCALE: u32 = 14;
/** NOP, NOP, timestamps, 10 bytes: what most segments carry, and nothing else. */
const ALIGNED_TIMESTAMPS: u32 = 0x0a080101;

/** Takes scale and SACK-permitted of a SYN over into what is known of its sender; `options` has
 * `size` readable bytes. A SYN without any options leaves what was known before (tcp_options). */
export function readSynOptions(options: usize, size: u32, sender: TcpEnd): void {
  if (size == 0) return;
  sender.scale = 0;
  sender.flags = <u8>(<u32>sender.flags & TcpEndFlag.BE_LIBERAL);
  let at = options;
  let left = <i32>size;
  while (left > 0) {
    const kind = <u32>load<u8>(at);
    if (kind == EOL) return;
    if (kind == NOP) {
      at++;
      left--;
      continue;
    }
    if (left < 2) return;
    const length = <i32>load<u8>(at, 1);
    if (length < 2 || length > left) return;
    if (kind == SACK_PERMITTED && length == 2) sender.set(TcpEndFlag.SACK_PERMITTED);
    else if (kind == WINDOW_SCALE && length == 3) {
      sender.scale = <u8>min<u32>(<u32>load<u8>(at, 2), MAX_SCALE);
      sender.set(TcpEndFlag.WINDOW_SCALE);
    }
    at += length;
    left -= length;
  }
}

/** The highest right edge among the SACK blocks and `sack` (tcp_sack). */
export function highestSack(options: usize, size: u32, sack: u32): u32 {
  if (size == 12 && load<u32>(options) == ALIGNED_TIMESTAMPS) return sack;
  let at = options;
  let left = <i32>size;
  while (left > 0) {
    const kind = <u32>load<u8>(at);
    if (kind == EOL) return sack;
    if (kind == NOP) {
      at++;
      left--;
      continue;
    }
    if (left < 2) return sack;
    const length = <i32>load<u8>(at, 1);
    if (length < 2 || length > left) return sack;
    if (kind == SACK && length >= 10 && ((length - 2) & 7) == 0) {
      let highest = sack;
      for (let i = 2; i < length; i += 8) {
        const edge = get32(at + i + 4);
        if (after(edge, highest)) highest = edge;
      }
      return highest;
    }
    at += length;
    left -= length;
  }
  return sack;
}
