import { not, words } from "../row.js";

export const row = words(
  (c) => `${not(c)}--length ${c.pick(["40", "28:60", ":60", "60:100", "100:", "1000:1500"])}`,
);
