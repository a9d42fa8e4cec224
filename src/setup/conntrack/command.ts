/** `conntrack` in a setup: connections and expectations that are there before the first packet. */
import { SetupError } from "../error.js";
import type { Line, Word } from "../language.js";
import type { Position } from "../model.js";
import type { Action } from "./options.js";
import { parseConntrack } from "./parse.js";
import type { Request } from "./request.js";
import { Refused } from "./values.js";

/** A command of a setup, run when a firewall is made of it. */
export interface ConntrackCommand {
  readonly position: Position;
  readonly request: Request;
  /** Whether nf_conntrack_acct and nf_conntrack_timestamp were on then. */
  readonly counted: boolean;
  readonly stamped: boolean;
}

/** What the commands need of the host. */
export interface ConntrackHost {
  readonly conntrack: ConntrackCommand[];
  readonly sysctls: { number(name: string): number };
  /** Labels by name. */
  readonly labels: ReadonlyMap<string, number>;
}

const TAKEN: ReadonlySet<Action> = new Set(["create", "add", "update", "delete", "flush"]);

/** Takes one command line; `lines` gives those of the file of -R. */
export function takeConntrack(
  host: ConntrackHost,
  command: Word,
  words: readonly Word[],
  lines: (file: string) => readonly Line[],
): void {
  const request = read(host, command.position, words);
  if (request.action === "load") {
    for (const line of lines(request.file!)) takeLine(host, line);
    return;
  }
  take(host, command.position, request);
}

function takeLine(host: ConntrackHost, { text, position }: Line): void {
  if (/^\s*(#|$)/.test(text)) return;
  const found = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  const words = found.map((w) => w.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
  const line = words.map((word) => ({ text: word, position, quoted: false }));
  take(host, position, read(host, position, line));
}

function read({ labels }: ConntrackHost, position: Position, words: readonly Word[]): Request {
  try {
    return parseConntrack(
      words.map((word) => word.text),
      { labels },
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new SetupError(position, error.message);
  }
}

function take(host: ConntrackHost, position: Position, request: Request): void {
  const { action } = request;
  if (action === null || !TAKEN.has(action)) {
    throw new SetupError(
      position,
      "conntrack works with -I, -A, -U, -D, -F and -R in a setup",
      "sluice conntrack prints connections and events after captures, or as they pass",
    );
  }
  const on = (name: string) => host.sysctls.number(`net.netfilter.nf_conntrack_${name}`) !== 0;
  const settings = { counted: on("acct"), stamped: on("timestamp") };
  host.conntrack.push({ position, request, ...settings });
}
