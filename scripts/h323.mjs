// Makes the decoder's table of h323.schema, and the places of what it keeps.
//
// A node is ten bytes: kind, size (PerSize, or so many bits), least (of alternatives or fields: those of the root),
// most (known ones), flags (PerFlag), a spare byte, u16 offset of what is kept in what holds it, u16 number of its first
// field. What is kept of a message is laid out as
//   seq      u32 bits of the fields that may be missing (the first is the topmost), then the kept fields
//   choice   u32 the alternative, then what is kept of it
//   list     u32 how many are kept, then these
//   octets   u32 where they stand in the message          cons     u32 the number
import { choiceBits, FLAG, KIND, parseSchema, SIZE, typeOf } from "./h323-schema.mjs";

/** Whole messages. */
const ROOTS = ["RasMessage", "UserInformation", "ControlMessage"];

const kept = (field) => (field.flags & FLAG.keep) !== 0;
const mayMiss = (field) => field.late || (field.flags & FLAG.missing) !== 0;
const constant = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toUpperCase();

class Table {
  nodes = [];
  placed = new Map();

  constructor(types) {
    this.types = types;
  }

  /** Bytes that are kept of a type. */
  bytes(type) {
    const t = typeOf(this.types, type);
    const sizes = (t.fields ?? []).filter(kept).map((f) => this.bytes(f.type));
    if (t.kind === "seq") return 4 + sizes.reduce((n, size) => n + size, 0);
    if (t.kind === "choice") return 4 + Math.max(0, ...sizes);
    if (t.kind === "list") return 4 + t.most * (sizes[0] ?? 0);
    return t.kind === "null" ? 0 : 4;
  }

  /** Where the fields of a type are kept; of a list, how far its items are apart. */
  offsets(t) {
    let at = 4;
    return t.fields.map((f) => {
      if (!kept(f)) return 0;
      if (t.kind === "list") return this.bytes(f.type);
      if (t.kind === "choice") return 4;
      at += this.bytes(f.type);
      return at - this.bytes(f.type);
    });
  }

  /** Places a type's fields in a row; answers the number of the first. */
  place(t) {
    if (t.fields === undefined || t.fields.length === 0) return 0;
    if (this.placed.has(t)) return this.placed.get(t);
    const first = this.nodes.length;
    this.placed.set(t, first);
    this.nodes.push(...t.fields.map(() => []));
    const offsets = this.offsets(t);
    t.fields.forEach((f, i) => {
      this.nodes[first + i] = this.node(f.type, f.flags, offsets[i]);
    });
    return first;
  }

  node(type, flags, offset) {
    const t = typeOf(this.types, type);
    let { size = 0, least = 0, most = 0 } = t;
    if (t.kind === "seq" || t.kind === "choice") {
      const root = t.fields.slice(0, t.root);
      size = t.kind === "seq" ? root.filter(mayMiss).length : choiceBits(t);
      [least, most] = [t.root, t.fields.length];
    }
    const all = flags | (t.flags ?? 0) | (t.more ? FLAG.more : 0);
    const [first, own] = [this.place(t), [KIND[t.kind], size, least, most, all, 0]];
    return [...own, offset & 255, offset >> 8, first & 255, first >> 8];
  }

  /** Places a whole message; answers its node. */
  root(name) {
    this.nodes.push(this.node({ name }, FLAG.keep, 0));
    return this.nodes.length - 1;
  }

  /** An enum of what is kept of a type; "" if that is nothing. */
  layout(name, t) {
    const offsets = this.offsets(t);
    const lines = t.fields.flatMap((f, i) => {
      if (!kept(f)) return [];
      if (t.kind === "choice") return [`  ${constant(f.field)} = ${i},`];
      const own = `  ${f.field.replaceAll("-", "_")} = ${offsets[i]},`;
      if (!mayMiss(f)) return [own];
      return [own, `  has_${f.field} = ${t.fields.slice(0, i).filter(mayMiss).length},`];
    });
    if (lines.length === 0) return "";
    const what = t.kind === "seq" ? "where fields are kept, and their bits" : "alternatives";
    return `
/** ${name}: ${what}. */
export const enum ${name} {
${lines.join("\n")}
  bytes = ${this.bytes(t)},
}
`;
  }
}

const numbers = (all) =>
  Object.entries(all)
    .map(([name, value]) => `  ${name.toUpperCase()} = ${value},\n`)
    .join("");

/** The source of assembly/generated/h323.ts. */
export function h323Tables(text) {
  const types = parseSchema(text);
  const table = new Table(types);
  const layouts = [...types].map(([name, t]) =>
    t.kind === "seq" || t.kind === "choice" ? table.layout(name, t) : "",
  );
  const roots = ROOTS.map(
    (name) =>
      `/** Number of the node of a whole ${name}. */
export const NODE_${constant(name)}: u32 = ${table.root(name)};
`,
  );
  const most = Math.max(...ROOTS.map((name) => table.bytes({ name })));
  return `${roots.join("")}/** Bytes that are kept of a message at most. */
export const MESSAGE_BYTES: i32 = ${most};

export const enum PerKind {
${numbers(KIND)}}
/** Sizes that are no number of bits. */
export const enum PerSize {
${numbers(SIZE)}}
/** How a field stands in what holds it. */
export const enum PerFlag {
${numbers(FLAG)}}

/** Bytes of a node. */
export const NODE_BYTES: u32 = 10;
export const nodes: usize = memory.data<u8>([
${table.nodes.map((n) => `  ${n.join(", ")},`).join("\n")}
]);
${layouts.join("")}`;
}
