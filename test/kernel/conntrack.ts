// Commands of conntrack(8): what the tool takes, prints and answers over a table that commands filled.
// One case a line, alone on a fresh host; `&&` parts commands, of which those of other programs come first.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Probe, probeBinary, type Ran } from "./probe.js";

/** What the tool made of the commands of a case: those of conntrack alone. */
export interface ToolCase {
  command: string;
  answers: Ran[];
}

/** NAME.txt holds cases of one subject, NAME.json the answers to them. */
const FOLDER = "test/kernel/conntrack";

/** The subjects: names of files without ".txt". */
export function toolFiles(root: string): string[] {
  const files = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith(".txt"));
  return files.map((name) => name.slice(0, -".txt".length)).sort();
}

/** The cases of a subject in order; NAME=words of the file stand for their words behind it. */
export function toolCases(root: string, name: string): string[] {
  const lines = readFileSync(join(root, FOLDER, `${name}.txt`), "utf8").split("\n");
  const names = new Map<string, string>();
  const cases: string[] = [];
  for (const line of lines.map((l) => l.trim())) {
    const named = /^([A-Z]+)=(.*)$/.exec(line);
    if (named !== null) names.set(named[1]!, named[2]!);
    else if (line !== "" && !line.startsWith("#")) {
      cases.push(line.replace(/\$([A-Z]+)/g, (_, key: string) => names.get(key) ?? ""));
    }
  }
  return cases;
}

/** The recorded answers of a subject. */
export function toolAnswers(root: string, name: string): ToolCase[] {
  const file = join(root, FOLDER, `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ToolCase[]) : [];
}

/** A case as commands of other programs, and the words of conntrack's. */
export function partsOf(command: string): { setup: string[]; tool: string[] } {
  const parts = command.split(" && ");
  const isTool = (part: string) => part === "conntrack" || part.startsWith("conntrack ");
  return { setup: parts.filter((p) => !isTool(p)), tool: parts.filter(isTool) };
}

/** Numbers that no two runs have in common become words; order is the hash table's. */
export function settled({ status, out, err }: Ran): Ran {
  const lines = out
    .replace(/\bid=\d+/g, "id=N")
    .replace(/<id>\d+/g, "<id>N")
    .replace(/<start>\d+/g, "<start>T")
    .replace(/\[start=[^\]]*\]/g, "[start=T]")
    .replace(/delta-time=\d+/g, "delta-time=D")
    .replace(/<deltatime>\d+/g, "<deltatime>D")
    .replace(/^\[\d+\.\d+\]\t/gm, "[T]\t")
    // what expires in 100 seconds does so in 99 and some
    .replace(/\b\d*99\b(?= |<\/timeout)/g, (n) => String(Number(n) + 1))
    .split("\n");
  const sorted = lines.some((l) => l.startsWith("<?xml")) ? lines : lines.sort();
  return { status, out: sorted.join("\n"), err };
}

const FRESH = [
  "conntrack -F",
  "sysctl -q -w net.netfilter.nf_conntrack_acct=0 net.netfilter.nf_conntrack_timestamp=0",
  "for t in raw mangle nat filter; do iptables -t $t -F; done",
].join("; ");

/** Puts every case of some subjects to the real tool and keeps the answers; needs root. Returns how
 * many. */
export async function recordTool(root: string, names: readonly string[]): Promise<number> {
  const probe = new Probe(probeBinary(root));
  let count = 0;
  try {
    await probe.answer();
    for (const name of names) {
      const cases: ToolCase[] = [];
      for (const command of toolCases(root, name)) {
        await probe.run("/", "sh", "-c", `${FRESH} 2>/dev/null`);
        const { setup, tool } = partsOf(command);
        for (const part of setup) await probe.run("/", "sh", "-c", part);
        const answers: Ran[] = [];
        for (const part of tool) answers.push(settled(await probe.run("/", "sh", "-c", part)));
        cases.push({ command, answers });
      }
      count += cases.length;
      const rows = cases.map((c) => ` ${JSON.stringify(c)}`).join(",\n");
      writeFileSync(join(root, FOLDER, `${name}.json`), `[\n${rows}\n]\n`);
    }
  } finally {
    await probe.close();
  }
  return count;
}
