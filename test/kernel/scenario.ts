// A scenario is a folder: setup.sh, in.pcapng, what they are about, and the kernel's answer.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPcapng, type TestCapture, writePcapng } from "../support/pcapng.js";
import { script } from "../support/script.js";
import type { KernelAnswer } from "./kernel.js";

/** What is said about a scenario beside its setup and packets (scenario.json). */
export interface ScenarioFacts {
  /** One line: what it shows. */
  about: string;
  /** Packets are spaced in time as their stamps say; otherwise the kernel gets them at once. */
  realTime?: boolean;
  /** What is left of a connection's time must be the same to the second: the last packet comes while no timeout
   * is near a full one. */
  exactTimeouts?: boolean;
  /** What conntrack counted is compared, too (`conntrack -S`). */
  statistics?: boolean;
  /** The kernel chose source ports at random within these bounds. */
  randomPorts?: [number, number];
  /** Seconds that passed while no packet came: from the setup's start to the first packet, and from the last
   * packet until the state was printed. A busy machine takes its time. */
  idle?: { before: number; behind: number };
}

/** A scenario as its source has it. */
export interface ScenarioSource extends ScenarioFacts {
  name: string;
  /** Defaults to eth0 and eth1. */
  interfaces?: string[];
  setup: string;
  /** Lines of test/support/script.ts. */
  packets: string;
}

/** A scenario as its folder has it. */
export interface Scenario extends ScenarioFacts {
  name: string;
  directory: string;
  capture: TestCapture;
  /** Null until it is recorded. */
  answer: KernelAnswer | null;
}

/** Where the scenarios are, from the root of the repository. */
export const SCENARIOS = "test/kernel/scenarios";

/** The names of all scenarios, in order. */
export function scenarioNames(root: string): string[] {
  const directory = join(root, SCENARIOS);
  if (!existsSync(directory)) return [];
  return readdirSync(directory).sort();
}

/** Reads a scenario's folder. */
export function readScenario(directory: string): Scenario {
  const facts = join(directory, "scenario.json");
  const answer = join(directory, "kernel.json");
  return {
    about: "",
    ...(existsSync(facts) ? (JSON.parse(readFileSync(facts, "utf8")) as ScenarioFacts) : {}),
    name: directory.split("/").at(-1)!,
    directory,
    capture: readPcapng(readFileSync(join(directory, "in.pcapng"))),
    answer: existsSync(answer) ? (JSON.parse(readFileSync(answer, "utf8")) as KernelAnswer) : null,
  };
}

/** The files that a source stands for, by name. */
export function filesOf(source: ScenarioSource): Record<string, Uint8Array> {
  const interfaces = source.interfaces ?? ["eth0", "eth1"];
  const { about, realTime, exactTimeouts, statistics, randomPorts } = source;
  const facts: ScenarioFacts = {
    about,
    ...(realTime ? { realTime } : {}),
    ...(exactTimeouts ? { exactTimeouts } : {}),
    ...(statistics ? { statistics } : {}),
    ...(randomPorts ? { randomPorts } : {}),
  };
  const utf8 = new TextEncoder();
  let packets: TestCapture["packets"];
  try {
    packets = script(source.packets, interfaces);
  } catch (e) {
    throw new Error(`${source.name}: ${(e as Error).message}`);
  }
  return {
    "setup.sh": utf8.encode(source.setup.trim() + "\n"),
    "in.pcapng": writePcapng({ interfaces, packets }),
    "scenario.json": utf8.encode(JSON.stringify(facts, null, 1) + "\n"),
  };
}

/** Writes the files of a source into its folder; true if one of them changed. */
export function writeScenario(root: string, source: ScenarioSource): boolean {
  const directory = join(root, SCENARIOS, source.name);
  mkdirSync(directory, { recursive: true });
  let changed = false;
  for (const [name, bytes] of Object.entries(filesOf(source))) {
    const file = join(directory, name);
    if (existsSync(file) && readFileSync(file).equals(bytes)) continue;
    writeFileSync(file, bytes);
    changed = true;
  }
  return changed;
}

/** An answer as the file has it: one packet a line, for readable changes. */
export function printAnswer(answer: KernelAnswer): string {
  const { packets, ...state } = answer;
  const rows = packets.map((p) => "  " + JSON.stringify(p)).join(",\n");
  return `{\n "packets": [\n${rows}\n ],\n${JSON.stringify(state, null, 1).slice(2)}\n`;
}
