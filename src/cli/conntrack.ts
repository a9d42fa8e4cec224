/** `sluice conntrack`: the connections after captures, or what is expected, as conntrack(8) prints
 * them: the table (-L), how many (-C), what was counted (-S). */
import type { Family } from "../extension/extension.js";
import type { ConnectionEntry, ConnectionStats } from "../engine/conntrack.js";
import type { Firewall } from "../engine/firewall.js";
import { connectionsText } from "../report/conntrack-text.js";
import { expectationsText } from "../report/expect-text.js";
import { type Arguments, type Option, readArguments } from "./arguments.js";
import { connectionFilter, filterOptions } from "./conntrack_filter.js";
import { UsageError } from "./errors.js";
import { Output } from "./output.js";
import { captureOptions, Session, setupOptions } from "./session.js";

export const conntrackOptions: readonly Option[] = [
  ...setupOptions,
  { name: "count", short: "C", help: "how many there are" },
  { name: "stats", short: "S", help: "what conntrack counted" },
  { name: "expect", help: "what helpers expect instead" },
  ...filterOptions,
  { name: "ipv4", short: "4", help: "IPv4 only" },
  { name: "ipv6", short: "6", help: "IPv6 only" },
  { name: "json", help: "one JSON object per connection" },
  ...captureOptions,
];

/** Runs the command. */
export async function conntrack(words: readonly string[]): Promise<void> {
  const args = readArguments(words, conntrackOptions);
  if (args.positionals.length === 0) {
    throw new UsageError("no capture was named", "sluice conntrack --setup FILE CAPTURE");
  }
  const filter = connectionFilter(args);
  const session = await Session.open(args, args.positionals);
  const damage = await session.runToDamage({}, () => {});
  const out = Output.open("-");
  out.text(answer(args, session.firewall, filter));
  out.close();
  if (damage !== null) throw damage;
}

function answer(args: Arguments, firewall: Firewall, filter: (e: ConnectionEntry) => boolean) {
  if (args.flag("stats")) return statsText(firewall.conntrackStats());
  const both = args.flag("ipv4") === args.flag("ipv6");
  const wanted = (family: Family) => both || args.flag(family);
  const lines = (entries: readonly object[]) => entries.map((e) => `${json(e)}\n`).join("");
  if (args.flag("expect")) {
    const found = firewall.expectations().filter((e) => wanted(e.family));
    if (args.flag("count")) return `${found.length}\n`;
    return args.flag("json") ? lines(found) : expectationsText(found);
  }
  const found = firewall.conntrack().filter((e) => wanted(e.family) && filter(e));
  if (args.flag("count")) return `${found.length}\n`;
  return args.flag("json") ? lines(found) : connectionsText(found);
}

/** `conntrack -S`, of a host with one CPU. */
function statsText(s: ConnectionStats): string {
  const counts = {
    found: s.found,
    invalid: s.invalid,
    insert: s.insert,
    insert_failed: s.insertFailed,
    drop: s.drop,
    early_drop: s.earlyDrop,
    error: s.error,
    search_restart: 0,
    clash_resolve: s.clashResolve,
    chaintoolong: s.chainTooLong,
  };
  const words = Object.entries(counts).map(([name, count]) => `${name}=${count} `);
  return `cpu=0   \t${words.join("")}\n`;
}

/** 64-bit counters become decimal strings, as everywhere in sluice's JSON. */
function json(entry: object): string {
  return JSON.stringify(entry, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
