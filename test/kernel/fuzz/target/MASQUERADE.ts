import type { Row } from "../row.js";

export const row: Row = {
  weight: 3,
  use(c) {
    if (c.percent(60)) return { words: "" };
    const random = c.pick(["", "", " --random", " --random-fully"]);
    const ports = random ? "4007" : c.pick(["4007", "4000-4060", "1024-65535"]);
    return { words: `--to-ports ${ports}${random}`, protocol: c.pick(["tcp", "udp"]) };
  },
};
