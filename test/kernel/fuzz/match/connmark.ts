import { not, words } from "../row.js";

export const row = words((c, s) => `${not(c)}--mark ${s.mark(c)}`);
