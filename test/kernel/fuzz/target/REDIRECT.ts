import type { Row } from "../row.js";

export const row: Row = {
  weight: 2,
  use(c) {
    if (c.percent(40)) return { words: "" };
    const random = c.percent(20);
    const ports = random ? "53 --random" : c.pick(["53", "8000", "8000-8003", "22-443"]);
    return { words: `--to-ports ${ports}`, protocol: c.pick(["tcp", "udp"]) };
  },
};
