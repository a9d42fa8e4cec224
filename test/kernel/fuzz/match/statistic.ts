import { not, words } from "../row.js";

// Chance is only compared where there is none: never, or always.
export const row = words((c) => {
  if (c.percent(30)) return `--mode random ${not(c)}--probability ${c.pick(["0", "1", "1.0"])}`;
  const every = c.between(1, 6);
  return `--mode nth ${not(c)}--every ${every} --packet ${c.between(0, every - 1)}`;
});
