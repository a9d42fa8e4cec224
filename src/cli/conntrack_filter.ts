/** Which connections `sluice conntrack` shows: the filters of conntrack(8), under its names. */
import type { ConnectionEntry, ConnectionTuple } from "../engine/conntrack.js";
import { protocolNumber } from "../extension/services.js";
import { inNetwork, parseAddress, parseInteger } from "../setup/address.js";
import type { Arguments, Option } from "./arguments.js";
import { UsageError } from "./errors.js";

export const filterOptions: readonly Option[] = [
  { name: "proto", short: "p", value: "NAME", help: "of a protocol" },
  {
    name: "src",
    short: "s",
    value: "NET",
    help: "whose first packet came from there",
  },
  { name: "dst", short: "d", value: "NET", help: "whose first packet went there" },
  {
    name: "reply-src",
    short: "r",
    value: "NET",
    help: "whose answers come from there",
  },
  { name: "reply-dst", short: "q", value: "NET", help: "whose answers go there" },
  { name: "sport", value: "N", help: "from this port (--orig-port-src)" },
  { name: "dport", value: "N", help: "to this port (--orig-port-dst)" },
  { name: "reply-port-src", value: "N", help: "answers from this port" },
  { name: "reply-port-dst", value: "N", help: "answers to this port" },
  { name: "state", value: "STATE", help: "in a state: ESTABLISHED ..." },
  {
    name: "status",
    short: "u",
    value: "STATUS",
    help: "ASSURED, SEEN_REPLY, UNREPLIED ...",
  },
  { name: "mark", short: "m", value: "MARK", help: "with this mark" },
  { name: "zone", short: "w", value: "ZONE", help: "in this zone" },
  { name: "label", short: "l", value: "NUMBER", help: "with all of these labels" },
  { name: "src-nat", short: "n", help: "whose source is translated" },
  { name: "dst-nat", short: "g", help: "whose destination is translated" },
];

type Filter = (e: ConnectionEntry) => boolean;

const statuses = ["ASSURED", "SEEN_REPLY", "UNREPLIED", "EXPECTED", "CONFIRMED", "FIXED_TIMEOUT"];

/** Whether a connection is to be shown. Throws UsageError. */
export function connectionFilter(args: Arguments): Filter {
  const filters: Filter[] = [];
  const given = (name: string, make: (value: string) => Filter) => {
    const value = args.value(name);
    if (value !== null) filters.push(make(value));
  };
  given("proto", protocol);
  given("src", (v) => address(v, (e) => e.original.source));
  given("dst", (v) => address(v, (e) => e.original.destination));
  given("reply-src", (v) => address(v, (e) => e.reply.source));
  given("reply-dst", (v) => address(v, (e) => e.reply.destination));
  given("sport", (v) => port(v, (e) => e.original, "sourcePort"));
  given("dport", (v) => port(v, (e) => e.original, "destinationPort"));
  given("reply-port-src", (v) => port(v, (e) => e.reply, "sourcePort"));
  given("reply-port-dst", (v) => port(v, (e) => e.reply, "destinationPort"));
  given("state", (v) => (e) => e.state === v);
  given("status", status);
  given("mark", mark);
  given("zone", (v) => {
    const wanted = number(v, 65535, "zone");
    return (e) => e.zones.original === wanted || e.zones.reply === wanted;
  });
  given("label", (v) => {
    const wanted = v.split(",").map((label) => number(label, 127, "label"));
    return (e) => wanted.every((label) => e.labels?.includes(label) === true);
  });
  if (args.flag("src-nat")) filters.push((e) => e.status.includes("SNAT"));
  if (args.flag("dst-nat")) filters.push((e) => e.status.includes("DNAT"));
  return (e) => filters.every((filter) => filter(e));
}

function number(text: string, most: number, what: string): number {
  const value = /^0[xX]/.test(text) ? Number(text) : (parseInteger(text) ?? Number.NaN);
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new UsageError(`Invalid ${what} \`${text}': a number from 0 to ${most} is expected`);
  }
  return value;
}

function protocol(text: string): Filter {
  const wanted = parseInteger(text) ?? protocolNumber(text);
  if (wanted === undefined) throw new UsageError(`\`${text}' unsupported protocol`);
  return (e) => e.protocol === wanted;
}

function address(text: string, of: (e: ConnectionEntry) => string): Filter {
  const [host = "", length] = text.split("/");
  const family = host.includes(":") ? "ipv6" : "ipv4";
  const bytes = parseAddress(family, host);
  if (bytes === null) throw new UsageError(`Invalid IP address \`${host}'`);
  const bits = length === undefined ? bytes.length * 8 : number(length, bytes.length * 8, "length");
  return (e) => e.family === family && inNetwork(parseAddress(family, of(e))!, bytes, bits);
}

function port(
  text: string,
  of: (e: ConnectionEntry) => ConnectionTuple,
  side: "sourcePort" | "destinationPort",
): Filter {
  const wanted = number(text, 65535, "port");
  return (e) => of(e)[side] === wanted;
}

/** Every word must fit, as in conntrack(8). */
function status(text: string): Filter {
  const words = text.split(",").map((word) => word.toUpperCase());
  for (const word of words) {
    if (statuses.includes(word)) continue;
    throw new UsageError(`Bad parameter \`${word}'`, `a status is one of ${statuses.join(", ")}`);
  }
  return (e) => {
    const has = new Set<string>(e.status);
    return words.every((w) => (w === "UNREPLIED" ? !has.has("SEEN_REPLY") : has.has(w)));
  };
}

function mark(text: string): Filter {
  const [value = "", mask] = text.split("/");
  const wanted = number(value, 0xffffffff, "mark");
  const bits = mask === undefined ? 0xffffffff : number(mask, 0xffffffff, "mark");
  return (e) => (e.mark & bits) >>> 0 === wanted;
}
