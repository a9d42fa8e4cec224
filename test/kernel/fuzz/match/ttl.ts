import { not, words } from "../row.js";

export const row = words((c) => {
  const value = c.pick([1, 2, 3, 62, 63, 64, 65, 255]);
  return c.pick([
    `--ttl-lt ${value}`,
    `--ttl-gt ${value}`,
    `${not(c)}--ttl-eq ${value}`,
    `${not(c)}--ttl ${value}`,
  ]);
});
