// Every recorded setup, read and printed back, is what iptables-save printed after the same
// commands on the kernel: tables, chains, policies, rules. Counters are another test's matter.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { saveRuleset } from "../../src/setup/print/save.js";
import { parseSetup } from "../../src/setup/setup.js";
import { readScenario, SCENARIOS, scenarioNames } from "./scenario.js";
import { compareTables } from "./tables.js";

const root = process.cwd();
const withoutCounts = (dump: string): string => dump.replace(/\[\d+:\d+\]/g, "[0:0]");

describe("setups print back as the kernel's", () => {
  it.each(scenarioNames(root))("%s", (name) => {
    const { answer, capture, directory } = readScenario(join(root, SCENARIOS, name));
    const text = readFileSync(join(directory, "setup.sh"), "utf8");
    const { setup } = parseSetup(text, { file: "setup.sh", interfaces: capture.interfaces });
    const found = (["ipv4", "ipv6"] as const).flatMap((family) => {
      const printed = saveRuleset(setup.rulesets[family], { counters: true });
      const kernel = withoutCounts(answer!.counters[family]);
      return compareTables(family, kernel, withoutCounts(printed));
    });
    expect(found).toEqual([]);
  });
});
