import { not, type Row } from "../row.js";

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const types = c.pick(["0", "5", "1:4", "bu", "hoti:cot", ":3", "6:"]);
    const message = `3b00${c.pick(["00", "01", "05", "06", "ff"])}00000000000000`;
    return {
      words: `${not(c)}--mh-type ${types}`,
      protocol: "mh",
      packets: [`${way} ip ${from} > ${to} proto=135 hex=${message.slice(0, c.pick([20, 20, 8]))}`],
    };
  },
};
