// Dumps for iptables-restore: as iptables-save prints them, as people write them, and broken.
import type { TableName } from "../../../src/extension/extension.js";
import { tableHooks } from "../../../src/setup/model.js";
import type { Chance } from "../../support/chance.js";
import { OWN, type Rules } from "./rules.js";

/** A word as iptables-restore reads it: double quotes, and a backslash before what is special in them. */
function quoted(word: string): string {
  if (/^[^\s"'\\]+$/.test(word)) return word;
  return `"${word.replace(/(["\\])/g, "\\$1")}"`;
}

const COUNTERS = ["[0:0]", "[1:2]", "[18446744073709551615:1]", "[99999999999:3]"];
const WRONG_COUNTERS = [
  "[5:]",
  "[:5]",
  "[5]",
  "[a:b]",
  "[1:2",
  "1:2]",
  "[1 : 2]",
  "[]",
  "[-1:2]",
  "[1:2:3]",
];

function rule(rules: Rules, c: Chance, table: TableName): string {
  const drawn = rules.rule();
  const fits = (tableHooks[table] as readonly string[]).includes(drawn.chain);
  const chain = fits || c.percent(5) ? drawn.chain : c.pick([...tableHooks[table], ...OWN]);
  const form = c.percent(90)
    ? rules.option("A", "append", chain)
    : c.pick([
        ["-I", chain],
        ["-I", chain, "1"],
        ["-D", chain],
        ["-R", chain, "1"],
        ["-C", chain],
      ]);
  const counters = c.percent(45) ? `${c.pick(c.percent(92) ? COUNTERS : WRONG_COUNTERS)} ` : "";
  const words = [...form, ...drawn.words].filter((w) => !w.startsWith("-h")).map(quoted);
  return counters + words.join(c.percent(96) ? " " : c.pick(["  ", "\t"]));
}

function section(rules: Rules, c: Chance): string[] {
  const table = rules.table();
  const lines = [`*${table}`];
  for (const hook of tableHooks[table]) {
    if (!c.percent(80)) continue;
    const policy = c.pick(["ACCEPT", "ACCEPT", "ACCEPT", "DROP"]);
    lines.push(`:${hook} ${table === "nat" ? "ACCEPT" : policy} ${c.pick(COUNTERS)}`);
  }
  for (const name of OWN) if (c.percent(50)) lines.push(`:${name} - [0:0]`);
  const count = c.between(0, 5);
  for (let i = 0; i < count; i++) lines.push(rule(rules, c, table));
  return [...lines, c.percent(97) ? "COMMIT" : c.pick(["COMMIT ", "commit", "COMMIT x", ""])];
}

/** Commands that a dump may hold beside rules. */
const COMMANDS = [
  "-N one",
  "-X one",
  "-X",
  "-F",
  "-F one",
  "-F INPUT",
  "-P OUTPUT DROP",
  "-E one two",
  "-Z",
  "-L -n",
  "-S",
  "-t nat -A PREROUTING",
  "-D INPUT 1",
  "-4 -A INPUT",
  "-6 -A INPUT",
  "-w -A INPUT",
  "-h",
  "-A INPUT -p tcp --help --nosuch",
  "-A INPUT -V",
  "-A INPUT ! -V -j",
];

/** Lines that are wrong, or nothing. */
const LINES = [
  "# a comment",
  "  # a comment",
  "",
  " ",
  "\t",
  ":INPUT",
  ":INPUT ACCEPT",
  ":INPUT - [0:0]",
  ":INPUT RETURN [0:0]",
  ":one ACCEPT [0:0]",
  ":one",
  ": - [0:0]",
  ":NOWHERE - [0:0]",
  `:${"n".repeat(28)} - [0:0]`,
  `:${"n".repeat(29)} - [0:0]`,
  ":ACCEPT - [0:0]",
  ":INPUT DROP [5:]",
  ":INPUT DROP [5:6",
  ":INPUT DROP 5:6",
  ":INPUT DROP [a:b]",
  ":INPUT  DROP  [5:6]",
  ":INPUT\tDROP\t[5:6]",
  "*filter",
  "*nosuch",
  "* filter",
  "*",
  "COMMIT",
  "nonsense",
  "-A",
  '-A INPUT -m comment --comment "open',
  '-A INPUT -m comment --comment open"',
  '-A INPUT -m comment --comment "a"b',
  "-A INPUT -m comment --comment 'a b'",
  "-A INPUT -m comment --comment a\\ b",
  '-A INPUT -m comment --comment "a\\"b"',
  '-A INPUT -m comment --comment ""',
  "[5:6]-A INPUT",
  "[5:6]  -A INPUT",
  " -A INPUT",
  "[5:6]",
  "-A INPUT -c 1 2",
];

function broken(c: Chance, lines: string[]): string[] {
  const out = [...lines];
  const at = c.between(0, out.length);
  switch (c.between(0, 6)) {
    case 0:
      out.splice(at, 1);
      break;
    case 1:
      out.splice(at, 0, c.pick(COMMANDS));
      break;
    case 2:
      if (at < out.length) out[at] = ` ${out[at]}`;
      break;
    case 3:
      if (at < out.length) out[at] = out[at]!.slice(0, c.between(0, out[at]!.length));
      break;
    default:
      out.splice(at, 0, c.pick(LINES));
  }
  return out;
}

/** Options of iptables-restore that are taken. */
const OPTIONS = (
  "-c|--counters|-n|--noflush|-t|--test|-v|-w|-cn|--count|-T filter|-Tnat|--table=mangle|-w 5|--wait=5|" +
  "--nof|--te|-nv|-vT filter|-M x|--modprobe=x|-w -W 5"
).split("|");
/** Some of which most are not, or end it. */
const ODD_OPTIONS = (
  "-x|-T nosuch|-h|-V|--he|-T|--t|--wai|-w5|-w x|-W 5|-4|--ipv6|--counters=5|--|-- -n|nosuch|nosuch x|" +
  "-W|--wait-interval|-vV|-w 0x1|-T filter -T nat|--wait 5|-m"
).split("|");

/** Options of iptables-restore and a dump for it. */
export function drawDump(rules: Rules, c: Chance): { options: string[]; dump: string[] } {
  const options: string[] = [];
  if (c.percent(45)) options.push(c.pick(OPTIONS));
  if (c.percent(15)) options.push(c.pick(OPTIONS));
  if (c.percent(5)) options.splice(c.between(0, options.length), 0, c.pick(ODD_OPTIONS));
  let dump = c.times(c.pick([1, 1, 1, 2]), () => section(rules, c)).flat();
  while (c.percent(35)) dump = broken(c, dump);
  // the end of the here-document, and what no line can hold
  return {
    options: options.flatMap((o) => o.split(" ")),
    dump: dump.filter((l) => l !== "END" && !l.includes("\n")),
  };
}
