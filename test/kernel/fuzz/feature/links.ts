import type { Feature } from "../feature.js";

export const feature: Feature = {
  percent: 15,
  last: true,
  lines: (c) =>
    c.pick([
      ["ip link set eth0 mtu 1300"],
      ["ip link set eth1 mtu 1300"],
      ["ip link set eth2 mtu 1280"],
      ["ip link set eth2 down"],
      ["ip link set eth0 mtu 1400", "ip link set eth1 mtu 1400"],
    ]),
};
