/** How many rules use a set, or something else that has a name. */
import type { MatchExtension, TargetExtension } from "../../extension/extension.js";
import type { Ruleset } from "../model.js";

interface Rulesets {
  readonly ipv4: Ruleset;
  readonly ipv6: Ruleset;
}

/** Rules of both families that name the set, as often as they name it. */
export const setReferences = (rulesets: Rulesets, name: string): number =>
  references(rulesets, (extension, info) => extension.sets?.(info) ?? [], name);

/** How often the matches and targets of all rules use the name. */
export function references(
  rulesets: Rulesets,
  names: (extension: MatchExtension | TargetExtension, info: unknown) => readonly string[],
  name: string,
): number {
  let count = 0;
  for (const ruleset of [rulesets.ipv4, rulesets.ipv6]) {
    for (const table of ruleset.tables.values()) {
      for (const chain of table.chains.values()) {
        for (const { matches, target } of chain.rules) {
          const uses = target.kind === "extension" ? [...matches, target] : matches;
          for (const { extension, info } of uses) {
            for (const used of names(extension, info)) if (used === name) count++;
          }
        }
      }
    }
  }
  return count;
}
