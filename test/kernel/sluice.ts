// Puts a scenario to sluice: the one place that knows how it is run, and what its files are named.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replay } from "../../src/cli/replay.js";
import type { Answer } from "./compare.js";
import { writePcapng } from "../support/pcapng.js";
import { Cookies, givesCookies, withoutNumbers } from "./cookies.js";
import type { PacketAnswer } from "./kernel.js";
import type { Scenario } from "./scenario.js";

const lines = (text: string): string[] => text.split("\n").filter((l) => l !== "");

/** Where an interface carried as many frames as packets were emitted on it, they stand for the packets, as in
 * the kernel's answer: of a fragment that is the whole packet, too. */
function asWired(answer: PacketAnswer): PacketAnswer {
  const { frames = [], ...rest } = answer;
  const others: [string, string][] = [];
  for (const name of new Set(frames.map(([device]) => device))) {
    const carried = frames.filter(([device]) => device === name);
    const sent = rest.emits.filter((e) => e.at === "wire" && e.out === name);
    if (carried.length !== sent.length) others.push(...carried);
    else for (const [i, e] of sent.entries()) e.packet = carried[i]![1];
  }
  return others.length > 0 ? { ...rest, frames: others } : rest;
}

/** What `sluice replay` says to a scenario, in the kernel's fields; throws what it complains of. */
export async function askSluice(scenario: Scenario, seed = 0): Promise<Answer> {
  const capture = join(scenario.directory, "in.pcapng");
  if (!givesCookies(readFileSync(join(scenario.directory, "setup.sh"), "utf8"))) {
    return replayed(scenario, capture, seed);
  }
  return withCookies(scenario, capture, seed);
}

/** Rounds until clients know the cookies that they were sent: each round's answers tell those of the
 * segments that the next one lets through. */
const ROUNDS = 12;

async function withCookies(scenario: Scenario, capture: string, seed: number): Promise<Answer> {
  const { interfaces, packets } = scenario.capture;
  const directory = mkdtempSync(join(tmpdir(), "sluice-cookies-"));
  const moved = join(directory, "in.pcapng");
  try {
    let before = packets.map((p) => p.frame);
    let answer = await replayed(scenario, capture, seed);
    for (let round = 0; round < ROUNDS; round++) {
      const cookies = new Cookies();
      const frames = packets.map((p, i) => {
        const frame = cookies.input(p.frame, 14);
        cookies.output(answer.packets[i]!);
        return frame;
      });
      if (frames.every((f, i) => Buffer.compare(f, before[i]!) === 0)) break;
      before = frames;
      const next = packets.map((p, i) => ({ ...p, frame: frames[i]! }));
      writeFileSync(moved, writePcapng({ interfaces, packets: next }));
      answer = await replayed(scenario, moved, seed);
    }
    return { ...answer, log: answer.log.map(withoutNumbers) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function replayed(scenario: Scenario, capture: string, seed: number): Promise<Answer> {
  const directory = mkdtempSync(join(tmpdir(), "sluice-kernel-"));
  try {
    const results = join(directory, "results.jsonl");
    const setup = ["--setup", join(scenario.directory, "setup.sh")];
    const outputs = ["--jsonl", results, "--bytes", "--state", directory, "--quiet"];
    const chance = seed === 0 ? [] : ["--seed", String(seed)];
    await replay([...setup, capture, ...chance, ...outputs]);
    const state = (name: string): string => readFileSync(join(directory, name), "utf8");
    return {
      packets: lines(readFileSync(results, "utf8")).map((l) =>
        asWired(JSON.parse(l) as PacketAnswer),
      ),
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
