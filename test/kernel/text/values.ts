// Values for options: what the live judge's rows would write, what an option's name suggests, and all
// of it broken.
import type { Chance } from "../../support/chance.js";
import type { Family } from "../fuzz/row.js";

const NUMBERS = (
  "0 1 2 3 5 7 15 16 63 64 65 127 128 255 256 257 1023 1024 32767 32768 65534 65535 65536 65537 " +
  "2147483647 2147483648 4294967295 4294967296 18446744073709551615 18446744073709551616 " +
  "0x0 0x1 0xf 0xff 0x100 0xffff 0x10000 0xffffffff 0x100000000 010 017 08 00 007 +5 -1 -0 1.5 1e3 0x 0xg"
).split(" ");

/** Addresses that are taken, at one end of a rule at least. */
const GOOD: Readonly<Record<Family, readonly string[]>> = {
  ipv4: "10.0.0.1 10.0.0.0/8 192.0.2.1/24 1.2.3.4/255.255.0.0 0/0 1.2.3.4/31 1.2.3.4,5.6.7.8/8".split(
    " ",
  ),
  ipv6: "2001:db8::1 2001:db8::/32 ::/0 ::1/128 fe80::1/10 2001:db8::1/ffff:: 1::1,2::2/64".split(
    " ",
  ),
};

const ADDRESSES: Readonly<Record<Family, readonly string[]>> = {
  ipv4: (
    "10.0.0.1 10.0.0.0/8 10/8 10.1 192.0.2.1/24 192.0.2.0/255.255.255.0 192.0.2.1/255.0.255.0 0.0.0.0 " +
    "0/0 any/0 0.0.0.0/0 255.255.255.255 255.255.255.255/32 1.2.3.4/0 1.2.3.4/33 1.2.3.4/-1 1.2.3.4/ " +
    "1.2.3.4/32 1.2.3.4/31 256.1.1.1 1.2.3 1.2.3.4.5 1.2.3.04 0x7f000001 localhost 127.0.0.1 224.0.0.1 " +
    "169.254.1.1 1.2.3.4/255.255.255.255 1.2.3.4/0.0.0.0 1.2.3.4/0.0.0.255 1.2.3.4/255.255 " +
    "1.2.3.4/24/8 ::1 010.0.0.1 1.2.3.4,5.6.7.8 1.2.3.4/24,5.6.7.8/8 1.2.3.4, ,1.2.3.4 1.2.3.4,,5.6.7.8"
  ).split(" "),
  ipv6: (
    "2001:db8::1 2001:db8::/32 ::/0 :: ::1 ::1/128 fe80::1 fe80::1/10 ff02::1 2001:db8::1/64 " +
    "2001:db8::1/ffff:ffff:: 2001:db8::1/ffff::ffff 2001:db8::1/129 2001:db8::1/-1 2001:db8::1/ any/0 " +
    "::ffff:1.2.3.4 ::1.2.3.4 2001:DB8::ABCD 2001:db8:0:0:0:0:0:1 2001:db8:0:1:0:0:0:1 1::2::3 12345::1 " +
    "g::1 1.2.3.4 64:ff9b::c000:221 2001:db8::1/0 2001:db8::1/127 2001:db8::1/:: " +
    "[2001:db8::1] 2001:db8::1,2001:db8::2 2001:db8::1/64,2001:db8::2/48 2001:db8::1, 0/0"
  ).split(" "),
};

const PORTS = (
  "80 http domain 22:80 80: :80 : 65535 65536 80:22 0 0:65535 ssh:http 1:2:3 80,443 http,https nosuch " +
  "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16 1:2,3:4 80, ,80 80,,81 " +
  "100:200,300 0x50 080 -80 80-90 HTTP syslog bootps 1:1 +80"
).split(" ");

const TEXTS = [
  "",
  " ",
  "x",
  "NEW",
  "new",
  "NEW,ESTABLISHED",
  "NEW,,RELATED",
  ",",
  "all",
  "ALL",
  "none",
  "NONE",
  "tcp",
  "TCP",
  "icmp",
  "eth0",
  "eth+",
  "a b",
  'a"b',
  "a\\b",
  "it's",
  "x".repeat(29),
  "y".repeat(255),
  "z".repeat(256),
  "w".repeat(257),
  "-",
  "--",
  "-x",
  "!",
  "!5",
  "1/second",
  "10/min",
  "3/hour",
  "0/s",
  "02:00:00:00:00:01",
  "0x1/0xff",
  "1/2",
  "root",
  "daemon",
  "nosuchuser",
  "SYN",
  "SYN,ACK",
  "echo-request",
  "8/0",
  "Minimize-Cost",
  "AF11",
  "ORIGINAL",
  "unicast",
  "UNICAST,LOCAL",
  "debug",
  "info",
  "src",
  "src,dst",
];

const PROTOCOLS = (
  "tcp udp icmp icmpv6 ipv6-icmp sctp udplite dccp ah esp all 0 6 17 255 256 TCP Udp gre 47 41 ipv6 ip " +
  "nosuch -1 0x6 hopopt ipv6-frag ipv6-nonxt mh 135 igmp 06 58 1"
).split(" ");

const DEVICES =
  "eth0 eth1 eth+ + lo a b! eth0:1 abcdefghijklmno abcdefghijklmnop ppp+ e+0 ++ eth.100 eth/0 -eth0".split(
    " ",
  );

const SPECIAL = ["/", ":", ",", "-", "!", ".", " ", "x", "0", "9", "+", '"', "\t", "\\"];

/** Kinds of values that options of iptables itself take. */
export const addresses = (c: Chance, family: Family): string => {
  if (c.percent(60)) return c.pick(GOOD[family]);
  return c.percent(85) ? c.pick(ADDRESSES[family]) : broken(c, c.pick(ADDRESSES[family]));
};
export const protocols = (c: Chance): string =>
  c.percent(60) ? c.pick(["tcp", "udp", "icmp", "all", "17", "47"]) : c.pick(PROTOCOLS);
export const devices = (c: Chance): string =>
  c.percent(70) ? c.pick(["eth0", "eth1", "eth+", "+", "lo"]) : c.pick(DEVICES);
export const number = (c: Chance): string => c.pick(NUMBERS);

/** Any value at all. */
export function anything(c: Chance, family: Family): string {
  const one = c.pick([NUMBERS, NUMBERS, ADDRESSES[family], PORTS, TEXTS, TEXTS, PROTOCOLS]);
  return c.pick(one);
}

/** Values of the kind that an option's name suggests, or null. */
export function suggested(c: Chance, family: Family, option: string): string | null {
  if (/port/.test(option)) return c.pick(PORTS);
  if (/proto/.test(option)) return protocols(c);
  if (/(src|dst|addr|range|source|destination)$/.test(option)) return addresses(c, family);
  if (/(mark|mask|tos|len|limit|ttl|hl|spi|num|set|inc|dec|bits|size|zone)/.test(option)) {
    return c.percent(60) ? number(c) : `${number(c)}${c.pick(["/", ":", "-", ","])}${number(c)}`;
  }
  return null;
}

/** A value that was good, changed in one place or two. */
export function broken(c: Chance, value: string): string {
  const at = c.between(0, value.length);
  const [before, behind] = [value.slice(0, at), value.slice(at)];
  switch (c.between(0, 11)) {
    case 0:
      return before;
    case 1:
      return behind;
    case 2:
      return before + c.pick(SPECIAL) + behind;
    case 3:
      return value + c.pick(SPECIAL);
    case 4:
      return c.pick(SPECIAL) + value;
    case 5:
      return before + behind.slice(1);
    case 6:
      return value.toUpperCase();
    case 7:
      return value.toLowerCase();
    case 8:
      return `${value}${c.pick([",", ":", "/", "-"])}${value}`;
    case 9:
      return value.replace(/\d+/, number(c));
    case 10:
      return value.replace(/\d+(?!.*\d)/, number(c));
    default:
      return value.replace(/[A-Za-z]\w*/, c.pick(TEXTS));
  }
}
