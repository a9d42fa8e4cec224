// What finding the rules of a packet costs: chains of many lengths, with and without a classifier.
//
//   npm run bench classify [-- --rules 10,100,1000 --shapes acl,fw]
//
// The chain is raw PREROUTING and its policy drops, so that nothing else happens to a packet. Packets
// lie in engine memory; the engine walks them in one call. Without any rule a packet costs the
// parsing of its headers, the hook and its result: that is taken off. The two ways take turns.
import { parseArgs } from "node:util";
import { BatchWriter } from "../src/engine/batch.js";
import { type Indexing, noIndexing, usualIndexing } from "../src/engine/classify.js";
import { Firewall } from "../src/engine/firewall.js";
import { parseSetup } from "../src/setup/setup.js";
import { makeShape, type Shape, SHAPES, shapeText } from "./lib/filters.js";
import { headerIn, packetOf } from "./lib/headers.js";
import { Random } from "./lib/random.js";
import { type Row, save } from "./lib/suite.js";

const PACKETS = 4096;
/** Share of packets made to fit a rule of sets that are shaped like real ones. */
const FITTING = 0.7;
const ROUNDS = 9;

/** A firewall with its packets in place, ready to be run again and again. */
class Runner {
  private constructor(
    readonly firewall: Firewall,
    private readonly places: readonly number[],
    readonly loadMs: number,
  ) {}

  static async create(text: string, frames: Uint8Array[], indexing: Indexing): Promise<Runner> {
    const start = cpuSeconds();
    const { setup } = parseSetup(text);
    const firewall = await Firewall.create(setup, 0n, {}, indexing);
    const loadMs = (cpuSeconds() - start) * 1000;
    const writer = new BatchWriter(firewall.engine, firewall.interfaces);
    const info = { in: "eth0", time: 0n, direction: "in", linkType: 101 } as const;
    return new Runner(firewall, writer.write(frames.map((frame) => ({ frame, ...info }))), loadMs);
  }

  /** Seconds of CPU for the packets, `times` times. */
  run(times: number): number {
    const { exports } = this.firewall.engine;
    const start = cpuSeconds();
    for (let i = 0; i < times; i++) {
      for (let done = 0; done < this.places.length; ) {
        done += exports.frames(this.places[done]!, this.places.length - done);
        exports.resultsClear();
      }
    }
    return cpuSeconds() - start;
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function setupText(shape: Shape, rules: number, r: Random): { text: string; frames: Uint8Array[] } {
  const made = makeShape(r, shape, rules);
  const lines = made.map((rule) => `-A PREROUTING ${shapeText(rule)} -j DROP`);
  const dump = ["*raw", ":PREROUTING DROP", ":OUTPUT ACCEPT", ...lines, "COMMIT"].join("\n");
  const fit = shape === "acl" || shape === "fw" || shape === "ipc";
  const frames = Array.from({ length: PACKETS }, () =>
    packetOf(headerIn(r, fit && rules > 0 && r.chance(FITTING) ? r.pick(made) : undefined)),
  );
  return { text: `ip link set eth0 up\niptables-restore <<'EOF'\n${dump}\nEOF\n`, frames };
}

/** Runs that take about 50 ms. */
function runsOf(runner: Runner): number {
  runner.run(1);
  const one = Math.max(runner.run(1), 1e-4);
  return Math.max(1, Math.round(0.05 / one));
}

async function measure(shape: Shape, rules: number): Promise<Row[]> {
  const { text, frames } = setupText(shape, rules, new Random(rules + 1));
  const empty = await Runner.create(setupText(shape, 0, new Random(1)).text, frames, noIndexing);
  const ways = [
    { who: "classifier", runner: await Runner.create(text, frames, usualIndexing) },
    { who: "scan", runner: await Runner.create(text, frames, noIndexing) },
  ];
  const all = [empty, ...ways.map((way) => way.runner)];
  const runs = all.map(runsOf);
  const before = ways.map(({ runner }) => runner.firewall.tableStats().evaluated);
  const seconds = all.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, runner] of all.entries()) seconds[i]!.push(runner.run(runs[i]!) / runs[i]!);
  }
  const base = Math.min(...seconds[0]!);
  const rows = ways.map(({ who, runner }, i): Row => {
    const stats = runner.firewall.tableStats();
    const walked = PACKETS * runs[i + 1]! * ROUNDS;
    return {
      name: `${rules.toLocaleString("en")} rules, ${shape}, ${who}`,
      about: { rules, shape, who },
      packets: PACKETS,
      ns: ((Math.min(...seconds[i + 1]!) - base) / PACKETS) * 1e9,
      runs: ROUNDS,
      facts: {
        evaluated: ((stats.evaluated - before[i]!) / walked).toFixed(2),
        KiB: Math.round(stats.indexBytes / 1024),
        "ms loading": Math.round(runner.loadMs),
      },
    };
  });
  for (const runner of all) runner.firewall[Symbol.dispose]();
  return rows;
}

const { values } = parseArgs({
  options: { rules: { type: "string" }, shapes: { type: "string" } },
});
const sizes = (values.rules ?? "100,1000,10000").split(",").map(Number);
const shapes = SHAPES.filter((shape) =>
  (values.shapes ?? SHAPES.join()).split(",").includes(shape),
);
const rows: Row[] = [];
for (const shape of shapes) {
  for (const size of sizes) rows.push(...(await measure(shape, size)));
}
save("classify", rows);
