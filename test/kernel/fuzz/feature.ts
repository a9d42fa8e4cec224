// What a setup may have beside rules: a file of feature/ exports a `feature`, found by listing.
import type { Chance } from "../../support/chance.js";
import type { Family } from "./row.js";
import { namesIn } from "./rows.js";

/** Sysctls, routes, addresses, links. */
export interface Feature {
  /** How many of a hundred setups have it. */
  readonly percent: number;
  /** How often a conversation in such a setup waits for some tenths of a second. */
  readonly pauses?: number;
  /** Its lines come behind those of the others. */
  readonly last?: boolean;
  /** Commands that run before the rules are loaded, on the router of stock.ts. */
  lines(c: Chance, families: readonly Family[]): string[];
}

/** All features, by name. */
export async function features(): Promise<ReadonlyMap<string, Feature>> {
  const found = new Map<string, Feature>();
  for (const name of namesIn("feature")) {
    const module = (await import(`./feature/${name}.ts`)) as { feature: Feature };
    found.set(name, module.feature);
  }
  return found;
}
