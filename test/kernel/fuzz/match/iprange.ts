import { not, type Row, some } from "../row.js";

const RANGES = {
  ipv4: ["10.0.0.1-10.0.0.5", "10.0.0.5", "203.0.113.0-203.0.113.9", "10.0.0.6-10.0.1.5"],
  ipv6: ["2001:db8:1::1-2001:db8:1::5", "2001:db8:1::5", "2001:db8:2::-2001:db8:9::9"],
} as const;

export const row: Row = {
  use: (c, s) => ({
    words: some(c, [
      () => `${not(c)}--src-range ${c.pick(RANGES[s.family])}`,
      () => `${not(c)}--dst-range ${c.pick(RANGES[s.family])}`,
    ]),
  }),
};
