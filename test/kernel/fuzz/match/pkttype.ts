import { not, type Row } from "../row.js";

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const group = s.six ? "3333000000fb" : "01005e0000fb";
    return {
      words: `${not(c)}--pkt-type ${c.pick(["unicast", "broadcast", "multicast"])}`,
      packets: way.startsWith("in")
        ? [`${way} udp ${from}.4002 > ${to}.53 to=${c.pick([group, "ffffffffffff"])}`]
        : [],
    };
  },
};
