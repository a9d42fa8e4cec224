import { not, words } from "../row.js";

export const row = words((c) => `${not(c)}--quota ${c.pick([0, 28, 100, 200, 500, 2000])}`);
