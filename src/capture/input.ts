/** Where a capture's bytes come from. */

/** A stream of bytes that is read from front to back. */
export interface CaptureInput {
  /** For messages: the file's name. */
  readonly name: string;
  /** Interface of packets whose capture names none; null = eth0 (and eth1 ... in a pcapng). */
  readonly interfaceName: string | null;
  /** Bytes that there are in all, where that is known. */
  readonly size?: number;
  /** Reads at most `into.length` bytes into the front of `into`; 0 = the end. */
  read(into: Uint8Array): number | Promise<number>;
  /** Gives up whatever the input holds. */
  close(): void;
}

/** A capture in memory. */
export class BytesInput implements CaptureInput {
  private position = 0;

  get size(): number {
    return this.bytes.length;
  }

  constructor(
    readonly name: string,
    private readonly bytes: Uint8Array,
    readonly interfaceName: string | null = null,
  ) {}

  read(into: Uint8Array): number {
    const part = this.bytes.subarray(this.position, this.position + into.length);
    into.set(part);
    this.position += part.length;
    return part.length;
  }

  close(): void {}
}
