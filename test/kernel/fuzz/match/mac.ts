import { not, type Row, within } from "../row.js";

export const row: Row = {
  use(c, s, place) {
    if (!within(place, "PREROUTING", "INPUT", "FORWARD")) return null;
    const { way, from, to } = s.ends(c);
    return {
      words: `${not(c)}--mac-source ${c.pick(["02:00:00:00:00:fe", "02:00:00:00:00:aa"])}`,
      packets: [`${way} udp ${from}.4001 > ${to}.53 mac=0200000000aa`],
    };
  },
};
