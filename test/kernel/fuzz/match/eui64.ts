import { type Row, within } from "../row.js";

export const row: Row = {
  use(_c, s, place) {
    if (!within(place, "PREROUTING", "INPUT", "FORWARD")) return null;
    const from = (host: string) => `in eth1 udp ${host}.4080 > ${s.host("server")}.53`;
    return {
      words: "",
      packets: [from("2001:db8:1:0:0:ff:fe00:fe"), from("2001:db8:1:0:2:ff:fe00:fe")],
    };
  },
};
