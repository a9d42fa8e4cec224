/**
 * `sluice conntrack`: commands of conntrack(8) over the connections that captures leave behind. The
 * words are the tool's (src/setup/conntrack); those of `conntrackOptions` are sluice's own.
 */
import { chosenConnections, runRequest } from "../engine/conntrack-tool.js";
import type { Firewall } from "../engine/firewall.js";
import { parseConntrack, toolMessage } from "../setup/conntrack/parse.js";
import { matches } from "../engine/conntrack-filter.js";
import type { TrackingEvent } from "../engine/events.js";
import { xmlStart } from "../report/conntrack-xml.js";
import { eventLine } from "../report/event-text.js";
import type { Request } from "../setup/conntrack/request.js";
import { Refused } from "../setup/conntrack/values.js";
import { type Option, readArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { Output } from "./output.js";
import { captureOptions, Session, setupOptions, snapshotOptions } from "./session.js";

/** What conntrack(8) knows, for the help. */
const toolOptions: readonly Option[] = [
  {
    name: "dump",
    short: "L",
    value: "TABLE",
    help: "list conntrack or expect (default: conntrack)",
  },
  { name: "get", short: "G", help: "one connection" },
  { name: "create", short: "I", help: "make one, then -A, -U, -D, -F: see conntrack(8)" },
  { name: "event", short: "E", help: "what becomes of connections; -e NEW,DESTROY" },
  { name: "counter", short: "C", help: "how many there are" },
  { name: "stats", short: "S", help: "what conntrack counted" },
  {
    name: "protonum",
    short: "p",
    value: "NAME",
    help: "of a protocol, with --sport --dport --state",
  },
  { name: "src", short: "s", value: "NET", help: "first packet from there; -d, -r, -q alike" },
  { name: "status", short: "u", value: "STATUS", help: "ASSURED, SEEN_REPLY, UNREPLIED ..." },
  { name: "mark", short: "m", value: "MARK", help: "with this mark" },
  { name: "zone", short: "w", value: "ZONE", help: "in this zone" },
  { name: "label", short: "l", value: "NUMBER", help: "with all of these labels" },
  { name: "src-nat", short: "n", help: "whose source is translated; -g, -j alike" },
  {
    name: "output",
    short: "o",
    value: "FORM",
    help: "extended, id, ktimestamp, labels, xml, save",
  },
];

const ownOptions: readonly Option[] = [
  ...setupOptions,
  { name: "expect", help: "what helpers expect instead" },
  { name: "ipv4", short: "4", help: "IPv4 only" },
  { name: "ipv6", short: "6", help: "IPv6 only" },
  { name: "json", help: "one JSON object per connection" },
  ...captureOptions,
  ...snapshotOptions,
];

/** All options, as the help shows them. */
export const conntrackOptions: readonly Option[] = [...ownOptions, ...toolOptions];

/** Runs the command. */
export async function conntrack(words: readonly string[]): Promise<void> {
  const { own, tool } = parted(words);
  const args = readArguments(own, ownOptions);
  // names of labels are the setup's, which is read with the captures: they are looked up below
  const found = read(tool, null);
  const captures = found.others.length > 0;
  if (!captures && !args.flag("resume")) {
    throw new UsageError("no capture was named", "sluice conntrack --setup FILE CAPTURE");
  }
  const session = await Session.open(args, found.others);
  const { labels } = session.firewall.setup.names;
  const request = read(tool, labels);
  if (args.flag("expect")) request.table = "expect";
  if (args.flag("ipv4") !== args.flag("ipv6")) {
    request.family = args.flag("ipv4") ? "ipv4" : "ipv6";
  }
  if (request.action === "event") {
    await events(session, request, args.flag("json"));
    return;
  }
  const damage = captures ? await session.runToDamage({}, () => {}) : null;
  const out = Output.open("-");
  const { firewall } = session;
  if (args.flag("json")) out.text(lines(listed(firewall, request)));
  else {
    const { output, error, status } = runRequest(firewall.engine, request, labels);
    out.text(output);
    if (!request.implied) process.stderr.write(error);
    if (status !== 0) process.exitCode = status;
  }
  session.keep();
  out.close();
  if (damage !== null) throw damage;
}

const EVENT_WORDS = { new: "NEW", update: "UPDATES", destroy: "DESTROY" } as const;

/** `conntrack -E`: what becomes of connections, while the captures pass. */
async function events(session: Session, request: Request, json: boolean): Promise<void> {
  const out = Output.open("-");
  const { output, events: kinds, table } = request;
  const all = kinds.size === 0 || kinds.has("ALL");
  const root = table === "expect" ? "expect" : "conntrack";
  const xml = output.has("xml") && !json;
  let count = 0;
  const show = (event: TrackingEvent) => {
    if (event.table !== root) return;
    if (!all && !kinds.has(EVENT_WORDS[event.type])) return;
    if (event.table === "conntrack" && !matches(request, event.connection)) return;
    if (xml && count === 0) out.text(xmlStart(root));
    out.text(json ? lines([event]) : `${eventLine(event, output)}\n`);
    count++;
  };
  const detail = { events: session.firewall.eventsOn };
  const damage = await session.runToDamage(detail, (cursor) => {
    if (cursor.isPacket) for (const event of cursor.result.events) show(event);
  });
  if (xml && count > 0) out.text(`</${root}>\n`);
  session.keep();
  out.close();
  const what = table === "expect" ? "expectation" : "flow";
  process.stderr.write(toolMessage(`${count} ${what} events have been shown.`));
  if (damage !== null) throw damage;
}

function listed(firewall: Firewall, request: Request): readonly object[] {
  if (request.table === "conntrack") return chosenConnections(firewall.engine, request);
  const { family } = request;
  return firewall.expectations().filter((e) => family === null || e.family === family);
}

/** Sluice's own words, and those of conntrack(8). */
function parted(words: readonly string[]): { own: string[]; tool: string[] } {
  const own: string[] = [];
  const tool: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const name = word.replace(/=.*$/s, "");
    const option = ownOptions.find((o) => name === `--${o.name}` || name === `-${o.short}`);
    if (option === undefined) {
      tool.push(word);
      continue;
    }
    own.push(word);
    if (option.value !== undefined && !word.includes("=")) own.push(words[++i] ?? "");
  }
  return { own, tool };
}

/** Reads the tool's words; without a command the table is listed as sluice always prints it. */
function read(words: readonly string[], labels: ReadonlyMap<string, number> | null): Request {
  const any = { get: () => 0 } as unknown as ReadonlyMap<string, number>;
  try {
    const request = parseConntrack(words, { loose: true, assume: "list", labels: labels ?? any });
    if (request.implied && request.output.size === 0) request.output.add("extended");
    return request;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new UsageError(error.message, "sluice help conntrack; conntrack(8)");
  }
}

/** Objects as lines of JSON. 64-bit counters become decimal strings, as everywhere in sluice's. */
function lines(found: readonly object[]): string {
  const text = (entry: object) =>
    JSON.stringify(entry, (_, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
  return found.map((entry) => `${text(entry)}\n`).join("");
}
