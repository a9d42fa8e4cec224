/** Captures. */

/** Captures that can be merged at once. */
export const MAX_SOURCES = 64;

/** Bytes of a capture that the engine holds at a time, unless one block is larger. */
export const CAPTURE_CHUNK_BYTES = 262064;

/** Captured bytes of a record in a classic capture; more is damage (MAXIMUM_SNAPLEN of libpcap). */
export const PCAP_RECORD_BYTES_MAX = 262144;

/** Bytes of a pcapng block; more is damage (as in libpcap and Wireshark). */
export const PCAPNG_BLOCK_BYTES_MAX = 16777216;

/** Interfaces that one section of a pcapng may describe. */
export const PCAPNG_INTERFACES_MAX = 65536;

/** Why `captureRun` came back. */
export const enum CaptureStatus {
  /** Every capture is at its end. */
  DONE = 0,
  /** `captureSource` needs more bytes. */
  NEED_INPUT = 1,
  /** The results must be read first. */
  RESULTS_FULL = 2,
  /** `captureSource` cannot be read on: `captureDamage` and the calls beside it say why. */
  DAMAGED = 3,
}

/** Formats of captures. */
export const enum CaptureFormat {
  UNKNOWN = 0,
  PCAP = 1,
  PCAPNG = 2,
}

/** Why a capture cannot be read on. The host has a sentence for each (src/capture/damage.ts); value
 * and limit are numbers that the sentence holds. */
export const enum CaptureDamage {
  NONE = 0,
  EMPTY = 1,
  /** Neither pcap nor pcapng; value: the first four bytes. */
  UNKNOWN_MAGIC = 2,
  /** The file ends inside its header; value: bytes there, limit: bytes needed. */
  HEADER_TRUNCATED = 3,
  /** value: major version. */
  VERSION = 4,
  /** The file ends inside a packet or block; value: bytes there, limit: bytes needed. */
  TRUNCATED = 5,
  /** value: captured length of a packet, limit: the largest allowed. */
  RECORD_LENGTH = 6,
  /** value: length of a block, limit: the largest allowed. */
  BLOCK_LENGTH = 7,
  /** value: length of a block that is smaller than its fields, limit: the smallest allowed. */
  BLOCK_TOO_SHORT = 8,
  /** value: length of a block, not a multiple of 4. */
  BLOCK_ALIGNMENT = 9,
  /** value: the length that ends a block, limit: the one that began it. */
  BLOCK_TRAILER = 10,
  /** value: the byte-order magic of a section header. */
  BYTE_ORDER_MAGIC = 11,
  /** value: captured length, limit: bytes that the block has for it. */
  PACKET_OVERRUN = 12,
  /** value: interface number of a packet, limit: interfaces described so far. */
  NO_SUCH_INTERFACE = 13,
  /** value: link type. */
  LINK_TYPE = 14,
  /** limit: interfaces allowed. */
  TOO_MANY_INTERFACES = 15,
  OUT_OF_MEMORY = 16,
}
