// `sluice bench` on a capture of this repository: counts are the same everywhere, times are not looked at.
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "sluice-bench-"));
const CAPTURE = "pcaps/router.pcapng";
const ROUTER = "pcaps/router.sh";

function bench(...args: readonly string[]) {
  const run = spawnSync("node", ["dist/cli.js", "bench", ...args], {
    encoding: "utf8",
    env: { ...process.env, COLUMNS: "80" },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

interface Json {
  readonly packets: number;
  readonly evaluated: number;
  readonly tables: readonly { table: string; evaluated: number; hits: number }[];
  readonly chains: readonly { evaluated: number }[];
  readonly rules: readonly { evaluated: number; hits: number; rule: string; line: number }[];
  readonly order: { evaluated: number; chains: readonly { order: number[]; moves: unknown[] }[] };
  readonly against: { differing: number; evaluatedRatio: number; evaluated: number };
}

describe("bench", () => {
  test("the JSON adds up, and the same setup beside itself fares the same", () => {
    const { code, out } = bench("--json", "--against", ROUTER, ROUTER, CAPTURE);
    expect(code).toBe(0);
    const json = JSON.parse(out) as Json;
    const sum = (all: readonly { evaluated: number }[]) =>
      all.reduce((n, { evaluated }) => n + evaluated, 0);
    expect(json.packets).toBe(393);
    for (const part of [json.tables, json.chains, json.rules]) {
      expect(sum(part)).toBe(json.evaluated);
    }
    expect(json.rules.every((r) => r.hits <= r.evaluated)).toBe(true);
    expect(json.order.evaluated).toBeLessThan(json.evaluated);
    expect(json.against).toMatchObject({ differing: 0, evaluatedRatio: 1 });
  });

  test("the text fits a terminal and tells tables, chains, rules, an order", () => {
    const { code, out } = bench(ROUTER, CAPTURE);
    expect(code).toBe(0);
    for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    for (const head of ["Time", "Tables", "Chains", "Rules", "Order"]) {
      expect(out).toMatch(new RegExp(`^${head}`, "m"));
    }
  });

  test("another setup: packets that fare otherwise are counted and the first ones named", () => {
    const other = join(folder, "drop.sh");
    writeFileSync(other, "iptables -P INPUT DROP\n");
    const { code, out } = bench("--against", other, ROUTER, CAPTURE);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}\d+ of 393 packets fare otherwise:$/m);
    expect(out).toMatch(/^ {4}packet \d+: ACCEPT to \w+ -> DROP$/m);
  });

  test.each([
    [["--against", "/nowhere.sh", ROUTER, CAPTURE], /nowhere\.sh/],
    [["--rounds", "0", ROUTER, CAPTURE], /--rounds/],
    [[ROUTER], /no capture/],
    [[ROUTER, "-"], /standard input/],
  ])("mistakes: %j", (args, message) => {
    const { code, out, err } = bench(...args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(message);
  });
});
