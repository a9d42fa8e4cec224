import { type Row, within } from "../row.js";

const FLAGS = ["--loose", "--validmark", "--accept-local", "--invert"];

export const row: Row = {
  weight: 4,
  use(c, s, place) {
    if (place.table !== "raw" && place.table !== "mangle") return null;
    if (!within(place, "PREROUTING")) return null;
    const to = s.host("server2");
    const spoofed = c.pick(["server", "dmz", "client2", "router", "inside"]);
    return {
      words: FLAGS.filter(() => c.percent(35)).join(" "),
      packets: [
        `in eth1 udp ${s.host(spoofed)}.4081 > ${to}.53`,
        `in eth0 udp ${s.host("client")}.4082 > ${s.host("dmz")}.53`,
      ],
    };
  },
};
