/** Text that is put together as bytes: digits, hex and pieces, without strings between. */

const NS_PER_SECOND = 1_000_000_000;
const WORD = 0x1_0000_0000;
/** Pieces of at most this many bytes are copied byte by byte: a call would cost more. */
const SHORT_BYTES = 24;
const DIGIT_0 = 48;

const hexHigh = new Uint8Array(256);
const hexLow = new Uint8Array(256);
for (let i = 0; i < 256; i++) {
  hexHigh[i] = i.toString(16).padStart(2, "0").charCodeAt(0);
  hexLow[i] = i.toString(16).padStart(2, "0").charCodeAt(1);
}

/** Bytes that grow. */
export class ByteText {
  bytes = new Uint8Array(1 << 16);
  length = 0;
  /** The second whose digits `secondDigits` holds. */
  private second = -1;
  private secondDigits: Uint8Array = new Uint8Array(0);

  /** Makes room for `more` bytes. */
  ensure(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const bigger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    bigger.set(this.bytes.subarray(0, this.length));
    this.bytes = bigger;
  }

  put(piece: Uint8Array): void {
    const size = piece.length;
    this.ensure(size);
    const { bytes } = this;
    if (size > SHORT_BYTES) bytes.set(piece, this.length);
    else for (let i = 0; i < size; i++) bytes[this.length + i] = piece[i]!;
    this.length += size;
  }

  /** A whole number in decimal digits. */
  number(value: number): void {
    this.ensure(20);
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits++;
    this.fixed(value, digits);
  }

  /** A whole number in exactly so many digits. */
  private fixed(value: number, digits: number): void {
    const { bytes } = this;
    let left = value;
    for (let at = this.length + digits - 1; at >= this.length; at--) {
      const rest = Math.floor(left / 10);
      bytes[at] = DIGIT_0 + left - rest * 10;
      left = rest;
    }
    this.length += digits;
  }

  /** Nanoseconds, as two words, in seconds with nine digits. The number must not be negative. */
  time(high: number, low: number): void {
    let seconds = Math.floor((high * WORD + low) / NS_PER_SECOND);
    // the division rounds: what is left tells which second it is, by its lower word
    let rest = (low - Math.imul((seconds % WORD) | 0, NS_PER_SECOND)) | 0;
    if (rest < 0) {
      seconds--;
      rest += NS_PER_SECOND;
    } else if (rest >= NS_PER_SECOND) {
      seconds++;
      rest -= NS_PER_SECOND;
    }
    if (seconds !== this.second) {
      this.second = seconds;
      this.secondDigits = new TextEncoder().encode(`${seconds}.`);
    }
    this.put(this.secondDigits);
    this.ensure(9);
    this.fixed(rest, 9);
  }

  /** `count` bytes of `from`, two hex digits each. */
  hex(from: Uint8Array, start: number, count: number): void {
    this.ensure(count * 2);
    const { bytes } = this;
    let at = this.length;
    for (let i = start; i < start + count; i++) {
      const value = from[i]!;
      bytes[at] = hexHigh[value]!;
      bytes[at + 1] = hexLow[value]!;
      at += 2;
    }
    this.length = at;
  }

  /** `count` bytes of `from` as they are. */
  raw(from: Uint8Array, start: number, count: number): void {
    this.ensure(count);
    if (count > SHORT_BYTES) this.bytes.set(from.subarray(start, start + count), this.length);
    else for (let i = 0; i < count; i++) this.bytes[this.length + i] = from[start + i]!;
    this.length += count;
  }

  /** A word in a byte order. */
  word(value: number, littleEndian: boolean): void {
    this.ensure(4);
    const { bytes, length } = this;
    const first = littleEndian ? length : length + 3;
    const step = littleEndian ? 1 : -1;
    bytes[first] = value;
    bytes[first + step] = value >>> 8;
    bytes[first + 2 * step] = value >>> 16;
    bytes[first + 3 * step] = value >>> 24;
    this.length = length + 4;
  }

  /** Overwrites a word that was put before. */
  patch(at: number, value: number, littleEndian: boolean): void {
    const end = this.length;
    this.length = at;
    this.word(value, littleEndian);
    this.length = end;
  }

  /** Zeros up to the next multiple of four, counted from `start`. */
  pad(start: number): void {
    this.ensure(3);
    while (((this.length - start) & 3) !== 0) this.bytes[this.length++] = 0;
  }
}
