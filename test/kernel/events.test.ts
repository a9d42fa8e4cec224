// What conntrack -E showed of a scenario, sluice shows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFirewall, eventLine, type TrackingEvent } from "../../src/index.js";
import { told } from "./cookies.js";
import { eventLines, eventScenarios } from "./events.js";
import { readScenario, SCENARIOS } from "./scenario.js";

const root = process.cwd();

/** The events of a scenario's packets, which are a millisecond apart. */
async function eventsOf(name: string): Promise<TrackingEvent[]> {
  const scenario = readScenario(join(root, SCENARIOS, name));
  const setup = readFileSync(join(scenario.directory, "setup.sh"), "utf8");
  const { interfaces } = scenario.capture;
  using firewall = await createFirewall({ setup, interfaces });
  const found: TrackingEvent[] = [];
  firewall.events((event) => found.push(event));
  let time = 1_700_000_000_000_000_000n;
  const packets = told(scenario.capture.packets, scenario.answer?.packets ?? []);
  for (const { iface, dir, frame, comment } of packets) {
    time += 1_000_000n;
    const facts = comment === undefined ? {} : { facts: comment };
    firewall.process(frame, { in: iface, time, direction: dir, ...facts });
  }
  return found;
}

describe("events", () => {
  it.each(eventScenarios(root))("of %s", async (name) => {
    const kernel = eventLines(root, name);
    const found = await eventsOf(name);
    // the kernel's clock is some milliseconds off where one of ours is not
    const near = (own: string[], theirs: string[]) =>
      own.map((line, i) => {
        const number = /^(?:\s*\[\w+\] (?:ipv\d +\d+ \w+ +\d+ )?)(\d+)(?= )/.exec(line);
        if (number === null || theirs[i] === undefined) return line;
        const at = number[0].length - number[1]!.length;
        const shifted = (n: number) =>
          line.slice(0, at) + String(Number(number[1]) + n) + line.slice(number[0].length);
        return [0, -1, 1].map(shifted).find((text) => text === theirs[i]) ?? line;
      });
    const lines = (table: string, words: string[]) =>
      found.filter((e) => e.table === table).map((e) => eventLine(e, new Set(words)));
    expect(near(lines("conntrack", ["extended"]), kernel.conntrack)).toEqual(kernel.conntrack);
    expect(near(lines("expect", []), kernel.expect)).toEqual(kernel.expect);
  });
});
