import type { Chance } from "../../../support/chance.js";
import { not, words } from "../row.js";

const test = (c: Chance): string => {
  const place = c.pick([0, 2, 4, 6, 8, 9, 12, 16, 20, 24, 28, 40, 44, 60]);
  const head = c.pick([`${place}`, `${place}`, `0>>22&0x3C@${c.pick([0, 4, 8, 12])}`]);
  const steps = c.pick(["", "", "&0xff", "&0xffff", ">>16", "<<8>>24", ">>24&0xf@4", "&0xff@0"]);
  const values = c.pick([
    "0:0x7fffffff",
    "0",
    "0:0xffff",
    "1,6,17,53:80",
    "0x0a000005",
    "4000:5000",
  ]);
  return `${head}${steps}=${values}`;
};

export const row = words((c) => {
  const tests = Array.from({ length: c.between(1, 3) }, () => test(c));
  return `${not(c)}--u32 "${tests.join("&&")}"`;
});
