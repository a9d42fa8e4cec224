import { not, type Row, within } from "../row.js";

export const row: Row = {
  use(c, _s, place) {
    if (!within(place, "INPUT", "OUTPUT", "POSTROUTING")) return null;
    // all processes of the judge are in the first group
    return {
      words: c.percent(60)
        ? `${not(c)}--cgroup ${c.pick([0, 0, 1, 65537])}`
        : `${not(c)}--path ${c.pick(["/", '""'])}`,
    };
  },
  never: { path: "one that is not there is taken (docs/differences.md)" },
};
