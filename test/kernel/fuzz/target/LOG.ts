import type { Row } from "../row.js";

const FLAGS = ["tcp-sequence", "tcp-options", "ip-options", "uid", "macdecode"];

export const row: Row = {
  weight: 2,
  use(c) {
    const flags = FLAGS.filter(() => c.percent(25)).map((f) => `--log-${f}`);
    const prefix = `--log-prefix ${c.pick(['"rule "', "word", '"a: b "'])}`;
    const level = `--log-level ${c.pick(["7", "debug", "info", "4", "warning"])}`;
    const options = [c.percent(70) ? prefix : "", c.percent(30) ? level : "", ...flags];
    return { words: options.filter((o) => o !== "").join(" ") };
  },
};
