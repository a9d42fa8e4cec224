/** iptables-save and ip6tables-save as commands of a setup. */
import type { Family, TableName } from "../../extension/extension.js";
import { SetupError } from "../error.js";
import { Getopt } from "../getopt.js";
import type { Word } from "../language.js";
import { tableHooks } from "../model.js";
import { saveRuleset } from "../print/save.js";
import { getTable, sortChains } from "./edit.js";
import { type Host, informationOf } from "./execute.js";

/** What iptables-save is asked for. */
interface SaveWords {
  readonly counters: boolean;
  readonly table: TableName | null;
  /** -V: the version instead. */
  readonly version: boolean;
}

const options = [
  ["b", "none"],
  ["c", "none", "counters"],
  ["d", "none", "dump"],
  ["V", "none", "version"],
  ["t", "required", "table"],
  ["M", "required", "modprobe"],
  ["f", "required", "file"],
] as const;

/** Prints the rules of a family. Throws SetupError. */
export function runSave(
  host: Pick<Host, "print" | "ruleset">,
  family: Family,
  command: Word,
  words: readonly Word[],
): void {
  const { counters, table, version } = parseSave(command, words);
  if (version) {
    const program = `${family === "ipv4" ? "iptables" : "ip6tables"}-save`;
    host.print(command, informationOf(program, "version"));
    return;
  }
  const ruleset = host.ruleset(family);
  // the kernel makes a table as it is asked for
  if (table !== null) getTable(ruleset, table);
  for (const known of ruleset.tables.values()) sortChains(known);
  host.print(command, saveRuleset(ruleset, { counters, ...(table === null ? {} : { table }) }));
}

/** Reads the words behind iptables-save, up to one that ends it. */
function parseSave(command: Word, words: readonly Word[]): SaveWords {
  const all = [command, ...words];
  const getopt = new Getopt(
    all.map((word) => word.text),
    options,
  );
  let counters = false;
  let table: string | null = null;
  for (let found = getopt.next(); found !== null; found = getopt.next()) {
    const refuse = (message: string) => new SetupError(all[getopt.place]!.position, message);
    const { letter, value } = found;
    if (letter === "?") throw refuse(`unknown option "${value}"`);
    if (letter === ":") throw refuse(`option requires an argument -- '${value}'`);
    if (letter === "f") throw refuse("iptables-save writes no files in a setup");
    if (letter === "V") return { counters, table: null, version: true };
    if (letter === "c") counters = true;
    else if (letter === "t") table = value;
    // prints at once, and ends
    else if (letter === "d") return { counters, table: known(command, table), version: false };
  }
  const [more] = getopt.otherPlaces;
  if (more !== undefined) {
    throw new SetupError(all[more]!.position, "Unknown arguments found on commandline");
  }
  return { counters, table: known(command, table), version: false };
}

function known(command: Word, table: string | null): TableName | null {
  if (table === null || table in tableHooks) return table as TableName | null;
  throw new SetupError(command.position, "Cannot initialize: Table does not exist");
}
