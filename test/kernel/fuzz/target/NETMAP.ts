import type { Row } from "../row.js";

export const row: Row = {
  weight: 2,
  use: (c, s) => ({
    words: `--to ${
      s.six
        ? c.pick(["2001:db8:1::/64", "2001:db8:9::/48", "2001:db8:1::6", "2001:db8:2::/120"])
        : c.pick(["10.0.0.0/24", "203.0.113.0/28", "10.0.0.6", "10.0.0.0/255.255.255.240"])
    }`,
  }),
};
