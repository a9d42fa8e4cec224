import { not, words } from "../row.js";

export const row = words((c) => {
  const label = `${not(c)}--label ${c.pick([0, 1, 1, 63, 64, 127])}`;
  return c.percent(50) ? `${label} --set` : label;
});
