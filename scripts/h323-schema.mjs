// Reads h323.schema, whose head explains how it is written. h323.mjs makes the decoder's table of it, and
// test/support/h323-random.ts messages.

/** Kinds of types, by number. */
export const KIND = {
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
/** Sizes that are no number of bits. */
export const SIZE = { fixed: 0, byte: 9, word: 10, cons: 11, semi: 12, unco: 13 };
/** How a field stands in what holds it. */
export const FLAG = { stop: 1, keep: 2, more: 4, open: 8, missing: 16 };

class Parser {
  at = 0;

  constructor(text) {
    this.words = text.replace(/#.*$/gm, "").match(/[{}=]|[^\s{}=]+/g) ?? [];
  }

  fail(why) {
    throw new Error(`h323.schema: ${why} at ${this.words.slice(this.at - 3, this.at).join(" ")}`);
  }

  next() {
    const word = this.words[this.at++];
    if (word === undefined) this.fail("the end");
    return word;
  }

  expect(word) {
    if (this.next() !== word) this.fail(`no ${word}`);
  }

  number(word) {
    if (!/^\d+$/.test(word)) this.fail("no number");
    return Number(word);
  }

  /** A size as in `octets 7+1`, `chars byte+1`, `bits semi`. */
  sized(kind) {
    const [size, plus = "0"] = this.next().split("+");
    return { kind, size: SIZE[size] ?? this.number(size), least: this.number(plus) };
  }

  type() {
    const word = this.next();
    if (word.startsWith("cons+"))
      return { kind: "int", size: SIZE.cons, least: this.number(word.slice(5)) };
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
        return { kind: "int", size: this.number(this.next()) };
      case "stop":
        return { kind: "null", flags: FLAG.stop };
      case "octets":
        if (!/^\d+$/.test(this.words[this.at])) return this.sized(word);
        return { kind: word, size: SIZE.fixed, least: this.number(this.next()) };
      case "bits":
      case "digits":
      case "chars":
        return this.sized(word);
      case "list":
        return this.list();
      case "seq":
      case "choice":
        return this.fields(word);
    }
    return { name: word };
  }

  list() {
    const most = this.words[this.at]?.startsWith("of") ? 0 : this.number(this.next());
    const [, keep, open] = /^of(!?)(\^?)$/.exec(this.next()) ?? this.fail("no item");
    const flags = (keep ? FLAG.keep : 0) | (open ? FLAG.open : 0);
    const item = { field: "item", flags, late: false, read: true, type: this.type() };
    return { kind: "list", size: SIZE.semi, most, fields: [item] };
  }

  fields(kind) {
    this.expect("{");
    const fields = [];
    let root = -1;
    for (let word = this.next(); word !== "}"; word = this.next()) {
      if (word === "...") root = fields.length;
      else fields.push(this.field(word, root >= 0));
    }
    return { kind, fields, more: root >= 0, root: root < 0 ? fields.length : root };
  }

  field(word, late) {
    const [, field, marks, colon] = /^([\w-]+)([!?^]*)(:?)$/.exec(word) ?? this.fail("no field");
    let flags = 0;
    if (marks.includes("!")) flags |= FLAG.keep;
    if (marks.includes("?")) flags |= FLAG.missing;
    if (marks.includes("^")) flags |= FLAG.open;
    const read = colon !== "";
    return { field, flags, late, read, type: read ? this.type() : { kind: "null" } };
  }
}

/** The types of a schema, by name. */
export function parseSchema(text) {
  const parser = new Parser(text);
  const types = new Map();
  while (parser.at < parser.words.length) {
    const name = parser.next();
    parser.expect("=");
    types.set(name, parser.type());
  }
  return types;
}

/** A type, or the one that it names. */
export function typeOf(types, type) {
  if (type.name === undefined) return type;
  return types.get(type.name) ?? fail(type.name);
}

function fail(name) {
  throw new Error(`h323.schema: no type ${name}`);
}

/** Bits of the number of an alternative of the root. */
export const choiceBits = (type) => (type.root < 2 ? 0 : Math.ceil(Math.log2(type.root)));
