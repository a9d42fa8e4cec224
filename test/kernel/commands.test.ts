// What iptables takes, sluice takes and leaves the same behind; what it refuses, sluice refuses.
import { describe, expect, it } from "vitest";
import { saveRuleset } from "../../src/setup/print/save.js";
import { parseSetup, SetupError } from "../../src/setup/setup.js";
import {
  casesBeyond,
  commandAnswers,
  commandCases,
  commandFiles,
  leftBehind,
  setupOf,
} from "./commands.js";
import { pendingNames } from "./pending.js";
import { inOrder } from "./text/case.js";
import { FRESH } from "./text/ours.js";

const root = process.cwd();
const pending = pendingNames(root);

/** What sluice leaves behind and printed, or what it said. */
function sluice(command: string): { left: string[]; printed: string } | { said: string } {
  try {
    const interfaces = ["eth0", "eth1"];
    const base = parseSetup(FRESH, { interfaces }).setup;
    const { setup, outputs } = parseSetup(setupOf(command), { file: "case", interfaces, base });
    const left = (["ipv4", "ipv6"] as const).flatMap((family) =>
      leftBehind(family, saveRuleset(setup.rulesets[family], { counters: true })),
    );
    return { left, printed: inOrder(outputs.map((o) => o.text).join("")) };
  } catch (e) {
    if (e instanceof SetupError) return { said: e.message };
    throw e;
  }
}

describe.each(commandFiles(root))("commands of %s", (name) => {
  const answers = commandAnswers(root, name);
  const asked = answers.filter((a) => !pending.has(a.command));
  const taken = asked.filter((a) => a.accepted);
  const named = casesBeyond(root, name);
  const beyond = asked.filter((a) => named.has(a.command));
  const refused = asked.filter((a) => !a.accepted && !named.has(a.command));

  it("are all recorded", () => {
    const recorded = answers.map((a) => a.command);
    expect(recorded, `npm run kernel -- commands ${name}`).toEqual(commandCases(root, name));
  });

  it.each(taken)("taken: $command", ({ command, left, printed }) => {
    expect(sluice(command)).toEqual({ left, printed: printed ?? "" });
  });

  it.each(refused)("refused: $command", ({ command, said }) => {
    expect(sluice(command), said).toHaveProperty("said");
  });

  it.each(beyond)("beyond the kernel of the reference: $command", ({ command, said }) => {
    expect(said).toContain("missing kernel module?");
    expect(sluice(command)).toHaveProperty("left");
  });
});
