/** What is wrong with a capture, in sentences. */
import { CaptureDamage } from "../generated/abi.js";

/** Where and what damage is. */
export interface Damage {
  readonly code: CaptureDamage;
  /** The capture's name. */
  readonly file: string;
  /** Number of the packet that could not be read, from 1. */
  readonly packet: number;
  /** Byte offset in the capture, after decompression. */
  readonly offset: number;
  /** The numbers of the sentence; see CaptureDamage. */
  readonly value: number;
  readonly limit: number;
}

/** A capture cannot be read on. Everything before the damage was processed. */
export class CaptureError extends Error {
  constructor(
    readonly damage: Damage,
    /** What a person can do about it, or null. */
    readonly hint: string | null = null,
  ) {
    super(sentence(damage));
    this.name = "CaptureError";
  }

  /** Whether the capture is whole but of a kind that cannot be read, from its first packet on. */
  get unreadable(): boolean {
    return this.damage.code === CaptureDamage.LINK_TYPE && this.damage.packet === 1;
  }
}

const hex = (value: number): string => `0x${(value >>> 0).toString(16).padStart(8, "0")}`;

/** The sentence without file and place. */
export function damageText({ code, value, limit }: Damage): string {
  switch (code) {
    case CaptureDamage.EMPTY:
      return "the capture is empty: not even a file header";
    case CaptureDamage.UNKNOWN_MAGIC:
      return `neither pcap nor pcapng: the file begins with ${hex(value)}`;
    case CaptureDamage.HEADER_TRUNCATED:
      return `the capture ends inside its file header: ${value} bytes of ${limit}`;
    case CaptureDamage.VERSION:
      return `format version ${value} is not known`;
    case CaptureDamage.TRUNCATED:
      return `the capture ends inside a packet or block: ${value} bytes of ${limit}`;
    case CaptureDamage.RECORD_LENGTH:
      return `absurd length: ${value} captured bytes, at most ${limit} make sense`;
    case CaptureDamage.BLOCK_LENGTH:
      return `absurd length: a block of ${value} bytes, at most ${limit} make sense`;
    case CaptureDamage.BLOCK_TOO_SHORT:
      return `a block of ${value} bytes is too short: this one needs ${limit}`;
    case CaptureDamage.BLOCK_ALIGNMENT:
      return `a block's length of ${value} bytes is not a multiple of 4`;
    case CaptureDamage.BLOCK_TRAILER:
      return `a block begins with length ${limit} and ends with length ${value}`;
    case CaptureDamage.BYTE_ORDER_MAGIC:
      return `a section's byte-order magic is ${hex(value)}`;
    case CaptureDamage.PACKET_OVERRUN:
      return `${value} captured bytes do not fit their block, which has room for ${limit}`;
    case CaptureDamage.NO_SUCH_INTERFACE:
      return `the packet names interface ${value}, the capture describes ${limit}`;
    case CaptureDamage.LINK_TYPE:
      return `link type ${linkTypeName(value)} cannot be read; ${KNOWN_LINK_TYPES} can`;
    case CaptureDamage.TOO_MANY_INTERFACES:
      return `a section describes more than ${limit} interfaces`;
    case CaptureDamage.OUT_OF_MEMORY:
      return "out of memory while reading the capture";
    case CaptureDamage.NONE:
      return "nothing is wrong";
  }
}

function sentence(damage: Damage): string {
  return `${damage.file}: packet ${damage.packet}, byte ${damage.offset}: ${damageText(damage)}`;
}

const KNOWN_LINK_TYPES =
  "Ethernet (1), raw IP (101, 12, 14, 228, 229), loopback (0, 108), Linux cooked (113, 276)";

/** Names of link types that people meet, for messages (the tcpdump group's registry). */
const linkTypeNames: Readonly<Record<number, string>> = {
  3: "AX.25",
  6: "Token Ring",
  9: "PPP",
  50: "PPP over serial",
  51: "PPPoE",
  105: "IEEE 802.11",
  119: "IEEE 802.11 with Prism header",
  127: "IEEE 802.11 with radiotap",
  147: "user-defined 0",
  187: "Bluetooth HCI",
  189: "USB (Linux)",
  192: "PPI",
  195: "IEEE 802.15.4",
  201: "Bluetooth HCI with direction",
  220: "USB (Linux, mmapped)",
  239: "NFLOG",
  249: "USBPcap",
  252: "Wireshark upper PDU",
};

function linkTypeName(value: number): string {
  const name = linkTypeNames[value];
  return name === undefined ? String(value) : `${value} (${name})`;
}
