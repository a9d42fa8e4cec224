// Puts a scenario to sluice: the one place that knows how it is run, and what its files are named.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replay } from "../../src/cli/replay.js";
import type { Answer } from "./compare.js";
import { writePcapng } from "../support/pcapng.js";
import { Cookies, givesCookies, told, withoutNumbers } from "./cookies.js";
import type { PacketAnswer } from "./kernel.js";
import type { Scenario } from "./scenario.js";

const lines = (text: string): string[] => text.split("\n").filter((l) => l !== "");

/** A line of `conntrack -S` without its processor. */
const counted = (line: string): string => line.replace(/^cpu=\d+\s+/, "").trim();

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
export async function askSluice(scenario: Scenario): Promise<Answer> {
  const { directory } = scenario;
  if (givesCookies(readFileSync(join(directory, "setup.sh"), "utf8"))) return withCookies(scenario);
  return replayed(scenario, join(directory, "in.pcapng"));
}

/** Asks with the cookies that the kernel gave; answers with nominal ones. */
async function withCookies(scenario: Scenario): Promise<Answer> {
  const { interfaces, packets } = scenario.capture;
  const directory = mkdtempSync(join(tmpdir(), "sluice-cookies-"));
  try {
    const moved = join(directory, "in.pcapng");
    const sent = told(packets, scenario.answer?.packets ?? []);
    writeFileSync(moved, writePcapng({ interfaces, packets: sent }));
    const answer = await replayed(scenario, moved);
    const cookies = new Cookies();
    packets.forEach((p, i) => {
      cookies.input(p.frame, 14);
      cookies.output(answer.packets[i]!);
    });
    return { ...answer, log: answer.log.map(withoutNumbers) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function replayed(scenario: Scenario, capture: string): Promise<Answer> {
  const directory = mkdtempSync(join(tmpdir(), "sluice-kernel-"));
  try {
    const results = join(directory, "results.jsonl");
    const setup = ["--setup", join(scenario.directory, "setup.sh")];
    const outputs = ["--jsonl", results, "--bytes", "--state", directory, "--quiet"];
    await replay([...setup, capture, ...outputs]);
    const state = (name: string): string => readFileSync(join(directory, name), "utf8");
    return {
      packets: lines(readFileSync(results, "utf8")).map((l) =>
        asWired(JSON.parse(l) as PacketAnswer),
      ),
      counters: { ipv4: state("iptables-save.txt"), ipv6: state("ip6tables-save.txt") },
      conntrack: lines(state("conntrack.txt")),
      expect: lines(state("expect.txt")),
      ...(scenario.statistics ? { statistics: counted(state("conntrack-stats.txt")) } : {}),
      ipset: state("ipset.txt"),
      ...(existsSync(join(directory, "nfacct.txt")) ? { nfacct: state("nfacct.txt") } : {}),
      log: lines(state("kernel.log")),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
