// Puts a scenario to the kernel of this machine.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Kernel, type KernelAnswer, type PacketAnswer } from "./kernel.js";
import { Cookies, givesCookies, withoutNumbers } from "./cookies.js";
import { forgetFingerprints } from "./fingerprints.js";
import { prints, printsBetween } from "./plan.js";
import type { Scenario } from "./scenario.js";
import { movedCounters } from "./tables.js";

/** How a scenario is put to the kernel. */
export interface AskOptions {
  /** Also says which counters each packet moved; slower. */
  trace?: boolean;
}

/** Runs the whole scenario on the kernel; needs root. */
export async function askKernel(
  root: string,
  scenario: Scenario,
  options: AskOptions = {},
): Promise<KernelAnswer> {
  const { capture } = scenario;
  // other namespaces print too: only for something to read
  const setup = readFileSync(join(scenario.directory, "setup.sh"), "utf8");
  const silent = !prints(setup);
  const kernel = await Kernel.open(root, {
    interfaces: capture.interfaces,
    setup: scenario,
    messages: silent ? "none" : scenario.realTime && printsBetween(setup) ? "all" : "packets",
  });
  const cookies = givesCookies(setup) ? new Cookies() : null;
  try {
    const packets: PacketAnswer[] = [];
    const log: string[] = [];
    let before = options.trace ? await kernel.counters() : null;
    const start = performance.now();
    const first = capture.packets[0]?.time ?? 0n;
    let n = 0;
    for (const p of capture.packets) {
      if (scenario.realTime) {
        const due = Number(p.time - first) / 1e6;
        await sleep(Math.max(0, due - (performance.now() - start)));
      }
      const frame = cookies?.input(p.frame, 14) ?? p.frame;
      const { answer, log: printed } = await kernel.packet({ ...p, frame });
      cookies?.output(answer);
      log.push(...(cookies ? printed.map(withoutNumbers) : printed));
      n++;
      const row: PacketAnswer = { n, ...answer };
      if (before) {
        const after = await kernel.counters();
        row.rules = movedCounters(before, after);
        before = after;
      }
      packets.push(row);
    }
    return { packets, ...(await kernel.state(log, scenario)) };
  } finally {
    await kernel.close();
    forgetFingerprints(setup);
  }
}
