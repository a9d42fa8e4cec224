import { describe, expect, test } from "vitest";
import { type Answer, type Case, caseFiles, type Mark, readCases } from "./cases.js";
import { askIptables, missingTool } from "./iptables-legacy.js";
import { askSluice } from "./sluice.js";

/** The substance of a message: letters and digits; the tools differ in quotes and full stops. */
function substance(message: string): string {
  return message
    .toLowerCase()
    .replace(/[^a-z0-9!/-]+/g, " ")
    .trim();
}

/** Refused when the tool refuses, in the same words but for the mark "~". */
function verdict(answer: Answer, other: Answer, mark: Mark): string {
  if (answer.error === null || other.error === null) return answer.error === null ? "OK" : "FAIL";
  if (mark === "~" || substance(answer.error).includes(substance(other.error)))
    return "FAIL: the same";
  return `FAIL: ${answer.error}`;
}

function compare(one: Case, real: Answer): void {
  const ours = askSluice(one.commands);
  const where = `${one.file}:${one.line}`;
  if (one.mark === "+") {
    expect({ where, error: ours.error }).toEqual({ where, error: null });
    return;
  }
  const expected = real.error === null ? "OK" : "FAIL: the same";
  const seen = verdict(ours, real, one.mark);
  const both = (a: Answer, v: string) => ({
    where,
    verdict: v,
    printed: a.printed,
    saved: a.saved,
  });
  expect(both(ours, seen), `${ours.error ?? ""}\nbut iptables: ${real.error ?? ""}`).toEqual(
    both(real, expected),
  );
}

describe.each(caseFiles())("%s: as iptables 1.8.9 answered", (file) => {
  test.each(readCases(file).map((c) => [c.commands.join(" ;; "), c] as const))("%s", (_, one) => {
    compare(one, one.answer!);
  });
});

describe("the real iptables, if it is here", { timeout: 300_000 }, () => {
  const missing = missingTool();
  if (missing !== null) console.log(`setup: iptables is not asked: ${missing}`);
  test.skipIf(missing !== null).each(caseFiles())("%s: says what was recorded", (file) => {
    const cases = readCases(file);
    const answers = askIptables(cases.map((c) => c.commands));
    cases.forEach((one, i) => {
      expect({ case: one.commands, answer: one.answer }).toEqual({
        case: one.commands,
        answer: answers[i],
      });
    });
  });
});
