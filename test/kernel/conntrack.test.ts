// conntrack(8) over a firewall: what the real tool answered, sluice answers.
import { describe, expect, it } from "vitest";
import { createFirewall } from "../../src/index.js";
import { partsOf, settled, toolAnswers, toolCases, toolFiles } from "./conntrack.js";

const root = process.cwd();

describe.each(toolFiles(root))("commands of conntrack: %s", (name) => {
  const cases = toolAnswers(root, name);

  it("are all recorded", () => {
    expect(cases.map((c) => c.command)).toEqual(toolCases(root, name));
  });

  it.each(cases)("$command", async ({ command, answers }) => {
    const { setup, tool } = partsOf(command);
    using firewall = await createFirewall({ setup: setup.join("\n") });
    firewall.engine.exports.clockSet(1_700_000_000_000_000_000n);
    const mine = tool.map((words) => {
      const { output, error, status } = firewall.runConntrack(words);
      return settled({ status, out: output, err: error });
    });
    expect(mine).toEqual(answers);
  });
});
