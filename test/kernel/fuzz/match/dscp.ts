import { not, words } from "../row.js";

export const row = words((c) =>
  c.percent(60)
    ? `${not(c)}--dscp ${c.pick([0, 4, 46, "0x02", 63])}`
    : `${not(c)}--dscp-class ${c.pick(["BE", "EF", "CS0", "CS1", "cs7", "AF11", "AF43"])}`,
);
