// Writes aligned PER (ITU-T X.691), so far as H.323 needs it.

/** Bits that are written one after the other. */
export class Per {
  private readonly bits: number[] = [];

  /** So many bits of a number, the topmost first. */
  put(value: number, count: number): this {
    for (let i = count - 1; i >= 0; i--) this.bits.push(Math.floor(value / 2 ** i) % 2);
    return this;
  }

  /** Bits as text; other characters are for reading. */
  flags(text: string): this {
    for (const bit of text.replace(/[^01]/g, "")) this.bits.push(Number(bit));
    return this;
  }

  align(): this {
    while (this.bits.length % 8 !== 0) this.bits.push(0);
    return this;
  }

  /** Whole bytes, from the next byte on. */
  bytes(all: Iterable<number>): this {
    this.align();
    for (const byte of all) this.put(byte, 8);
    return this;
  }

  /** INTEGER (0..65535). */
  word(value: number): this {
    return this.align().put(value, 16);
  }

  /** A constrained integer of more than 64K values, `least` at least. */
  wide(value: number, least = 0): this {
    const n = value - least;
    const bytes = n < 2 ** 8 ? 1 : n < 2 ** 16 ? 2 : n < 2 ** 24 ? 3 : 4;
    return this.put(bytes - 1, 2)
      .align()
      .put(n, 8 * bytes);
  }

  /** A length, or a count. */
  size(count: number): this {
    this.align();
    return count < 128 ? this.put(count, 8) : this.put(0x8000 + count, 16);
  }

  /** An object identifier by its bytes. */
  oid(all: readonly number[]): this {
    return this.size(all.length).bytes(all);
  }

  /** A BMPString of 1 to 128 characters. */
  text(words: string): this {
    this.put(words.length - 1, 7).align();
    for (const character of words) this.put(character.charCodeAt(0), 16);
    return this;
  }

  /** An open type: its length, then what is in it. */
  open(inner: Per): this {
    const all = inner.result();
    return this.size(all.length).bytes(all);
  }

  /** A list, its items one after the other or each open. */
  list<T>(items: readonly T[], write: (per: Per, item: T) => Per): this {
    this.size(items.length);
    for (const item of items) write(this, item);
    return this;
  }

  /** The extensions of a sequence: those that are undefined are not there. */
  extensions(all: readonly (Per | undefined)[]): this {
    this.put(all.length - 1, 7);
    for (const one of all) this.put(one === undefined ? 0 : 1, 1);
    for (const one of all) if (one !== undefined) this.open(one);
    return this;
  }

  /** A choice of so many alternatives of the root, that may have others. */
  choose(which: number, bits: number): this {
    return this.put(0, 1).put(which, bits);
  }

  /** An alternative behind those of the root. */
  chooseLater(which: number, inner: Per): this {
    return this.put(1, 1).put(which, 7).open(inner);
  }

  result(): number[] {
    const all = [...this.bits];
    while (all.length % 8 !== 0) all.push(0);
    return Array.from({ length: all.length / 8 }, (_, i) =>
      all.slice(i * 8, i * 8 + 8).reduce((n, bit) => n * 2 + bit, 0),
    );
  }
}
