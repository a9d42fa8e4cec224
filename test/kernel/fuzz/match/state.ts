import { not, words } from "../row.js";

const STATES = ["NEW", "ESTABLISHED", "RELATED", "INVALID", "UNTRACKED"];

export const row = words((c) => {
  const states = c.percent(60) ? c.pick(STATES) : `${c.pick(STATES)},${c.pick(STATES)}`;
  return `${not(c)}--state ${states}`;
});
