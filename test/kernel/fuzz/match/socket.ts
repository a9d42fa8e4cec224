import { type Row, within } from "../row.js";

const FLAGS = ["--transparent", "--nowildcard", "--restore-skmark"];

export const row: Row = {
  // the judge's hosts have no sockets: it never matches there
  use: (c, _s, place) =>
    within(place, "PREROUTING", "INPUT")
      ? { words: FLAGS.filter(() => c.percent(40)).join(" ") }
      : null,
};
