// Makes the decoder's table of h323.schema, whose head explains how it is written.
//
// A node is ten bytes: kind, size (PerSize, or so many bits), least (of alternatives or fields: those of the root),
// most (known ones), flags (PerFlag), a spare byte, u16 offset of what is kept in what holds it, u16 number of its first
// field. What is kept of a message is laid out as
//   seq      u32 bits of the fields that may be missing (the first is the topmost), then the kept fields
//   choice   u32 the alternative, then what is kept of it
//   list     u32 how many are kept, then these
//   octets   u32 where they stand in the message          cons     u32 the number

const KIND = {
  null: 0,
  bool: 1,
  oid: 2,
  int: 3,
  bits: 4,
  digits: 5,
  octets: 6,
  chars: 7,
  seq: 8,
  list: 9,
  choice: 10,
};
const SIZE = { fixed: 0, byte: 9, word: 10, cons: 11, semi: 12, unco: 13 };
const FLAG = { stop: 1, keep: 2, more: 4, open: 8, missing: 16 };

/** Type definitions by name, from the schema's text. */
function parse(text) {
  const words = text.replace(/#.*$/gm, "").match(/[{}=]|[^\s{}=]+/g) ?? [];
  let at = 0;
  const next = () => {
    const word = words[at++];
    if (word === undefined) throw new Error("h323.schema: ends too early");
    return word;
  };
  const expect = (word) => {
    if (next() !== word) throw new Error(`h323.schema: ${word} expected before ${words[at]}`);
  };
  const number = (word) => {
    if (!/^\d+$/.test(word)) throw new Error(`h323.schema: ${word} is no number`);
    return Number(word);
  };

  /** A size as in `octets 7+1`, `chars byte+1`, `bits semi`. */
  function sized(kind) {
    const [size, plus = "0"] = next().split("+");
    if (size in SIZE) return { kind, size: SIZE[size], least: number(plus) };
    return { kind, size: number(size), least: number(plus) };
  }

  function type() {
    const word = next();
    if (word.startsWith("cons+"))
      return { kind: "int", size: SIZE.cons, least: number(word.slice(5)) };
    switch (word) {
      case "null":
      case "bool":
      case "oid":
        return { kind: word };
      case "byte":
      case "word":
      case "unco":
        return { kind: "int", size: SIZE[word] };
      case "int":
        return { kind: "int", size: number(next()) };
      case "stop":
        return { kind: "null", flags: FLAG.stop };
      case "octets": {
        if (!/^\d+$/.test(words[at])) return sized(word);
        return { kind: word, size: SIZE.fixed, least: number(next()) };
      }
      case "bits":
      case "digits":
      case "chars":
        return sized(word);
      case "list":
        return list();
      case "seq":
      case "choice":
        return fields(word);
    }
    return { name: word };
  }

  function list() {
    const most = words[at] === undefined || words[at].startsWith("of") ? 0 : number(next());
    const [, keep, open] = /^of(!?)(\^?)$/.exec(next()) ?? [];
    const flags = (keep ? FLAG.keep : 0) | (open ? FLAG.open : 0);
    return {
      kind: "list",
      size: SIZE.semi,
      most,
      fields: [{ field: "item", flags, type: type() }],
    };
  }

  function fields(kind) {
    expect("{");
    const all = [];
    let root = -1;
    for (;;) {
      const word = next();
      if (word === "}") break;
      if (word === "...") {
        root = all.length;
        continue;
      }
      const [, field, marks, colon] = /^([\w-]+)([!?^]*)(:?)$/.exec(word) ?? [];
      if (field === undefined) throw new Error(`h323.schema: ${word} is no field`);
      let flags = 0;
      if (marks.includes("!")) flags |= FLAG.keep;
      if (marks.includes("?")) flags |= FLAG.missing;
      if (marks.includes("^")) flags |= FLAG.open;
      all.push({ field, flags, type: colon ? type() : { kind: "null" }, late: root >= 0 });
    }
    return { kind, fields: all, more: root >= 0, root: root < 0 ? all.length : root };
  }

  const types = new Map();
  while (at < words.length) {
    const name = next();
    expect("=");
    types.set(name, type());
  }
  return types;
}

/** The source of assembly/generated/h323.ts. */
export function h323Tables(text) {
  const types = parse(text);
  const find = (type) => {
    if (type.name === undefined) return type;
    const found = types.get(type.name);
    if (found === undefined) throw new Error(`h323.schema: no type ${type.name}`);
    return found;
  };
  const kept = (field) => (field.flags & FLAG.keep) !== 0;
  const missing = (field) => field.late || (field.flags & FLAG.missing) !== 0;

  /** Bytes that are kept of a type. */
  function sizeOf(type) {
    const t = find(type);
    if (t.kind === "seq") return 4 + t.fields.filter(kept).reduce((n, f) => n + sizeOf(f.type), 0);
    if (t.kind === "choice")
      return 4 + Math.max(0, ...t.fields.filter(kept).map((f) => sizeOf(f.type)));
    if (t.kind === "list") return 4 + (kept(t.fields[0]) ? t.most * sizeOf(t.fields[0].type) : 0);
    return t.kind === "null" ? 0 : 4;
  }

  /** Where the fields of a type are kept. */
  function offsets(t) {
    let at = 4;
    return t.fields.map((f) => {
      if (!kept(f)) return 0;
      if (t.kind === "list") return sizeOf(f.type);
      if (t.kind === "choice") return 4;
      at += sizeOf(f.type);
      return at - sizeOf(f.type);
    });
  }

  const nodes = [];
  const placed = new Map();

  /** Places a type's fields in a row; answers the number of the first. */
  function place(t) {
    if (t.fields === undefined || t.fields.length === 0) return 0;
    if (placed.has(t)) return placed.get(t);
    const first = nodes.length;
    placed.set(t, first);
    nodes.push(...t.fields.map(() => []));
    const where = offsets(t);
    t.fields.forEach((f, i) => {
      nodes[first + i] = node(f.type, f.flags, where[i]);
    });
    return first;
  }

  function node(type, flags, offset) {
    const t = find(type);
    const all = flags | (t.flags ?? 0) | (t.more ? FLAG.more : 0);
    let { size = 0, least = 0, most = 0 } = t;
    if (t.kind === "seq") {
      const root = t.fields.slice(0, t.root);
      size = root.filter((f) => (f.flags & FLAG.missing) !== 0).length;
      [least, most] = [t.root, t.fields.length];
    } else if (t.kind === "choice") {
      size = t.root < 2 ? 0 : Math.ceil(Math.log2(t.root));
      [least, most] = [t.root, t.fields.length];
    }
    const first = place(t);
    return [
      KIND[t.kind],
      size,
      least,
      most,
      all,
      0,
      offset & 255,
      offset >> 8,
      first & 255,
      first >> 8,
    ];
  }

  const constant = (name) =>
    name
      .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
      .replaceAll("-", "_")
      .toUpperCase();
  let enums = "";
  for (const [name, t] of types) {
    if (t.kind !== "seq" && t.kind !== "choice") continue;
    const where = offsets(t);
    const lines = t.fields.flatMap((f, i) => {
      if (!kept(f)) return [];
      if (t.kind === "choice") return [`  ${constant(f.field)} = ${i},`];
      const own = `  ${f.field.replaceAll("-", "_")} = ${where[i]},`;
      if (!missing(f)) return [own];
      return [own, `  has_${f.field} = ${t.fields.slice(0, i).filter(missing).length},`];
    });
    if (lines.length === 0) continue;
    const what =
      t.kind === "seq"
        ? "Where the fields are kept, and their bits (the topmost is 0)"
        : "Alternatives that are kept";
    enums += `\n/** ${name}: ${what}. */\nexport const enum ${name} {\n${lines.join("\n")}\n  bytes = ${sizeOf(t)},\n}\n`;
  }

  let roots = "";
  for (const name of ["RasMessage", "UserInformation", "ControlMessage"]) {
    const root = node({ name }, FLAG.keep, 0);
    nodes.push(root);
    roots += `/** Number of the node of a whole ${name}. */\nexport const NODE_${constant(name)}: u32 = ${nodes.length - 1};\n`;
  }
  const rows = nodes.map((n) => `  ${n.join(", ")},`).join("\n");
  const flags = Object.entries(FLAG).map(([n, v]) => `  ${n.toUpperCase()} = ${v},`);
  const kinds = Object.entries(KIND).map(([n, v]) => `  ${n.toUpperCase()} = ${v},`);
  const sizes = Object.entries(SIZE).map(([n, v]) => `  ${n.toUpperCase()} = ${v},`);
  return `${roots}
export const enum PerKind {
${kinds.join("\n")}
}
/** Sizes that are no number of bits. */
export const enum PerSize {
${sizes.join("\n")}
}
/** How a field stands in what holds it. */
export const enum PerFlag {
${flags.join("\n")}
}

/** Bytes of a node. */
export const NODE_BYTES: u32 = 10;
export const nodes: usize = memory.data<u8>([
${rows}
]);
${enums}`;
}
