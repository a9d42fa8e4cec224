// Messages of H.323 drawn by lot from h323.schema: right ones, with whatever the schema has a type for, and more
// fields than are known. What is kept is likely, and names the given address.
import { readFileSync } from "node:fs";
import {
  choiceBits,
  FLAG,
  parseSchema,
  type SchemaField,
  type SchemaType,
  SIZE,
  typeOf,
} from "../../scripts/h323-schema.mjs";
import type { Chance } from "./chance.js";
import { Per } from "./per.js";

const types = parseSchema(readFileSync("assembly/conntrack/helpers/h323.schema", "utf8"));

const is = (field: SchemaField, flag: keyof typeof FLAG): boolean =>
  (field.flags & FLAG[flag]!) !== 0;
const stops = (field: SchemaField): boolean =>
  ((typeOf(types, field.type).flags ?? 0) & FLAG.stop!) !== 0;

/** Thrown where nothing more is read. */
class Stopped extends Error {}

class Drawer {
  constructor(
    private readonly c: Chance,
    private readonly address: readonly number[],
    private readonly port: number,
  ) {}

  private byte = (): number => this.c.between(0, 255);
  private bytes(low: number, high: number): number[] {
    return this.c.times(this.c.between(low, high), this.byte);
  }

  /** A type; `kept`: what it holds is. */
  type(per: Per, type: SchemaType, kept: boolean): void {
    const t = typeOf(types, type);
    switch (t.kind) {
      case "bool":
        per.put(this.c.between(0, 1), 1);
        return;
      case "oid":
        per.oid(this.bytes(0, 6));
        return;
      case "int":
        this.integer(per, t.size ?? 0);
        return;
      case "bits":
        this.bits(per, t.size ?? 0);
        return;
      case "digits":
      case "octets":
      case "chars":
        this.characters(per, t, kept);
        return;
      case "list":
        this.list(per, t.fields![0]!, kept);
        return;
      case "choice":
        this.choice(per, t, kept);
        return;
      case "seq":
        this.sequence(per, t, kept);
    }
  }

  private integer(per: Per, size: number): void {
    if (size < SIZE.byte) per.put(this.byte(), size);
    else if (size === SIZE.byte) per.bytes([this.byte()]);
    else if (size === SIZE.word) per.word(this.port);
    else if (size === SIZE.cons) {
      const all = this.bytes(1, 4);
      per.put(all.length - 1, 2).bytes(all);
    } else per.oid(this.bytes(0, 5));
  }

  private bits(per: Per, size: number): void {
    const count = this.c.between(0, 40);
    if (size === SIZE.word) per.word(count);
    else per.size(count);
    for (let i = 0; i < count; i++) per.put(this.c.between(0, 1), 1);
  }

  private characters(per: Per, t: SchemaType, kept: boolean): void {
    const { size = 0, least = 0, kind } = t;
    let count = least;
    if (size === SIZE.fixed) {
      if (least > 2) per.align();
      if (kept && least === this.address.length) {
        per.bytes(this.address);
        return;
      }
    } else {
      const more = this.c.between(0, size === SIZE.semi ? 140 : Math.min(9, 2 ** size - 1));
      count += more;
      if (size === SIZE.semi) per.size(more);
      else if (size === SIZE.byte) per.bytes([more]);
      else per.put(more, size).align();
    }
    const width = kind === "digits" ? 4 : kind === "chars" ? 16 : 8;
    for (let i = 0; i < count; i++) per.put(this.c.between(0, 9), width);
  }

  private list(per: Per, item: SchemaField, kept: boolean): void {
    const count = this.c.percent(70) ? this.c.between(0, 2) : this.c.between(0, 5);
    per.size(count);
    for (let i = 0; i < count; i++) {
      if (is(item, "open")) per.align().open(this.field(item, kept));
      else this.type(per, item.type, kept);
    }
  }

  private choice(per: Per, t: SchemaType, kept: boolean): void {
    const fields = t.fields!;
    const root = t.root!;
    const good = fields.filter((f) => is(f, "keep"));
    let which = this.c.between(0, fields.length - 1);
    if (kept && good.length > 0 && this.c.percent(75)) which = fields.indexOf(this.c.pick(good));
    if (t.more === true && this.c.percent(2)) which = fields.length + this.c.between(0, 3);
    const field = fields[which];
    if (which >= root)
      per
        .put(1, 1)
        .put(which - root, 7)
        .align()
        .open(this.later(field, kept));
    else {
      if (t.more === true) per.put(0, 1);
      per.put(which, choiceBits(t));
      this.inner(per, field!, kept);
    }
  }

  private sequence(per: Per, t: SchemaType, kept: boolean): void {
    const fields = t.fields!;
    const root = fields.slice(0, t.root);
    const later = fields.slice(t.root);
    const likely = kept && later.some((f) => is(f, "keep"));
    const more = t.more === true && this.c.percent(likely ? 85 : 20);
    if (t.more === true) per.put(more ? 1 : 0, 1);
    const there = root.map(
      (f) => !is(f, "missing") || this.c.percent(kept && is(f, "keep") ? 75 : 40),
    );
    root.forEach((f, i) => {
      if (is(f, "missing")) per.put(there[i] ? 1 : 0, 1);
    });
    root.forEach((f, i) => {
      if (stops(f)) this.stop(per);
      if (!there[i]) return;
      if (is(f, "open")) per.open(this.later(undefined, false));
      else this.inner(per, f, kept);
    });
    if (more) this.extensions(per, later, kept);
  }

  private extensions(per: Per, later: readonly SchemaField[], kept: boolean): void {
    const unknown = this.c.percent(8) || later.length === 0 ? this.c.between(1, 3) : 0;
    const needed = later.reduce((n, f, i) => (is(f, "keep") ? i + 1 : n), 1);
    const known = unknown > 0 ? later.length : this.c.between(needed, later.length);
    per.extensions(
      this.c.times(known + unknown, (i) => {
        const field = later[i];
        const percent = field === undefined ? 90 : is(field, "keep") ? 80 : 25;
        return this.c.percent(percent) ? this.later(field, kept) : undefined;
      }),
    );
  }

  /** A field that is passed over by its length, unless it is kept. */
  private later(field: SchemaField | undefined, kept: boolean): Per {
    if (field?.read === true && is(field, "keep")) return this.field(field, kept);
    return new Per().bytes(this.bytes(1, 5));
  }

  private field(field: SchemaField, kept: boolean): Per {
    const per = new Per();
    try {
      this.inner(per, field, kept);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    return per.result().length === 0 ? per.put(0, 8) : per;
  }

  private inner(per: Per, field: SchemaField, kept: boolean): void {
    if (stops(field)) this.stop(per);
    this.type(per, field.type, kept && is(field, "keep"));
  }

  private stop(per: Per): never {
    per.bytes(this.bytes(0, 5));
    throw new Stopped();
  }
}

/** A message by the name of its type, as bytes; addresses that are read are `address`, ports `port`. */
export function drawn(c: Chance, name: string, address: readonly number[], port: number): number[] {
  const per = new Per();
  try {
    new Drawer(c, address, port).type(per, { name, kind: "seq" }, true);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return per.result();
}
