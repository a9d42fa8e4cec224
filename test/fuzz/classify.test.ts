// Classifiers change nothing: the same frames through the same rules, with and without them.
import { describe } from "vitest";
import type { Random } from "../../bench/lib/random.js";
import { eagerIndexing, noIndexing, usualIndexing } from "../../src/engine/classify.js";
import { fuzz } from "./harness.js";
import { randomFrames, run, same } from "./run.js";
import { type RandomTable, randomTables, setupText } from "./setups.js";

const PACKETS = 150;

/** Addresses near those of the traffic, so that prefixes of every length tell some apart. */
function address(r: Random, family: RandomTable["family"]): string {
  if (family === "ipv4") {
    const [a, b] = r.pick(["192.168", "203.0", "198.51", "10.9"]).split(".");
    const c = r.pick([0, 1, 100, 113, r.between(0, 255)]);
    return `${a}.${b}.${c}.${r.pick([1, 7, 9, 10, 11, 255, r.between(0, 255)])}`;
  }
  const network = r.pick(["2001:db8:1", "2001:db8:2", "2001:db8:9", "fe80", "ff02"]);
  return `${network}::${r.pick(["1", "7", "10", "11", r.next().toString(16).slice(0, 4)])}`;
}

function prefix(r: Random, family: RandomTable["family"]): string {
  const six = family === "ipv6";
  if (r.chance(0.05)) {
    const mask = six ? r.pick(["::ffff", "ffff::ff00:0"]) : r.pick(["0.0.0.255", "255.0.255.0"]);
    return `${address(r, family)}/${mask}`;
  }
  const bits = six ? r.pick([0, 16, 33, 48, 64, 65, 96, 127, 128]) : r.pick([0, 8, 15, 24, 29, 32]);
  return `${address(r, family)}/${bits}`;
}

function range(r: Random, family: RandomTable["family"]): string {
  return `${address(r, family)}-${address(r, family)}`;
}

const port = (r: Random) => r.pick([0, 22, 53, 80, 443, 1024, 5001, r.between(0, 65535)]);

function ports(r: Random): string {
  const [a, b] = [port(r), port(r)].sort((x, y) => x - y);
  return r.chance(0.5) ? `${a}` : `${a}:${b}`;
}

function list(r: Random): string {
  const words = Array.from({ length: r.between(1, 5) }, () => {
    const one = r.between(0, 65000);
    return r.chance(0.5) ? port(r) : `${one}:${one + r.between(1, 500)}`;
  });
  return words.join(",");
}

const not = (r: Random) => (r.chance(0.2) ? "! " : "");

/** Matches that look into the transport header, by protocol. */
function transport(r: Random, protocol: string): string {
  const multiport = () =>
    `-m multiport ${not(r)}--${r.pick(["sports", "dports", "ports"])} ${list(r)}`;
  const single = () => `-m ${protocol} ${not(r)}--${r.pick(["sport", "dport"])} ${ports(r)}`;
  const flags = () =>
    `-m tcp ${not(r)}--tcp-flags ${r.pick(["SYN,ACK,RST,FIN SYN", "ALL NONE", "ACK ACK", "SYN,FIN SYN,FIN"])}`;
  switch (protocol) {
    case "tcp":
      return r.pick([single, multiport, flags, () => "-m tcp --tcp-option 8"])();
    case "udp":
    case "sctp":
      return r.pick([single, multiport])();
    case "icmp":
      return `-m icmp ${not(r)}--icmp-type ${r.pick(["8", "0", "3/1", "3", "any", "13"])}`;
    case "ipv6-icmp":
      return `-m icmp6 ${not(r)}--icmpv6-type ${r.pick(["128", "129", "1/4", "255", "135"])}`;
  }
  return "";
}

/** Matches that look elsewhere, some of which may not be overtaken. */
function other(r: Random, family: RandomTable["family"]): string {
  const state = ["NEW", "ESTABLISHED", "RELATED,ESTABLISHED", "INVALID", "UNTRACKED", "NEW,DNAT"];
  return r.pick([
    () => `-m mark ${not(r)}--mark 0x${r.between(0, 3)}`,
    () => `-m mark ${not(r)}--mark 0x${r.between(0, 3)}/0x3`,
    () => `-m conntrack ${not(r)}--ctstate ${r.pick(state)}`,
    () => `-m state --state ${r.pick(["NEW", "INVALID,RELATED"])}`,
    () => `-m iprange ${not(r)}--src-range ${range(r, family)}`,
    () => `-m iprange ${not(r)}--dst-range ${range(r, family)}`,
    () => "-m limit --limit 1/sec --limit-burst 2",
    () => "-m comment --comment words",
    () => `-m length --length ${r.between(20, 60)}:1500`,
    () => "-m pkttype --pkt-type unicast",
  ])();
}

/** A rule that asks much of header fields. */
function denseRule(r: Random, table: RandomTable, chain: string): string {
  const { family } = table;
  const words: string[] = [];
  const protocols =
    family === "ipv4" ? ["tcp", "udp", "icmp", "sctp"] : ["tcp", "udp", "ipv6-icmp", "sctp"];
  const protocol = r.pick(["", "", ...protocols, ...protocols]);
  if (protocol !== "") words.push(`-p ${protocol}`);
  else if (r.chance(0.2)) words.push(`! -p ${r.pick(protocols)}`);
  if (r.chance(0.5)) words.push(`${not(r)}-s ${prefix(r, family)}`);
  if (r.chance(0.5)) words.push(`${not(r)}-d ${prefix(r, family)}`);
  const device = () => r.pick(["eth0", "eth1", "eth+", "ppp0", "et+", "lo", "eth12", "+"]);
  if (/PREROUTING|INPUT|FORWARD/.test(chain) && r.chance(0.3))
    words.push(`${not(r)}-i ${device()}`);
  if (/OUTPUT|POSTROUTING|FORWARD/.test(chain) && r.chance(0.3)) {
    words.push(`${not(r)}-o ${device()}`);
  }
  const matches = [transport(r, protocol), r.chance(0.4) ? other(r, family) : ""];
  if (r.chance(0.3)) matches.reverse();
  words.push(...matches);
  const targets = ["", "", "", "-j ACCEPT", "-j RETURN"];
  if (table.name === "mangle")
    targets.push("-j MARK --set-xmark 0x1/0x3", "-j MARK --xor-mark 0x2");
  if (table.name !== "nat") targets.push("-j LOG");
  words.push(r.pick(targets));
  return words.filter((word) => word !== "").join(" ");
}

/** The tables with many such rules among theirs. */
function dense(r: Random, tables: readonly RandomTable[]): RandomTable[] {
  return tables.map((table) => ({
    ...table,
    chains: table.chains.map((chain) => {
      const rules = [...chain.rules];
      for (let n = r.pick([0, 5, 40, 150]); n > 0; n--) {
        rules.splice(r.between(0, rules.length), 0, denseRule(r, table, chain.name));
      }
      return { ...chain, rules };
    }),
  }));
}

describe("classifiers", () => {
  fuzz({ name: "over every chain", count: 12 }, async (r) => {
    const text = setupText(randomTables(r));
    const frames = randomFrames(r, PACKETS);
    const plain = await run(text, frames, { indexing: noIndexing });
    same(plain, await run(text, frames, { indexing: eagerIndexing }));
  });

  fuzz({ name: "over dense chains", count: 12 }, async (r) => {
    const text = setupText(dense(r, randomTables(r)));
    const frames = randomFrames(r, PACKETS);
    const plain = await run(text, frames, { indexing: noIndexing });
    same(plain, await run(text, frames, { indexing: usualIndexing }));
    same(plain, await run(text, frames, { indexing: eagerIndexing }));
  });

  fuzz({ name: "with little memory", count: 3 }, async (r) => {
    const text = setupText(dense(r, randomTables(r)));
    const frames = randomFrames(r, PACKETS);
    const plain = await run(text, frames, { indexing: noIndexing });
    for (const bytes of [0, 4096, 8192, 20_000]) {
      const indexing = { ...eagerIndexing, limit: () => bytes };
      same(plain, await run(text, frames, { indexing }));
    }
  });
});
