import { not, words } from "../row.js";

// which processor a packet meets is chance: these are none that there is
export const row = words((c) => `${not(c)}--cpu ${c.pick([1000, 4096, 4294967295])}`);
