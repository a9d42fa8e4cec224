// Which rules may change places. "x" in the last column: the second may stand before the first.
import { describe, expect, test } from "vitest";
import { mayPass, regionsOf } from "../../src/cost/region.js";
import { parseSetup } from "../../src/setup/setup.js";

function may(family: "ipv4" | "ipv6", table: string, a: string, b: string, more = ""): boolean {
  const command = family === "ipv4" ? "iptables" : "ip6tables";
  const chain = table === "filter" ? "FORWARD" : "PREROUTING";
  const line = (rule: string) => `${command} -t ${table} -A ${chain} ${rule}\n`;
  const { setup } = parseSetup(more + line(a) + line(b));
  const made = setup.rulesets[family].tables.get(table as "filter")!;
  const [first, second] = regionsOf(made, made.chains.get(chain)!.rules);
  return mayPass(first!, second!);
}

const filter: readonly (readonly [string, string, string])[] = [
  // the same verdict
  ["-s 10.0.0.1 -j ACCEPT", "-d 10.0.0.2 -j ACCEPT", "x"],
  ["-s 10.0.0.1 -j ACCEPT", "-d 10.0.0.2 -j DROP", ""],
  ["-s 10.0.0.1 -j REJECT", "-d 10.0.0.2 -j REJECT", ""],
  ["-m limit --limit 1/s -j ACCEPT", "-s 10.0.0.1 -j ACCEPT", ""],
  ["-s 10.0.0.1", "-s 10.0.0.1", ""],
  // a packet with a broken header is dropped by tcp, whichever rule it meets first
  ["-s 10.0.0.1 -j ACCEPT", "-p tcp --dport 1 -j ACCEPT", ""],
  ["-p tcp --dport 2 -j ACCEPT", "-p tcp --dport 1:5 -j ACCEPT", "x"],
  ["-p tcp --dport 2 -j ACCEPT", "-p tcp -m multiport --dports 1,5 -j ACCEPT", ""],
  ["-p tcp --dport 2 -j ACCEPT", "-m conntrack --ctstate INVALID -j ACCEPT", ""],
  // one with a state has whole headers
  ["-p tcp --dport 2 -j ACCEPT", "-m conntrack --ctstate ESTABLISHED -j ACCEPT", "x"],
  [
    "-p tcp --dport 2 -m conntrack --ctstate NEW -j ACCEPT",
    "-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
    "x",
  ],
  ["-p esp -m esp --espspi 1 -j ACCEPT", "-m state --state ESTABLISHED -j ACCEPT", ""],
  // addresses
  ["-s 10.0.0.1 -j ACCEPT", "-s 10.0.0.2 -j DROP", "x"],
  ["-s 10.0.0.0/8 -j ACCEPT", "-s 10.0.0.2 -j DROP", ""],
  ["-s 10.0.0.0/255.0.0.255 -j ACCEPT", "-s 10.0.0.2 -j DROP", "x"],
  ["! -s 10.0.0.0/8 -j ACCEPT", "-s 10.0.0.2 -j DROP", "x"],
  ["! -s 10.0.0.2 -j ACCEPT", "-s 10.0.0.0/8 -j DROP", ""],
  ["! -s 10.0.0.0/8 -j ACCEPT", "! -s 11.0.0.0/8 -j DROP", ""],
  ["-s 10.0.0.1 -m limit --limit 1/s -j ACCEPT", "-s 10.0.0.2 -j DROP", "x"],
  // protocols and interfaces
  ["-p tcp -j ACCEPT", "-p udp -j DROP", "x"],
  ["! -p tcp -j ACCEPT", "-p udp -j DROP", ""],
  ["! -p tcp -j ACCEPT", "-p tcp -j DROP", "x"],
  ["-i a -j ACCEPT", "-i b -j DROP", "x"],
  ["-i a -j ACCEPT", "-i a+ -j DROP", ""],
  ["-i a+ -j ACCEPT", "-i ab+ -j DROP", ""],
  ["-i a+ -j ACCEPT", "-i b+ -j DROP", "x"],
  ["! -i a+ -j ACCEPT", "-i ab -j DROP", "x"],
  ["-o a -j ACCEPT", "! -o a -j DROP", "x"],
  // ports, types, states
  ["-p tcp --dport 1 -j ACCEPT", "-p tcp --dport 2 -j DROP", "x"],
  ["-p tcp --dport 1:3 -j ACCEPT", "-p tcp --dport 2 -j DROP", ""],
  ["-p tcp ! --dport 1 -j ACCEPT", "-p tcp --dport 1 -j DROP", "x"],
  ["-p udp --sport 1 -j ACCEPT", "-p udp --sport 5: -j DROP", "x"],
  ["-p tcp -m multiport --dports 1,5:7 -j ACCEPT", "-p tcp -m multiport --dports 8,2 -j DROP", "x"],
  ["-p tcp -m multiport --dports 1,5:7 -j ACCEPT", "-p tcp -m multiport --dports 6 -j DROP", ""],
  ["-p tcp -m multiport ! --dports 6 -j ACCEPT", "-p tcp -m multiport --dports 6 -j DROP", "x"],
  ["-p tcp --dport 1 -j ACCEPT", "-p tcp -m multiport --dports 2 -j DROP", ""],
  ["-m limit --limit 1/s -p tcp --dport 1 -j ACCEPT", "-p tcp --dport 2 -j DROP", ""],
  ["-p icmp --icmp-type 8 -j ACCEPT", "-p icmp --icmp-type 3/4 -j DROP", "x"],
  ["-p icmp --icmp-type 3 -j ACCEPT", "-p icmp --icmp-type 3/4 -j DROP", ""],
  ["-p icmp --icmp-type any -j ACCEPT", "-p icmp --icmp-type 3/4 -j DROP", ""],
  ["-m state --state NEW -j ACCEPT", "-m conntrack ! --ctstate NEW -j DROP", "x"],
  ["-m state --state NEW -j ACCEPT", "-m conntrack --ctstate NEW,DNAT -j DROP", ""],
  // targets that go on
  ["-s 10.0.0.1 -j LOG", "-s 10.0.0.2 -j DROP", "x"],
  ["-s 10.0.0.1 -j own", "-s 10.0.0.2 -j DROP", "x"],
  ["-j own", "-s 10.0.0.2 -j ACCEPT", ""],
];

describe("rules of filter", () => {
  test.each(filter)("%s; %s", (a, b, expected) => {
    expect(may("ipv4", "filter", a, b, "iptables -N own\n")).toBe(expected === "x");
  });
});

describe("elsewhere", () => {
  test("IPv6 addresses and types", () => {
    expect(may("ipv6", "filter", "-s 2001:db8::1 -j ACCEPT", "-s 2001:db8::2 -j DROP")).toBe(true);
    expect(may("ipv6", "filter", "-s 2001:db8::/32 -j ACCEPT", "-s 2001:db8::2 -j DROP")).toBe(
      false,
    );
    const type = (n: number) => `-p icmpv6 --icmpv6-type ${n}`;
    expect(may("ipv6", "filter", `${type(1)} -j ACCEPT`, `${type(2)} -j DROP`)).toBe(true);
  });
  test("-p of ip6tables drops a packet whose headers do not lead to a protocol", () => {
    const from = "-s 2001:db8::1";
    expect(may("ipv6", "filter", "-p tcp -j ACCEPT", "-p udp -j DROP")).toBe(true);
    expect(may("ipv6", "filter", `${from} -j ACCEPT`, "-p udp -j ACCEPT")).toBe(false);
    expect(may("ipv4", "filter", "-s 10.0.0.1 -j ACCEPT", "-p udp -j ACCEPT")).toBe(true);
    expect(may("ipv6", "filter", `${from} -p tcp -j ACCEPT`, "-s 2001:db8::2 -j DROP")).toBe(true);
  });
  test("marks change on the way, so they keep nothing apart", () => {
    expect(may("ipv4", "mangle", "-m mark --mark 1 -j ACCEPT", "-m mark --mark 2 -j DROP")).toBe(
      false,
    );
  });
  test("in raw, states are not what they will be", () => {
    const state = (s: string) => `-m conntrack --ctstate ${s}`;
    expect(may("ipv4", "raw", `${state("NEW")} -j ACCEPT`, `${state("INVALID")} -j DROP`)).toBe(
      false,
    );
  });
});
