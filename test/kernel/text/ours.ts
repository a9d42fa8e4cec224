// What sluice makes of a case.
import { saveRuleset } from "../../../src/setup/print/save.js";
import { emptySetup, parseSetup, SetupError } from "../../../src/setup/setup.js";
import { type Answer, type Case, commandText, EMPTY, inOrder } from "./case.js";

/** Makes every table. */
export const FRESH = ["iptables", "ip6tables"]
  .map((tool) => `${tool}-restore <<'END'\n${EMPTY}END\n`)
  .join("");

/** What sluice makes of a case; messages beside, for people. */
export function askSluice(commands: Case): Answer & { readonly said: readonly string[] } {
  const setup = emptySetup();
  parseSetup(FRESH, { base: setup });
  const answers: { accepted: boolean; printed: string }[] = [];
  const said: string[] = [];
  for (const command of commands) {
    try {
      const { outputs } = parseSetup(commandText(command), { base: setup });
      const printed = outputs.map((o) => o.text).join("");
      const save = command.words[0]!.endsWith("-save");
      answers.push({ accepted: true, printed: save ? inOrder(printed) : printed });
      said.push("");
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      answers.push({ accepted: false, printed: "" });
      said.push(error.message);
    }
  }
  const { ipv4, ipv6 } = setup.rulesets;
  if (!commands.some(({ words }) => /^ip6?tables/.test(words[0]!))) {
    return { commands: answers, saved: "", said };
  }
  const saved = [ipv4, ipv6].map((r) => inOrder(saveRuleset(r, { counters: true })));
  return { commands: answers, saved: saved.join(""), said };
}
