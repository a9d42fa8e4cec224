import type { Chance } from "../../../support/chance.js";
import type { Row } from "../row.js";

/** A load into A: bytes of the packet, at the index register too, or what Linux tells of it. Not IPv4's id, which
 * the host draws for its own packets. */
const load = (c: Chance): string[] =>
  c.pick([
    () => [`48 0 0 ${c.pick([0, 6, 9, 20, 22, 33, 40, 4293918729])}`],
    () => [`40 0 0 ${c.pick([0, 2, 8, 6, 20, 22, 42, 4292870156, 4293918722])}`],
    () => [`32 0 0 ${c.pick([0, 12, 16, 24, 60, 100, 4292870144])}`],
    () => [`177 0 0 0`, `${c.pick([72, 80, 64])} 0 0 ${c.pick([0, 2, 12])}`],
    // SKF_AD_*: protocol, type, mark, length of headers, VLAN
    () => [`32 0 0 ${4294963200 + c.pick([0, 4, 20, 44, 48, 52, 60])}`],
    () => ["128 0 0 0"],
  ])();

/** A step on A: arithmetic, memory, X. */
const step = (c: Chance): string[] =>
  c.pick([
    () => [`${c.pick([4, 20, 36, 68, 84, 164])} 0 0 ${c.pick([1, 3, 15, 255, 0xfff0])}`],
    () => [`${c.pick([52, 148])} 0 0 ${c.pick([1, 2, 7, 256])}`],
    () => [`${c.pick([100, 116])} 0 0 ${c.between(0, 31)}`],
    () => ["132 0 0 0"],
    () => ["7 0 0 0", `${c.pick([12, 28, 44, 60, 76, 92, 108, 124, 156, 172])} 0 0 0`],
    () => ["2 0 0 3", "0 0 0 9", "97 0 0 3", "135 0 0 0"],
    () => ["129 0 0 0", "3 0 0 15", "96 0 0 15"],
    () => ["1 0 0 40", "32 0 0 4294963240"],
  ])();

export const row: Row = {
  use(c) {
    const program = [...load(c)];
    while (c.percent(45)) program.push(...(c.percent(30) ? load(c) : step(c)));
    if (c.percent(20)) program.push("22 0 0 0");
    else {
      const jump = c.pick([21, 37, 53, 69]);
      const value = c.pick([0, 1, 4, 6, 17, 53, 80, 64, 1000]);
      const [yes, no] = c.percent(50) ? [0, 1] : [1, 0];
      program.push(`${jump} ${yes} ${no} ${value}`, "6 0 0 1", "6 0 0 0");
    }
    return { words: `--bytecode "${program.length},${program.join(",")}"` };
  },
  never: { "object-pinned": "needs a program in a bpf file system" },
};
