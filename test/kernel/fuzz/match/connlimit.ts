import { not, words } from "../row.js";

export const row = words((c, _s, { family }) => {
  const count = `${not(c)}--connlimit-${c.pick(["upto", "above"])} ${c.pick([0, 1, 1, 2, 3, 5])}`;
  const masks =
    family === "ipv4"
      ? ["0", "8", "24", "31", "32", "255.255.0.0"]
      : ["0", "48", "64", "127", "128"];
  const mask = c.percent(50) ? ` --connlimit-mask ${c.pick(masks)}` : "";
  const which = c.pick(["", " --connlimit-saddr", " --connlimit-daddr"]);
  return `${count}${mask}${which}`;
});
