import type { Row } from "../row.js";

export const row: Row = {
  weight: 3,
  use(c, s) {
    const host = s.addressOf(c.pick(["client", "client2", "dmz", "server2"]));
    const range = s.six ? "2001:db8:1::5-2001:db8:1::6" : "10.0.0.5-10.0.0.6";
    const bare = c.percent(85) ? host : range;
    const ports = c.pick(["80", "8000", "8000-8003", "22-443", "4000-4010/22"]);
    const to = s.six ? `[${bare.replace("-", "]-[")}]` : bare;
    const flags = `${c.percent(15) ? " --persistent" : ""}`;
    if (c.percent(50)) return { words: `--to-destination ${bare}${flags}` };
    const random = c.percent(10) ? " --random" : "";
    return {
      words: random
        ? `--to-destination ${to.replace(/\]-\[/, "-")}:8000${random}${flags}`
        : `--to-destination ${to.replace(/\]-\[/, "-")}:${ports}${flags}`,
      protocol: c.pick(["tcp", "udp"]),
    };
  },
};
