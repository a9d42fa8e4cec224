// The C program of bench/native/, built with gcc when it is there: the distance to native.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import type { Rule } from "./rules.js";
import { RESULTS, type RunResult } from "./suite.js";

const PROGRAM = `${RESULTS}/walk`;
let built: boolean | undefined;

/** Whether there is a C program to compare with; builds it the first time. */
export function hasNative(): boolean {
  if (built === undefined) {
    mkdirSync(RESULTS, { recursive: true });
    const flags = ["-O3", "-march=native", "-o", PROGRAM, "bench/native/walk.c"];
    built = spawnSync("gcc", flags, { stdio: "inherit" }).status === 0;
    if (!built) console.log("no gcc: the C program is left out");
  }
  return built;
}

/** How far the C program goes. */
export type Stage = "walk" | "parse" | "flows" | "rules";

/** One line a rule: source, mask, protocol, ports, hexadecimal. */
function ruleLine(rule: Rule): string {
  const source = (rule.source ?? "0.0.0.0").split(".").reduce((n, b) => n * 256 + Number(b), 0);
  const mask = rule.source === undefined ? 0 : 0xffffffff;
  const [from, to] = rule.ports?.[0] ?? [0, 65535];
  const protocol = rule.protocol === undefined ? 0 : rule.protocol === "tcp" ? 6 : 17;
  return [source, mask, protocol, from, to].map((n) => n.toString(16)).join(" ");
}

/** Runs it once over a capture. Rules may name one range of ports each. */
export function native(stage: Stage, file: string, rules: readonly Rule[] = []): RunResult {
  const list = `${RESULTS}/native.rules`;
  writeFileSync(list, rules.map((rule) => `${ruleLine(rule)}\n`).join(""));
  const run = spawnSync(PROGRAM, [stage, "1", file, list], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  const { ns, packets, flows } = JSON.parse(run.stdout) as Record<string, number>;
  return { packets: packets!, seconds: (ns! * packets!) / 1e9, facts: { connections: flows! } };
}
