/**
 * The fingerprints of operating systems that nfnl_osf(8) loaded: what a SYN of each looks like
 * (struct nf_osf_user_finger; nf_osf_fingers of nfnetlink_osf). First those of packets that may be
 * fragmented, then those of packets that may not.
 */
import { allocate, release } from "../memory/heap";

/** u32 each: bytes of the whole record; fingerprints without and with DF; records from `first` on. */
export const enum FingerprintList {
  bytes = 0,
  fragmentable = 4,
  whole = 8,
  first = 16,
}

/** What a SYN looks like, and whose it is. */
export const enum Fingerprint {
  /** u32: the window, as WindowRule says. */
  window = 0,
  /** u8 each: WindowRule, TTL, number of options, bytes of all options. */
  windowRule = 4,
  ttl = 5,
  options = 6,
  optionBytes = 7,
  /** u16: bytes of the packet, host order. */
  length = 8,
  /** Kind and size of each option, u8 each; 40 options at most. */
  kinds = 16,
  /** Texts that end with a zero, 32 bytes each: genre, version, subtype. */
  genre = 96,
  size = 192,
}

/** How the window is asked for (enum nf_osf_window_size_options). */
export const enum WindowRule {
  /** The window itself; 0: any. */
  PLAIN = 0,
  /** Times the segment size, or that plus 40. */
  MSS = 1,
  MTU = 2,
  /** A multiple. */
  MODULO = 3,
}

/** A copy of the list; 0 when memory is exhausted. */
export function create(config: usize): usize {
  const bytes = <usize>load<u32>(config, FingerprintList.bytes);
  const list = allocate(bytes);
  if (list != 0) memory.copy(list, config, bytes);
  return list;
}

/** Rules that come later find the same fingerprints. */
export function keep(_state: usize, _config: usize): void {}

export function destroy(state: usize): void {
  release(state);
}
