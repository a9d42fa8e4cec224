import { words } from "../row.js";

export const row = words((c) => `--type ${c.pick(["accept", "drop", "reject"])}`);
