// What reports say: a sentence for every cause, packets in tcpdump's manner, names and numbers.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Cause } from "../../src/generated/abi.js";
import { address6 } from "../../src/report/address.js";
import { frameText, packetText } from "../../src/report/brief.js";
import { causeSentence, causeWords } from "../../src/report/cause.js";
import { timeText } from "../../src/report/jsonl.js";
import { bar, percent, spanText } from "../../src/report/summary.js";
import { clockText } from "../../src/report/verbose.js";
import { address, filler, fromHex, join, u8 } from "../support/bytes.js";
import { ip, ip4, ip6, tcp, udp } from "../support/packets.js";

describe("causes", () => {
  const abi = readFileSync("assembly/abi/netfilter.ts", "utf8");
  const text = /export const enum Cause \{([\s\S]*?)\n\}/.exec(abi)![1]!;
  const numbers = [...text.matchAll(/^ {2}(\w+) = (\d+),/gm)].map(
    (m) => [m[1]!, Number(m[2])] as const,
  );
  test.each(numbers)("%s has a word and a sentence", (name, number) => {
    expect(causeWords[number as Cause]).toBe(name.toLowerCase().replaceAll("_", "-"));
    expect(causeSentence(number as Cause)).toMatch(/^\S.{10,}[^.]$/);
  });
  test("there are some", () => expect(numbers.length).toBeGreaterThan(30));
});

describe("packets on a line", () => {
  const [a, b] = ["10.0.0.5", "203.0.113.9"];
  const [c, d] = ["2001:db8::5", "2001:db8::9"];
  const mss = fromHex("020405b4 0402 080a 00000001 00000000 01 030307");
  test.each([
    [
      ip(a, b, 17, udp(a, b, 5353, 53, { data: filler(20) })),
      "IP 10.0.0.5.5353 > 203.0.113.9.53: UDP, length 20",
    ],
    [ip(c, d, 17, udp(c, d, 5353, 53)), "IP6 2001:db8::5.5353 > 2001:db8::9.53: UDP, length 8"],
    [
      ip(a, b, 6, tcp(a, b, 4000, 80, { flags: "S", seq: 100, options: mss })),
      "IP 10.0.0.5.4000 > 203.0.113.9.80: Flags [S], seq 100, win 65535, " +
        "options [mss 1460,sackOK,TS val 1 ecr 0,wscale 7], length 0",
    ],
    [
      ip(a, b, 6, tcp(a, b, 4000, 80, { flags: "PA", seq: 101, ack: 7, data: filler(5) })),
      "IP 10.0.0.5.4000 > 203.0.113.9.80: Flags [P.], seq 101:106, ack 7, win 65535, length 5",
    ],
    [
      ip(a, b, 6, tcp(a, b, 4000, 80, { flags: "A", seq: 101, ack: 7 })),
      "IP 10.0.0.5.4000 > 203.0.113.9.80: Flags [.], ack 7, win 65535, length 0",
    ],
    [
      ip4(a, b, 17, filler(40), { offset: 1480 }),
      "IP 10.0.0.5 > 203.0.113.9: fragment of protocol 17, length 40",
    ],
    [ip4(a, b, 132, filler(40)), "IP 10.0.0.5.1 > 203.0.113.9.515: sctp, length 40"],
    [ip6(c, d, 50, filler(40)), "IP6 2001:db8::5 > 2001:db8::9: ESP(spi=0x00010203), length 40"],
    [ip4(a, b, 200, filler(4)), "IP 10.0.0.5 > 203.0.113.9: ip-proto-200, length 4"],
    [ip4(a, b, 17, filler(8)).subarray(0, 12), "IP header cut short, length 12"],
    [
      ip6(c, d, 17, udp(c, d, 1, 2), { extensions: [[0, u8(0, 1, 4, 0, 0, 0, 0)]] }),
      "IP6 2001:db8::5.1 > 2001:db8::9.2: UDP, length 8",
    ],
  ])("%#: %s", (packet, text) => {
    expect(packetText(packet)).toBe(text);
  });

  test("ICMP and its errors", () => {
    const inner = ip(a, b, 17, udp(a, b, 5353, 53));
    const echo = (type: number) => join(u8(type, 0, 0, 0), u8(0, 7, 0, 1), filler(8));
    expect(packetText(ip4(a, b, 1, echo(8)))).toBe(
      "IP 10.0.0.5 > 203.0.113.9: ICMP echo request, id 7, seq 1, length 16",
    );
    const port = join(u8(3, 3, 0, 0, 0, 0, 0, 0), inner);
    expect(packetText(ip4(b, a, 1, port))).toContain(
      "ICMP 203.0.113.9 udp port 53 unreachable, length 44",
    );
    const big = join(u8(2, 0, 0, 0, 0, 0, 5, 0), filler(40));
    expect(packetText(ip6(d, c, 58, big))).toContain("ICMP6, packet too big, mtu 1280");
  });

  test("frames that hold no IP packet", () => {
    const arp = fromHex(
      "ffffffffffff 020000000001 0806 0001 0800 06 04 0001" +
        "020000000001 0a000005 000000000000 0a000001",
    );
    expect(frameText(arp, 1, 0, 0)).toBe("ARP, Request who-has 10.0.0.1 tell 10.0.0.5, length 28");
    expect(frameText(join(filler(12), u8(0x88, 0xcc), filler(46)), 1, 0, 0)).toBe(
      "ethertype 0x88cc, length 60",
    );
    expect(frameText(join(filler(12), u8(0x81, 0, 0, 42, 8, 6), arp.subarray(14)), 1, 0, 0)).toBe(
      "vlan 42, ARP, Request who-has 10.0.0.1 tell 10.0.0.5, length 28",
    );
    expect(frameText(filler(3), 101, 0, 0)).toBe("no IP packet, length 3");
  });
});

describe("numbers", () => {
  test.each([
    "::",
    "::1",
    "2001:db8::5",
    "1:0:2::",
    "1:0:0:2::3",
    "fe80::1:0:0:1",
    "1:2:3:4:5:6:7:8",
  ])("%s", (text) => expect(address6(address(text), 0)).toBe(text));
  test("times", () => {
    expect(timeText(1700000000123456789n)).toBe("1700000000.123456789");
    expect(timeText(0n)).toBe("0.000000000");
    expect(timeText(-1n)).toBe("-0.000000001");
    expect(clockText(1700000000123456789n)).toBe("22:13:20.123456");
    expect([500000000n, 59000000000n, 123000000000n, 3660000000000n].map(spanText)).toEqual([
      "0.5 s",
      "59 s",
      "2 min 3 s",
      "1 h 1 min",
    ]);
  });
  test("shares and bars", () => {
    expect([percent(1, 3), percent(1, 1000), percent(0, 5), percent(1, 0)]).toEqual([
      "33 %",
      "0.1 %",
      "0 %",
      "",
    ]);
    expect([bar(1, 1000, 20).length, bar(0, 5, 20).length, bar(5, 5, 20).length]).toEqual([
      1, 0, 20,
    ]);
  });
});
