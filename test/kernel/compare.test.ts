// The comparison itself: what it lets pass, and that nothing else passes.
import { describe, expect, it } from "vitest";
import { ip4, ip6, udp } from "../support/packets.js";
import { type Answer, compareAnswers } from "./compare.js";
import { sameButNoise } from "./noise.js";
import type { Seen } from "./probe.js";

const hex = (b: Uint8Array): string => Buffer.from(b).toString("hex");
const datagram = udp("192.0.2.1", "203.0.113.9", 4000, 53);
const packet = (id: number): string => hex(ip4("192.0.2.1", "203.0.113.9", 17, datagram, { id }));
const emit = (more: Partial<Seen>): Seen => ({
  at: "wire",
  in: "eth1",
  out: "eth0",
  mark: 0,
  packet: packet(1),
  ...more,
});

const TABLE = "*filter\n:FORWARD ACCEPT [1:36]\n[1:36] -A FORWARD -p udp -j ACCEPT\nCOMMIT\n";
const COPIES = TABLE.replace("-j ACCEPT", "-j TEE --gateway 10.0.0.9");
const NAT = "*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n";
const CONNECTION =
  "ipv4     2 udp      17 29 src=10.0.0.5 dst=203.0.113.9 sport=1 dport=53 [UNREPLIED] " +
  "src=203.0.113.9 dst=10.0.0.5 sport=53 dport=1 mark=0";

const answer = (more: Partial<Answer>): Answer => ({
  packets: [{ n: 1, emits: [emit({})] }],
  counters: { ipv4: TABLE, ipv6: "" },
  conntrack: [CONNECTION],
  expect: [],
  ipset: "",
  log: ["x IN=eth0 OUT= ID=7 PROTO=UDP "],
  ...more,
});

const emits = (...all: Seen[]): Partial<Answer> => ({ packets: [{ n: 1, emits: all }] });
const ipv4 = (text: string): Partial<Answer> => ({ counters: { ipv4: text, ipv6: "" } });

const FOUND: [what: string, kernel: Partial<Answer>, other: Partial<Answer>, said: RegExp][] = [
  ["a missing emit", {}, emits(), /packet 1 emit 1: missing: wire eth1>eth0/],
  ["an emit too much", {}, emits(emit({}), emit({})), /packet 1 emit 2: too much/],
  ["another device", {}, emits(emit({ out: "eth2" })), /is wire eth1>eth2, the kernel's wire/],
  ["another mark", {}, emits(emit({ mark: 5 })), /mark 5, the kernel's 0/],
  ["a forwarded id", {}, emits(emit({ packet: packet(2) })), /bytes differ from offset 5/],
  ["a counter", {}, ipv4(TABLE.replace("[1:36] -A", "[2:72] -A")), /FORWARD 1 .*counts \[2:72\]/],
  ["a rule's text", {}, ipv4(TABLE.replace("-p udp", "-p tcp")), /prints "-A FORWARD -p tcp/],
  ["a missing rule", {}, ipv4(TABLE.replace(/\[1:36\] -A.*\n/, "")), /FORWARD 1: missing/],
  ["a missing table", ipv4(NAT + TABLE), {}, /ipv4 nat: missing/],
  ["a table too much", {}, ipv4(NAT + TABLE), /ipv4 nat: the kernel has no such table/],
  ["a timeout", {}, { conntrack: [CONNECTION.replace(" 29 ", " 27 ")] }, /timeout 27.*29/],
  ["no connection", {}, { conntrack: [] }, /conntrack: missing: ipv4 {5}2 udp/],
  ["another state", {}, { conntrack: [CONNECTION.replace(" [UNREPLIED]", "")] }, /too much/],
  [
    "the link-layer header of no copy",
    { log: ["IN=e OUT=f MAC=00:01 SRC="] },
    { log: ["IN=e OUT=f MAC=02:00 SRC="] },
    /log line 1/,
  ],
  ["a log line", {}, { log: ["y IN=eth0 OUT= ID=7 PROTO=UDP "] }, /log line 1/],
];

const PASSED: [what: string, kernel: Partial<Answer>, other: Partial<Answer>][] = [
  ["the same", {}, {}],
  ["tables in another order", ipv4(NAT + TABLE), ipv4(TABLE + NAT)],
  ["a second in a timeout", {}, { conntrack: [CONNECTION.replace(" 29 ", " 30 ")] }],
  ["use counts", {}, { conntrack: [CONNECTION + " use=1"] }],
  [
    "an id of the host's own",
    emits(emit({ in: null, packet: packet(7) })),
    emits(emit({ in: null, packet: packet(9) })),
  ],
  ["an id it logged", { log: ["IN= OUT=e ID=7 DF"] }, { log: ["IN= OUT=e ID=9 DF"] }],
  [
    "the link-layer header of a copy",
    { log: ["IN=e OUT=e MAC=00:01 SRC="] },
    { log: ["IN=e OUT=e MAC=02:00 SRC="] },
  ],
  [
    "the same where it was routed again",
    { log: ["IN=e OUT=f MAC=00:01 SRC="], ...ipv4(COPIES) },
    { log: ["IN=e OUT=f MAC=02:00 SRC="], ...ipv4(COPIES) },
  ],
  [
    "the same over lo, with an id",
    { log: ["IN=lo OUT=lo MAC=00:01 SRC= ID=7 DF"] },
    { log: ["IN=lo OUT=lo MAC=02:00 SRC= ID=9 DF"] },
  ],
  [
    "the same of the host's own packet",
    { log: ["IN=eth0 OUT=eth0 MAC= SRC= ID=7 DF"] },
    { log: ["IN=eth0 OUT=eth0 MAC= SRC= ID=9 DF"] },
  ],
  [
    "the same in words of its own",
    { log: ["IN=e OUT=e MACSRC=00:01 MACDST=00:02 MACPROTO=0001 SRC="] },
    { log: ["IN=e OUT=e MACSRC=02:00 MACDST=02:01 MACPROTO=0800 SRC="] },
  ],
  [
    "a flow label it logged",
    { log: ["IN= OUT=e FLOWLBL=7 PROTO=UDP"] },
    { log: ["IN= OUT=e FLOWLBL=0 PROTO=UDP"] },
  ],
];

describe("answers differ by", () => {
  it.each(FOUND)("%s", (_, kernel, other, said) => {
    const found = compareAnswers(answer(kernel), answer(other), { about: "" });
    expect(found.join("\n")).toMatch(said);
  });
});

describe("answers agree despite", () => {
  it.each(PASSED)("%s", (_, kernel, other) => {
    expect(compareAnswers(answer(kernel), answer(other), { about: "" })).toEqual([]);
  });
});

describe("a busy machine", () => {
  const SET = "create s hash:ip family inet\nadd s 10.0.0.5 timeout 600\n";
  const late = {
    ipset: SET.replace("600", "597"),
    conntrack: [CONNECTION.replace(" 29 ", " 27 ")],
  };
  const first = answer({ ipset: SET, conntrack: [CONNECTION] });

  it.each([
    ["no time at all", { before: 0, behind: 0 }, [/^conntrack: timeout/, /^ipset: timeout/]],
    ["some time behind", { before: 0, behind: 1.5 }, [/^ipset: timeout/]],
    ["some more before", { before: 0.9, behind: 1.5 }, []],
  ])("took %s", (_, idle, said) => {
    const found = compareAnswers(answer(late), first, { about: "", idle });
    expect(found).toEqual(said.map((s) => expect.stringMatching(s)));
  });
});

describe("noise in packets", () => {
  const six = (flow: number): string =>
    hex(ip6("::1", "::2", 17, udp("::1", "::2", 1, 2), { flow }));
  const partial = (b: Uint8Array): string => {
    const copy = Uint8Array.from(b);
    // the sum of 192.0.2.1, 203.0.113.9, 17 and the length 16, as a device would get it
    copy.set([0xfe, 0x2c], 26);
    return hex(copy);
  };
  const whole = ip4("192.0.2.1", "203.0.113.9", 17, datagram);
  const port = (n: number): string =>
    hex(ip4("192.0.2.1", "203.0.113.9", 17, udp("192.0.2.1", "203.0.113.9", n, 53)));
  const own = { own: true };
  const random = { own: false, randomPorts: [1024, 65535] as [number, number] };

  it.each([
    ["the host's flow label", six(5), six(9), own, true],
    ["a forwarded flow label", six(5), six(9), { own: false }, false],
    ["a checksum left to a device", partial(whole), hex(whole), own, true],
    ["the same where nothing was left", partial(whole), hex(whole), { own: false }, false],
    ["a wrong checksum", hex(whole).replace(/..(?=.{16}$)/, "00"), hex(whole), own, false],
    ["a random port", port(2000), port(3000), random, true],
    ["a port out of bounds", port(2000), port(30), random, false],
    ["a port not said to be random", port(2000), port(3000), own, false],
  ])("%s", (_, kernel, other, facts, same) => {
    expect(sameButNoise(kernel, other, facts)).toBe(same);
  });
});
