import { not, type Row, some, within } from "../row.js";

export const row: Row = {
  use(c, s, place) {
    const ways: string[] = [];
    if (within(place, "PREROUTING", "INPUT", "FORWARD")) ways.push("in");
    if (within(place, "FORWARD", "OUTPUT", "POSTROUTING")) ways.push("out");
    if (ways.length === 0) return null;
    const dir = `--dir ${c.pick(ways)}`;
    if (c.percent(40)) return { words: `${dir} --pol none` };
    const end = s.six ? "2001:db8::/32" : "192.0.2.0/24";
    const element = () =>
      c.percent(30)
        ? `--mode tunnel ${not(c)}--tunnel-src ${end} ${not(c)}--tunnel-dst ${end}`
        : some(c, [
            () => `${not(c)}--reqid ${c.between(1, 3)}`,
            () => `${not(c)}--spi ${c.pick(["0x100", "5"])}`,
            () => `${not(c)}--proto ${c.pick(["esp", "ah", "ipcomp"])}`,
            () => `${not(c)}--mode ${c.pick(["transport", "tunnel"])}`,
          ]);
    const strict = c.percent(30) ? `--strict ${element()} --next ${element()}` : element();
    return { words: `${dir} --pol ipsec ${strict}` };
  },
};
