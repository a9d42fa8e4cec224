// Kinds of traffic: a file of traffic/ exports a `traffic`, found by listing.
import type { Chance } from "../../support/chance.js";
import { namesIn } from "./rows.js";
import type { Stock } from "./stock.js";

/** One kind of traffic. */
export interface Traffic {
  /** How often it is taken beside the others; 1 unless given. */
  readonly weight?: number;
  /** The first packets of one exchange, as lines of test/support/script.ts; what goes out is answered
   * (converse.ts). `port` belongs to this exchange alone. */
  open(c: Chance, s: Stock, port: number): string[];
}

/** All kinds, by name. */
export async function traffics(): Promise<ReadonlyMap<string, Traffic>> {
  const found = new Map<string, Traffic>();
  for (const name of namesIn("traffic")) {
    const module = (await import(`./traffic/${name}.ts`)) as { traffic: Traffic };
    found.set(name, module.traffic);
  }
  return found;
}
