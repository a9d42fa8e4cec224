// Headers out of the common: hops, types of service, options, extension headers; other protocols.
import type { Traffic } from "../traffic.js";

const OPTIONS4 = ["ipopt=01010101", "ipopt=94040000", "ipopt=0704040000000000", "ipopt=44080500"];
const EXTENSIONS6 = [
  "ext=hbh",
  "ext=dst",
  "ext=hbh,dst",
  "ext=rt:00000000000000",
  "ext=dst,rt:00040000000000",
];

export const traffic: Traffic = {
  weight: 2,
  open(c, s, port) {
    const { way, from, to } = s.ends(c);
    const words = [
      c.percent(40) ? `ttl=${c.pick([1, 2, 3, 63, 255])}` : "",
      c.percent(40) ? `tos=${c.pick(["0x10", "0x08", "0xb8", "0x03"])}` : "",
      c.percent(30) && way.startsWith("in") ? c.pick(s.six ? EXTENSIONS6 : OPTIONS4) : "",
      c.percent(30) ? `len=${c.pick([0, 20, 32, 33, 60, 1472])}` : "",
      !s.six && c.percent(20) ? "nodf" : "",
    ].join(" ");
    const ends = `${from}.${port} > ${to}.${c.pick(s.services)}`;
    const kind = c.pick(["tcp", "udp", "udplite", "sctp", "ip", "gre"]);
    if (kind === "tcp") return [`${way} tcp ${ends} ${c.pick(["S", "A"])} ${words}`];
    if (kind === "ip") return [`${way} ip ${from} > ${to} proto=${c.pick([99, 4, 253])} ${words}`];
    if (kind === "gre") return [`${way} gre ${from} > ${to} call=7 ${words}`];
    if (kind === "sctp") {
      const plain = words.replace(/len=\d+/, "");
      return [`${way} sctp ${ends} chunks=${c.pick(["init:7", "data", "abort"])} ${plain}`];
    }
    return [`${way} ${kind} ${ends} ${words}`];
  },
};
