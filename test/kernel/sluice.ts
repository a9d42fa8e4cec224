// Puts a scenario to sluice: the one place that knows how it is run, and what its files are named.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replay } from "../../src/cli/replay.js";
import type { Answer } from "./compare.js";
import type { PacketAnswer } from "./kernel.js";
import type { Scenario } from "./scenario.js";

const lines = (text: string): string[] => text.split("\n").filter((l) => l !== "");

/** What `sluice replay` says to a scenario, in the kernel's fields; throws what it complains of. */
export async function askSluice(scenario: Scenario): Promise<Answer> {
  const directory = mkdtempSync(join(tmpdir(), "sluice-kernel-"));
  try {
    const results = join(directory, "results.jsonl");
    const setup = ["--setup", join(scenario.directory, "setup.sh")];
    const outputs = ["--jsonl", results, "--bytes", "--state", directory, "--quiet"];
    await replay([...setup, join(scenario.directory, "in.pcapng"), ...outputs]);
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
