import { words } from "../row.js";

export const row = words((c) =>
  c.pick([
    `--ttl-set ${c.pick([0, 1, 2, 64, 255])}`,
    `--ttl-dec ${c.pick([1, 2, 64])}`,
    `--ttl-inc ${c.pick([1, 3, 255])}`,
  ]),
);
