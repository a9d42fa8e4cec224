// What does not depend on the machine may not get worse: rules evaluated and passed over, questions to
// classifiers, calls into the engine, bytes. Times are never tested.
import { readFileSync, statSync, writeFileSync, existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { filterText } from "../../bench/lib/filters.js";
import { NETWORK, restored, routerText } from "../../bench/lib/hosts.js";
import { makeRules } from "../../bench/lib/rules.js";
import { makeTraffic, type TrafficOptions, DEFAULT_TRAFFIC } from "../../bench/lib/traffic.js";
import { BytesInput } from "../../src/capture/input.js";
import { CaptureReader } from "../../src/capture/reader.js";
import { Firewall } from "../../src/engine/firewall.js";
import { parseSetup } from "../../src/setup/setup.js";

/** UPDATE_GOLDEN=1 writes what is measured: after a change that makes something better, or for a reason that
 * the commit tells. */
const GOLDEN = "test/bench/golden.json";
const UPDATE = process.env.UPDATE_GOLDEN !== undefined;

type Counters = Readonly<Record<string, number>>;
const golden: Record<string, Counters> = existsSync(GOLDEN)
  ? (JSON.parse(readFileSync(GOLDEN, "utf8")) as Record<string, Counters>)
  : {};

const small = { payloadMin: 0, payloadMax: 0, ipv6Share: 0.25 };
const traffic = (options: Partial<TrafficOptions>) =>
  Buffer.concat([...makeTraffic({ ...DEFAULT_TRAFFIC, ...small, packets: 5000, ...options })]);

async function counters(setup: string, capture: Uint8Array): Promise<Counters> {
  using firewall = await Firewall.create(parseSetup(setup).setup, 0n, {});
  const reader = new CaptureReader(firewall, [new BytesInput("golden", capture)]);
  reader.takePath({ kind: "forward", in: "eth1", out: "eth0" });
  let runs = 0;
  await reader.run(
    {},
    () => {},
    () => {
      runs++;
    },
  );
  const { evaluated, scanned, probes, indexBytes, followed, lines, copied } = firewall.tableStats();
  const { created } = firewall.conntrackStats();
  return {
    packets: reader.packets,
    evaluated: Number(evaluated),
    scanned: Number(scanned),
    probes: Number(probes),
    indexBytes: Number(indexBytes),
    // that none follows: more is worse
    notFollowed: reader.packets - followed,
    lines,
    copied,
    runs,
    connections: created,
    memory: firewall.engine.exports.memoryBytes() >>> 0,
  };
}

const mixed = (rules: number) => makeRules({ rules, kind: "mixed", seed: 1 });
const shaped = (kind: "acl" | "fw" | "ipc", rules: number) =>
  NETWORK + restored("iptables-restore", filterText(kind, rules, 1));

describe("counters", () => {
  test.each([
    ["no rules", NETWORK, {}],
    ["no rules, connections", routerText([], true), {}],
    ["10 rules", routerText(mixed(10), false), {}],
    ["100 rules", routerText(mixed(100), false), {}],
    ["1,000 rules", routerText(mixed(1000), false), {}],
    ["1,000 rules, connections", routerText(mixed(1000), true), {}],
    ["1,000 rules, many connections", routerText(mixed(1000), true), { flows: 4000 }],
    ["1,000 rules like access lists", shaped("acl", 1000), {}],
    ["1,000 rules like firewalls", shaped("fw", 1000), {}],
    ["1,000 rules of both", shaped("ipc", 1000), {}],
    ["large frames", routerText(mixed(10), true), { payloadMin: 200, payloadMax: 1400 }],
  ])("%s", async (name, setup, options) => {
    const now = await counters(setup, traffic(options));
    check(name, now);
  });

  test("sizes of what is shipped", () => {
    check("sizes", {
      library: statSync("dist/index.js").size,
      module: statSync("build/sluice.wasm").size,
    });
  });
});

/** Sizes may grow by this part before it counts: features have their bytes. */
const ROOM = 0.05;
const SIZES = new Set(["library", "module", "memory", "indexBytes"]);

/** No counter is above its golden value. */
function check(name: string, now: Counters): void {
  if (UPDATE) {
    golden[name] = now;
    writeFileSync(GOLDEN, `${JSON.stringify(golden, null, 2)}\n`);
    return;
  }
  const then = golden[name];
  expect(then, `no golden values: UPDATE_GOLDEN=1 npx vitest run ${GOLDEN}`).toBeDefined();
  const most = (key: string) => (then![key] ?? 0) * (SIZES.has(key) ? 1 + ROOM : 1);
  const worse = Object.entries(now).filter(([key, value]) => value > most(key));
  expect(Object.fromEntries(worse)).toEqual({});
}
