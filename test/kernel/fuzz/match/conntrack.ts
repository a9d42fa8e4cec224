import { not, type Row, some } from "../row.js";

const STATES = ["NEW", "ESTABLISHED", "RELATED", "INVALID", "UNTRACKED", "SNAT", "DNAT"];
const STATUSES = ["NONE", "EXPECTED", "SEEN_REPLY", "ASSURED", "CONFIRMED"];

export const row: Row = {
  weight: 5,
  use(c, s) {
    const list = (of: string[]) => (c.percent(60) ? c.pick(of) : `${c.pick(of)},${c.pick(of)}`);
    const host = (name: string) => () =>
      `${not(c)}--${name} ${c.percent(60) ? s.network(c) : s.address(c)}`;
    const ports = (name: string) => () => `${not(c)}--${name} ${s.ports(c)}`;
    const state = () => `${not(c)}--ctstate ${list(STATES)}`;
    return {
      words: some(c, [
        state,
        state,
        () => `${not(c)}--ctproto ${c.pick(["tcp", "udp", "icmp", "17", s.six ? "58" : "1"])}`,
        host("ctorigsrc"),
        host("ctorigdst"),
        host("ctreplsrc"),
        host("ctrepldst"),
        ports("ctorigsrcport"),
        ports("ctorigdstport"),
        ports("ctreplsrcport"),
        ports("ctrepldstport"),
        () => `${not(c)}--ctstatus ${list(STATUSES)}`,
        () => `${not(c)}--ctexpire ${c.pick(["0", "1:60", "100:500", "1000:", ":30"])}`,
        () => `--ctdir ${c.pick(["ORIGINAL", "REPLY"])}`,
      ]).replace(/(.*)--ctstate (.*?)(! )?--ctstate \S+/, "$1--ctstate $2"),
    };
  },
};
