import { not, type Row, within } from "../row.js";
import { drawSet, named } from "../sets.js";

export const row: Row = {
  weight: 3,
  use(c, s, place) {
    const words: string[] = [];
    const setup: string[] = [];
    const take = (option: string) => {
      const set = drawSet(c, s);
      setup.push(...set.commands);
      words.push(`${option} ${named(c, set)}`);
    };
    const kind = c.pick(["add", "add", "add", "del", "both", "map"]);
    if (kind === "add" || kind === "both") {
      take(`${not(c)}--add-set`);
      if (c.percent(40)) words.push("--exist");
      if (c.percent(30)) words.push(`--timeout ${c.pick([0, 500, 5000000])}`);
    }
    if (kind === "del" || kind === "both") take(`${not(c)}--del-set`);
    if (kind === "map") {
      if (place.table !== "mangle") return null;
      take(`${not(c)}--map-set`);
      words.push("--map-mark");
      if (within(place, "FORWARD", "OUTPUT", "POSTROUTING")) {
        if (c.percent(40)) words.push("--map-prio");
        if (c.percent(40)) words.push("--map-queue");
      }
    }
    return { words: words.join(" "), setup: [...new Set(setup)] };
  },
};
