import { words } from "../row.js";

export const row = words((c) =>
  c.percent(60)
    ? `--set-dscp ${c.pick([0, 4, 46, "0x02", 63])}`
    : `--set-dscp-class ${c.pick(["BE", "EF", "CS1", "cs7", "AF11", "AF43"])}`,
);
