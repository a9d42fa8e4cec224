/** nfacct(8) in a setup: accounting objects are made, shown and taken away before the first packet. */
import { account, accountName, type AccountState } from "../extension/account.js";
import { AccountQuota } from "../generated/layout/object/nfacct.js";
import { parseInteger } from "./address.js";
import { SetupError } from "./error.js";
import type { Word } from "./language.js";
import type { Objects } from "./objects.js";

/** What the command asks of the host. */
export interface NfacctHost {
  readonly objects: Objects;
  print(word: Word, text: string): void;
}

const QUOTAS: Readonly<Record<string, number>> = {
  byte: AccountQuota.BYTES,
  packet: AccountQuota.PACKETS,
};

function fail(word: Word, message: string): SetupError {
  return new SetupError(word.position, `nfacct: ${message}`);
}

function add(host: NfacctHost, command: Word, words: readonly Word[]): void {
  const [nameWord, kindWord, quotaWord, more] = words;
  if (nameWord === undefined) throw fail(command, "missing object name");
  const name = accountName(nameWord.text);
  let state: AccountState = { name, kind: AccountQuota.NONE, quota: 0n };
  if (kindWord !== undefined) {
    const kind = QUOTAS[kindWord.text];
    if (more !== undefined) throw fail(more, "too many arguments");
    if (kind === undefined) throw fail(kindWord, 'argument must "byte" or "packet"');
    if (quotaWord === undefined) throw fail(kindWord, "missing quota value");
    const quota = parseInteger(quotaWord.text);
    if (quota === null) throw fail(quotaWord, "quota is not a number");
    state = { name, kind, quota: BigInt(quota) };
  }
  if (name === "") throw fail(nameWord, "error: Invalid argument");
  if (host.objects.find("nfacct", name) !== undefined) {
    throw fail(nameWord, "error: Device or resource busy");
  }
  host.objects.acquire(account(name, state), "ipv4");
}

const digits = (value: bigint): string => value.toString().padStart(20, "0");

/** An object's line; before the first packet nothing is counted. */
function line({ name, kind, quota }: AccountState): string {
  const mode = kind === AccountQuota.BYTES ? "byte" : "packet";
  const limit =
    kind === AccountQuota.NONE ? "" : `, quota = ${digits(quota)}, mode = ${mode}, overquota = no`;
  return `{ pkts = ${digits(0n)}, bytes = ${digits(0n)}${limit} } = ${name};\n`;
}

function states(host: NfacctHost): AccountState[] {
  return [...host.objects.values()]
    .filter(({ shared }) => shared.kind === "nfacct")
    .map(({ state }) => state as AccountState);
}

/** The object that a word names. */
function named(host: NfacctHost, command: Word, word: Word | undefined): string {
  if (word === undefined) throw fail(command, "missing object name");
  const name = accountName(word.text);
  if (host.objects.find("nfacct", name) !== undefined) return name;
  throw fail(word, "error: No such file or directory");
}

/** Takes an object away that no rule names; false when one does. */
function remove(host: NfacctHost, name: string): boolean {
  if (host.objects.find("nfacct", name)!.references > 1) return false;
  host.objects.release(account(name), "ipv4");
  return true;
}

/** Runs a command line; `command` is the word that named the tool. Throws SetupError. */
export function runNfacct(host: NfacctHost, command: Word, words: readonly Word[]): void {
  const [verb, ...rest] = words;
  switch (verb?.text) {
    case "add":
      add(host, verb, rest);
      return;
    case "del":
    case "delete":
      if (!remove(host, named(host, verb, rest[0]))) {
        throw fail(rest[0]!, "error: Device or resource busy");
      }
      return;
    case "flush":
      for (const { name } of states(host)) remove(host, name);
      return;
    case "get": {
      const name = named(host, verb, rest[0]);
      host.print(command, line(states(host).find((s) => s.name === name)!));
      return;
    }
    case "list":
      if (rest.some(({ text }) => text !== "reset")) {
        throw fail(rest[0]!, "a setup lists objects as text: xml and json are not built");
      }
      host.print(command, states(host).map(line).join(""));
      return;
  }
  throw fail(
    verb ?? command,
    `Unknown command: ${verb?.text ?? ""}; write add, del, get, list, flush`,
  );
}
