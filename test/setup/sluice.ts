/** What sluice makes of a case. */
import { readFileSync } from "node:fs";
import { checkSetup } from "../../src/setup/setup.js";
import { saveRuleset } from "../../src/setup/print/save.js";
import { type Answer, briefly } from "./cases.js";

/** Runs the commands of a case. */
export function askSluice(commands: readonly string[]): Answer {
  const text = commands.map((command) => command.replaceAll("\\n", "\n")).join("\n");
  const readFile = (name: string) => {
    try {
      return readFileSync(name, "utf8");
    } catch {
      return null;
    }
  };
  const result = checkSetup(text, { readFile });
  const { ipv4, ipv6 } = result.setup.rulesets;
  const last = commands.at(-1)!.replaceAll("\\n", "\n");
  const lastBegins = text.split("\n").length - last.split("\n").length + 1;
  return {
    error: result.errors[0]?.message ?? null,
    printed: result.outputs
      .filter((output) => output.position.line >= lastBegins)
      .flatMap((output) => output.text.replace(/\n$/, "").split("\n")),
    saved: [...briefly(saveRuleset(ipv4), ""), ...briefly(saveRuleset(ipv6), "ip6 ")],
  };
}
