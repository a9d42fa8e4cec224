import { words } from "../row.js";

export const row = words(
  (c) => `--comment ${c.pick(["word", '"two words"', '"it\'s"', '"a \\"b\\" c"', "-x", "ä"])}`,
);
