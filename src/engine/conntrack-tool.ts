/**
 * Commands of conntrack(8) over a firewall: what the tool would print and with what status it would
 * end. Events (-E) are not among them: they come as packets do (conntrack-events.ts).
 */
import { Status, Sysctl } from "../generated/abi.js";
import { Refused } from "../setup/conntrack/values.js";
import { SetupError } from "../setup/error.js";
import type { Setup } from "../setup/model.js";
import {
  parseConntrack,
  type Reading,
  refusalText,
  toolMessage,
} from "../setup/conntrack/parse.js";
import type { Request } from "../setup/conntrack/request.js";
import { connectionSave, type SaveCommand } from "../report/conntrack-save.js";
import { formLine, type LineForm } from "../report/conntrack-text.js";
import { connectionXml, expectationXml, xmlDocument } from "../report/conntrack-xml.js";
import { expectationLine } from "../report/expect-text.js";
import {
  type ConnectionEntry,
  type ConnectionStats,
  connectionStats,
  connectionTable,
} from "./conntrack.js";
import { matches, statusBits } from "./conntrack-filter.js";
import { type ChangeRequest, Control } from "./control.js";
import { changeOf, expectationTuple, masterTuple, maskOf, tuplesOf } from "./conntrack-request.js";
import { type ExpectationEntry, expectationTable } from "./expect.js";
import type { Engine } from "./instance.js";

/** What a command answered. */
export interface ToolAnswer {
  /** Standard output, standard error. */
  readonly output: string;
  readonly error: string;
  /** Exit status: 0; 1 when the kernel refused or nothing was found to change; 2 when the words made
   * no sense. */
  readonly status: number;
}

/** Why the kernel refused, in the tool's words (err2str), or in those of strerror(3). */
const REASONS: Readonly<Record<number, string>> = {
  [-1]: "sorry, you must be root or get CAP_NET_ADMIN capability to do this",
  [-2]: "No such file or directory",
  [-12]: "not enough memory",
  [-16]: "Device or resource busy",
  [-17]: "File exists",
  [-22]: "invalid parameters",
  [-24]: "Too many open files",
  [-28]: "No space left on device",
  [-95]: "Operation not supported",
};

function reason(number: number, r: Request): string {
  const connections = r.table === "conntrack";
  if (number === -17 && connections && r.action === "create") {
    return "Such conntrack exists, try -U to update";
  }
  if (number === -2 && connections && r.action !== "update") return "such conntrack doesn't exist";
  if (number === -2 && r.action === "create") return "master conntrack not found";
  return REASONS[number] ?? `error ${-number}`;
}

/** Runs a command line, with the tool's name in front or without. */
export function runWords(
  engine: Engine,
  command: string,
  labels: ReadonlyMap<string, number>,
): ToolAnswer {
  const words = shellWords(command);
  return runConntrack(engine, words[0] === "conntrack" ? words.slice(1) : words, { labels });
}

/** Words parted by blanks, quotes taken off. */
function shellWords(text: string): string[] {
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

/** Runs the commands of a setup. Throws SetupError where one fails. */
export function connectionsOfSetup(
  engine: Engine,
  { conntrack, sysctls }: Pick<Setup, "conntrack" | "sysctls">,
): void {
  const set = (counted: boolean, stamped: boolean) => {
    engine.exports.sysctlSet(Sysctl.NF_CONNTRACK_ACCT, counted ? 1 : 0);
    engine.exports.sysctlSet(Sysctl.NF_CONNTRACK_TIMESTAMP, stamped ? 1 : 0);
  };
  for (const { position, request, counted, stamped } of conntrack) {
    set(counted, stamped);
    const { error } = runRequest(engine, request);
    const failed = /Operation failed: .*/.exec(error);
    if (failed !== null) throw new SetupError(position, failed[0]);
  }
  if (conntrack.length === 0) return;
  const on = (name: string) => sysctls.number(`net.netfilter.nf_conntrack_${name}`) !== 0;
  set(on("acct"), on("timestamp"));
}

/** Runs the words of one command; see `Reading` for how they are read. */
export function runConntrack(
  engine: Engine,
  words: readonly string[],
  reading: Reading = {},
): ToolAnswer {
  try {
    const request = parseConntrack(words, reading);
    return runRequest(engine, request, reading.labels);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { output: "", error: refusalText(error), status: error.usage ? 2 : 1 };
  }
}

/** Runs a command that was read. */
export function runRequest(
  engine: Engine,
  request: Request,
  labels: ReadonlyMap<string, number> = new Map(),
): ToolAnswer {
  const tool = new Tool(engine, request, labels);
  try {
    const status = tool.run();
    return { output: tool.output, error: tool.error, status };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { output: tool.output, error: tool.error + refusalText(error), status: 1 };
  }
}

/** The connections that a request's filters let through. */
export function chosenConnections(engine: Engine, request: Request): ConnectionEntry[] {
  return connectionTable(engine).filter((e) => matches(request, e));
}

/** Names of labels by number. */
export function labelNames(labels: ReadonlyMap<string, number>): (number: number) => string {
  const names = new Map([...labels].map(([name, number]) => [number, name]));
  return (number) => names.get(number) ?? String(number);
}

class Tool {
  output = "";
  error: string;
  private readonly control: Control;
  private readonly form: LineForm;

  constructor(
    private readonly engine: Engine,
    private readonly request: Request,
    labels: ReadonlyMap<string, number>,
  ) {
    this.error = request.warnings.join("");
    this.control = new Control(engine);
    const { output, given } = request;
    this.form = {
      extended: output.has("extended"),
      id: output.has("id"),
      ktimestamp: output.has("ktimestamp"),
      labels: output.has("labels") || ["l", "<", ">"].some((letter) => given.has(letter)),
      label: labelNames(labels),
    };
  }

  run(): number {
    const { action, table } = this.request;
    if (table === "expect") return this.expectations();
    switch (action) {
      case "list":
        return this.list();
      case "get":
        return this.get();
      case "create":
      case "add":
        return this.create();
      case "update":
        return this.update();
      case "delete":
        return this.delete();
      case "flush":
        this.engine.exports.connectionsFlush();
        this.error += toolMessage("connection tracking table has been emptied.");
        return 0;
      case "count":
        this.output = `${this.engine.exports.connections()}\n`;
        return 0;
      case "stats":
        this.output = this.stats();
        return 0;
      case "version":
        this.output = "conntrack v1.4.7 (conntrack-tools)\n";
        return 0;
    }
    throw new Refused("events, help and files of commands are not part of a command", false);
  }

  private fail(number: number): never {
    throw new Refused(`Operation failed: ${reason(number, this.request)}`, false);
  }

  /** Says how many, as the tool does at its end. */
  private told(count: number, what: string): number {
    this.error += toolMessage(`${count} ${what}.`);
    return count === 0 ? 1 : 0;
  }

  private line(e: ConnectionEntry, use: number, command: SaveCommand): string {
    const { output } = this.request;
    if (output.has("save")) return connectionSave(e, command);
    const form = { ...this.form, use };
    return output.has("xml") ? connectionXml(e, form) : formLine(e, form);
  }

  private show(lines: readonly string[]): void {
    this.output += lines.map((line) => `${line}\n`).join("");
  }

  private found(): ConnectionEntry[] {
    const { request } = this;
    // what the kernel passes over because its time is over goes (ctnetlink_dump_table)
    this.engine.exports.connectionsExpire();
    // the kernel wants to be told which bits (ctnetlink_filter_parse_status)
    const filtering = request.action !== "update" && request.given.has("u");
    if (filtering && request.statusMask === 0) this.fail(-22);
    return chosenConnections(this.engine, request);
  }

  private list(): number {
    const { request } = this;
    const found = request.table === "conntrack" ? this.found() : [];
    const lines = found.map((e) => this.line(e, 1, "-A"));
    if (request.output.has("xml")) this.output = xmlDocument("conntrack", lines);
    else this.show(lines);
    if (request.given.has("z")) for (const e of found) this.control.zero(e.id);
    this.told(found.length, "flow entries have been shown");
    return 0;
  }

  private get(): number {
    const { request } = this;
    const { original } = tuplesOf(request);
    if (original === null) this.fail(-22);
    const id = this.control.find(original);
    if (id === null) this.fail(-2);
    const found = this.control.read(id);
    // the kernel finds answers too, which the tool then passes over
    if (!matches(request, found)) return this.told(0, "flow entries have been shown");
    const line = this.line(found, 2, "-A");
    // DIFFERS: the tool does not close the document
    if (request.output.has("xml")) this.output = xmlDocument("conntrack", [line]);
    else this.show([line]);
    return this.told(1, "flow entries have been shown");
  }

  private create(): number {
    const { request } = this;
    const { original, reply } = tuplesOf(request);
    if (original === null || reply === null) this.fail(-22);
    const add = request.action === "add";
    const there = add ? this.control.find(original) : null;
    const answer =
      there === null ? this.control.create(original, reply, changeOf(request, null)) : -17;
    if (answer !== 0 && !add) this.fail(answer);
    if (answer !== 0 && answer !== -17) this.fail(answer);
    this.told(answer === 0 ? 1 : 0, `flow entries have been ${add ? "added" : "created"}`);
    return 0;
  }

  private update(): number {
    const { request } = this;
    let count = 0;
    for (const e of this.found()) {
      const change = changeOf(request, e);
      if (unchanged(change, e)) continue;
      // it asks the kernel in the name of no family unless -s, -d, -r, -q or -f told one
      if (request.family === null) {
        this.error += `Operation failed: ${reason(-95, request)}\n`;
        this.fail(-95);
      }
      const id = this.named(e);
      const answer = id === null ? -2 : this.control.update(id, change);
      if (answer !== 0) this.error += `Operation failed: ${reason(answer, request)}\n`;
      if (id === null) continue;
      // DIFFERS: the tool loses some of these lines while it reads the answers to earlier changes
      this.show([this.line(this.control.read(id), 2, "-A")]);
      count++;
    }
    return this.told(count, "flow entries have been updated");
  }

  /** The connection that the kernel finds under the entry's original tuple: -U leaves the zone out. */
  private named(e: ConnectionEntry): number | null {
    if (e.zones.original === 0 && e.zones.reply === 0) return e.id;
    const same = connectionTable(this.engine).find(
      (o) =>
        o.zones.original === 0 &&
        o.protocol === e.protocol &&
        o.family === e.family &&
        JSON.stringify(o.original) === JSON.stringify(e.original),
    );
    return same?.id ?? null;
  }

  private delete(): number {
    const found = this.found();
    for (const e of found) {
      this.control.delete(e.id);
      this.show([this.line(e, 1, "-D")]);
    }
    return this.told(found.length, "flow entries have been deleted");
  }

  private expectations(): number {
    const { request } = this;
    const all = expectationTable(this.engine);
    switch (request.action) {
      case "list": {
        const found = all.filter((e) => request.family === null || e.family === request.family);
        this.showExpectations(found);
        this.told(found.length, "expectations have been shown");
        return 0;
      }
      case "count":
        this.output = `${all.length}\n`;
        return 0;
      case "stats":
        this.output = this.expectationStats();
        return 0;
      case "flush":
        this.control.flushExpectations();
        this.error += toolMessage("expectation table has been emptied.");
        return 0;
      case "create":
        return this.expect();
      case "get":
      case "delete":
        return this.oneExpectation(all);
    }
    throw new Refused("events are not part of a command", false);
  }

  private showExpectations(found: readonly ExpectationEntry[]): void {
    if (this.request.output.has("xml")) {
      const flows = found.map((e) => expectationXml(e));
      this.output += xmlDocument("expect", flows);
    } else this.show(found.map(expectationLine));
  }

  private expect(): number {
    const { request } = this;
    const master = masterTuple(request);
    const tuple = expectationTuple(request);
    const answer = this.control.expect({ tuple, master, mask: maskOf(request) });
    if (answer !== 0) this.fail(answer);
    return 0;
  }

  /** What -s, -d and -p name is the expectation's own tuple here. */
  private oneExpectation(all: readonly ExpectationEntry[]): number {
    const { request } = this;
    const id = this.control.findExpectation(masterTuple(request));
    const found = all.find((e) => e.id === id);
    if (id === null || found === undefined) this.fail(-2);
    if (request.action === "delete") this.control.deleteExpectation(id);
    else this.showExpectations([found]);
    return request.action === "delete" ? this.told(0, "expectations have been shown") : 0;
  }

  private stats(): string {
    return statisticsText(connectionStats(this.engine));
  }

  private expectationStats(): string {
    const s = connectionStats(this.engine);
    return statsLine({
      expect_new: s.expectNew,
      expect_create: s.expectCreate,
      expect_delete: s.expectDelete,
    });
  }
}

/** What `conntrack -S` prints of a host with one CPU. */
export function statisticsText(s: ConnectionStats): string {
  return statsLine({
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
  });
}

function statsLine(counts: Readonly<Record<string, number>>): string {
  const words = Object.entries(counts).map(([name, count]) => `${name}=${count} `);
  return `cpu=0   \t${words.join("")}\n`;
}

/** -U sends nothing where nothing would become another. */
function unchanged(change: ChangeRequest, e: ConnectionEntry): boolean {
  if (change.timeout !== undefined && change.timeout !== e.timeout) return false;
  if (change.mark !== undefined && change.mark !== e.mark) return false;
  if (change.status !== undefined && (change.status & ~(statusBits(e) | Status.CONFIRMED)) !== 0)
    return false;
  return change.state === undefined && change.tags === undefined && change.labels === undefined;
}
