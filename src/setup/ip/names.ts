/** Names that ip(8) takes for numbers: the files under /etc/iproute2 as Debian ships them. */
import { parseInteger } from "../address.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { HostNames, Network } from "../model.js";

/** The names of routing tables before a setup adds its own. */
export function defaultTableNames(): Map<string, number> {
  return new Map([
    ["local", 255],
    ["main", 254],
    ["default", 253],
    ["unspec", 0],
  ]);
}

/** The names of realms and labels before a setup adds its own. */
export function defaultHostNames(): HostNames {
  return { realms: new Map([["cosmos", 0]]), labels: new Map(), security: null };
}

function named(numbers: Record<string, number>): Map<string, number> {
  return new Map(Object.entries(numbers));
}

const protocols = named({
  unspec: 0,
  redirect: 1,
  kernel: 2,
  boot: 3,
  static: 4,
  gated: 8,
  ra: 9,
  mrt: 10,
  zebra: 11,
  bird: 12,
  dnrouted: 13,
  xorp: 14,
  ntk: 15,
  dhcp: 16,
  keepalived: 18,
  babel: 42,
  openr: 99,
  bgp: 186,
  isis: 187,
  ospf: 188,
  rip: 189,
  eigrp: 192,
});

const scopes = named({
  global: 0,
  universe: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255,
});

const fields = named({ default: 0, EF: 0xb8 });
for (let i = 1; i <= 7; i++) fields.set(`CS${i}`, i << 5);
for (let i = 1; i <= 4; i++) {
  for (let j = 1; j <= 3; j++) fields.set(`AF${i}${j}`, (i * 8 + j * 2) << 2);
}

/** Adds a line "number name" as it is appended to /etc/iproute2/rt_tables. */
export function addTableName(network: Network, text: string, word: Word): void {
  const named = numberedName(
    text,
    0xffffffff,
    word,
    "rt_tables",
    '"201 mail.out" >> /etc/iproute2/rt_tables',
  );
  if (named !== null) network.tableNames.set(named.name, named.number);
}

/** A number up to `max` and a name, as a line of `file` has them; null when it has only a comment. */
function numberedName(
  text: string,
  max: number,
  word: Word,
  file: string,
  example: string,
): { readonly number: number; readonly name: string } | null {
  const line = text.replace(/#.*/, "").trim();
  if (line === "") return null;
  const found = /^(\S+)\s+(\S+)$/.exec(line);
  const number = found === null ? null : parseInteger(found[1]!);
  if (found === null || number === null || number > max) {
    const hint = `write a number and a name: echo ${example}`;
    throw new SetupError(word.position, `"${line}" is no line of ${file}`, hint);
  }
  return { number, name: found[2]! };
}

/** A line of rt_realms or connlabel.conf: a number and a name. The first name of a number is printed,
 * the last line of a name counts. */
export function addHostName(names: Map<string, number>, text: string, word: Word): void {
  const example = '"5 customers" >> /etc/xtables/connlabel.conf';
  const named = numberedName(text, 0xffff, word, "this file", example);
  if (named !== null) names.set(named.name, named.number);
}

/** The number of a routing table, or null. */
export function tableNumber(network: Network, text: string): number | null {
  return network.tableNames.get(text) ?? limited(text, 0xffffffff);
}

/** The number of a route's protocol, or null. */
export function routeProtocol(text: string): number | null {
  return protocols.get(text) ?? limited(text, 255);
}

/** The number of a scope, or null. */
export function scopeNumber(text: string): number | null {
  return scopes.get(text) ?? limited(text, 255);
}

/** The number of a type of service, or null. Numbers are read as hexadecimal, as ip(8) does. */
export function tosNumber(text: string): number | null {
  const named = fields.get(text);
  if (named !== undefined) return named;
  if (!/^(0[xX])?[0-9a-fA-F]+$/.test(text)) return null;
  const value = Number.parseInt(text.replace(/^0[xX]/, ""), 16);
  return value <= 255 ? value : null;
}

/** TO or FROM/TO, a name or a number up to 255 each, or one number that is both
 * (get_rt_realms_or_raw of iproute2). */
export function readRealm(text: string, names: ReadonlyMap<string, number>): number | null {
  const raw = parseInteger(text);
  if (raw !== null) return raw <= 0xffffffff ? raw : null;
  const one = (word: string): number | null => {
    const value = names.get(word) ?? parseInteger(word);
    return value === null || (value > 255 && !names.has(word)) ? null : value;
  };
  const slash = text.indexOf("/");
  const from = slash < 0 ? 0 : one(text.slice(0, slash));
  const rest = text.slice(slash + 1);
  const to = rest === "" ? 0 : one(rest);
  return from === null || to === null ? null : from * 65536 + to;
}

function limited(text: string, max: number): number | null {
  const value = parseInteger(text);
  return value === null || value > max ? null : value;
}
