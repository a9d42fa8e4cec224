import { not, words } from "../row.js";

export const row = words((c) => {
  const value = c.pick([1, 2, 3, 62, 63, 64, 65, 255]);
  return c.pick([
    `--hl-lt ${value}`,
    `--hl-gt ${value}`,
    `${not(c)}--hl-eq ${value}`,
    `${not(c)}--hl ${value}`,
  ]);
});
