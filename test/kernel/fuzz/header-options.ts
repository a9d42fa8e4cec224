// What hbh and dst have in common.
import { not, type Row, some } from "./row.js";

const HEADERS = ["00010400000000", "00010200000100", "0000001e020000", "00010900000000"];

/** The row of one of them. */
export function headerOptionsRow(name: "hbh" | "dst"): Row {
  return {
    use(c, s) {
      const { way, from, to } = s.ends(c);
      return {
        words: some(c, [
          () => `${not(c)}--${name}-len ${c.pick([8, 16, 40])}`,
          () => `--${name}-opts ${c.pick(["1:4", "1", "0,0", "0,0,30:2", "1:2,1:0", "1:9", "30"])}`,
        ]),
        packets: [`${way} udp ${from}.4000 > ${to}.53 ext=${name}:${c.pick(HEADERS)}`],
      };
    },
  };
}
