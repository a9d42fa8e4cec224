import { not, type Row, some } from "../row.js";

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const header = c.pick(["00000000000007", "00000100000007", "00000900000008", "01000200000007"]);
    return {
      words: some(c, [
        () => `${not(c)}--fragid ${c.pick(["7", "7:8", "0:4000", "8:"])}`,
        () => `${not(c)}--fraglen ${c.pick([8, 24])}`,
        () => "--fragres",
        () => "--fragfirst",
        () => c.pick(["--fragmore", "--fraglast"]),
      ]),
      packets: [`${way} udp ${from}.4000 > ${to}.53 len=40 ext=44:${header}`],
    };
  },
};
