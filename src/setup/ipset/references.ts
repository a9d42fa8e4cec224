/** How many rules use a set. */
import type { Ruleset } from "../model.js";

/** Rules of both families that name the set, as often as they name it. */
export function setReferences(
  rulesets: { readonly ipv4: Ruleset; readonly ipv6: Ruleset },
  name: string,
): number {
  let count = 0;
  for (const ruleset of [rulesets.ipv4, rulesets.ipv6]) {
    for (const table of ruleset.tables.values()) {
      for (const chain of table.chains.values()) {
        for (const { matches, target } of chain.rules) {
          const uses = target.kind === "extension" ? [...matches, target] : matches;
          for (const { extension, info } of uses) {
            for (const used of extension.sets?.(info) ?? []) if (used === name) count++;
          }
        }
      }
    }
  }
  return count;
}
