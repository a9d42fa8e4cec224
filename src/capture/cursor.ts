/** A result of the engine while captures run, read field by field where it lies. */
import {
  type Cause,
  type CtInfo,
  Direction,
  ResultKind,
  ResultRecord,
  type Verdict,
} from "../generated/abi.js";
import type { Firewall } from "../engine/firewall.js";
import { type PacketResult, readResult, type ResultNames } from "../engine/results.js";

/**
 * The packet or block at hand. One object serves all: what it answers is valid until the visitor
 * returns, byte arrays included (they are views of the engine's memory).
 */
export class Cursor {
  /** Number of the packet over all captures, from 1; of the packet before when this is a block. */
  n = 0;
  /** The engine's memory. */
  bytes!: Uint8Array;
  view!: DataView;
  private results = 0;
  private at = 0;
  private side = 0;
  private cached: PacketResult | null = null;

  constructor(private readonly firewall: Firewall) {}

  /** Takes new views, after a call into the engine. */
  refresh(): void {
    const { engine } = this.firewall;
    this.bytes = engine.bytes;
    this.view = engine.view;
    this.side = engine.exports.side() >>> 0;
    this.results = engine.exports.results() >>> 0;
  }

  /** Moves to result `i`, the next one. */
  move(i: number): void {
    this.seek(i, this.n);
    if (this.isPacket) this.n++;
  }

  /** Moves to result `i`, whose packet (or the packet before the block) has number `n`. */
  seek(i: number, n: number): void {
    this.at = this.results + i * ResultRecord.size;
    this.n = n;
    this.cached = null;
  }

  private u32(offset: number): number {
    return this.view.getUint32(this.at + offset, true);
  }
  private u8(offset: number): number {
    return this.bytes[this.at + offset]!;
  }

  /** Whether this is a packet; else it is a block of the capture that holds none. */
  get isPacket(): boolean {
    return this.u8(ResultRecord.kind) === ResultKind.PACKET;
  }
  /** What rules, chains and interfaces are called. */
  get names(): ResultNames {
    return this.firewall.resultNames;
  }
  /** Number of the capture, from 0. */
  get source(): number {
    return this.u8(ResultRecord.source);
  }
  /** The packet's record in its capture, with head and options; or the block. */
  get block(): Uint8Array {
    const from = this.u32(ResultRecord.block);
    return this.bytes.subarray(from, from + this.u32(ResultRecord.blockSize));
  }
  /** The frame, link layer included. */
  get frame(): Uint8Array {
    const from = this.u32(ResultRecord.frame);
    return this.bytes.subarray(from, from + this.u32(ResultRecord.captured));
  }
  /** The frame's length on the wire in bytes. */
  get originalLength(): number {
    return this.u32(ResultRecord.original);
  }
  /** Captured bytes of the frame. */
  get capturedLength(): number {
    return this.u32(ResultRecord.captured);
  }
  /** LINKTYPE_* of the frame. */
  get linkType(): number {
    return this.u32(ResultRecord.linkType);
  }
  /** Offset of the IP header in the frame; 0 for frames without one and for raw IP. */
  get ipOffset(): number {
    return this.u32(ResultRecord.ipOffset);
  }
  /** 4, 6, or 0 when the frame holds no IP packet. */
  get version(): number {
    return this.u8(ResultRecord.version);
  }
  /** Nanoseconds since the epoch. */
  get time(): bigint {
    return this.view.getBigInt64(this.at + ResultRecord.time, true);
  }
  get verdict(): Verdict {
    return this.u8(ResultRecord.verdict) as Verdict;
  }
  get cause(): Cause {
    return this.u8(ResultRecord.cause) as Cause;
  }
  /** How the packet relates to its connection. */
  get ctInfo(): CtInfo {
    return this.u8(ResultRecord.ctInfo) as CtInfo;
  }
  /** Engine's number of the interface that it was seen on. */
  get interfaceIndex(): number {
    return this.u32(ResultRecord.interfaceIndex);
  }
  /** Whether a local process of the host sent it. */
  get outbound(): boolean {
    return this.u8(ResultRecord.direction) === Direction.OUT;
  }
  /** Everything the engine tells of the packet. */
  get result(): PacketResult {
    this.cached ??= readResult(
      this.bytes,
      this.view,
      this.at,
      this.side,
      this.firewall.resultNames,
    );
    return this.cached;
  }
}
