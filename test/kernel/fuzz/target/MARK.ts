import { words } from "../row.js";

export const row = {
  ...words((c, s) =>
    c.pick([
      `--set-mark ${s.mark(c)}`,
      `--set-xmark ${s.mark(c)}`,
      `--and-mark ${s.mask(c)}`,
      `--or-mark ${s.markValue(c)}`,
      `--xor-mark ${s.markValue(c)}`,
    ]),
  ),
  weight: 4,
};
