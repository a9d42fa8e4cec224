// What SNPT and DNPT have in common.
import { type Row, words } from "./row.js";

const PREFIXES = [
  "2001:db8:1::/48",
  "2001:db8:1::/64",
  "2001:db8:2::/64",
  "2001:db8:9::/48",
  "2001:db8::/32",
];

/** Any prefix for any other. */
export const prefixChangeRow: Row = {
  ...words(
    (c) =>
      `--src-pfx ${c.pick(PREFIXES)} --dst-pfx ${c.pick([...PREFIXES, "2001:db8:77:8000::/52"])}`,
  ),
  // in table mangle of one family only
  weight: 5,
};
