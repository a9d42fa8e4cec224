// Cases of ip(8): addresses, links, routes and rules of both families, good ones and broken ones, on a host
// whose links are up.
import { askKernel, missingKernel } from "../../setup/network-kernel.js";
import { askSluiceNetwork } from "../../setup/network-cases.js";
import { Chance } from "../../support/chance.js";
import { CannotAsk } from "../probe.js";
import { shrink } from "../shrink.js";
import { broken } from "./values.js";

const DEVICES = "eth0 eth0 eth1 eth1 eth2 lo ppp0".split(" ");
const ADDRESSES = {
  "4": "192.0.2.1/24 192.0.2.9/24 10.0.0.1/24 10.0.0.1/32 10.9.0.1/30 10.0.0.1 127.0.0.2/8 192.0.2.1/25 0.0.0.0/8".split(
    " ",
  ),
  "6": "2001:db8::1/64 2001:db8::2/64 2001:db8:1::1/48 fe80::1/64 2001:db8:2::1 ::1/128 2001:db8::1/65".split(
    " ",
  ),
};
const PREFIXES = {
  "4": "default 0/0 10.1.0.0/16 10.1.2.0/24 10.1/16 203.0.113.9 203.0.113.0/25 10.1.0.1/16 192.0.2.0/24 224.0.0.0/4 255.255.255.255".split(
    " ",
  ),
  "6": "default ::/0 2001:db8:9::/48 2001:db8:9::1 2001:db8:9::1/48 2001:db8::/64 ff00::/8 2000::/3".split(
    " ",
  ),
};
const GATEWAYS = {
  "4": "192.0.2.254 192.0.2.253 10.0.0.254 10.9.0.2 203.0.113.1 192.0.2.1 0.0.0.0".split(" "),
  "6": "2001:db8::fe 2001:db8:1::fe fe80::fe 2001:db8::1 2001:db9::1".split(" "),
};
const TABLES = "main local default 100 100 200 255 254 0 all nosuch 4294967295 4294967296".split(
  " ",
);
const TYPES =
  "unicast local blackhole unreachable prohibit throw broadcast anycast multicast".split(" ");

type Version = "4" | "6";

class Commands {
  constructor(private readonly c: Chance) {}

  private words(groups: readonly (readonly [percent: number, words: () => string])[]): string[] {
    return groups.filter(([percent]) => this.c.percent(percent)).map(([, words]) => words());
  }

  private address(v: Version): string {
    const { c } = this;
    const verb = c.pick(["add", "add", "add", "add", "replace", "change", "del", "a", "delete"]);
    const options = this.words([
      [12, () => `broadcast ${c.pick(["+", "-", "192.0.2.255", "10.0.0.255"])}`],
      [10, () => `scope ${c.pick(["global", "link", "host", "site", "7", "nosuch"])}`],
      [8, () => `peer ${c.pick(v === "4" ? ["10.8.0.2", "10.8.0.0/24"] : ["2001:db8:8::2/128"])}`],
      [8, () => `label ${c.pick(["eth0:1", "eth0", "eth1:x", "other"])}`],
      [8, () => `metric ${c.pick(["5", "x", "1024"])}`],
      [6, () => c.pick(["noprefixroute", "nodad", "home", "deprecated"])],
      [
        5,
        () => `${c.pick(["valid_lft", "preferred_lft"])} ${c.pick(["forever", "600", "0", "x"])}`,
      ],
    ]);
    return `ip ${c.percent(20) ? `-${v} ` : ""}${c.pick(["addr", "address", "a"])} ${verb} ${c.pick(ADDRESSES[v])} ${c.percent(96) ? `dev ${c.pick(DEVICES)}` : ""} ${options.join(" ")}`;
  }

  private link(): string {
    const { c } = this;
    const device = c.pick(DEVICES.slice(0, 5));
    const options = c.pick([
      "up",
      "up",
      "down",
      "mtu 1400",
      "mtu 60",
      "mtu 70000",
      "mtu x",
      "address 02:00:00:00:00:09",
      "address 02:00:00",
      "group 5",
      "group default",
      "promisc on",
      "multicast off",
      "arp off",
      "txqueuelen 100",
      "nosuch 5",
      "up mtu 1300",
    ]);
    return `ip link set ${c.percent(60) ? "dev " : ""}${device} ${options}`;
  }

  private hop(v: Version): string[] {
    const { c } = this;
    return this.words([
      [65, () => `via ${c.pick(GATEWAYS[v])}`],
      [70, () => `dev ${c.pick(DEVICES)}`],
      [8, () => "onlink"],
    ]);
  }

  private route(v: Version): string {
    const { c } = this;
    const verb = c.pick("add add add add append prepend replace change del del flush".split(" "));
    const type = c.percent(15) ? `${c.pick(TYPES)} ` : "";
    const many = c.percent(12);
    const hops = many
      ? Array.from({ length: c.between(1, 3) }, () => {
          const weight = c.percent(30) ? ` weight ${c.pick(["2", "256", "257", "0"])}` : "";
          return `nexthop ${this.hop(v).join(" ")}${weight}`;
        })
      : this.hop(v);
    const options = this.words([
      // a flush of a table that never was is refused by ip, and taken here
      [verb === "flush" ? 0 : 20, () => `table ${c.pick(TABLES)}`],
      [15, () => `metric ${c.pick(["5", "1024", "0", "x", "4294967295"])}`],
      [8, () => `proto ${c.pick(["static", "kernel", "boot", "5", "nosuch", "256"])}`],
      [8, () => `scope ${c.pick(["global", "link", "host", "site", "200", "nosuch"])}`],
      [
        8,
        () =>
          `src ${c.pick(v === "4" ? ["192.0.2.1", "10.0.0.1", "1.2.3.4"] : ["2001:db8::1", "2001:db8:7::7"])}`,
      ],
      [6, () => `mtu ${c.pick(["1400", "lock 1400", "x"])}`],
      [4, () => `tos ${c.pick(["0x10", "8", "256"])}`],
      [4, () => `preference 5`],
      [3, () => `advmss 1000`],
    ]);
    const parts = many
      ? [...options, ...hops]
      : c.percent(50)
        ? [...hops, ...options]
        : [...options, ...hops];
    return `ip ${c.percent(v === "6" ? 60 : 15) ? `-${v} ` : ""}${c.pick(["route", "ro", "r"])} ${verb} ${type}${c.pick(PREFIXES[v])} ${parts.join(" ")}`;
  }

  private rule(v: Version): string {
    const { c } = this;
    const verb = c.pick(["add", "add", "add", "add", "del", "del", "flush"]);
    const options = this.words([
      [
        30,
        () => `${c.percent(10) ? "not " : ""}from ${c.pick([...PREFIXES[v].slice(2, 8), "all"])}`,
      ],
      [20, () => `to ${c.pick(PREFIXES[v].slice(2, 8))}`],
      [25, () => `fwmark ${c.pick(["1", "0x5/0xff", "0", "x", "1/0"])}`],
      [12, () => `${c.pick(["iif", "oif", "dev"])} ${c.pick(DEVICES)}`],
      [10, () => `ipproto ${c.pick(["tcp", "udp", "17", "x"])}`],
      [8, () => `${c.pick(["sport", "dport"])} ${c.pick(["80", "1-5", "5-1", "0", "x"])}`],
      [6, () => `uidrange ${c.pick(["0-5", "5-1", "x"])}`],
      [5, () => `tos ${c.pick(["0x10", "3", "x"])}`],
      [5, () => `suppress_prefixlength ${c.pick(["0", "24", "x"])}`],
      [
        40,
        () =>
          `${c.pick(["pref", "priority", "prio", "preference"])} ${c.pick(["100", "100", "32766", "0", "x"])}`,
      ],
      [70, () => `${c.pick(["table", "lookup"])} ${c.pick(TABLES)}`],
      [8, () => c.pick(["blackhole", "unreachable", "prohibit", "goto 200", "nop"])],
    ]);
    return `ip ${c.percent(v === "6" ? 90 : 15) ? `-${v} ` : ""}${c.pick(["rule", "ru"])} ${verb} ${options.join(" ")}`;
  }

  one(): string {
    const { c } = this;
    const v = c.percent(60) ? "4" : "6";
    const form = c.pick(
      "address address link route route route route route rule rule rule".split(" "),
    );
    const line =
      form === "address"
        ? this.address(v)
        : form === "link"
          ? this.link()
          : form === "route"
            ? this.route(v)
            : this.rule(v);
    const words = line.split(" ").filter((word) => word !== "");
    if (c.percent(3)) words.splice(c.between(2, words.length), 1);
    if (c.percent(2)) {
      const at = c.between(2, words.length - 1);
      words[at] = broken(c, words[at]!).replace(/[^\w.:/+-]/g, "") || "x";
    }
    return words.join(" ");
  }
}

/** The commands of a seed: links up and addressed first. */
export function drawNetwork(seed: number): string[] {
  const c = new Chance(seed);
  const commands = new Commands(c);
  const lines = ["ip link set eth0 up", "ip link set eth1 up"];
  if (c.percent(85))
    lines.push("ip addr add 192.0.2.1/24 dev eth0", "ip addr add 2001:db8::1/64 dev eth0");
  if (c.percent(60))
    lines.push("ip addr add 10.0.0.1/24 dev eth1", "ip addr add 2001:db8:1::1/48 dev eth1");
  const count = c.between(8, 20);
  for (let i = 0; i < count; i++) lines.push(commands.one());
  return lines;
}

/** An answer without the words in which commands were refused. */
const plain = (answer: string) => answer.replace(/^(\d+): .*$/gm, "$1: refused");

/** How the answers differ, or null. */
function differs(lines: readonly string[]): string | null {
  const [kernel, ours] = [askKernel(lines), askSluiceNetwork(lines)];
  const [a, b] = [kernel, ours].map((text) => plain(text).split("\n")) as [string[], string[]];
  const out = a.filter((l) => !b.includes(l)).map((l) => `    ip      ${l}`);
  out.push(...b.filter((l) => !a.includes(l)).map((l) => `    sluice  ${l}`));
  if (out.length === 0) return null;
  const said = kernel
    .split("\n")
    .filter((l) => /^\d+: /.test(l) && !ours.includes(`${l.split(":")[0]}: `));
  return [...out.slice(0, 10), ...said.map((l) => `    it said ${l}`)].join("\n");
}

/** Runs cases from `seed` on; says what differs, made small. */
export async function fuzzNetwork(
  seed: number,
  count: number,
  say: (line: string) => void,
): Promise<{ commands: number; differences: string[] }> {
  const missing = missingKernel();
  if (missing !== null) throw new CannotAsk(missing);
  const result = { commands: 0, differences: [] as string[] };
  for (let s = seed; s < seed + count; s++) {
    const lines = drawNetwork(s);
    result.commands += lines.length;
    if (differs(lines) === null) continue;
    const small = await shrink(lines, async (l) => differs(l) !== null);
    const text = `${small.join("\n")}\n${differs(small) ?? "agrees when asked again"}\n  (seed ${s})`;
    result.differences.push(text);
    say(text);
  }
  return result;
}
