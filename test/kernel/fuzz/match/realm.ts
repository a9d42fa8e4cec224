import { not, type Row } from "../row.js";

export const row: Row = {
  use(c, _s, place) {
    if (place.hooks.has("PREROUTING")) return null;
    const realm = c.pick([
      "0",
      "1",
      "2",
      "0x20001",
      "0x30000/0xffff0000",
      "4/0xffff",
      "cosmos",
      "0/0",
    ]);
    // each hop has one realm, whoever leads to it: the kernel keeps the first packet's
    return {
      words: `${not(c)}--realm ${realm}`,
      setup: c.pick([
        ["ip link set eth1 up", "ip route add 10.0.0.0/25 dev eth1 realm 3/1"],
        ["ip link set eth0 up", "ip route add 203.0.113.0/25 dev eth0 realm 2/4 metric 7"],
        [
          "ip link set eth0 up",
          "ip route add default dev eth0 table 77",
          "ip rule add from 10.0.0.0/24 realms 2/1 table 77",
        ],
        [],
      ]),
    };
  },
};
