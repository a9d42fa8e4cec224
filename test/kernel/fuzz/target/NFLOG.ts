import { type Row, some } from "../row.js";

export const row: Row = {
  use: (c) => ({
    // groups from 4 on: the lower ones are the judge's own
    words: some(c, [
      () => `--nflog-group ${c.between(4, 9)}`,
      () => `--nflog-prefix ${c.pick(["word", '"in: "'])}`,
      () => c.pick(["--nflog-size 64", "--nflog-range 32"]),
      () => `--nflog-threshold ${c.between(1, 5)}`,
    ]).replace(/^(?!.*--nflog-group)/, "--nflog-group 4 "),
  }),
};
