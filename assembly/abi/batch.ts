/** Batches of frames. */

/** A frame of a batch (`frameBatch`): head, then the frame, then padding to a multiple of 8. */
export const enum BatchFrame {
  /** u32: bytes of this record with head and padding. */
  size_bytes = 0,
  captured = 4,
  original = 8,
  linkType = 12,
  interfaceIndex = 16,
  /** u32 Direction, 0 = find out. */
  direction = 20,
  time = 24,
  uid = 32,
  gid = 36,
  mark = 40,
  /** What `factsNamed` answered, 0 = none. */
  facts = 44,
  frame = 48,
}
