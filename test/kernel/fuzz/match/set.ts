import { not, type Row } from "../row.js";
import { drawSet, named } from "../sets.js";

export const row: Row = {
  weight: 3,
  use(c, s) {
    const set = drawSet(c, s);
    const words = [`${not(c)}--${c.percent(95) ? "match-set" : "set"} ${named(c, set)}`];
    if (c.percent(20)) words.push("--return-nomatch");
    if (c.percent(20)) words.push(`${not(c)}--update-counters`);
    if (c.percent(20)) words.push(`${not(c)}--update-subcounters`);
    for (const what of ["packets", "bytes"]) {
      if (!c.percent(25)) continue;
      const value = what === "packets" ? c.between(0, 6) : c.pick([0, 7, 60, 200, 500]);
      const how = c.pick(["eq", "lt", "gt"]);
      words.push(`${how === "eq" ? not(c) : ""}--${what}-${how} ${value}`);
    }
    return { words: words.join(" "), setup: [...new Set(set.commands)] };
  },
};
