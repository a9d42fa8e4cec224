// ICMP errors about packets that were never sent, or were.
import type { Traffic } from "../traffic.js";

export const traffic: Traffic = {
  weight: 0.7,
  open(c, s, port) {
    const types = s.six ? ["1/4", "3/0", "2", "4/1"] : ["3/3", "11/0", "3/4", "12/0", "4/0"];
    const type = c.pick(types);
    const mtu = type === "2" || type === "3/4" ? " mtu=1400" : "";
    const quoted = c.pick([port, 4000, 4001]);
    const [client, server] = [s.host(c.pick(["client", "router"])), s.host("server")];
    const inner = c.pick([
      `udp ${client}.${quoted} > ${server}.53 len=20`,
      `tcp ${client}.${quoted} > ${server}.80 S seq=1`,
      `icmp ${client} > ${server} echo id=${quoted} seq=1`,
    ]);
    const keep = c.pick(["", " keep=28", " keep=48"]);
    return [`in eth0 icmp ${s.host("hop")} > ${client} type=${type}${mtu} quote=[${inner}]${keep}`];
  },
};
