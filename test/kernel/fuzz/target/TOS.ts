import { words } from "../row.js";

export const row = words((c) =>
  c.pick([
    `--set-tos ${c.pick(["0x10", "0x08/0x1c", "0", "Minimize-Delay", "0xb8/0xfc", "0x03"])}`,
    `--and-tos ${c.pick(["0x10", "0xfc"])}`,
    `--or-tos ${c.pick(["0x10", "0x01"])}`,
    `--xor-tos ${c.pick(["0x10", "0xff"])}`,
  ]),
);
