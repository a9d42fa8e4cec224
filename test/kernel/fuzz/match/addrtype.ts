import { not, type Row, within } from "../row.js";

const TYPES4 = [
  "UNSPEC",
  "UNICAST",
  "LOCAL",
  "BROADCAST",
  "ANYCAST",
  "MULTICAST",
  "BLACKHOLE",
  "UNREACHABLE",
  "PROHIBIT",
  "THROW",
];
const TYPES6 = ["UNSPEC", "UNICAST", "LOCAL", "ANYCAST", "MULTICAST", "UNREACHABLE"];

export const row: Row = {
  use(c, s, place) {
    const type = () => {
      const types = s.six ? TYPES6 : TYPES4;
      return c.percent(60) ? c.pick(["LOCAL", "UNICAST"]) : `${c.pick(types)},${c.pick(types)}`;
    };
    const sides = c.pick([["src"], ["dst"], ["src", "dst"]]);
    const options = sides.map((side) => `${not(c)}--${side}-type ${type()}`);
    if (c.percent(20) && within(place, "PREROUTING", "INPUT", "FORWARD")) {
      options.push("--limit-iface-in");
    } else if (c.percent(20) && within(place, "FORWARD", "OUTPUT", "POSTROUTING")) {
      options.push("--limit-iface-out");
    }
    return { words: options.join(" ") };
  },
};
