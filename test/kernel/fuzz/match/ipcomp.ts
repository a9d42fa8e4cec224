import { not, type Row } from "../row.js";

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const spi = `${not(c)}--ipcompspi ${c.pick(["1", "256", "1:256", "0:16909060", "2:"])}`;
    const header = c.pick(["06000100", "06010002", "110000000102", "0600"]);
    return {
      words: `${c.percent(85) ? spi : ""}${c.percent(25) ? " --compres" : ""}`.trim(),
      protocol: "108",
      packets: [`${way} ip ${from} > ${to} proto=108 hex=${header}`],
    };
  },
};
