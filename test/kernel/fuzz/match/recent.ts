import { not, type Row } from "../row.js";

/** Lists of few names, so that rules share them. */
const NAMES = ["--name a", "--name a", "--name b", ""];

export const row: Row = {
  use(c, s) {
    const command = c.pick(["--set", "--rcheck", "--update", "--remove"]);
    const words = [`${not(c)}${command}`];
    if (command === "--rcheck" || command === "--update") {
      // seconds are many: the live judge's packets come within less
      if (c.percent(50)) words.push(`--seconds ${c.pick([60, 3600])}`);
      if (c.percent(30) && words.length > 1) words.push("--reap");
      if (c.percent(50)) words.push(`--hitcount ${c.pick([1, 2, 3, 5, 21])}`);
      if (c.percent(30)) words.push("--rttl");
    }
    words.push(c.pick(NAMES), c.pick(["--rsource", "--rdest", ""]));
    if (c.percent(25)) {
      words.push(
        `--mask ${s.six ? c.pick(["ffff:ffff:ffff::", "::"]) : c.pick(["255.255.255.0", "0.0.0.255"])}`,
      );
    }
    return { words: words.filter((word) => word !== "").join(" ") };
  },
};
