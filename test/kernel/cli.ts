// npm run kernel -- COMMAND: writes scenarios from their sources, and asks the kernel about them.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { helperDescriptors, setDescriptors } from "../../src/generated/descriptors.js";
import { matchExtensions, targetExtensions } from "../../src/generated/extensions.js";
import { type AskOptions, askKernel } from "./ask.js";
import { captures } from "./captures.js";
import { commandFiles, recordCommands } from "./commands.js";
import { recordTool, toolFiles } from "./conntrack.js";
import { compareAnswers } from "./compare.js";
import { recordEvents } from "./events.js";
import { describePacket } from "./describe.js";
import { again, fuzz, type FuzzTally } from "./fuzz.js";
import { dismissProbes, type KernelAnswer, SetupRefused } from "./kernel.js";
import { CannotAsk } from "./probe.js";
import {
  printAnswer,
  readScenario,
  SCENARIOS,
  type Scenario,
  scenarioNames,
  writeScenario,
} from "./scenario.js";
import { askSluice } from "./sluice.js";
import { fuzzNetwork } from "./text/ip.js";
import { fuzzText, isSubject } from "./text/fuzz.js";
import { keepUses } from "./uses.js";
import { sources } from "./sources/index.js";
import { report, together } from "./workers.js";

const USAGE = `Usage: npm run kernel -- COMMAND

  list                        the scenarios, and whether they are recorded
  show NAME                   a scenario and the kernel's answer, packet by packet, for reading
  write [NAME...]             write scenarios from test/kernel/sources (all, or those named)
  record NAME... | --all      ask the kernel twice and keep its answer beside the scenario
                              (--missing: only those without one)
  compare [NAME...]           run sluice over scenarios (all, or those named), print how it differs
  commands [NAME...]          ask iptables about the commands of test/kernel/commands/NAME.txt (all
                              files, or those named)
  events NAME...              what conntrack -E shows of scenarios, into test/kernel/events
  conntrack [NAME...]         ask conntrack(8) about the commands of test/kernel/conntrack/NAME.txt
  fuzz [--seed N] [--count M] [--jobs J] [--kind KIND] [--only MATCH,TARGET,..] [--no-keep] [--tally]
                              random setups and traffic through both; what differs is made small
                              and kept in test/kernel/sources/found.json; with --no-keep the
                              question is put into build/ as it is: fuzz --from FILE; with --tally
                              docs/extensions.md will count what came up (npm run docs);
                              --kind helped [--only HELPER,..] [--family ipv4|ipv6]: those conversations
  text [--seed N] [--count M] [--family ipv4|ipv6|ipset|ip] [--only MATCH,TARGET,..] [--keep]
                              random commands and dumps, good and broken, through iptables and sluice: what
                              is taken, what is printed, what iptables-save says in the end
  captures CAPTURES RULESETS [--seed N] [--count M] [--limit P]
                              the captures of one folder, P packets of each, through M rulesets of another
                              (NAME.rules beside NAME.v4.save or NAME.v6.save), on the kernel and in sluice
  ask DIRECTORY [--trace] [--real-time]
                              ask the kernel about any folder with setup.sh and in.pcapng, print
                              the answer; --trace adds the counters that each packet moved

record, commands, fuzz, text, captures and ask need root, gcc, and the programs iptables, nft, conntrack, ipset and ip.
`;

const root = process.cwd();

/** The kernel must say the same twice; a third time settles an accident (a busy machine). */
async function settledAnswer(scenario: Scenario): Promise<KernelAnswer> {
  let last = await askKernel(root, scenario);
  let why: string[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const next = await askKernel(root, scenario);
    why = compareAnswers(last, next, scenario);
    if (why.length === 0) return next;
    last = next;
  }
  throw new Error(
    `${scenario.name}: the kernel answers differently every time:\n${why.join("\n")}`,
  );
}

async function record(names: string[]): Promise<number> {
  let failed = 0;
  for (const name of names) {
    const scenario = readScenario(join(root, SCENARIOS, name));
    const start = performance.now();
    try {
      const answer = await settledAnswer(scenario);
      const old = scenario.answer;
      const same = old !== null && compareAnswers(old, answer, scenario).length === 0;
      if (!same) writeFileSync(join(scenario.directory, "kernel.json"), printAnswer(answer));
      const emits = answer.packets.reduce((n, p) => n + p.emits.length, 0);
      const took = Math.round(performance.now() - start);
      console.log(
        `${name}: ${answer.packets.length} packets, ${emits} emits, ` +
          `${answer.conntrack.length} connections, ${answer.log.length} log lines ` +
          `(${same ? "as before" : "recorded"}, ${took} ms)`,
      );
    } catch (e) {
      if (e instanceof CannotAsk) throw e;
      console.error(`${e instanceof SetupRefused ? "refused: " : ""}${(e as Error).message}`);
      failed++;
    }
  }
  return failed > 0 ? 1 : 0;
}

function write(names: string[]): number {
  const known = new Set(sources.map((s) => s.name));
  const unknown = names.filter((n) => !known.has(n));
  if (unknown.length > 0) throw new Error(`no source named ${unknown.join(", ")}`);
  for (const source of sources) {
    if (names.length > 0 && !names.includes(source.name)) continue;
    if (writeScenario(root, source)) console.log(`${source.name}: written`);
  }
  return 0;
}

function list(): number {
  for (const name of scenarioNames(root)) {
    const s = readScenario(join(root, SCENARIOS, name));
    console.log(`${s.answer ? "recorded" : "missing "}  ${name.padEnd(32)} ${s.about}`);
  }
  return 0;
}

function show(name: string): number {
  const { capture, answer, ...scenario } = readScenario(join(root, SCENARIOS, name));
  console.log(scenario.about);
  capture.packets.forEach((p, i) => {
    const packet = Buffer.from(p.frame.subarray(14)).toString("hex");
    console.log(`${i + 1} ${p.dir} ${p.iface} ${describePacket(packet)}`);
    const row = answer?.packets[i];
    for (const e of row?.emits ?? []) {
      const mark = e.mark ? ` mark ${e.mark}` : "";
      console.log(`    ${e.at} ${e.in ?? "-"}>${e.out ?? "-"}${mark} ${describePacket(e.packet)}`);
    }
    for (const [device, frame] of row?.frames ?? []) {
      console.log(`    frame on ${device} ${describePacket(frame)}`);
    }
    if (row?.error) console.log(`    error: ${row.error}`);
  });
  if (answer) {
    console.log([answer.counters.ipv4, answer.counters.ipv6].join("").trimEnd());
    console.log([...answer.conntrack, ...answer.expect, ...answer.log].join("\n"));
  }
  return 0;
}

async function compare(names: string[]): Promise<number> {
  let differing = 0;
  for (const name of names) {
    const scenario = readScenario(join(root, SCENARIOS, name));
    if (!scenario.answer) continue;
    let found: string[];
    try {
      found = compareAnswers(scenario.answer, await askSluice(scenario), scenario);
    } catch (e) {
      found = [(e as Error).message];
    }
    if (found.length === 0) continue;
    differing++;
    console.log(`${name}: ${scenario.about}\n${found.map((f) => `  ${f}`).join("\n")}\n`);
  }
  console.log(`${names.length - differing} of ${names.length} scenarios agree`);
  return differing > 0 ? 1 : 0;
}

async function ask(directory: string, flags: Set<string>): Promise<number> {
  const scenario = readScenario(resolve(directory));
  if (flags.has("--real-time")) scenario.realTime = true;
  const options: AskOptions = { trace: flags.has("--trace") };
  process.stdout.write(printAnswer(await askKernel(root, scenario, options)));
  return 0;
}

/** Workers share the seeds, every one in a process of its own. */
async function fuzzing(args: string[]): Promise<number> {
  const value = (flag: string): string | undefined =>
    args.includes(`--${flag}`) ? args[args.indexOf(`--${flag}`) + 1] : undefined;
  const from = value("from");
  if (from !== undefined) return (await again(root, from)) ? 1 : 0;
  const jobs = Number(value("jobs") ?? 1);
  const share = Number(value("share") ?? 0);
  const options = {
    seed: Number(value("seed") ?? 1000),
    count: Number(value("count") ?? 20),
    kind: value("kind") ?? null,
    only: value("only")?.split(",") ?? [],
    family: familyOf(value("family")),
    keep: !args.includes("--no-keep"),
    verbose: args.includes("--verbose"),
  };
  const start = performance.now();
  const tally =
    jobs > 1 && process.send === undefined
      ? await together(root, options, jobs, args)
      : await fuzz(
          root,
          { ...options, seed: options.seed + share, count: options.count - share },
          jobs,
          report,
        );
  if (process.send === undefined && args.includes("--tally"))
    keepUses(root, tally.uses, extensionNames);
  if (process.send) process.send("all");
  else console.log(`${told(tally)}; ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return tally.differing.length > 0 ? 1 : 0;
}

function familyOf(word: string | undefined): "ipv4" | "ipv6" | null {
  if (word === undefined || word === "ipv4" || word === "ipv6") return word ?? null;
  throw new Error(`--family ${word}: ipv4 or ipv6`);
}

/** The rows of a table of docs/extensions.md by what rules and sets name; a row may have several names. */
function extensionNames(what: string): Map<string, string> {
  const rows = [
    ...(what === "match" ? matchExtensions : []),
    ...(what === "target" ? targetExtensions : []),
    ...(what === "set" ? setDescriptors : []),
  ].map(({ name }) => [name, name] as const);
  if (what !== "helper") return new Map(rows);
  return new Map(
    helperDescriptors.flatMap((d) => (d.helpers ?? []).map((h) => [h.name, d.name] as const)),
  );
}

const told = (t: FuzzTally): string =>
  `${t.setups} setups, ${t.packets} packets; ` +
  `${t.undecided} setups with ${t.undecidedPackets} packets undecided, ` +
  `${t.refused} refused, ${t.unasked} not asked to the end, ${t.wavering} wavering, ${t.once} off by a tick, ` +
  `${t.differing.length} differed` +
  (t.differing.length > 0 ? ` (seeds ${t.differing.join(" ")})` : "");

async function text(args: string[], flags: Set<string>): Promise<number> {
  const value = (flag: string, or: string) =>
    flags.has(`--${flag}`) ? (args[args.indexOf(`--${flag}`) + 1] ?? "") : or;
  const family = value("family", "");
  if (family === "ip") {
    const [seed, count] = [Number(value("seed", "1")), Number(value("count", "20"))];
    const { commands, differences } = await fuzzNetwork(seed, count, (line) => console.log(line));
    console.log(`${commands} commands; ${differences.length} differences`);
    return differences.length > 0 ? 1 : 0;
  }
  const { commands, accepted, differences } = await fuzzText(
    root,
    {
      seed: Number(value("seed", "1")),
      count: Number(value("count", "200")),
      family: isSubject(family) ? family : null,
      only: value("only", "")
        .split(",")
        .filter((name) => name !== ""),
      keep: flags.has("--keep"),
    },
    (line) => console.log(line),
  );
  console.log(`${commands} commands, ${accepted} taken; ${differences.length} differences`);
  return differences.length > 0 ? 1 : 0;
}

async function replayed(args: string[], [from, through]: string[]): Promise<number> {
  const value = (flag: string, or: number) =>
    args.includes(`--${flag}`) ? Number(args[args.indexOf(`--${flag}`) + 1]) : or;
  const options = {
    captures: resolve(from!),
    rulesets: resolve(through!),
    seed: value("seed", 1),
    count: value("count", 3),
    limit: value("limit", 200),
  };
  const t = await captures(root, options, (line) => console.log(line));
  console.log(
    `${t.replays} replays, ${t.packets} packets; ${t.refused} refused, ${t.wavering} wavering, ` +
      `${t.differing.length} differed`,
  );
  return t.differing.length > 0 ? 1 : 0;
}

async function main(args: string[]): Promise<number> {
  const flags = new Set(args.filter((a) => a.startsWith("--")));
  const [command, ...names] = args.filter((a) => !a.startsWith("--"));
  if (
    ["record", "commands", "fuzz", "text", "captures", "ask"].includes(command ?? "") &&
    process.getuid?.() !== 0
  ) {
    console.error(`kernel: ${command} makes network namespaces and needs root`);
    return 2;
  }
  const all = () => scenarioNames(root);
  const missing = () => all().filter((n) => !readScenario(join(root, SCENARIOS, n)).answer);
  if (command === "list") return list();
  if (command === "show" && names.length === 1) return show(names[0]!);
  if (command === "compare") return compare(names.length > 0 ? names : all());
  if (command === "write") return write(names);
  if (command === "record" && flags.has("--all")) return record(all());
  if (command === "record" && flags.has("--missing")) return record(missing());
  if (command === "record" && names.length > 0) return record(names);
  if (command === "fuzz") return fuzzing(args);
  if (command === "text") return text(args, flags);
  if (command === "captures" && names.length >= 2) return replayed(args, names);
  if (command === "commands") {
    const files = names.length > 0 ? names : commandFiles(root);
    console.log(`${await recordCommands(root, files)} commands recorded`);
    return 0;
  }
  if (command === "events" && names.length > 0) {
    await recordEvents(root, names);
    return 0;
  }
  if (command === "conntrack") {
    const files = names.length > 0 ? names : toolFiles(root);
    console.log(`${await recordTool(root, files)} cases recorded`);
    return 0;
  }
  if (command === "ask" && names.length === 1) return ask(names[0]!, flags);
  process.stderr.write(USAGE);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (e) {
  await dismissProbes();
  console.error(`kernel: ${(e as Error).message}`);
  process.exitCode = e instanceof CannotAsk ? 2 : 1;
}
