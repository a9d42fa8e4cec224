/** `ip rule add|delete|flush`: ip-rule(8). */
import { parseInteger, sameBytes } from "../address.js";
import { SetupError } from "../error.js";
import type { Family, NumberRange, PolicyRule, Prefix } from "../model.js";
import { protocolNumber } from "../names.js";
import { asPrefix, readPrefix } from "./arguments.js";
import { NetworkError } from "./fib.js";
import { type IpCommand, matchCommand, notInSetup } from "./ip.js";
import { Table } from "./kernel.js";
import { interfaceName } from "./link_command.js";
import { readRealm, tableNumber, tosNumber } from "./names.js";

/** The rules that every host has: local, main, and for IPv4 default. */
export function defaultRules(): PolicyRule[] {
  const rule = (family: Family, priority: number, table: number): PolicyRule => ({
    ...emptyRule(family),
    priority,
    action: { type: "table", table },
  });
  return [
    rule("ipv4", 0, Table.local),
    rule("ipv4", 32766, Table.main),
    rule("ipv4", 32767, Table.default),
    rule("ipv6", 0, Table.local),
    rule("ipv6", 32766, Table.main),
  ];
}

/** A rule that every packet fits and that looks into the main table. */
export function emptyRule(family: Family): PolicyRule {
  return {
    family,
    priority: 0,
    inverted: false,
    from: null,
    to: null,
    iif: null,
    oif: null,
    fwmark: null,
    tos: 0,
    ipProtocol: null,
    sport: null,
    dport: null,
    uidRange: null,
    action: { type: "table", table: Table.main },
    suppressPrefixLength: null,
    suppressGroup: null,
    realm: 0,
  };
}

/** Runs `ip rule ...`. */
export function runRule(command: IpCommand): void {
  const { words } = command;
  const name = words.done
    ? "list"
    : matchCommand(command, ["list", "show", "lst", "add", "delete", "flush", "save", "restore"]);
  if (name === "add") {
    add(command);
    return;
  }
  if (name === "delete") {
    remove(command);
    return;
  }
  if (name === "flush") {
    flush(command);
    return;
  }
  throw notInSetup(command, name);
}

type Draft = { -readonly [K in keyof PolicyRule]: PolicyRule[K] };

/** What was said about a rule: a member that is missing was not mentioned. */
type Said = Partial<Draft>;

function read(command: IpCommand, adds = false): { said: Said; family: Family } {
  const { words } = command;
  const said: Said = {};
  let family = command.family;
  const prefix = (): Prefix | null => {
    const found = readPrefix(words.take(), command.family);
    if (found.length > 0) {
      if (found.family === "ipv6" && (family ?? "ipv4") === "ipv4") {
        throw new NetworkError("Error: Invalid source address.", "use ip -6 rule for IPv6");
      }
      family ??= found.family;
    }
    return asPrefix(found);
  };
  while (!words.done) {
    if (words.accept("not")) said.inverted = true;
    else if (words.accept("from")) said.from = prefix();
    else if (words.accept("to")) said.to = prefix();
    else if (words.accept("iif", "dev")) said.iif = interfaceName(command);
    else if (words.accept("oif")) said.oif = interfaceName(command);
    else readOne(command, said, adds);
  }
  return { said, family: family ?? "ipv4" };
}

function readOne(command: IpCommand, said: Said, adds: boolean): void {
  const { words, host } = command;
  const text = words.peek()!;
  const begins = (...names: string[]) => text !== "" && names.some((n) => n.startsWith(text));
  if (begins("preference", "order", "priority")) {
    words.take();
    said.priority = words.number("preference", 0xffffffff);
  } else if (words.accept("fwmark")) {
    const mark = words.value(readMark, "fwmark value is invalid");
    // the kernel sees no condition there
    if (mark.value !== 0 || mark.mask !== 0) said.fwmark = mark;
  } else if (begins("tos", "dsfield")) {
    words.take();
    said.tos = readTos(command, adds);
  } else if (begins("table", "lookup")) {
    words.take();
    // no table in particular
    if (!adds && words.accept("0", "unspec")) return;
    const table = words.value(
      (v) => tableNumber(host.setup.network, v) || null,
      "invalid table ID",
    );
    said.action = { type: "table", table };
  } else if (words.accept("goto")) {
    said.action = { type: "goto", priority: words.number("target", 0xffffffff) };
  } else if (begins("suppress_prefixlength", "sup_pl") && text.length > 3) {
    words.take();
    said.suppressPrefixLength = words.number("suppress_prefixlength", 128);
  } else if (begins("suppress_ifgroup", "sup_group") && text.length > 3) {
    words.take();
    said.suppressGroup = words.number("suppress_ifgroup", 0x7fffffff);
  } else readRest(command, said, text);
}

function readRest(command: IpCommand, said: Said, text: string): void {
  const { words } = command;
  const realms = text.length > 2 && "realms".startsWith(text);
  if (words.accept("ipproto")) {
    said.ipProtocol = words.value(readProtocol, 'invalid "ipproto" value');
  } else if (words.accept("sport")) said.sport = words.value(portRange, "invalid port range");
  else if (words.accept("dport")) said.dport = words.value(portRange, "invalid port range");
  else if (words.accept("uidrange")) {
    said.uidRange = words.value((v) => range(v, 0xffffffff), "invalid UID range");
  } else if (realms) {
    words.take();
    const names = command.host.setup.names.realms;
    said.realm = words.value((v) => readRealm(v, names), "invalid realms");
  } else if (words.accept("l3mdev", "nat", "map-to", "tun_id", "dscp", "flowlabel")) {
    throw new SetupError(command.object.position, `ip rule with ${text} is not supported`);
  } else if (words.accept("protocol", "proto")) words.take();
  else {
    words.accept("type");
    const word = words.take();
    const type = word.text;
    if (type !== "unreachable" && type !== "blackhole" && type !== "prohibit" && type !== "nop") {
      if (type === "unicast") return;
      throw new SetupError(word.position, `argument "${type}" is wrong: Failed to parse rule type`);
    }
    said.action = { type };
  }
}

function readMark(text: string): { value: number; mask: number } | null {
  const [value = "", mask, more] = text.split("/");
  const v = parseInteger(value);
  // a mark of 0 without a mask is none (fib_nl2rule)
  const m = mask === undefined ? (v === 0 ? 0 : 0xffffffff) : parseInteger(mask);
  if (v === null || m === null || more !== undefined) return null;
  return v > 0xffffffff || m > 0xffffffff ? null : { value: v, mask: m };
}

function readTos(command: IpCommand, adds: boolean): number {
  const tos = command.words.value(tosNumber, "TOS value is invalid");
  if (!adds) return tos;
  if (tos & 3) throw new NetworkError("Error: Invalid dsfield (tos): ECN bits must be 0.");
  if ((command.family ?? "ipv4") === "ipv4" && tos & ~0x1c) {
    throw new NetworkError("Error: Invalid tos.", "only the bits 0x1c of the IPv4 TOS count here");
  }
  return tos;
}

function readProtocol(text: string): number | null {
  const number = parseInteger(text) ?? protocolNumber(text) ?? null;
  return number === null || number > 255 ? null : number;
}

function range(text: string, max: number): NumberRange | null {
  const [from = "", to, more] = text.split("-");
  const a = parseInteger(from);
  const b = to === undefined ? a : parseInteger(to);
  if (a === null || b === null || more !== undefined || a > b || b > max) return null;
  return { from: a, to: b };
}

function portRange(text: string): NumberRange | null {
  const found = range(text, 65535);
  return found === null || found.from === 0 ? null : found;
}

function add(command: IpCommand): void {
  if (command.words.done) {
    throw new SetupError(command.object.position, '"ip rule add" requires arguments.');
  }
  const { said, family } = read(command, true);
  const { kernel, setup } = command.host;
  const { rules } = setup.network;
  const mine = rules.filter((rule) => rule.family === family);
  const priority = said.priority ?? defaultPriority(mine);
  const rule: PolicyRule = { ...emptyRule(family), ...said, priority };
  if (rule.action.type === "goto" && rule.action.priority <= priority) {
    throw new NetworkError("Error: Backward goto not supported.");
  }
  for (const name of [rule.iif, rule.oif]) if (name !== null) kernel.interface(name);
  if (said.priority !== undefined && mine.some((other) => sameRule(other, rule))) {
    throw new NetworkError("RTNETLINK answers: File exists");
  }
  insertRule(rules, rule);
}

/** Rules of both families share a list; a rule goes behind those of its priority. */
export function insertRule(rules: PolicyRule[], rule: PolicyRule): void {
  const index = rules.findIndex((r) => r.family === rule.family && r.priority > rule.priority);
  if (index >= 0) rules.splice(index, 0, rule);
  else {
    const last = rules.findLastIndex((r) => r.family === rule.family);
    rules.splice(last < 0 ? rules.length : last + 1, 0, rule);
  }
}

/** One less than that of the second rule (fib_default_rule_pref). */
function defaultPriority(rules: readonly PolicyRule[]): number {
  const second = rules[1]?.priority ?? 0;
  return second === 0 ? 0 : second - 1;
}

function sameRule(a: PolicyRule, b: PolicyRule): boolean {
  return text(a) === text(b);
}

function text(rule: PolicyRule): string {
  return JSON.stringify(rule, (_, value: unknown) =>
    value instanceof Uint8Array ? [...value] : value,
  );
}

/** The first rule that has everything that was said. */
function remove(command: IpCommand): void {
  if (command.words.done) {
    throw new SetupError(command.object.position, '"ip rule del" requires arguments.');
  }
  const { said, family } = read(command);
  const { rules } = command.host.setup.network;
  const index = rules.findIndex((rule) => rule.family === family && fits(rule, said));
  if (index < 0) throw new NetworkError("RTNETLINK answers: No such file or directory");
  rules.splice(index, 1);
}

function fits(rule: PolicyRule, said: Said): boolean {
  const prefix = (a: Prefix | null, b: Prefix | null | undefined) =>
    b === undefined ||
    b === null ||
    (a !== null && a.length === b.length && sameBytes(a.address, b.address));
  const { from, to, ...plain } = said;
  if (!prefix(rule.from, from) || !prefix(rule.to, to)) return false;
  for (const [key, value] of Object.entries(plain)) {
    const own = rule[key as keyof PolicyRule];
    if (JSON.stringify(own) !== JSON.stringify(value)) return false;
  }
  return true;
}

/** `ip rule flush`: those that have what was said, all but the rules of priority 0. */
function flush(command: IpCommand): void {
  const { said, family } = read(command);
  const { rules } = command.host.setup.network;
  const kept = rules.filter(
    (rule) => rule.family !== family || rule.priority === 0 || !fits(rule, said),
  );
  rules.splice(0, rules.length, ...kept);
}
