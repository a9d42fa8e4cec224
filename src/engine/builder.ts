import type { RecordWriter } from "../extension/extension.js";

/**
 * Builds a block of engine memory: grows as records are taken from it, knows which of its words
 * point into itself, and gives the bytes for the address where the block will stand.
 */
export class BlockBuilder {
  private bytes = new Uint8Array(4096);
  private view = new DataView(this.bytes.buffer);
  private length = 0;
  /** Offsets of words that hold offsets of this block. */
  private readonly pointers: number[] = [];

  /** Bytes taken so far. */
  get size(): number {
    return this.length;
  }

  /** Takes `size` zeroed bytes at a multiple of 8; answers their offset. */
  take(size: number): number {
    const offset = this.length;
    this.length = (offset + size + 7) & ~7;
    if (this.length > this.bytes.length) {
      const bigger = new Uint8Array(Math.max(this.length, this.bytes.length * 2));
      bigger.set(this.bytes);
      this.bytes = bigger;
      this.view = new DataView(bigger.buffer);
    }
    return offset;
  }

  u8(offset: number, value: number): void {
    this.view.setUint8(offset, value);
  }
  u16(offset: number, value: number): void {
    this.view.setUint16(offset, value, true);
  }
  u32(offset: number, value: number): void {
    this.view.setUint32(offset, value >>> 0, true);
  }
  u64(offset: number, value: bigint): void {
    this.view.setBigUint64(offset, value, true);
  }
  put(offset: number, value: Uint8Array): void {
    this.bytes.set(value, offset);
  }
  /** A word that will hold the address of `target` (an offset of this block). */
  pointer(offset: number, target: number): void {
    this.view.setUint32(offset, target, true);
    this.pointers.push(offset);
  }

  /** The bytes, for a block that stands at `base`. Call once. */
  finish(base: number): Uint8Array {
    for (const at of this.pointers) {
      this.view.setUint32(at, (this.view.getUint32(at, true) + base) >>> 0, true);
    }
    return this.bytes.subarray(0, this.length);
  }

  /** A writer for the record at `head` bytes behind the block's end, for one extension. */
  record(head: number): RecordAt {
    const start = this.take(head);
    return new RecordAt(this, start, start + head);
  }
}

/** The writer of one extension's record. */
export class RecordAt implements RecordWriter {
  private reserved = false;

  constructor(
    private readonly block: BlockBuilder,
    readonly start: number,
    private readonly data: number,
  ) {}

  reserve(size: number): void {
    if (this.reserved) throw new Error("an extension's record is reserved once");
    this.reserved = true;
    this.block.take(size);
  }
  u8(offset: number, value: number): void {
    this.block.u8(this.data + offset, value);
  }
  u16(offset: number, value: number): void {
    this.block.u16(this.data + offset, value);
  }
  u32(offset: number, value: number): void {
    this.block.u32(this.data + offset, value);
  }
  u64(offset: number, value: bigint): void {
    this.block.u64(this.data + offset, value);
  }
  bytes(offset: number, value: Uint8Array): void {
    this.block.put(this.data + offset, value);
  }
}
