// Helpers of Linux written as an embedding program would: the recorded answers of the kernel's hold for them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connectionsText, createFirewall, type Firewall, type OwnHelper } from "../../src/index.js";
import { expectationsText } from "../../src/report/expect-text.js";
import { eventLine } from "../../src/report/event-text.js";
import { logLine } from "../../src/report/log-line.js";
import { ftp, irc, tftp } from "../support/own-helpers.js";
import { type Answer, compareAnswers } from "./compare.js";
import { readScenario, type Scenario, SCENARIOS, scenarioNames } from "./scenario.js";

const own: readonly OwnHelper[] = [ftp, irc, tftp];
const names = own.map(({ name }) => name.replace("own-", ""));
const USES = new RegExp(`--helper (${names.join("|")})\\b`, "g");
const root = process.cwd();
const setupOf = (name: string): string =>
  readFileSync(join(root, SCENARIOS, name, "setup.sh"), "utf8");
const scenarios = scenarioNames(root).filter((name) => setupOf(name).search(USES) >= 0);

interface Told {
  readonly answer: Answer;
  readonly events: readonly string[];
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** What a firewall with the helpers says to a scenario, in the kernel's fields and names. */
async function told(scenario: Scenario, helpers: readonly OwnHelper[]): Promise<Told> {
  const { capture, realTime } = scenario;
  const setup = setupOf(scenario.name).replace(USES, (text, name) =>
    helpers.length > 0 ? `--helper own-${name}` : text,
  );
  using fw = await createFirewall({ setup, helpers, interfaces: capture.interfaces });
  const events: string[] = [];
  fw.events((event) => events.push(eventLine(event, new Set(["timestamp", "id"]))));
  const log: string[] = [];
  let even = 1_700_000_000_000_000_000n;
  const packets = capture.packets.map(({ iface, dir, frame, comment, time }, i) => {
    even += 1_000_000n;
    const facts = comment === undefined ? {} : { facts: comment };
    const at = realTime ? time : even;
    const result = fw.process(frame, { in: iface, time: at, direction: dir, ...facts });
    log.push(...result.logs.map(logLine));
    const emits = result.emits.map(({ at, in: from, out, mark, packet }) => ({
      at,
      in: from,
      out,
      mark,
      packet: hex(packet),
    }));
    const frames = result.frames?.map(([name, b]): [string, string] => [name, hex(b)]);
    return { n: i + 1, emits, ...(frames === undefined ? {} : { frames }) };
  });
  const plain = (text: string): string => text.replaceAll("own-", "");
  const lines = (text: string): string[] =>
    plain(text)
      .split("\n")
      .filter((l) => l !== "");
  const answer = { packets, ...state(fw), log } as unknown as Answer;
  return {
    answer: {
      ...answer,
      counters: { ipv4: plain(fw.save("ipv4")), ipv6: plain(fw.save("ipv6")) },
      conntrack: lines(connectionsText(fw.conntrack())),
      expect: lines(expectationsText(fw.expectations().filter((e) => e.family === "ipv4"))),
      log: log.map(plain),
    },
    events: events.map(plain),
  };
}

const state = (fw: Firewall) => ({ ipset: fw.saveSets() });

describe("helpers of the embedding program", () => {
  it("stand in for those of Linux in many scenarios", () => {
    expect(scenarios.length).toBeGreaterThan(9);
  });

  it.each(scenarios)("%s", async (name) => {
    const scenario = readScenario(join(root, SCENARIOS, name));
    const mine = await told(scenario, own);
    expect(compareAnswers(scenario.answer!, mine.answer, scenario)).toEqual([]);
    const builtIn = await told(scenario, []);
    expect(mine).toEqual(builtIn);
  });
});
