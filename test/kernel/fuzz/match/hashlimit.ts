import { not, type Row } from "../row.js";

export const row: Row = {
  use(c, s) {
    const unit = c.pick(["second", "minute", "hour"]);
    const packets = `${c.between(1, 40)}/${unit}`;
    const bytes = `${c.pick([64, 512, 4096])}${c.pick(["b/s", "kb/s"])}`;
    const byBytes = c.percent(30);
    const rate = byBytes ? bytes : packets;
    const option = c.pick(["--hashlimit-upto", "--hashlimit-above", "--hashlimit"]);
    const words = [`${not(c)}${option} ${rate}`];
    if (c.percent(50)) words.push(`--hashlimit-burst ${byBytes ? "5mb" : c.between(1, 8)}`);
    const fields = ["srcip", "srcport", "dstip", "dstport"].filter(() => c.percent(40));
    if (fields.length > 0) words.push(`--hashlimit-mode ${fields.join(",")}`);
    const length = () => (s.six ? c.pick([0, 48, 64, 128]) : c.pick([0, 8, 24, 32]));
    if (c.percent(25)) words.push(`--hashlimit-srcmask ${length()}`);
    if (c.percent(25)) words.push(`--hashlimit-dstmask ${length()}`);
    // a table is made for rate matches, or is not
    const rated = c.percent(20);
    words.push(`--hashlimit-name ${rated ? "r" : "h"}${c.between(0, 3)}`);
    if (c.percent(20)) words.push(`--hashlimit-htable-size ${c.pick([0, 1, 16])}`);
    if (c.percent(20)) words.push(`--hashlimit-htable-max ${c.pick([0, 1, 3])}`);
    if (c.percent(10)) words.push("--hashlimit-htable-expire 60000");
    if (c.percent(10)) words.push("--hashlimit-htable-gcinterval 30000");
    if (rated) {
      words.push("--hashlimit-rate-match");
      if (c.percent(50)) words.push(`--hashlimit-rate-interval ${c.pick([1, 60])}`);
    }
    return { words: words.join(" ") };
  },
};
