// The live mode: random setups and traffic through the kernel and through sluice. What differs is
// made small and kept as a scenario. Everything follows from the seed.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Chance } from "../support/chance.js";
import { askKernel } from "./ask.js";
import { compareAnswers } from "./compare.js";
import { converse } from "./converse.js";
import { SetupRefused } from "./kernel.js";
import { filesOf, readScenario, type ScenarioSource } from "./scenario.js";
import { shrink } from "./shrink.js";
import { askSluice } from "./sluice.js";
import { drawn } from "./sources/random.js";
import { openingOf } from "./sources/random-conversation.js";
import type { Vocabulary } from "./fuzz/rules.js";
import { setupOf, vocabulary } from "./fuzz/setups.js";

/** Where found scenarios are kept, from the root of the repository. */
const FOUND = "test/kernel/sources/found.json";

/** The scenarios that fuzzing found, in the order they were found. */
function foundSources(root: string): ScenarioSource[] {
  return JSON.parse(readFileSync(join(root, FOUND), "utf8")) as ScenarioSource[];
}

function written(root: string, source: ScenarioSource): string {
  const directory = join(root, "build/fuzz", source.name);
  mkdirSync(directory, { recursive: true });
  for (const [name, bytes] of Object.entries(filesOf(source))) {
    writeFileSync(join(directory, name), bytes);
  }
  return directory;
}

/** How sluice differs from the kernel in a scenario; empty also where the kernel itself wavers. */
async function differences(root: string, source: ScenarioSource): Promise<string[]> {
  const scenario = readScenario(written(root, source));
  const kernel = await askKernel(root, scenario);
  let found: string[];
  try {
    found = compareAnswers(kernel, await askSluice(scenario), scenario);
  } catch (e) {
    found = [(e as Error).message];
  }
  if (found.length === 0) return [];
  const again = await askKernel(root, scenario);
  return compareAnswers(kernel, again, scenario).length === 0 ? found : [];
}

/** The kinds that there are; whole setups come up more often than the others. */
const KINDS = [...Object.keys(drawn), "conversation", ...new Array<string>(12).fill("setup")];

/** What to try. */
export interface FuzzOptions {
  seed: number;
  count: number;
  /** One of KINDS; null: all. */
  kind: string | null;
  /** Matches and targets that most rules are to have. */
  only: readonly string[];
}

async function draw(
  root: string,
  seed: number,
  only: string | null,
  v: Vocabulary,
): Promise<ScenarioSource> {
  const c = new Chance(seed);
  const lot = v.only.size > 0 ? "setup" : c.pick(KINDS);
  const kind = only ?? lot;
  if (!KINDS.includes(kind)) throw new Error(`no kind ${kind}; there are ${KINDS.join(" ")}`);
  const ordinary = drawn[kind];
  if (ordinary) return { ...ordinary(seed), name: `found-${kind}-${seed}` };
  const { source, opening } = kind === "setup" ? setupOf(seed, v) : openingOf(seed);
  const named = { ...source, name: `found-${kind}-${seed}` };
  const packets = await converse(root, written(root, named), opening, c);
  return { ...named, packets: packets.join("\n") };
}

/** Dumps for iptables-restore as commands, one a line, so that each can be left out. */
export function asCommands(setup: string): string {
  let command: string | null = null;
  let table = "";
  return setup
    .split("\n")
    .flatMap((line) => {
      const start = /^(ip6?tables)-restore <<'END'$/.exec(line);
      if (start) {
        command = start[1]!;
        return [];
      }
      if (command === null) return [line];
      const [, chain = "", policy = ""] = /^:(\S+) (\S+)/.exec(line) ?? [];
      if (line === "END") command = null;
      if (line.startsWith("*")) table = line.slice(1);
      if (line.startsWith("-A")) return [`${command} -t ${table} ${line}`];
      if (policy === "-") return [`${command} -t ${table} -N ${chain}`];
      if (policy === "DROP") return [`${command} -t ${table} -P ${chain} DROP`];
      return [];
    })
    .join("\n");
}

async function smaller(root: string, source: ScenarioSource): Promise<ScenarioSource> {
  const differs = async (s: ScenarioSource): Promise<boolean> => {
    try {
      return (await differences(root, s)).length > 0;
    } catch (e) {
      if (e instanceof SetupRefused) return false;
      throw e;
    }
  };
  const lines = (text: string) => text.split("\n").filter((l) => l.trim() !== "");
  const join = (all: string[]) => `\n${all.join("\n")}\n`;
  let now = source;
  const plain = { ...source, setup: asCommands(source.setup) };
  if (await differs(plain)) now = plain;
  const packets = await shrink(lines(now.packets), (p) => differs({ ...now, packets: join(p) }));
  now = { ...now, packets: join(packets) };
  const setup = await shrink(lines(now.setup), (s) => differs({ ...now, setup: join(s) }));
  return { ...now, setup: join(setup) };
}

/** Tries seeds from `seed` on; returns how many differed. Keeps what it found. */
export async function fuzz(root: string, options: FuzzOptions): Promise<number> {
  const { seed, count, kind, only } = options;
  const v = await vocabulary(only);
  const flags = `${kind ? `--kind ${kind} ` : ""}${only.length > 0 ? `--only ${only.join(",")} ` : ""}`;
  let [differing, refused, packets] = [0, 0, 0];
  for (let s = seed; s < seed + count; s++) {
    let source: ScenarioSource;
    let found: string[];
    try {
      source = await draw(root, s, kind, v);
      found = await differences(root, source);
    } catch (e) {
      if (!(e instanceof SetupRefused)) throw e;
      refused++;
      console.log(`seed ${s} is refused and left out: ${e.message}`);
      continue;
    }
    packets += source.packets.split("\n").length;
    if (found.length === 0) continue;
    differing++;
    console.log(
      `${source.name} differs (again: npm run kernel -- fuzz ${flags}--seed ${s} --count 1)`,
    );
    const small = await smaller(root, source);
    const said = await differences(root, small);
    console.log(said.map((f) => `  ${f}`).join("\n"));
    const kept = foundSources(root).filter((k) => k.name !== small.name);
    writeFileSync(join(root, FOUND), `${JSON.stringify([...kept, small], null, 2)}\n`);
  }
  console.log(
    `${count - refused} setups, ${packets} packets; ${refused} refused, ${differing} differed`,
  );
  return differing;
}
