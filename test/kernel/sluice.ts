// Puts a scenario to sluice: the one place that knows how it is run, and what its files are named.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Answer } from "./compare.js";
import type { PacketAnswer } from "./kernel.js";
import type { Scenario } from "./scenario.js";

const CLI = resolve("dist/cli.js");

/** True once there is a command line that can replay. */
export function canReplay(): boolean {
  return existsSync(CLI);
}

const lines = (text: string): string[] => text.split("\n").filter((l) => l !== "");

/** What sluice says to a scenario, in the kernel's fields; throws what it printed if it fails. */
export function askSluice(scenario: Scenario): Answer {
  const directory = mkdtempSync(join(tmpdir(), "sluice-kernel-"));
  try {
    const results = join(directory, "results.jsonl");
    const args = ["replay", "--setup", "setup.sh", "in.pcapng", "--jsonl", results, "--bytes"];
    const run = spawnSync(process.execPath, [CLI, ...args, "--state", directory], {
      cwd: scenario.directory,
      encoding: "utf8",
    });
    if (run.status !== 0) throw new Error(`sluice ended with ${run.status}: ${run.stderr.trim()}`);
    const state = (name: string): string => readFileSync(join(directory, name), "utf8");
    return {
      packets: lines(readFileSync(results, "utf8")).map((l) => JSON.parse(l) as PacketAnswer),
      counters: { ipv4: state("iptables-save.txt"), ipv6: state("ip6tables-save.txt") },
      conntrack: lines(state("conntrack.txt")),
      expect: lines(state("expect.txt")),
      ipset: state("ipset.txt"),
      log: lines(state("kernel.log")),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
