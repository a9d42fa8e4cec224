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
  type PacketBytes,
  sectionHeader,
  viewOf,
  withComment,
} from "./block.js";
import { BlockWay } from "../generated/abi.js";
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
    this.revision++;
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
    this.revision++;
    this.added.set(key, number);
    return number;
  }

  /** The one section of classic and merged captures. */
  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    this.sink.write(sectionHeader([option(OptionCode.userApplication, this.application)]));
  }

  // ---- For the engine, which writes most packets (assembly/report/block.ts) ----

  /** Raised when what `way`, `isLittleEndian` or `numberOf` answer may have changed. */
  revision = 0;

  /** Whether fields are little-endian now. */
  get isLittleEndian(): boolean {
    return this.littleEndian;
  }

  /** How packets of a capture become blocks. */
  way(number: number): { readonly way: BlockWay; readonly interfaceNumber: number } {
    const source = this.sources[number]!;
    if (source.format === "pcap") {
      const way = source.unit === 1n ? BlockWay.NANOSECONDS : BlockWay.MICROSECONDS;
      return { way, interfaceNumber: source.interfaces[0] ?? 0 };
    }
    const own = source.format === "pcapng" && !this.merged;
    return { way: own ? BlockWay.AS_THEY_ARE : BlockWay.HOST, interfaceNumber: 0 };
  }

  /** The number of an interface that packets leave by; undefined = not described yet. */
  numberOf(name: string): number | undefined {
    return this.added.get(`${name} ${LINK_TYPE_RAW}`);
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
