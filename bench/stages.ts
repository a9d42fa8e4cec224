// Where the time of a packet goes: each stage is what a run costs more than the run without it.
//
//   npm run bench stages
import { openCapture } from "../src/capture/file.js";
import { type CaptureDetail, CaptureReader } from "../src/capture/reader.js";
import { Firewall } from "../src/engine/firewall.js";
import type { Setup } from "../src/setup/model.js";
import { capture, SMALL } from "./lib/captures.js";
import { host, NETWORK, restored } from "./lib/hosts.js";
import { bothSides } from "./lib/sides.js";
import { type Case, type RunResult, suite } from "./lib/suite.js";

const CHAINS: Readonly<Record<string, string>> = {
  raw: ":PREROUTING ACCEPT\n:OUTPUT ACCEPT\n",
  mangle:
    ":PREROUTING ACCEPT\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n:POSTROUTING ACCEPT\n",
  nat: ":PREROUTING ACCEPT\n:INPUT ACCEPT\n:OUTPUT ACCEPT\n:POSTROUTING ACCEPT\n",
  filter: ":INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n",
};
const STATE = "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n";

/** A router with tables, the filter table with rules. */
function router(tables: readonly string[], rules = ""): Setup {
  const text = tables.map((t) => `*${t}\n${CHAINS[t]}${t === "filter" ? rules : ""}COMMIT\n`);
  return host(NETWORK + restored("iptables-restore", text.join("")));
}

/** Whether each packet is walked through everything, on a given path, or may follow another. */
type How = "plain" | "path" | "followed";

/** Runs the capture once. */
async function run(file: string, setup: Setup, detail: CaptureDetail, how: How) {
  using firewall = await Firewall.create(setup, 0n, {});
  if (how !== "followed") firewall.engine.exports.shortcutsSet(1);
  const { input } = await openCapture(file, "eth1");
  const reader = new CaptureReader(firewall, [input]);
  if (how === "path") reader.takePath({ kind: "forward", in: "eth1", out: "eth0" });
  const before = process.cpuUsage();
  await reader.run(detail, () => {});
  const { user, system } = process.cpuUsage(before);
  input.close();
  const packets = firewall.engine.exports.capturePackets(0) || reader.packets;
  return { packets, seconds: (user + system) / 1e6 } satisfies RunResult;
}

const file = bothSides(capture({ ...SMALL, flows: 1000, packets: 500_000 }));

const stage = (
  name: string,
  setup: Setup,
  detail: CaptureDetail = {},
  how: How = "plain",
): Case => ({
  name,
  about: { stage: name },
  run: () => run(file, setup, detail, how),
});
const ALL = ["raw", "mangle", "nat", "filter"];

await suite("stages", [
  stage("reading the file, finding packets", router([]), { only: "walk" }),
  stage("link and IP headers, result", router([]), { only: "parse" }),
  stage("empty hooks, no routing (--path)", router([]), {}, "path"),
  stage("routing, TTL", router([])),
  stage("an empty filter table", router(["filter"])),
  stage("connection tracking, one rule for known connections", router(["filter"], STATE)),
  stage("an empty nat table", router(["nat", "filter"], STATE)),
  stage("an empty mangle table", router(["mangle", "nat", "filter"], STATE)),
  stage("an empty raw table", router(["raw", "mangle", "nat", "filter"], STATE)),
  stage("packets that leave, with their bytes", router(ALL, STATE), { bytes: true }),
  stage("the same, following courses", router(ALL, STATE), { bytes: true }, "followed"),
  stage("without what leaves", router(ALL, STATE), {}, "followed"),
  stage("without raw, mangle, nat", router(["filter"], STATE), {}, "followed"),
]);
