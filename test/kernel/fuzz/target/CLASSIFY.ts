import { words } from "../row.js";

export const row = words((c) => `--set-class ${c.pick(["1:10", "ffff:0", "0:1", "2:ffff"])}`);
