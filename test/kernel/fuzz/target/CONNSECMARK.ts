import { words } from "../row.js";

export const row = words((c) => c.pick(["--save", "--restore"]));
