// A case of the text fuzzer: commands, each as the words that the program gets, and a dump where one
// goes to its standard input.

/** One command. */
export interface Command {
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** Standard input of iptables-restore, by lines. */
  readonly dump?: readonly string[];
}

/** Commands that run one after the other on a host with empty tables. */
export type Case = readonly Command[];

/** What became of a case. */
export interface Answer {
  /** By command: whether it was taken, and what it printed if so. */
  readonly commands: readonly { readonly accepted: boolean; readonly printed: string }[];
  /** What iptables-save -c and ip6tables-save -c print in the end, table by table in one order. */
  readonly saved: string;
}

/** A word as the shell and setups read it: bare where that is possible. */
export function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  // double quotes too, so that both are met
  if (/^[\w@%+=:,./ !()'-]+$/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command as lines of a setup or of a shell. */
export function commandText({ words, dump }: Command): string {
  const line = words.map(quoted).join(" ");
  return dump === undefined ? line : `${line} <<'END'\n${dump.join("\n")}\nEND`;
}

/** A case on one line, as test/kernel/commands/*.txt has it. */
export function caseLine(commands: Case): string {
  return commands
    .map((c) => {
      const line = c.words.map(quoted).join(" ");
      return c.dump === undefined ? line : `${line} << ${c.dump.join(" | ")}`;
    })
    .join(" && ");
}

/** Dumps without comments, their tables in one order: the kernel's is that of their making. */
export function inOrder(dump: string): string {
  const plain = dump.replace(/^#.*\n/gm, "");
  return plain
    .split(/^(?=\*)/m)
    .sort()
    .join("");
}

/** What was printed, without the page of help but for its first line (docs/differences.md). */
export function withoutHelp(text: string): string {
  return text.replace(/^(ip6?tables(?:-restore)? v1\.8\.9 \(legacy\)\n\n)Usage: [\s\S]*$/m, "$1");
}

/** Every table, empty: where each case starts. */
export const EMPTY = [
  ["raw", "PREROUTING OUTPUT"],
  ["mangle", "PREROUTING INPUT FORWARD OUTPUT POSTROUTING"],
  ["nat", "PREROUTING INPUT OUTPUT POSTROUTING"],
  ["filter", "INPUT FORWARD OUTPUT"],
  ["security", "INPUT FORWARD OUTPUT"],
]
  .map(([table, chains]) => {
    const policies = chains!.split(" ").map((c) => `:${c} ACCEPT [0:0]\n`);
    return `*${table}\n${policies.join("")}COMMIT\n`;
  })
  .join("");
