// Checksums and lengths that are wrong.
import type { Traffic } from "../traffic.js";

export const traffic: Traffic = {
  open(c, s, port) {
    let { way, from, to } = s.ends(c);
    if (way.startsWith("out")) {
      way = "in eth1";
      from = s.host("client");
      if (to === from) to = s.host("server");
    }
    const ends = `${from}.${port} > ${to}.${c.pick(s.services)}`;
    const flaw = c.pick([
      "badsum",
      s.six ? "badsum" : "badipsum",
      "cut=30",
      "cut=44",
      "totlen=60",
      "totlen=24",
      "totlen=2000",
    ]);
    return [
      c.pick([
        `${way} udp ${ends} len=30 ${flaw}`,
        `${way} tcp ${ends} S seq=1 ${flaw}`,
        `${way} icmp ${from} > ${to} echo id=${port} seq=1 len=30 ${flaw}`,
        `${way} udp ${ends} len=30 ulen=${c.pick([0, 7, 8, 20, 100])}`,
        `${way} tcp ${ends} S off=${c.pick([0, 4, 6, 15])}`,
        `${way} udp ${ends} len=9 nosum`,
      ]),
    ];
  },
};
