// Cases of ipset(8): sets of every type that this kernel has, their elements with all options, commands of
// every form, dumps for restore; good ones and broken ones.
import { Chance } from "../../support/chance.js";
import type { Answer, Case, Command } from "./case.js";
import { broken, number } from "./values.js";

type Draw = (c: Chance) => string;

const NAMES = ["a", "b", "c", "d", "list"];
const ODD_NAMES = ["n".repeat(31), "n".repeat(32), "", "-x", "a b", "nosuch", "ä"];
const V4 = (
  "10.0.0.1 10.0.0.2 10.0.0.0/30 10.0.0.7/31 10.0.0.3-10.0.0.6 192.0.2.1 10.0.0.0/24 0.0.0.0 255.255.255.255 " +
  "10.0.0.9/32 10.0.0.0-10.0.0.255 1.2.3.4 10.0.0.6-10.0.0.3"
).split(" ");
const ODD_V4 =
  "0.0.0.0/0 10.0.0.1/33 10.0.0.1/ 10.0.0 nosuch.invalid ::1 10.0.0.1/0 10.0.0.0/7 [10.0.0.1] localhost 10.0.0.1/x 300.1.1.1".split(
    " ",
  );
const V6 =
  "2001:db8::1 2001:db8::2 2001:db8::/64 ::1 2001:db8::/127 2001:db8:1::/48 fe80::1 2001:DB8:0::9".split(
    " ",
  );
const ODD_V6 = "::/0 :: 2001:db8::1/129 10.0.0.1 g::1 2001:db8::1-2001:db8::3 ::ffff:1.2.3.4".split(
  " ",
);
const PORTS = (
  "80 tcp:80 udp:53 udp:50-53 1-5 http tcp:http sctp:9 udplite:7 icmp:8/0 icmp:echo-request icmp:ping icmpv6:128/0 " +
  "icmpv6:echo-request gre:0 tcp:0 6:80 0-3 53-50 esp:0 47:0"
).split(" ");
const ODD_PORTS =
  "icmp:8 gre:5 tcp: :80 nosuch nosuch:80 70000 tcp:80:90 icmp:300/0 tcp:-1 80- 256:1 -80 all:80 icmp:nosuch".split(
    " ",
  );
const MACS =
  "02:00:00:00:00:10 12:34:56:78:9A:bc 02-00-00-00-00-10 02:00:00:00:00 0:1:2:3:4:5".split(" ");
const DEVICES = "eth0 eth1 lo physdev:eth0 abcdefghijklmno abcdefghijklmnop".split(" ");
const TIMEOUTS = "600 600 9000 0 100000 2147483 2147484 -1 x 0x258".split(" ");

/** A value that is good, here and there an odd one or a broken one. */
function mostly(good: readonly string[], odd: readonly string[]): Draw {
  return (c) => {
    if (c.percent(88)) return c.pick(good);
    return c.percent(70) && odd.length > 0 ? c.pick(odd) : broken(c, c.pick(good));
  };
}

const port = mostly(PORTS, ODD_PORTS);
const mac = mostly(MACS.slice(0, 2), MACS);
const device = mostly(DEVICES.slice(0, 4), DEVICES);
const plainPort = mostly(
  ["80", "1-5", "53", "100", "0", "65535", "http", "5-1"],
  ["tcp:80", "70000"],
);

/** Parts of the elements of each type: addresses of the set's family ("ip"), and others. */
const PARTS: Readonly<Record<string, readonly ("ip" | Draw)[]>> = {
  "bitmap:ip": ["ip"],
  "bitmap:ip,mac": ["ip", mac],
  "bitmap:port": [plainPort],
  "hash:ip": ["ip"],
  "hash:net": ["ip"],
  "hash:ip,port": ["ip", port],
  "hash:net,port": ["ip", port],
  "hash:ip,port,ip": ["ip", port, "ip"],
  "hash:ip,port,net": ["ip", port, "ip"],
  "hash:net,iface": ["ip", device],
  "list:set": [(c) => c.pick(NAMES)],
};
const TYPES = Object.keys(PARTS);
const ALIASES =
  "iphash nethash ipporthash ipportiphash ipportnethash setlist ipmap macipmap portmap".split(" ");

/** What was made under a name, as far as the words say it. */
interface Made {
  readonly type: string;
  readonly six: boolean;
}

/** Draws the commands of a case. */
class Sets {
  private readonly made = new Map<string, Made>();

  constructor(private readonly c: Chance) {}

  private name(): string {
    return this.c.percent(96) ? this.c.pick(NAMES) : this.c.pick(ODD_NAMES);
  }

  create(name: string): string[] {
    const { c } = this;
    const type = c.percent(97) ? c.pick(TYPES) : c.pick([...ALIASES, "hash:nosuch", "", "hash"]);
    const six = type.startsWith("hash:") && c.percent(35);
    if (!this.made.has(name)) this.made.set(name, { type, six });
    const words = this.header(type, six);
    if (c.percent(4)) words.splice(c.between(0, words.length), 1);
    if (c.percent(4)) words.push(...this.odd());
    return [name, type, ...words];
  }

  /** Options of create, in any order. */
  private header(type: string, six: boolean): string[] {
    const { c } = this;
    const groups: string[][] = [];
    const add = (percent: number, ...words: string[]) => {
      if (c.percent(percent)) groups.push(words);
    };
    if (type.startsWith("hash:")) {
      if (six) groups.push(["family", c.pick(["inet6", "inet6", "ipv6", "-6"])]);
      else add(30, "family", c.pick(["inet", "inet", "-4", "ipv4", "inet7"]));
      add(93, "initval", c.pick(["1", "2", "0x10", "77"]));
      add(30, "hashsize", c.pick(["64", "1", "100", "1024", "0", "x"]));
      add(20, "maxelem", c.pick(["1", "3", "10", "0", "70000", "-1"]));
      add(15, "bucketsize", c.pick(["2", "5", "12", "14", "0", "300"]));
      add(12, "forceadd");
      add(
        type === "hash:ip" ? 25 : 3,
        "netmask",
        c.pick(["24", "64", "32", "128", "0", "30", "129"]),
      );
      add(
        /^hash:(ip|ip,port|net,net)$/.test(type) ? 15 : 2,
        "bitmask",
        six
          ? c.pick(["ffff:ffff::ffff", "::", "255.0.0.0"])
          : c.pick(["255.0.0.255", "0.0.0.0", "24"]),
      );
    } else if (type.startsWith("bitmap:ip")) {
      add(
        96,
        "range",
        c.pick(["10.0.0.0/24", "10.0.0.0-10.0.0.31", "10.0.0.0/16", "10.0.0.0/8", "10.0.0.1"]),
      );
      add(
        type === "bitmap:ip" ? 20 : 3,
        "netmask",
        c.pick(["30", "31", "32", "24", "8", "0", "33"]),
      );
    } else if (type === "bitmap:port") {
      add(
        96,
        "range",
        c.pick(["0-999", "50-80", "80-50", "http-100", "0-65535", "7", "tcp:1-5", "0-70000"]),
      );
    } else add(30, "size", c.pick(["1", "2", "8", "0", "x", "4"]));
    add(30, "timeout", c.pick(TIMEOUTS));
    add(35, "counters");
    add(25, "comment");
    add(25, "skbinfo");
    const words: string[] = [];
    while (groups.length > 0) words.push(...groups.splice(c.between(0, groups.length - 1), 1)[0]!);
    return c.percent(8) ? words.map((w) => (/^[a-z]{6,}$/.test(w) ? `--${w}` : w)) : words;
  }

  /** A word or two that may not fit. */
  private odd(): string[] {
    return this.c.pick([
      ["netmask", "24"],
      ["family", "inet"],
      ["range", "1-5"],
      ["nomatch"],
      ["nosuch"],
      ["timeout"],
      ["timeout", "5x"],
      ["probes", "4"],
      ["gc", "3"],
      ["counters", "counters"],
      ["markmask", "0xff"],
      ["hashsize", "64"],
      ["size", "4"],
      ["-exist"],
      ["before", "a"],
      ["--", "x"],
      [""],
    ]);
  }

  element(name: string): string {
    const { c } = this;
    const { type, six } = this.made.get(name) ?? { type: c.pick(TYPES), six: c.percent(30) };
    const parts = PARTS[c.percent(96) ? type : c.pick(TYPES)] ?? ["ip"];
    const ip = six ? mostly(V6, ODD_V6) : mostly(V4, ODD_V4);
    const words = parts.map((part) => (part === "ip" ? ip(c) : part(c)));
    if (type === "bitmap:ip,mac" && c.percent(40)) words.pop();
    if (c.percent(3)) words.pop();
    if (c.percent(2)) words.push("x");
    return words.join(",");
  }

  /** Options behind an element. */
  private behind(verb: string): string[] {
    const { c } = this;
    const words: string[] = [];
    const add = (percent: number, ...more: string[]) => {
      if (c.percent(verb === "add" ? percent : 2)) words.push(...more);
    };
    add(15, "timeout", c.pick(TIMEOUTS));
    add(10, "packets", c.pick(["5", "18446744073709551615", "18446744073709551616", "-1", "x"]));
    add(10, "bytes", number(c));
    add(
      10,
      "comment",
      c.pick(["some", "two words", "", "it's", 'a"b', "z".repeat(255), "z".repeat(256)]),
    );
    add(10, "skbmark", c.pick(["0x1", "0x5/0xff", "0x10/0x0", "5", "0x1ffffffff", "0x1/"]));
    add(8, "skbprio", c.pick(["1:2", "ffff:ffff", "10000:1", "1", "0x1:0x2"]));
    add(8, "skbqueue", c.pick(["1", "65535", "65536", "x"]));
    if (c.percent(verb === "del" ? 2 : 8)) words.push("nomatch");
    add(4, "wildcard");
    if (c.percent(6)) words.push(c.pick(["before", "after"]), c.pick(NAMES));
    if (c.percent(3)) words.push(...this.odd());
    return words;
  }

  /** The words of a command behind "ipset". */
  words(): string[] {
    const { c } = this;
    const name = this.name();
    const flags = c.percent(12) ? [c.pick(["-exist", "-!", "--exist", "-q"])] : [];
    const form = c.pick(FORMS);
    const verb = c.percent(90) ? form : (c.pick(SPELLINGS[form] ?? [form]) as string);
    switch (form) {
      case "create":
        return [...flags, verb, ...this.create(name)];
      case "add":
      case "del":
      case "test": {
        // with -q nothing says what a test found
        const before = form === "test" ? [] : flags;
        const [first, second] = [name, this.element(name)];
        const words = [verb, first, second, ...this.behind(form)];
        return c.percent(90) ? [...before, ...words] : [...words, ...before];
      }
      case "rename":
      case "swap":
        return [...flags, verb, name, this.name(), ...(c.percent(3) ? ["x"] : [])];
      case "list":
      case "save": {
        const options = [
          "-s",
          "-n",
          "-t",
          "-o plain",
          "-o save",
          "-name",
          "-terse",
          "-sorted",
          "-o x",
        ];
        const given = options.filter(() => c.percent(7)).flatMap((o) => o.split(" "));
        return [...given, verb, ...(c.percent(60) ? [name] : []), ...(c.percent(2) ? ["x"] : [])];
      }
      case "odd":
        return c.pick(ODD_COMMANDS);
      default:
        return [...flags, verb, ...(c.percent(80) ? [name] : [])];
    }
  }

  command(): Command {
    const { c } = this;
    if (!c.percent(8)) return { words: ["ipset", ...this.words()] };
    const lines = Array.from({ length: c.between(0, 6) }, () =>
      this.words()
        .map((w) => (/[ "']/.test(w) || w === "" ? `"${w}"` : w))
        .join(" "),
    );
    while (c.percent(25)) {
      const line = c.pick([
        "# a comment",
        "",
        " ",
        "COMMIT",
        "restore",
        "quit",
        "help",
        "nonsense",
        "add a",
        '"',
      ]);
      lines.splice(c.between(0, lines.length), 0, line);
    }
    const words = [...(c.percent(30) ? ["-exist"] : []), c.pick(["restore", "restore", "-R"])];
    return { words: ["ipset", ...words], dump: lines };
  }
}

const FORMS = (
  "create create create create add add add add add add add add add del del test test test list list save save flush " +
  "rename swap destroy odd"
).split(" ");
/** The same commands by other words. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  create: ["-N", "--create", "n", "N", "cr", "c"],
  add: ["-A", "--add", "a", "A", "ad"],
  del: ["-D", "--del", "d", "D", "de"],
  test: ["-T", "--test", "t", "T", "te"],
  list: ["-L", "--list", "l", "L", "li"],
  save: ["-S", "--save", "s", "S", "sa"],
  flush: ["-F", "--flush", "f", "F", "fl"],
  rename: ["-E", "e", "--rename", "ren"],
  swap: ["-W", "w", "--swap", "sw"],
  destroy: ["-X", "x", "--destroy", "des"],
};
const ODD_COMMANDS: string[][] = [
  ["version"],
  ["-v"],
  ["-V", "x"],
  [],
  ["nosuch"],
  ["create"],
  ["create", "a"],
  ["add", "a"],
  ["add"],
  ["test", "a"],
  ["destroy", "a", "b"],
  ["-q"],
  ["-o"],
  ["rename", "a"],
  ["swap"],
  ["list", "-n", "a"],
  ["list", "a", "-t"],
  ["-exist"],
];

/** The case of a seed: sets first, then commands of all kinds, in the end all that is there. */
export function drawSets(seed: number): Case {
  const sets = new Sets(new Chance(seed));
  const c = new Chance(seed + 1);
  const commands: Command[] = NAMES.filter(() => c.percent(70)).map((name) => ({
    words: ["ipset", "create", ...sets.create(name)],
  }));
  const count = c.between(6, 16);
  for (let i = 0; i < count; i++) commands.push(sets.command());
  return [...commands, { words: ["ipset", "save"] }, { words: ["ipset", "list"] }];
}

const isTest = ({ words }: Command) => words.some((w) => /^(-T|-?-?te?s?t?|T)$/.test(w));

/** Whether a hash was made whose start nobody gave: the order of elements is the kernel's own then. */
function isLoose(commands: Case): boolean {
  const lines = commands.flatMap(({ words, dump }) => [words.join(" "), ...(dump ?? [])]);
  return lines.some((line) => /hash/.test(line) && !/initval \d/.test(line));
}

/** An answer without what may differ: seconds that passed, memory, the status of a test. */
export function evenSets(commands: Case, answer: Answer): Answer {
  const loose = isLoose(commands);
  // what a dump that is refused did up to there follows from how ipset fills its messages
  const end = commands.findIndex(
    ({ dump }, i) => dump !== undefined && !answer.commands[i]!.accepted,
  );
  const even = (text: string) => {
    const plain = text
      .replace(/^Size in memory: .*\n/gm, "")
      // ipset says on standard error what a test found
      .replace(/^.* is (NOT )?in set .*\n/gm, "")
      .replace(/^((?!create |Header:).* timeout )(\d+)/gm, (_, head: string, seconds: string) => {
        return `${head}${Math.ceil(Number(seconds) / 100) * 100}`;
      });
    if (!loose) return plain;
    const drawn = plain.replace(/ (initval|hashsize) \S+/g, "");
    return drawn.split("\n").sort().join("\n");
  };
  return {
    ...answer,
    commands: answer.commands.map(({ accepted, printed }, i) => {
      if (end >= 0 && i > end) return { accepted: false, printed: "" };
      if (!isTest(commands[i]!)) return { accepted, printed: even(printed) };
      return { accepted: accepted && !/ is NOT in set /.test(printed), printed: "" };
    }),
  };
}
