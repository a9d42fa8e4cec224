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

/** The kinds that there are; conversations come up more often than the others. */
const KINDS = [...Object.keys(drawn), "conversation", "conversation", "conversation"];

async function draw(root: string, seed: number, only: string | null): Promise<ScenarioSource> {
  const c = new Chance(seed);
  const lot = c.pick(KINDS);
  const kind = only ?? lot;
  if (!KINDS.includes(kind)) throw new Error(`no kind ${kind}; there are ${KINDS.join(" ")}`);
  const ordinary = drawn[kind];
  if (ordinary) return { ...ordinary(seed), name: `found-${kind}-${seed}` };
  const { source, opening } = openingOf(seed);
  const named = { ...source, name: `found-conversation-${seed}` };
  const packets = await converse(root, written(root, named), opening, c);
  return { ...named, packets: packets.join("\n") };
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
  const packets = await shrink(lines(now.packets), (p) => differs({ ...now, packets: join(p) }));
  now = { ...now, packets: join(packets) };
  const setup = await shrink(lines(now.setup), (s) => differs({ ...now, setup: join(s) }));
  return { ...now, setup: join(setup) };
}

/** Tries seeds from `seed` on, of one kind or of all; returns how many differed. Keeps what it
 * found. */
export async function fuzz(
  root: string,
  seed: number,
  count: number,
  only: string | null,
): Promise<number> {
  let differing = 0;
  for (let s = seed; s < seed + count; s++) {
    const source = await draw(root, s, only);
    let found: string[] = [];
    try {
      found = await differences(root, source);
    } catch (e) {
      if (e instanceof SetupRefused) console.log(`${source.name}: ${e.message}`);
      else throw e;
    }
    if (found.length === 0) continue;
    differing++;
    console.log(
      `${source.name} differs (again: npm run kernel -- fuzz ${only ? `--kind ${only} ` : ""}--seed ${s} --count 1)`,
    );
    const small = await smaller(root, source);
    const said = await differences(root, small);
    console.log(said.map((f) => `  ${f}`).join("\n"));
    const kept = foundSources(root).filter((k) => k.name !== small.name);
    writeFileSync(join(root, FOUND), `${JSON.stringify([...kept, small], null, 2)}\n`);
  }
  console.log(`${count} tried, ${differing} differed`);
  return differing;
}
