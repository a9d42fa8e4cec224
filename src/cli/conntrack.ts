/** `sluice conntrack`: the table of connections after captures, as conntrack -L -o extended. */
import type { Family } from "../extension/extension.js";
import type { ConnectionEntry } from "../engine/conntrack.js";
import { connectionsText } from "../report/conntrack-text.js";
import { type Option, readArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { Output } from "./output.js";
import { captureOptions, Session, setupOptions } from "./session.js";

export const conntrackOptions: readonly Option[] = [
  ...setupOptions,
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
  const session = await Session.open(args, args.positionals);
  const damage = await session.runToDamage({}, () => {});
  const both = args.flag("ipv4") === args.flag("ipv6");
  const wanted = (family: Family) => both || args.flag(family);
  const entries = session.firewall.conntrack().filter((e) => wanted(e.family));
  const out = Output.open("-");
  if (args.flag("json")) for (const entry of entries) out.text(`${connectionJson(entry)}\n`);
  else out.text(connectionsText(entries));
  out.close();
  if (damage !== null) throw damage;
}

/** 64-bit counters become decimal strings, as everywhere in sluice's JSON. */
function connectionJson(entry: ConnectionEntry): string {
  return JSON.stringify(entry, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
