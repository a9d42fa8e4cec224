/**
 * Classic captures (draft-ietf-opsawg-pcap): a file header, then records.
 *
 *     0        4     6     8          16        20                 0         4          8         12
 *    ┌────────┬─────┬─────┬──────────┬─────────┬─────────┐        ┌─────────┬──────────┬─────────┬────────┐
 *    │ magic  │major│minor│ reserved │ snaplen │linktype │        │ seconds │ fraction │ captured│original│
 *    └────────┴─────┴─────┴──────────┴─────────┴─────────┘        └─────────┴──────────┴─────────┴────────┘
 *
 * The magic tells byte order and the fraction's unit. Bits above 0x03ffffff of the link type speak
 * of a frame check sequence. A record's captured length is not held against the header's snaplen,
 * which some writers set too low, but against PCAP_RECORD_BYTES_MAX.
 */
import { CaptureDamage, CaptureFormat, PCAP_RECORD_BYTES_MAX } from "../abi";
import { knownLinkType } from "../packet/link";
import { Arrival } from "../stack/arrival";
import { damageAt, Found, has, shortage, Source } from "./source";

const FILE_HEADER: u32 = 24;
const RECORD_HEADER: u32 = 16;
/** The records of Alexey Kuznetzov's patched libpcap have 8 bytes more (interface, protocol, type). */
const PATCHED_RECORD_HEADER: u32 = 24;

const MAGIC_MICROSECONDS: u32 = 0xa1b2c3d4;
const MAGIC_NANOSECONDS: u32 = 0xa1b23c4d;
const MAGIC_PATCHED: u32 = 0xa1b2cd34;

const LINK_TYPE_MASK: u32 = 0x03ffffff;

function isMagic(value: u32): bool {
  return value == MAGIC_MICROSECONDS || value == MAGIC_NANOSECONDS || value == MAGIC_PATCHED;
}

/** Whether a file that begins with these four bytes is a classic capture. */
export function isPcap(value: u32): bool {
  return isMagic(value) || isMagic(bswap<u32>(value));
}

/** Reads the file header; the header is handed on as a block. */
export function openPcap(s: Source): Found {
  if (!has(s, FILE_HEADER)) return shortage(s, CaptureDamage.HEADER_TRUNCATED);
  const h = s.at();
  s.swapped = !isMagic(load<u32>(h));
  const magic = s.get32(h);
  const major = s.get16(h + 4);
  if (major != 2) return damageAt(s, CaptureDamage.VERSION, major, 0);
  s.unitNs = magic == MAGIC_NANOSECONDS ? 1 : 1000;
  s.recordHead = magic == MAGIC_PATCHED ? PATCHED_RECORD_HEADER : RECORD_HEADER;
  s.linkType = s.get32(h + 20) & LINK_TYPE_MASK;
  if (!knownLinkType(s.linkType)) return damageAt(s, CaptureDamage.LINK_TYPE, s.linkType, 0);
  s.format = CaptureFormat.PCAP;
  s.block = h;
  s.blockSize = FILE_HEADER;
  s.position += FILE_HEADER;
  return Found.BLOCK;
}

/** Finds the next record. */
export function advancePcap(s: Source, a: Arrival): Found {
  if (s.ended && s.available() == 0) return Found.END;
  const head = s.recordHead;
  if (!has(s, head)) return shortage(s, CaptureDamage.TRUNCATED);
  const h = s.at();
  const captured = s.get32(h + 8);
  if (captured > <u32>PCAP_RECORD_BYTES_MAX) {
    return damageAt(s, CaptureDamage.RECORD_LENGTH, captured, <u32>PCAP_RECORD_BYTES_MAX);
  }
  const size = head + captured;
  if (!has(s, size)) return shortage(s, CaptureDamage.TRUNCATED);
  a.time = <i64>s.get32(h) * 1000000000 + <i64>s.get32(h + 4) * <i64>s.unitNs;
  a.begin(h, size, s.number);
  a.frame = <u32>h + head;
  a.captured = captured;
  a.original = max<u32>(captured, s.get32(h + 12));
  a.interfaceIndex = s.interfaceIndex;
  a.linkType = s.linkType;
  s.position += size;
  s.packets++;
  return Found.PACKET;
}
