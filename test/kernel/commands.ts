// Commands alone: which of them iptables takes, and what they leave behind. One case a line, alone on a
// fresh host. `&&` parts commands of which each must be taken, `<<` is followed by the lines of a
// dump, parted by `|`. "+ " before a case: sluice takes it, the kernel of the reference was built without the
// module (docs/differences.md).
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Probe, probeBinary } from "./probe.js";
import { inOrder, withoutHelp } from "./text/case.js";

/** What the real iptables made of a case. */
export interface CommandAnswer {
  command: string;
  accepted: boolean;
  /** The first line of what it said on standard error. */
  said: string;
  /** Rules, chains and policies that are there then: "ipv4 filter -A INPUT -j ACCEPT". */
  left: string[];
  /** What it printed, of cases that are taken; left out where that is nothing. */
  printed?: string;
}

/** NAME.txt holds cases of one subject, NAME.json the answers to them. */
const FOLDER = "test/kernel/commands";

/** The subjects: names of files without ".txt". */
export function commandFiles(root: string): string[] {
  const files = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith(".txt"));
  return files.map((name) => name.slice(0, -".txt".length)).sort();
}

function caseLines(root: string, name: string): string[] {
  const lines = readFileSync(join(root, FOLDER, `${name}.txt`), "utf8").split("\n");
  return lines.map((l) => l.trim()).filter((l) => l !== "" && !l.startsWith("#"));
}

const BEYOND = "+ ";

/** The cases of a subject in order. */
export function commandCases(root: string, name: string): string[] {
  return caseLines(root, name).map((l) => (l.startsWith(BEYOND) ? l.slice(BEYOND.length) : l));
}

/** Those that need a module which the kernel of the reference was built without. */
export function casesBeyond(root: string, name: string): ReadonlySet<string> {
  const marked = caseLines(root, name).filter((l) => l.startsWith(BEYOND));
  return new Set(marked.map((l) => l.slice(BEYOND.length)));
}

/** The recorded answers of a subject. */
export function commandAnswers(root: string, name: string): CommandAnswer[] {
  const file = join(root, FOLDER, `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as CommandAnswer[]) : [];
}

/** A case as the text of a setup: one command a line, dumps as here-documents. */
export function setupOf(command: string): string {
  return command
    .split(" && ")
    .map((part) => {
      const [program = "", dump] = part.split(" << ");
      if (dump === undefined) return `${part}\n`;
      return `${program} <<'END'\n${dump.split(" | ").join("\n")}\nEND\n`;
    })
    .join("");
}

/** What there is beyond empty tables, a line each, from a dump of iptables-save. */
export function leftBehind(family: string, dump: string): string[] {
  const left: string[] = [];
  let table = "";
  for (const line of dump.split("\n")) {
    const plain = line.replace(/ ?\[\d+:\d+\] ?/, "");
    if (line.startsWith("*")) table = line.slice(1);
    else if (/^:.* (-|DROP)$/.test(plain) || plain.startsWith("-A")) {
      left.push(`${family} ${table} ${plain}`);
    }
  }
  return left.sort();
}

const EMPTY = [
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

/** Puts every case of some subjects to the real iptables and keeps the answers; needs root. Returns
 * how many. */
export async function recordCommands(root: string, names: readonly string[]): Promise<number> {
  const probe = new Probe(probeBinary(root));
  const scratch = resolve(root, "build/kernel-commands");
  mkdirSync(scratch, { recursive: true });
  writeFileSync(join(scratch, "empty"), EMPTY);
  let count = 0;
  try {
    await probe.answer();
    for (const name of names) {
      const answers: CommandAnswer[] = [];
      for (const command of commandCases(root, name)) {
        answers.push(await ask(probe, scratch, command));
      }
      count += answers.length;
      // One case a line: a new one is one new line
      const rows = answers.map((a) => ` ${JSON.stringify(a)}`).join(",\n");
      writeFileSync(join(root, FOLDER, `${name}.json`), `[\n${rows}\n]\n`);
    }
  } finally {
    await probe.close();
  }
  return count;
}

/** What iptables makes of a case on a fresh host. `scratch` holds the dump "empty". */
async function ask(probe: Probe, scratch: string, command: string): Promise<CommandAnswer> {
  writeFileSync(join(scratch, "case.sh"), setupOf(command));
  await probe.run(
    scratch,
    "sh",
    "-c",
    "iptables-restore < empty; ip6tables-restore < empty; ipset flush; ipset destroy; nfct flush timeout",
  );
  const ran = await probe.run(scratch, "sh", "-e", "case.sh");
  const four = await probe.run("/", "iptables-save");
  const six = await probe.run("/", "ip6tables-save");
  const accepted = ran.status === 0;
  return {
    command,
    accepted,
    said: ran.err.split("\n")[0] ?? "",
    left: [...leftBehind("ipv4", four.out), ...leftBehind("ipv6", six.out)],
    ...(accepted && ran.out !== "" ? { printed: inOrder(withoutHelp(ran.out)) } : {}),
  };
}
