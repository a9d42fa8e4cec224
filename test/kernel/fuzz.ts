// The live mode: random setups and traffic through the kernel and through sluice. What differs is
// made small and kept as a scenario. Everything follows from the seed.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Chance } from "../support/chance.js";
import { compareAnswers } from "./compare.js";
import {
  type Asked,
  askLive,
  type Going,
  judge,
  judged,
  type Question,
  takes,
} from "./fuzz/live.js";
import type { Vocabulary } from "./fuzz/rules.js";
import { helpedOf } from "./fuzz/helped.js";
import { setupOf, vocabulary } from "./fuzz/setups.js";
import { dismissProbes, SetupRefused } from "./kernel.js";
import { CannotAsk } from "./probe.js";
import { asCommands } from "./plan.js";
import type { ScenarioSource } from "./scenario.js";
import { shrink, shrinkSetup } from "./shrink.js";
import { drawn } from "./sources/random.js";
import { openingOf } from "./sources/random-conversation.js";
import { addUses, type Uses, usesOf } from "./uses.js";

/** Where found scenarios are kept, from the root of the repository. */
const FOUND = "test/kernel/sources/found.json";

/** The kinds that there are; whole setups come up more often than the others. */
const KINDS = [
  ...Object.keys(drawn),
  "conversation",
  "helped",
  "helped",
  ...new Array<string>(12).fill("setup"),
];

/** What to try. */
export interface FuzzOptions {
  seed: number;
  count: number;
  /** One of KINDS; null: all. */
  kind: string | null;
  /** Matches and targets that most rules are to have; with the kind `helped`, the helpers. */
  only: readonly string[];
  /** The family of helped conversations; null: either. */
  family: "ipv4" | "ipv6" | null;
  /** Differences are made small and kept. */
  keep: boolean;
  /** Tells of setups in which the kernel wavers, too. */
  verbose: boolean;
}

/** What came of it. */
export interface FuzzTally {
  setups: number;
  packets: number;
  /** Setups that iptables refused; they are not among `setups`. */
  refused: number;
  /** Setups that the kernel could not be asked about to the end: a packet that goes round for ever, more
   * reports than the log queue holds. They are not among `setups` either. */
  unasked: number;
  /** Setups in which sluice called a packet's verdict undecided, and those packets. */
  undecided: number;
  undecidedPackets: number;
  /** Setups in which the kernel did not agree with itself. */
  wavering: number;
  /** Setups in which sluice differed the first time only: a tick fell between two packets. */
  once: number;
  /** Seeds that differ. */
  differing: number[];
  /** How often each extension came up. */
  uses: Uses;
}

const lines = (text: string): string[] => text.split("\n").filter((l) => l.trim() !== "");

/** Lines that are all known. */
const ASKED: Going = { chance: null, limit: Number.POSITIVE_INFINITY };

/** The question of a seed, and how it goes on. */
function draw(
  seed: number,
  { kind: only, only: helpers, family }: FuzzOptions,
  v: Vocabulary,
): { kind: string; question: Question; going: () => Going } {
  const c = new Chance(seed);
  const lot = v.only.size > 0 ? "setup" : c.pick(KINDS);
  const kind = only ?? lot;
  if (!KINDS.includes(kind)) throw new Error(`no kind ${kind}; there are ${KINDS.join(" ")}`);
  const name = `found-${kind}-${seed}`;
  const ordinary = drawn[kind]?.(seed);
  if (ordinary) {
    const { about, setup, packets, interfaces = ["eth0", "eth1"] } = ordinary;
    const question = { name, about, setup, interfaces, lines: lines(packets) };
    return { kind, question, going: () => ASKED };
  }
  const { source, opening } =
    kind === "setup"
      ? setupOf(seed, v)
      : kind === "helped"
        ? helpedOf(seed, { only: helpers, family })
        : openingOf(seed);
  const { about, setup } = source;
  const question = { name, about, setup, interfaces: opening.interfaces, lines: opening.packets };
  // a chance of its own: the conversation is the same when it is asked again
  const going = () => ({
    chance: new Chance(seed + 1),
    limit: opening.limit,
    pauses: opening.pauses ?? 0,
  });
  return { kind, question, going };
}

/** How sluice differs when these lines are asked again; empty where iptables refuses, or the kernel cannot be
 * asked. */
async function differences(root: string, question: Question): Promise<string[]> {
  try {
    return await judged(root, question, await askLive(root, question, ASKED));
  } catch (e) {
    if (e instanceof SetupRefused || e instanceof CannotAsk) return [];
    throw e;
  }
}

/** What came of asking again where sluice differs. */
interface Again {
  /** What differs whenever it is asked. */
  found: string[];
  /** In what the kernel does not say the same to the same packets; null when it does. */
  unlike: string | null;
}

/** What a sentence is about, without what it says of it. */
const subjectOf = (sentence: string): string => sentence.split(":")[0]!;

/** Asks the same packets twice more. Where the kernel does not agree with itself, what it says the same
 * each time still counts. */
async function askAgain(root: string, question: Question, asked: Asked): Promise<Again> {
  const same = { ...question, lines: asked.lines };
  const first = await askLive(root, same, ASKED);
  const once = await judged(root, question, first);
  if (once.length === 0)
    return { found: [], unlike: compareAnswers(asked.answer, first.answer, question)[0] ?? null };
  const second = await askLive(root, same, ASKED);
  const twice = await judged(root, question, second);
  const unlike = [asked, first].flatMap((a) => compareAnswers(a.answer, second.answer, question));
  const wavering = new Set(unlike.map(subjectOf));
  const found = twice.filter((f) => once.includes(f) && !wavering.has(subjectOf(f)));
  return { found, unlike: unlike[0] ?? null };
}

/** Where the kernel cannot be asked again it does not say the same either. */
function notAgain(e: unknown): Again {
  if (!(e instanceof CannotAsk || e instanceof SetupRefused)) throw e;
  return { found: [], unlike: e.message };
}

/** What kind of difference a sentence tells of. */
const kindOf = (sentence: string): string =>
  sentence.replace(/\d+/g, "#").split(/[ ,(]/).slice(0, 6).join(" ");

/** The smallest question that still differs in one of the ways of `found`. */
async function smaller(root: string, question: Question, found: string[]): Promise<Question> {
  const kinds = new Set(found.map(kindOf));
  const differs = async (q: Question) =>
    (await differences(root, q)).some((f) => kinds.has(kindOf(f)));
  let now = question;
  const plain = { ...question, setup: asCommands(question.setup) };
  if (await differs(plain)) now = plain;
  const packets = await shrink(now.lines, (p) => differs({ ...now, lines: p }));
  now = { ...now, lines: packets };
  const setup = await shrinkSetup(now.setup, (shorter) => differs({ ...now, setup: shorter }));
  return { ...now, setup };
}

/** Puts a found question among the scenarios' sources. */
function keep(root: string, q: Question): void {
  const { name, about, interfaces, setup } = q;
  const timed = q.lines.some((l) => l.startsWith("@"));
  const source: ScenarioSource = {
    name,
    about,
    ...(interfaces.length > 2 ? { interfaces } : {}),
    ...(timed ? { realTime: true } : {}),
    setup: `\n${setup}\n`,
    packets: `\n${q.lines.join("\n")}\n`,
  };
  const found = JSON.parse(readFileSync(join(root, FOUND), "utf8")) as ScenarioSource[];
  const kept = found.filter((k) => k.name !== name);
  writeFileSync(join(root, FOUND), `${JSON.stringify([...kept, source], null, 2)}\n`);
}

/** Puts a question that differs where `fuzz --from` finds it: other rows draw others from its seed. */
function file(root: string, question: Question): void {
  const name = join(root, "build", `${question.name}.json`);
  writeFileSync(name, `${JSON.stringify(question, null, 1)}\n`);
}

/** Makes a question small that was put aside; keeps it if it still differs. */
export async function again(root: string, name: string): Promise<boolean> {
  const question = JSON.parse(readFileSync(name, "utf8")) as Question;
  const found = await differences(root, question);
  if (found.length > 0) {
    const small = await smaller(root, question, found);
    keep(root, small);
    console.log((await differences(root, small)).map((f) => `  ${f}`).join("\n"));
    console.log(`${small.setup}\n\n${small.lines.join("\n")}`);
  }
  await dismissProbes();
  return found.length > 0;
}

/** A busy kernel refuses a table now and then (xt_replace_table): what is refused is asked again. Answers
 * why iptables refuses each time. */
async function taken(
  root: string,
  question: Question,
  going: () => Going,
): Promise<Asked | string> {
  let why = "";
  for (let i = 0; i < 3; i++) {
    try {
      return await askLive(root, question, going());
    } catch (e) {
      if (!(e instanceof SetupRefused)) throw e;
      why = e.message;
    }
  }
  return why;
}

/** A setup that iptables refuses is left out, but sluice has to refuse it too. */
async function refused(root: string, question: Question, why: string, t: FuzzTally, seed: number) {
  t.refused++;
  if (!(await takes(root, question))) {
    console.log(`${question.name} is refused and left out: ${why}`);
    return;
  }
  t.differing.push(seed);
  file(root, question);
  console.log(`${question.name} differs: sluice takes what iptables refuses: ${why}`);
}

/** The words of a command that draws the same from a seed. */
function words(kind: string, o: FuzzOptions): string {
  const family = o.family ? `--family ${o.family} ` : "";
  const only = o.only.length > 0 ? `--only ${o.only.join(",")} ` : "";
  return only !== "" && o.kind === null ? only : `--kind ${kind} ${only}${family}`;
}

/** Makes a question that differs small and keeps it; answers how the small one differs. A round does not break
 * off because of that: what cannot be made small is put aside whole. */
async function keepSmall(
  root: string,
  question: Question,
  found: string[],
): Promise<string[] | null> {
  try {
    const small = await smaller(root, question, found);
    keep(root, small);
    const left = await differences(root, small);
    return left.length > 0 ? left : null;
  } catch (e) {
    file(root, question);
    console.log(`${question.name} is not made small: ${(e as Error).message}`);
    return null;
  }
}

/** Tries one seed. */
async function attempt(root: string, seed: number, o: FuzzOptions, v: Vocabulary, t: FuzzTally) {
  const { kind, question, going } = draw(seed, o, v);
  const asked = await taken(root, question, going);
  if (typeof asked === "string") return refused(root, question, asked, t, seed);
  t.setups++;
  t.packets += asked.capture.packets.length;
  addUses(t.uses, usesOf(question.setup, asked.answer));
  const said = await judge(root, question, asked);
  if (said.undecided > 0) t.undecided++;
  t.undecidedPackets += said.undecided;
  let { found } = said;
  if (found.length > 0) {
    const again = await askAgain(root, question, asked).catch(notAgain);
    if (again.unlike !== null) t.wavering++;
    else if (again.found.length === 0) t.once++;
    if (o.verbose && again.found.length === 0) {
      const why = again.unlike ?? "sluice differs once only";
      console.log(`${question.name} wavers: ${why}\n  ${found.join("\n  ")}`);
    }
    found = again.found;
  }
  if (found.length > 0) {
    t.differing.push(seed);
    console.log(
      `${question.name} differs: npm run kernel -- fuzz ${words(kind, o)}--seed ${seed} --count 1`,
    );
    const whole = { ...question, lines: asked.lines };
    if (!o.keep) file(root, whole);
    else found = (await keepSmall(root, whole, found)) ?? found;
    console.log(found.map((f) => `  ${f}`).join("\n"));
  }
  rmSync(join(root, "build/fuzz", question.name), { recursive: true, force: true });
}

/** A tally of nothing. */
export const nothing = (): FuzzTally => ({
  setups: 0,
  packets: 0,
  refused: 0,
  unasked: 0,
  undecided: 0,
  undecidedPackets: 0,
  wavering: 0,
  once: 0,
  differing: [],
  uses: {},
});

/** Tries the seeds from `seed` on, every `step`th; `tried` hears of each, and what came of all so far. */
export async function fuzz(
  root: string,
  o: FuzzOptions,
  step = 1,
  tried: (seed: number, t: FuzzTally) => void = () => {},
): Promise<FuzzTally> {
  const v = await vocabulary(o.kind === "helped" ? [] : o.only);
  const t = nothing();
  for (let seed = o.seed; seed < o.seed + o.count; seed += step) {
    try {
      await attempt(root, seed, o, v, t);
    } catch (e) {
      // it breaks the probe, not the run
      if (!(e instanceof CannotAsk)) throw e;
      t.unasked++;
      console.log(`seed ${seed} cannot be asked and is left out: ${e.message}`);
    }
    tried(seed, t);
  }
  await dismissProbes();
  return t;
}
