import { not, words } from "../row.js";

export const row = words((c) => {
  const total = c.between(1, 6);
  const mask = c.between(1, 2 ** total - 1);
  const local =
    c.percent(50) || mask > 32
      ? `${not(c)}--cluster-local-node ${c.between(1, total)}`
      : `${not(c)}--cluster-local-nodemask ${mask}`;
  return `--cluster-total-nodes ${total} ${local} --cluster-hash-seed ${c.pick(["0", "7", "0xdeadbeef"])}`;
});
