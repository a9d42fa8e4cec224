/**
 * Writes captures again, annotated: as pcapng, every packet with a comment, and beside it the packets
 * that left the host because of it.
 *
 * A single pcapng keeps its blocks bit for bit, in its own byte order; of a section header only the
 * length becomes "unknown". Interfaces that are added are numbered behind those of the section; when
 * the capture describes another one later, the section is begun anew with all of its descriptions, so
 * that the numbers in its packets stay right. A classic capture becomes a section with one
 * interface. Merged captures become one little-endian section with the interfaces of all.
 */
import {
  BlockType,
  block,
  enhancedPacket,
  interfaceDescription,
  option,
  OptionCode,
  padded,
  type PacketBytes,
  sectionHeader,
  viewOf,
  withComment,
} from "./block.js";
import { ByteText } from "../report/bytes.js";
import { toLittleEndian } from "./convert.js";
import type { Cursor } from "./cursor.js";

/** Takes what is written; the parts of one call belong together. */
export interface Sink {
  write(...parts: readonly Uint8Array[]): void;
}

/** A packet that left the host, to be written beside the one that caused it. */
export interface AddedPacket {
  /** Name of the interface that it left by. */
  readonly out: string;
  /** From the IP header on. */
  readonly packet: Uint8Array;
  /** Bytes on the wire from the IP header on. */
  readonly length: number;
  readonly comment: string;
}

/** What is known of a capture that is written again. */
export interface SourceFacts {
  readonly name: string;
  /** Interface of packets whose capture names none; null = eth0. */
  readonly interfaceName: string | null;
}

const LINK_TYPE_RAW = 101;
const NANOSECONDS = option(OptionCode.timestampResolution, Uint8Array.of(9));
const FLAG_OUTBOUND = 2;

const PCAP_MAGIC_NS = 0xa1b23c4d;
const PCAP_MAGIC_PATCHED = 0xa1b2cd34;

const WORD = 0x1_0000_0000;
/** Options hold at most this many bytes. */
const OPTION_BYTES_MAX = 65535;

/** Upper words of times from here on are left to whole numbers of any size: before 1970, or so late
 * that microseconds are no safe integers. */
const TIME_HIGH_END = 0x7d000000;

/** Nanoseconds, as two words, in microseconds. */
function microseconds(high: number, low: number): number {
  const guess = Math.floor((high * WORD + low) / 1000);
  // the division rounds: what is left tells which microsecond it is, by its lower word
  const rest = (low - Math.imul((guess % WORD) | 0, 1000)) | 0;
  return guess + Math.floor(rest / 1000);
}

/** How the packets of one capture are written. */
interface SourceState {
  readonly facts: SourceFacts;
  format: "pcap" | "pcapng" | null;
  littleEndian: boolean;
  /** Numbers in the output of the interfaces of the capture's section. */
  interfaces: number[];
  /** Classic captures: nanoseconds of a unit, bytes of a record's head. */
  unit: bigint;
  recordHead: number;
}

/** A writer of annotated captures. */
export class AnnotatedWriter {
  /** Blocks of merged captures that could not be carried over, by capture. */
  readonly leftOut = new Map<string, number>();
  private readonly sources: SourceState[];
  private readonly merged: boolean;
  /** Byte order of the section that is being written. */
  private littleEndian = true;
  private begun = false;
  /** Interfaces of the section that is being written. */
  private interfaceCount = 0;
  /** Numbers of interfaces that were added, by name and link type. */
  private readonly added = new Map<string, number>();
  /** Blocks that were not handed on yet, and where the last of them begins. */
  private readonly text = new ByteText();
  private start = 0;
  /** Numbers in `added` of interfaces for packets without a link layer, by name. */
  private readonly recent = new Map<string, number>();
  /** Head and interface descriptions of the capture's section. */
  private section: Uint8Array[] = [];

  constructor(
    private readonly sink: Sink,
    sources: readonly SourceFacts[],
    private readonly application: string,
  ) {
    this.merged = sources.length > 1;
    this.sources = sources.map((facts) => ({
      facts,
      format: null,
      littleEndian: true,
      interfaces: [],
      unit: 1000n,
      recordHead: 16,
    }));
  }

  /** A block of a capture that holds no packet. */
  block(cursor: Cursor): void {
    const source = this.sources[cursor.source]!;
    const bytes = cursor.block;
    if (source.format === null) {
      const first = viewOf(bytes).getUint32(0);
      source.format = first === BlockType.sectionHeader ? "pcapng" : "pcap";
    }
    if (source.format === "pcap") this.classicHeader(source, bytes);
    else if (this.merged) this.mergedBlock(source, bytes);
    else this.ownBlock(source, bytes);
  }

  /** A packet with its comment, and what left because of it. */
  packet(cursor: Cursor, comment: string, added: readonly AddedPacket[]): void {
    const source = this.sources[cursor.source]!;
    if (source.format === "pcap") this.classicPacket(source, cursor, comment);
    else if (this.merged) this.mergedPacket(source, cursor, comment);
    else this.ownPacket(source, cursor, comment);
    for (const packet of added) this.add(cursor.time, packet);
  }

  private add(time: bigint, { out, packet, length, comment }: AddedPacket): void {
    const { littleEndian } = this;
    const flags = new Uint8Array(4);
    viewOf(flags).setUint32(0, FLAG_OUTBOUND, littleEndian);
    this.enhanced(
      {
        interfaceNumber: this.addedInterface(out, LINK_TYPE_RAW),
        stamp: time,
        bytes: packet,
        length,
      },
      [
        option(OptionCode.packetFlags, flags, littleEndian),
        option(OptionCode.comment, comment, littleEndian),
      ],
    );
  }

  private enhanced(packet: PacketBytes, options: readonly Uint8Array[]): void {
    this.sink.write(enhancedPacket(packet, options, this.littleEndian));
  }

  /** The number of an interface of our own, described when it is first needed. */
  private addedInterface(name: string, linkType: number): number {
    const key = `${name} ${linkType}`;
    const known = this.added.get(key);
    if (known !== undefined) return known;
    const { littleEndian } = this;
    const options = [
      option(OptionCode.interfaceName, name, littleEndian),
      option(OptionCode.interfaceDescription, "added by sluice", littleEndian),
      option(OptionCode.timestampResolution, Uint8Array.of(9), littleEndian),
    ];
    this.sink.write(interfaceDescription(linkType, 0, options, littleEndian));
    const number = this.interfaceCount++;
    this.added.set(key, number);
    return number;
  }

  /** The one section of classic and merged captures. */
  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    this.sink.write(sectionHeader([option(OptionCode.userApplication, this.application)]));
  }

  // ---- As bytes ----

  /**
   * A packet with its comment as bytes: as `packet` without what left because of it. False when it has
   * to be written by that: merged captures, packets with options of their own, odd times.
   */
  packetBytes(cursor: Cursor, comment: Uint8Array): boolean {
    const source = this.sources[cursor.source]!;
    if (cursor.timeHigh >= TIME_HIGH_END || comment.length > OPTION_BYTES_MAX) return false;
    if (source.format === "pcap") {
      const stamp = source.unit === 1n ? null : microseconds(cursor.timeHigh, cursor.timeLow);
      this.beginBlock(
        source.interfaces[0]!,
        stamp === null ? cursor.timeHigh : Math.floor(stamp / WORD),
        stamp === null ? cursor.timeLow : stamp % WORD,
        cursor.originalLength,
      );
      this.putBytes(cursor.bytes, cursor.frameAddress, cursor.capturedLength);
    } else if (!this.merged && this.isBare(source, cursor)) {
      const { text } = this;
      this.start = text.length;
      text.raw(cursor.bytes, cursor.blockAddress, cursor.blockSize - 4);
    } else return false;
    this.endBlock(comment);
    return true;
  }

  /** A packet that left: where its bytes stand in `bytes`. Only behind packetBytes. */
  addBytes(
    cursor: Cursor,
    name: string,
    address: number,
    captured: number,
    length: number,
    comment: Uint8Array,
  ): void {
    const { text } = this;
    const number = this.recent.get(name) ?? this.describe(name);
    this.beginBlock(number, cursor.timeHigh, cursor.timeLow, length);
    this.putBytes(cursor.bytes, address, captured);
    this.optionHead(OptionCode.packetFlags, 4);
    text.word(FLAG_OUTBOUND, this.littleEndian);
    this.endBlock(comment);
  }

  /** The number of an interface of our own; what was made before is written in front of its
   * description. */
  private describe(name: string): number {
    this.flushBytes();
    const number = this.addedInterface(name, LINK_TYPE_RAW);
    this.recent.set(name, number);
    return number;
  }

  /** Hands what packetBytes and addBytes made to the sink, as one item. */
  flushBytes(): void {
    const { text } = this;
    if (text.length > 0) this.sink.write(text.bytes.subarray(0, text.length));
    text.length = 0;
  }

  /** Whether the block is a packet's and has no options. */
  private isBare(source: SourceState, cursor: Cursor): boolean {
    const { bytes, blockAddress } = cursor;
    const type = bytes[source.littleEndian ? blockAddress : blockAddress + 3]!;
    if (type !== BlockType.enhancedPacket && type !== BlockType.oldPacket) return false;
    return cursor.blockSize === 32 + padded(cursor.capturedLength);
  }

  /** The head of an enhanced packet block. */
  private beginBlock(interfaceNumber: number, high: number, low: number, length: number): void {
    const { text, littleEndian } = this;
    this.start = text.length;
    text.word(BlockType.enhancedPacket, littleEndian);
    text.word(0, littleEndian);
    text.word(interfaceNumber, littleEndian);
    text.word(high, littleEndian);
    text.word(low, littleEndian);
    text.word(0, littleEndian);
    text.word(length, littleEndian);
  }

  private putBytes(bytes: Uint8Array, at: number, size: number): void {
    const { text } = this;
    text.patch(this.start + 20, size, this.littleEndian);
    text.raw(bytes, at, size);
    text.pad(this.start);
  }

  private optionHead(code: number, size: number): void {
    this.text.word(
      this.littleEndian ? code | (size << 16) : (code << 16) | size,
      this.littleEndian,
    );
  }

  /** The comment, the end of the options, and the block's length at both ends. */
  private endBlock(comment: Uint8Array): void {
    const { text, littleEndian } = this;
    this.optionHead(OptionCode.comment, comment.length);
    text.put(comment);
    text.pad(this.start);
    text.word(0, littleEndian);
    const size = text.length - this.start + 4;
    text.word(size, littleEndian);
    text.patch(this.start + 4, size, littleEndian);
  }

  // ---- One pcapng ----

  private ownBlock(source: SourceState, bytes: Uint8Array): void {
    if (viewOf(bytes).getUint32(0) === BlockType.sectionHeader) {
      source.littleEndian = viewOf(bytes).getUint32(8, true) === 0x1a2b3c4d;
      this.littleEndian = source.littleEndian;
      const head = bytes.slice();
      head.fill(0xff, 16, 24);
      this.section = [head];
      this.added.clear();
      this.recent.clear();
      this.interfaceCount = 0;
      this.sink.write(head);
      return;
    }
    const type = viewOf(bytes).getUint32(0, source.littleEndian);
    if (type === BlockType.interfaceDescription) {
      if (this.added.size > 0) this.beginAnew();
      this.section.push(bytes.slice());
      this.interfaceCount++;
    }
    this.sink.write(bytes);
  }

  /** The section once more, without the interfaces that were added. */
  private beginAnew(): void {
    const [head, ...descriptions] = this.section;
    const why = "sluice: the section before goes on here";
    this.sink.write(...withComment(head!, why, this.littleEndian), ...descriptions);
    this.added.clear();
    this.recent.clear();
    this.interfaceCount = descriptions.length;
  }

  private ownPacket(source: SourceState, cursor: Cursor, comment: string): void {
    const bytes = cursor.block;
    const type = viewOf(bytes).getUint32(0, source.littleEndian);
    if (type === BlockType.simplePacket) this.simplePacket(cursor, comment);
    else this.sink.write(...withComment(bytes, comment, source.littleEndian));
  }

  /** A simple packet block has no options: the packet becomes an enhanced one. */
  private simplePacket(cursor: Cursor, comment: string): void {
    const name = cursor.result.interface ?? "eth0";
    this.enhanced(
      {
        interfaceNumber: this.addedInterface(name, cursor.linkType),
        stamp: cursor.time,
        bytes: cursor.frame,
        length: cursor.originalLength,
      },
      [option(OptionCode.comment, comment, this.littleEndian)],
    );
  }

  // ---- Classic captures ----

  private classicHeader(source: SourceState, bytes: Uint8Array): void {
    this.begin();
    const view = viewOf(bytes);
    source.littleEndian = bytes[0] !== 0xa1;
    const magic = view.getUint32(0, source.littleEndian);
    source.unit = magic === PCAP_MAGIC_NS ? 1n : 1000n;
    source.recordHead = magic === PCAP_MAGIC_PATCHED ? 24 : 16;
    const linkType = view.getUint32(20, source.littleEndian);
    const options = [option(OptionCode.interfaceName, source.facts.interfaceName ?? "eth0")];
    if (source.unit === 1n) options.push(NANOSECONDS);
    // bit 26: the upper four bits are the length of the frame check sequence in 16-bit words
    if ((linkType & 0x04000000) !== 0) {
      options.push(option(OptionCode.fcsLength, Uint8Array.of((linkType >>> 28) * 2)));
    }
    const snaplen = view.getUint32(16, source.littleEndian);
    this.sink.write(interfaceDescription(linkType & 0xffff, snaplen, options));
    source.interfaces = [this.interfaceCount++];
  }

  private classicPacket(source: SourceState, cursor: Cursor, comment: string): void {
    this.enhanced(
      {
        interfaceNumber: source.interfaces[0]!,
        stamp: cursor.time / source.unit,
        bytes: cursor.frame,
        length: cursor.originalLength,
      },
      [option(OptionCode.comment, comment)],
    );
  }

  // ---- Merged captures ----

  private mergedBlock(source: SourceState, bytes: Uint8Array): void {
    this.begin();
    if (viewOf(bytes).getUint32(0) === BlockType.sectionHeader) {
      source.littleEndian = viewOf(bytes).getUint32(8, true) === 0x1a2b3c4d;
      source.interfaces = [];
      return;
    }
    const copy = source.littleEndian ? bytes.slice() : toLittleEndian(bytes);
    if (copy === null) {
      const { name } = source.facts;
      this.leftOut.set(name, (this.leftOut.get(name) ?? 0) + 1);
      return;
    }
    const view = viewOf(copy);
    const type = view.getUint32(0, true);
    if (type === BlockType.interfaceDescription) source.interfaces.push(this.interfaceCount++);
    if (type === BlockType.interfaceStatistics && copy.length >= 24) {
      view.setUint32(8, source.interfaces[view.getUint32(8, true)] ?? 0, true);
    }
    this.sink.write(copy);
  }

  private mergedPacket(source: SourceState, cursor: Cursor, comment: string): void {
    const bytes = cursor.block;
    const copy = source.littleEndian ? bytes.slice() : toLittleEndian(bytes)!;
    const view = viewOf(copy);
    const type = view.getUint32(0, true);
    if (type === BlockType.simplePacket) {
      this.simplePacket(cursor, comment);
      return;
    }
    if (type === BlockType.oldPacket) {
      const number = source.interfaces[view.getUint16(8, true)]!;
      this.sink.write(...withComment(this.modern(copy, number), comment, true));
      return;
    }
    view.setUint32(8, source.interfaces[view.getUint32(8, true)]!, true);
    this.sink.write(...withComment(copy, comment, true));
  }

  /** A packet block of early versions as an enhanced one: its interface number may not fit else. */
  private modern(old: Uint8Array, interfaceNumber: number): Uint8Array {
    const number = new Uint8Array(4);
    viewOf(number).setUint32(0, interfaceNumber, true);
    const rest = old.subarray(12, old.length - 4);
    return block(BlockType.enhancedPacket, [number, rest]);
  }
}
