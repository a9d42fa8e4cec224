import { not, type Row } from "../row.js";

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const spi = c.pick(["00000001", "00000100", "01020304"]);
    return {
      words: `${not(c)}--espspi ${c.pick(["1", "256", "1:256", "256:", "0x100", "16909060"])}`,
      protocol: "esp",
      packets: [
        `${way} ip ${from} > ${to} proto=50 hex=${spi}00000001aabbccdd`,
        `${way} ip ${from} > ${to} proto=50 hex=${spi.slice(0, 6)}`,
      ],
    };
  },
};
