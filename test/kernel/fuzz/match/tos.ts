import { not, words } from "../row.js";

export const row = words(
  (c) =>
    `${not(c)}--tos ${c.pick(["0x10", "0x08/0x1c", "0", "Minimize-Delay", "Normal-Service", "0xb8/0xfc"])}`,
);
