import { COOKIE, STAMP } from "../../cookies.js";
import { type Row, some } from "../row.js";

/** Options of SYNs, and the echo of the time stamp that the SYN+ACK has then. */
const SYNS = [
  ["mss=1460 sackok ws=7 ts=100:0", `ts=101:${STAMP + 0x17}`],
  ["mss=1300 ts=100:0", `ts=101:${STAMP + 0x0f}`],
  ["mss=536", ""],
  ["", ""],
] as const;

export const row: Row = {
  weight: 2,
  use(c, s) {
    const options = some(c, [
      () => `--mss ${c.pick([0, 536, 1460, 9000])}`,
      () => `--wscale ${c.pick([0, 7, 14, 15])}`,
      () => "--sack-perm",
      () => "--timestamp",
      () => "--ecn",
    ]);
    // what follows the SYN is the server's, once there is a connection to it
    const fresh = c.percent(70) ? " -m conntrack --ctstate NEW,INVALID,UNTRACKED" : "";
    const { way, from, to } = s.ends(c);
    const pair = `${way} tcp ${from}.${c.pick([4081, 4082])} > ${to}.80`;
    const [syn, echo] = c.pick(SYNS);
    return {
      words: `${options}${fresh}`,
      protocol: "tcp",
      setup: ["sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0"],
      packets: [
        `${pair} S${c.pick(["", "EC"])} seq=100 ${syn}`,
        `${pair} A seq=101 ack=${COOKIE + c.pick([1, 1, 1, 9])} ${echo}`,
        `${pair} PA seq=101 ack=${COOKIE + 1} ${echo} len=10`,
      ],
    };
  },
};
