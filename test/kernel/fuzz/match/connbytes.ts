import { not, words } from "../row.js";

export const row = words((c) => {
  const what = c.pick(["packets", "bytes", "avgpkt"]);
  const bound = () =>
    what === "packets" ? c.between(0, 5) : c.pick([0, 28, 40, 52, 80, 120, 400]);
  const [a, b] = [bound(), bound()].sort((x, y) => x - y);
  const range = c.pick([`${a}`, `${a}:${b}`, `${a}:`, `:${b}`]);
  const direction = c.pick(["original", "reply", "both"]);
  return `${not(c)}--connbytes ${range} --connbytes-dir ${direction} --connbytes-mode ${what}`;
});
