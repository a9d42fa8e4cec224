// The whole way, capture bytes to verdicts: sluice, and pcap-parser with plain JavaScript beside it.
//
//   npm run bench pipeline [FILE.pcap]      results go to build/bench/pipeline.json
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import benny from "benny";
import { parse, type Packet } from "pcap-parser";
import { openCapture } from "../src/capture/file.js";
import { CaptureReader } from "../src/capture/reader.js";
import { Firewall } from "../src/engine/firewall.js";
import type { Setup } from "../src/setup/model.js";
import { parseSetup } from "../src/setup/setup.js";
import { PlainFirewall } from "./lib/plain.js";
import { report } from "./lib/report.js";
import { makeRules, restoreText } from "./lib/rules.js";
import { DEFAULT_TRAFFIC, writeTraffic } from "./lib/traffic.js";

const RULES = [0, 10, 100, 1000];
/** A run handles a whole capture, so few runs tell enough. */
const TIMING = { minSamples: 5, maxTime: 2 };
const SYNTHETIC = "build/bench/traffic.pcap";
const OUT = "build/bench/pipeline.json";

/** The router that the synthetic traffic goes through. */
const NETWORK = `
ip addr add 203.0.113.254/24 dev eth0
ip addr add 10.255.255.254/8 dev eth1
ip -6 addr add 2001:db8:9::fe/64 dev eth0
ip -6 addr add 2001:db8:1::fe/64 dev eth1
ip link set eth0 up
ip link set eth1 up
sysctl -w net.ipv4.ip_forward=1
sysctl -w net.ipv6.conf.all.forwarding=1
`;

function setupOf(rules: number, conntrack: boolean): Setup {
  const made = makeRules({ rules, kind: "mixed", seed: 1 });
  const text = (family: "ipv4" | "ipv6", command: string) =>
    `${command} <<'EOF'\n${restoreText(made, { family, conntrack })}EOF\n`;
  return parseSetup(NETWORK + text("ipv4", "iptables-restore") + text("ipv6", "ip6tables-restore"))
    .setup;
}

/** What a run of sluice did. */
interface Passed {
  readonly packets: number;
  readonly emitted: number;
  /** Calls that ran packets: one a chunk. */
  readonly crossings: number;
}

/** The same way as `sluice replay`: the file is read chunk by chunk into the engine's memory. */
async function replay(file: string, setup: Setup): Promise<Passed> {
  using firewall = await Firewall.create(setup, 0n);
  const { input } = await openCapture(file, null);
  const reader = new CaptureReader(firewall, [input]);
  reader.takePath({ kind: "forward", in: "eth1", out: "eth0" });
  let emitted = 0;
  let crossings = 0;
  const pass = 1; // Verdict.ACCEPT
  const visit = (cursor: { readonly verdict: number }) => {
    if (cursor.verdict === pass) emitted++;
  };
  await reader.run({}, visit, () => {
    crossings++;
  });
  input.close();
  return { packets: reader.packets, emitted, crossings };
}

function eachPacket(file: string, consume: (data: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    parse(file)
      .on("packet", (packet: Packet) => consume(packet.data))
      .on("end", () => resolve())
      .on("error", reject);
  });
}

const label = (rules: number, conntrack: boolean) =>
  `${String(rules).padStart(4)} rules, conntrack ${conntrack ? "on " : "off"}`;

/** CPU seconds of each run, by case: wall-clock time says more about who else uses the machine. */
const cpuSeconds = new Map<string, number[]>();

function timed(name: string, run: () => Promise<unknown>) {
  return benny.add(
    name,
    async () => {
      const before = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(before);
      cpuSeconds.set(name, [...(cpuSeconds.get(name) ?? []), (user + system) / 1e6]);
    },
    TIMING,
  );
}

function median(name: string): number {
  const all = (cpuSeconds.get(name) ?? []).toSorted((a, b) => a - b);
  return all[all.length >> 1] ?? Number.NaN;
}

function cases(file: string, rules: number, conntrack: boolean) {
  const setup = setupOf(rules, conntrack);
  const made = makeRules({ rules, kind: "mixed", seed: 1 });
  const plain = async () => {
    const firewall = new PlainFirewall(made, conntrack);
    await eachPacket(file, (data) => firewall.packet(data));
  };
  const name = label(rules, conntrack);
  return [
    timed(`${name}  sluice`, () => replay(file, setup)),
    timed(`${name}  pcap-parser`, plain),
  ];
}

let file = process.argv[2];
if (file === undefined) {
  file = SYNTHETIC;
  mkdirSync("build/bench", { recursive: true });
  writeTraffic(file, DEFAULT_TRAFFIC);
}
const capture = file;
const passed = await replay(capture, setupOf(10, true));
const bytes = statSync(capture).size;
console.log(`${passed.packets} packets, ${bytes} bytes, ${passed.emitted} pass 10 rules`);
console.log(`${passed.crossings} calls into the engine run packets`);
const summary = await benny.suite(
  "pipeline",
  ...RULES.flatMap((rules) => [...cases(capture, rules, false), ...cases(capture, rules, true)]),
);
console.log(report(summary.results, passed.packets));
const rows = RULES.flatMap((rules) =>
  [false, true].map((conntrack) => {
    const name = label(rules, conntrack);
    const [sluice, baseline] = [median(`${name}  sluice`), median(`${name}  pcap-parser`)];
    return { rules, conntrack, sluice, baseline };
  }),
);
writeFileSync(
  OUT,
  `${JSON.stringify({ node: process.version, bytes, ...passed, rows }, null, 2)}\n`,
);
console.log(`written to ${OUT}; npm run bench report puts it into docs/performance.md`);
