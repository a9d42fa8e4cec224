import type { Row } from "../row.js";

export const row: Row = {
  weight: 3,
  use(c, s) {
    const host = s.six
      ? c.pick(["2001:db8::1", "2001:db8::7", "2001:db8:1::6"])
      : c.pick(["192.0.2.1", "192.0.2.7", "10.0.0.6"]);
    const range = s.six ? "2001:db8::7-2001:db8::9" : "192.0.2.7-192.0.2.9";
    const bare = c.percent(80) ? host : range;
    const flags = c.percent(15) ? " --persistent" : "";
    if (c.percent(60)) return { words: `--to-source ${bare}${flags}` };
    // a port outside of the range is drawn at random, and so is any with --random, unless the
    // range is of one
    const random = c.pick(["", "", " --random", " --random-fully"]);
    const ports = random ? "4007" : c.pick(["4007", "4000-4060", "1024-65535"]);
    return {
      words: `--to-source ${s.six ? `[${bare}]` : bare}:${ports}${random}${flags}`,
      protocol: c.pick(["tcp", "udp"]),
    };
  },
};
