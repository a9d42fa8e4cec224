import { words } from "../row.js";

export const row = {
  ...words((c, s) => {
    const copy = c.pick(["--save-mark", "--restore-mark"]);
    const masks = c.pick([
      "",
      ` --mask ${s.mask(c)}`,
      ` --nfmask ${s.mask(c)}`,
      ` --ctmask ${s.mask(c)}`,
      ` --nfmask ${s.mask(c)} --ctmask ${s.mask(c)}`,
    ]);
    const shift = ` --${c.pick(["left", "right"])}-shift-mark ${c.pick([1, 4, 8])}`;
    return c.pick([
      `--set-mark ${s.mark(c)}`,
      `--set-xmark ${s.mark(c)}`,
      `--and-mark ${s.mask(c)}`,
      `--or-mark ${s.markValue(c)}`,
      `--xor-mark ${s.markValue(c)}`,
      copy + masks,
      copy + masks,
      copy + shift,
      `--set-xmark ${s.markValue(c)}${shift}`,
    ]);
  }),
  weight: 4,
};
