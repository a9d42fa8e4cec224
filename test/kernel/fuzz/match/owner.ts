import { not, type Row, some, within } from "../row.js";

export const row: Row = {
  weight: 2,
  use(c, s, place) {
    if (!within(place, "OUTPUT", "POSTROUTING")) return null;
    const who = (id: number) =>
      `out eth0 udp ${s.host("router")}.4030 > ${s.host("server")}.53 uid=${id} gid=${id + 1}`;
    return {
      words: some(c, [
        () => `${not(c)}--uid-owner ${c.pick(["0", "1000", "1000-1001", "root", "33"])}`,
        () => {
          const gid = `${not(c)}--gid-owner ${c.pick(["0", "1001", "1000-1002", "root"])}`;
          return c.percent(25) ? `${gid} --suppl-groups` : gid;
        },
        () => `${not(c)}--socket-exists`,
      ]),
      packets: [who(1000), who(0)],
    };
  },
};
