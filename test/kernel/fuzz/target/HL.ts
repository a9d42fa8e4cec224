import { words } from "../row.js";

export const row = words((c) =>
  c.pick([
    `--hl-set ${c.pick([0, 1, 2, 64, 255])}`,
    `--hl-dec ${c.pick([1, 2, 64])}`,
    `--hl-inc ${c.pick([1, 3, 255])}`,
  ]),
);
