/** nfacct(8) 1.0.2 in a setup: accounting objects are made, shown and taken away before the first
 * packet. */
import { account, accountName, type AccountState, emptyAccount } from "../extension/account.js";
import { AccountQuota } from "../generated/layout/object/nfacct.js";
import { SetupError } from "./error.js";
import type { Line, Word } from "./language.js";
import type { Objects, SharedObject } from "./objects.js";
import { type AccountFormat, accountsText } from "./print/nfacct.js";

/** What the command asks of the host. */
export interface NfacctHost {
  readonly objects: Objects;
  print(word: Word, text: string): void;
}

/** An accounting object of the host. */
export interface AccountObject extends SharedObject {
  state: AccountState;
}

const QUOTAS: Readonly<Record<string, number>> = {
  byte: AccountQuota.BYTES,
  packet: AccountQuota.PACKETS,
};

const U64_MAX = (1n << 64n) - 1n;

function fail(word: Word, message: string, hint?: string): SetupError {
  return new SetupError(word.position, `nfacct: ${message}`, hint);
}

/** The accounting objects, in the order of their making. */
export function accountsOf(objects: Objects): AccountObject[] {
  return [...objects.values()].filter(({ shared }) => shared.kind === "nfacct") as AccountObject[];
}

/** A number as scanf(3) reads it with %llu: decimal, what is too big is the biggest. */
function unsigned(sign: string, digits: string): bigint {
  const value = BigInt(digits);
  if (value > U64_MAX) return U64_MAX;
  return BigInt.asUintN(64, sign === "-" ? -value : value);
}

function make(host: NfacctHost, at: Word, state: AccountState): void {
  if (state.name === "") throw fail(at, "error: Invalid argument");
  if (host.objects.find("nfacct", state.name) !== undefined) {
    throw fail(at, "error: Device or resource busy");
  }
  host.objects.acquire(account(state.name, state), "ipv4");
}

function add(host: NfacctHost, command: Word, words: readonly Word[]): void {
  const [nameWord, kindWord, quotaWord, more] = words;
  if (nameWord === undefined) throw fail(command, "missing object name");
  if (more !== undefined) throw fail(more, "too many arguments");
  const state = emptyAccount(accountName(nameWord.text));
  if (kindWord === undefined) {
    make(host, nameWord, state);
    return;
  }
  if (quotaWord === undefined) throw fail(kindWord, "missing quota value");
  const kind = QUOTAS[kindWord.text];
  if (kind === undefined) throw fail(kindWord, 'argument must "byte" or "packet"');
  const number = /^\s*([-+]?)(\d+)/.exec(quotaWord.text);
  if (number === null) throw fail(quotaWord, "error reading quota");
  make(host, nameWord, { ...state, kind, quota: unsigned(number[1]!, number[2]!) });
}

/** The object that a word names. */
function named(host: NfacctHost, command: Word, word: Word | undefined): AccountObject {
  if (word === undefined) throw fail(command, "missing object name");
  const found = host.objects.find("nfacct", accountName(word.text));
  if (found !== undefined) return found as AccountObject;
  throw fail(word, "error: No such file or directory");
}

/** Takes an object away that no rule names; false when one does. */
function remove(host: NfacctHost, { references, shared }: SharedObject): boolean {
  if (references > 1) return false;
  host.objects.release(shared, "ipv4");
  return true;
}

/** How objects are shown. */
interface Showing {
  format: AccountFormat;
  reset: boolean;
}

/** The words behind `list`, which takes one format, and behind the name of `get`, where the last counts. */
function showing(words: readonly Word[], list: boolean): Showing {
  const how: Showing = { format: "text", reset: false };
  for (const word of words) {
    const { text } = word;
    if (text !== "reset" && text !== "xml" && text !== "json") throw fail(word, "unknown argument");
    if (list && (text === "reset" ? how.reset : how.format !== "text")) {
      throw fail(word, `Error: duplicate "${text}" or collision with another option`);
    }
    if (text === "reset") how.reset = true;
    else how.format = text;
  }
  return how;
}

/** Prints objects, and with `reset` forgets what they counted. */
function show(
  host: NfacctHost,
  command: Word,
  objects: readonly AccountObject[],
  { format, reset }: Showing,
): void {
  const states = objects.map(({ state }) => state);
  // before the first packet there is no time
  host.print(command, accountsText(states, format, 0n));
  if (!reset) return;
  for (const object of objects) object.state = { ...object.state, packets: 0n, bytes: 0n };
}

/** A line of `nfacct list` as `nfacct restore` reads it. */
const COUNTED =
  /^\{\s*pkts\s*=\s*([-+]?)(\d+),\s*bytes\s*=\s*([-+]?)(\d+)\s*\}\s*=\s*([^\s;]+)\s*$/;

function restore(host: NfacctHost, command: Word, lines: readonly Line[]): void {
  for (const { text, position } of lines) {
    const word = { ...command, position };
    const end = text.indexOf(";");
    if (end < 0) throw fail(word, "invalid line");
    const found = COUNTED.exec(text.slice(0, end));
    if (found === null) {
      const hint = "{ pkts = N, bytes = N } = NAME; objects with a quota cannot be restored";
      throw fail(word, "error reading input", hint);
    }
    const [, packetSign, packets, byteSign, bytes, name] = found;
    make(host, word, {
      ...emptyAccount(accountName(name!)),
      packets: unsigned(packetSign!, packets!),
      bytes: unsigned(byteSign!, bytes!),
    });
  }
}

/** Runs a command line; `command` is the word that named the tool, `input` gives the lines that it
 * reads. Throws SetupError. */
export function runNfacct(
  host: NfacctHost,
  command: Word,
  words: readonly Word[],
  input: () => readonly Line[],
): void {
  const [verb, ...rest] = words;
  const only = (count: number) => {
    if (rest.length > count) throw fail(rest[count]!, "too many arguments");
  };
  switch (verb?.text) {
    case "add":
      add(host, verb, rest);
      return;
    case "del":
    case "delete": {
      only(1);
      const object = named(host, verb, rest[0]);
      if (!remove(host, object)) throw fail(rest[0]!, "error: Device or resource busy");
      return;
    }
    case "flush":
      only(0);
      for (const object of accountsOf(host.objects)) remove(host, object);
      return;
    case "get": {
      const how = showing(rest.slice(1), false);
      show(host, command, [named(host, verb, rest[0])], how);
      return;
    }
    case "list":
      show(host, command, accountsOf(host.objects), showing(rest, true));
      return;
    case "restore":
      restore(host, verb, input());
      return;
  }
  throw fail(
    verb ?? command,
    `Unknown command: ${verb?.text ?? ""}`,
    "write add, del, get, list, flush or restore",
  );
}
