import { words } from "../row.js";

export const row = words((c) => {
  const rate = c.pick(["1/second", "3/minute", "100/s", "250/sec", "2/hour", "10"]);
  const limit = `--limit ${rate}`;
  const burst = `--limit-burst ${c.pick([1, 2, 5, 10])}`;
  if (c.percent(5)) return "--limit 1/day --limit-burst 1";
  return c.pick([limit, `${limit} ${burst}`, burst, ""]);
});
