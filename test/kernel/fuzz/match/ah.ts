import { not, type Row, some } from "../row.js";

export const row: Row = {
  use(c, s) {
    const spi = () => `${not(c)}--ahspi ${c.pick(["1", "256", "1:256", "0:16909060", "16909060"])}`;
    const six = [() => `${not(c)}--ahlen ${c.pick([8, 12, 16, 24])}`, () => "--ahres"];
    const { way, from, to } = s.ends(c);
    const header = c.pick(["0400000000000100", "0401000001020304", "0200000000000001"]);
    const packets = s.six
      ? [`${way} udp ${from}.4000 > ${to}.53 ext=ah:${header.slice(0, 22).padEnd(22, "0")}`]
      : [`${way} ip ${from} > ${to} proto=51 hex=11${header}0000000100000000`];
    return s.six
      ? { words: some(c, [spi, ...six]), packets }
      : { words: c.percent(90) ? spi() : "", protocol: "ah", packets };
  },
};
