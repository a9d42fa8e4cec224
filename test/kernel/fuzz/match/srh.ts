import { not, type Row, some } from "../row.js";

const A = "20010db80000000000000000000000aa";
const B = "20010db80000000000000000000000bb";
const HEADERS = [
  `04040101000000${A}${B}`,
  `04040001000000${B}${A}`,
  `04040101000007${A}${A}`,
  `02040000000007${A}`,
  `02040100000007${A}`,
  `04000101000000${A}${B}`,
];

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const compared = (name: string, values: number[]) => () =>
      `${not(c)}--srh-${name}-${c.pick(["eq", "gt", "lt"])} ${c.pick(values)}`;
    const segment = (name: string) => () =>
      `${not(c)}--srh-${name} ${c.pick(["2001:db8::aa", "2001:db8::bb/128", "2001:db8::/64", "::/0"])}`;
    return {
      words: some(c, [
        () => `${not(c)}--srh-next-hdr ${c.pick([6, 17])}`,
        compared("hdr-len", [2, 3, 4]),
        compared("segs-left", [0, 1]),
        compared("last-entry", [0, 1]),
        () => `${not(c)}--srh-tag ${c.pick([0, 7])}`,
        segment("psid"),
        segment("nsid"),
        segment("lsid"),
      ]),
      packets: [`${way} udp ${from}.4000 > ${to}.53 ext=rt:${c.pick(HEADERS)}`],
    };
  },
};
