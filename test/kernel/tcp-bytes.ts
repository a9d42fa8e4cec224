// A TCP segment in the bytes of an IP packet, to be read and changed in place: numbers, time stamps and
// selective acknowledgements, with the checksum corrected by what changed.

type Field = "seq" | "ack" | "value" | "echo";

const u32 = (n: number): number => n >>> 0;

/** Where the TCP header starts; null: no TCP, a later fragment, or cut too short. */
function headerAt(b: Uint8Array): number | null {
  const version = (b[0] ?? 0) >> 4;
  if (version === 4) {
    const at = (b[0]! & 15) * 4;
    const later = (((b[6] ?? 0) & 0x1f) << 8) | (b[7] ?? 0);
    return at >= 20 && b[9] === 6 && later === 0 && b.length >= at + 20 ? at : null;
  }
  if (version !== 6 || b.length < 40) return null;
  let next = b[6]!;
  let at = 40;
  while ([0, 43, 44, 51, 60].includes(next) && b.length >= at + 8) {
    if (next === 44 && ((b[at + 2]! << 8) | (b[at + 3]! & 0xf8)) !== 0) return null;
    const size = next === 44 ? 8 : next === 51 ? (b[at + 1]! + 2) * 4 : (b[at + 1]! + 1) * 8;
    next = b[at]!;
    at += size;
  }
  return next === 6 && b.length >= at + 20 ? at : null;
}

/** The segment of an IP packet, or null. */
export function segmentOf(packet: Uint8Array): Segment | null {
  const at = headerAt(packet);
  return at === null ? null : new Segment(packet, at);
}

/** One segment; changing it changes the packet's bytes. */
export class Segment {
  private readonly view: DataView;
  /** Offset of the time stamp's value, null: none. */
  private readonly stampAt: number | null = null;
  /** Offsets of the numbers of selective acknowledgements. */
  private readonly sacks: number[] = [];
  /** The checksum is that of the pseudo header alone: a device was to finish it. */
  private readonly partial: boolean;
  /** Who sends it to whom, as a key; and the other way round. */
  readonly client: string;
  readonly server: string;

  constructor(
    packet: Uint8Array,
    private readonly at: number,
  ) {
    this.view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    const [from, size] = packet[0]! >> 4 === 4 ? [12, 4] : [8, 16];
    const end = (n: number) => Buffer.from(packet.subarray(from + n * size, from + (n + 1) * size));
    const a = `${end(0).toString("hex")}.${this.view.getUint16(at)}`;
    const b = `${end(1).toString("hex")}.${this.view.getUint16(at + 2)}`;
    this.client = `${a} ${b}`;
    this.server = `${b} ${a}`;
    let sum = 6 + packet.length - at;
    for (let i = from; i < from + 2 * size; i += 2) sum += this.view.getUint16(i);
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
    this.partial = this.view.getUint16(at + 16) === sum;
    const stop = Math.min(at + (this.view.getUint8(at + 12) >> 4) * 4, packet.length);
    for (let i = at + 20; i < stop; ) {
      const kind = packet[i]!;
      if (kind === 0) break;
      if (kind === 1) {
        i++;
        continue;
      }
      const length = packet[i + 1] ?? 0;
      if (length < 2 || i + length > stop) break;
      if (kind === 8 && length === 10) this.stampAt ??= i + 2;
      if (kind === 5) for (let k = i + 2; k + 4 <= i + length; k += 4) this.sacks.push(k);
      i += length;
    }
  }

  get flags(): number {
    return this.view.getUint8(this.at + 13);
  }
  get window(): number {
    return this.view.getUint16(this.at + 14);
  }
  /** Whether there is a time stamp. */
  get stamped(): boolean {
    return this.stampAt !== null;
  }

  private place(field: Field): number {
    if (field === "seq") return this.at + 4;
    if (field === "ack") return this.at + 8;
    return (this.stampAt ?? this.at) + (field === "echo" ? 4 : 0);
  }

  get(field: Field): number {
    return this.view.getUint32(this.place(field));
  }
  set(field: Field, value: number): void {
    this.store(this.place(field), value);
  }
  move(field: Field, by: number): void {
    this.set(field, u32(this.get(field) + by));
  }
  moveSacks(by: number): void {
    for (const at of this.sacks) this.store(at, u32(this.view.getUint32(at) + by));
  }
  /** Puts those of `nominal` where those of `actual` stand. */
  restoreSacks(actual: Segment, nominal: Segment): void {
    for (const at of this.sacks) {
      const k = actual.sacks.findIndex((a) => actual.view.getUint32(a) === this.view.getUint32(at));
      if (k >= 0) this.store(at, nominal.view.getUint32(nominal.sacks[k]!));
    }
  }

  /** Stores a number at any offset and corrects the checksum (RFC 1624). */
  private store(at: number, value: number): void {
    const odd = ((at - this.at) & 1) === 1;
    const sum = (n: number): number => {
      const once = (n >>> 16) + (n & 0xffff);
      const folded = (once & 0xffff) + (once >>> 16);
      return odd ? ((folded & 0xff) << 8) | (folded >> 8) : folded;
    };
    const old = this.view.getUint32(at);
    if (old === value) return;
    this.view.setUint32(at, value);
    if (this.partial) return;
    let c = (~this.view.getUint16(this.at + 16) & 0xffff) + (~sum(old) & 0xffff) + sum(value);
    while (c > 0xffff) c = (c & 0xffff) + (c >>> 16);
    this.view.setUint16(this.at + 16, ~c & 0xffff);
  }
}
