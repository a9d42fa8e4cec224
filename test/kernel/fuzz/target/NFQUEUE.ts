import { words } from "../row.js";

// nobody listens to any queue: without --queue-bypass the packet is lost
export const row = {
  ...words((c) => {
    const bypass = c.percent(60) ? " --queue-bypass" : "";
    const fanout = c.percent(30) ? " --queue-cpu-fanout" : "";
    return c.pick([
      `--queue-num ${c.pick([0, 3])}${bypass}`,
      `--queue-balance 1:4${bypass}${fanout}`,
      bypass.trim(),
    ]);
  }),
  weight: 0.7,
};
