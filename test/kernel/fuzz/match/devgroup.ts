import { not, type Row, within } from "../row.js";

export const row: Row = {
  use(c, _s, place) {
    const group = () => c.pick(["0", "1", "5", "0x4/0xfc", "default", "0x1/0x1"]);
    const options: string[] = [];
    if (within(place, "PREROUTING", "INPUT", "FORWARD")) {
      options.push(`${not(c)}--src-group ${group()}`);
    }
    if (within(place, "FORWARD", "OUTPUT", "POSTROUTING")) {
      options.push(`${not(c)}--dst-group ${group()}`);
    }
    if (options.length === 0) return null;
    const words = options.length === 2 && c.percent(50) ? [c.pick(options)] : options;
    return {
      words: words.join(" "),
      setup: ["ip link set eth0 group 5", "ip link set eth1 group 1"],
    };
  },
};
