// Sets of ipset: every type that the judge's kernel has, asked from every side.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, THREE, THREE_LEGS } from "./router.js";

/** One rule a line for every way to ask: -m set NAME WORDS. */
function asked(command: string, name: string, ways: readonly string[], rest = ""): string {
  return ways
    .map((way) => `${command} -A FORWARD -m set --match-set ${name} ${way}${rest}`)
    .join("\n");
}

const one = ["src", "dst"];
const two = ["src,src", "src,dst", "dst,src", "dst,dst", "src"];
const three = [
  "src,src,src",
  "src,src,dst",
  "src,dst,src",
  "src,dst,dst",
  "dst,src,src",
  "dst,src,dst",
  "dst,dst,src",
  "dst,dst,dst",
  "src,dst",
];

const TRAFFIC = `
in eth1 tcp client.4000 > server.80 S seq=1
in eth1 udp client.53 > server.53
in eth0 udp server.53 > client.53
in eth1 icmp client > server echo id=1 seq=1
in eth1 udp client2.1000 > server.9
in eth0 tcp server.443 > client2.4001 SA seq=9 ack=2
in eth1 tcp client6.4000 > server6.80 S seq=1
in eth1 udp client6.53 > server6.53
in eth0 udp server6.53 > client6.53
in eth1 icmp client6 > server6 echo id=1 seq=1
in eth1 udp client6.1000 > server6.9
`;

/** A set with the same elements bare, with counters, and with everything. */
function kinds(name: string, type: string, elements: readonly string[]): string {
  const add = (set: string, options: (i: number) => string) =>
    elements.map((element, i) => `ipset add ${set} ${element}${options(i)}`);
  return [
    `ipset create ${name} ${type}`,
    ...add(name, () => ""),
    `ipset create ${name}c ${type} counters`,
    ...add(`${name}c`, (i) => (i === 0 ? " packets 3 bytes 100" : "")),
    `ipset create ${name}a ${type} counters timeout 600 comment skbinfo`,
    ...add(`${name}a`, (i) => (i === 0 ? " timeout 0 comment first" : ` skbmark 0x${i}/0xff`)),
  ].join("\n");
}

function everyWay(command: string, name: string, ways: readonly string[]): string {
  return [name, `${name}c`, `${name}a`].map((set) => asked(command, set, ways)).join("\n");
}

function type(
  name: string,
  typeName: string,
  elements4: readonly string[],
  elements6: readonly string[],
  ways: readonly string[],
): ScenarioSource {
  const parts = [THREE_LEGS.trimEnd()];
  if (elements4.length > 0) parts.push(kinds("four", typeName, elements4));
  if (elements6.length > 0) parts.push(kinds("six", `${typeName} family inet6`, elements6));
  if (elements4.length > 0) parts.push(everyWay("iptables", "four", ways));
  if (elements6.length > 0) parts.push(everyWay("ip6tables", "six", ways));
  return {
    name: `set-${name}`,
    about: `${typeName}: elements of every form, asked from every side; bare, counters, all options`,
    setup: parts.join("\n"),
    packets: TRAFFIC,
    interfaces: THREE,
  };
}

const router = (lines: string) => `${ROUTER.trimEnd()}\n${lines.trim()}`;

export const sets: ScenarioSource[] = [
  type(
    "hash-ip",
    "hash:ip",
    ["10.0.0.5", "203.0.113.8/30"],
    ["2001:db8:1::5", "2001:db8:9::9"],
    one,
  ),
  type(
    "hash-net",
    "hash:net",
    ["10.0.0.0/24", "10.0.0.6 nomatch", "203.0.113.0/25", "192.0.2.1-192.0.2.9"],
    ["2001:db8:1::/64", "2001:db8:1::6 nomatch", "2001:db8:9::/48"],
    one,
  ),
  type(
    "hash-ip-port",
    "hash:ip,port",
    ["10.0.0.5,tcp:80", "203.0.113.9,udp:1-100", "203.0.113.9,icmp:echo-request", "10.0.0.6,1000"],
    ["2001:db8:1::5,tcp:80", "2001:db8:9::9,udp:53", "2001:db8:9::9,icmpv6:ping"],
    two,
  ),
  type(
    "hash-net-port",
    "hash:net,port",
    ["10.0.0.0/24,80", "10.0.0.6,udp:9 nomatch", "203.0.113.0/25,udp:53", "10.0.0.0/8,icmp:8/0"],
    ["2001:db8:1::/64,80", "2001:db8:9::/48,udp:53", "2001:db8:1::/64,udp:1000 nomatch"],
    two,
  ),
  type(
    "hash-ip-port-ip",
    "hash:ip,port,ip",
    ["10.0.0.5,80,203.0.113.9", "203.0.113.9,udp:53,10.0.0.5", "10.0.0.5,icmp:8/0,203.0.113.9"],
    ["2001:db8:1::5,80,2001:db8:9::9", "2001:db8:9::9,udp:53,2001:db8:1::5"],
    three,
  ),
  type(
    "hash-ip-port-net",
    "hash:ip,port,net",
    ["10.0.0.5,80,203.0.113.0/24", "10.0.0.5,udp:53,0.0.0.0/1", "203.0.113.9,udp:53,10.0.0.5"],
    ["2001:db8:1::5,80,2001:db8:9::/48", "2001:db8:1::5,udp:53,2001:db8:9::9 nomatch"],
    three,
  ),
  type(
    "hash-net-iface",
    "hash:net,iface",
    ["10.0.0.0/24,eth1", "203.0.113.0/25,eth0", "10.0.0.6,eth0", "0.0.0.0/0,eth wildcard"],
    ["2001:db8:1::/64,eth1", "2001:db8:9::/48,eth0 nomatch", "::/0,eth1"],
    two,
  ),
  type("bitmap-ip", "bitmap:ip range 10.0.0.0/24", ["10.0.0.5", "10.0.0.8/29"], [], one),
  type(
    "bitmap-ip-mac",
    "bitmap:ip,mac range 10.0.0.0/24",
    ["10.0.0.5", "10.0.0.6,02:00:00:00:00:77", "10.0.0.7,12:34:56:78:9a:bc"],
    [],
    two,
  ),
  {
    name: "set-bitmap-port",
    about: "bitmap:port: TCP and UDP ports of both families; nothing else has any",
    setup: router(`
${kinds("ports", "bitmap:port range 1-1023", ["80", "udp:53-60", "9"])}
${everyWay("iptables", "ports", one)}
${everyWay("ip6tables", "ports", one)}`),
    packets: `${TRAFFIC}in eth1 sctp client.80 > server.80
in eth1 udp client.5 > server.1024
`,
  },
  {
    name: "set-list",
    about:
      "list:set: members in order, counters of members and elements, unfit members passed over",
    setup: router(`
ipset create a hash:ip counters skbinfo
ipset add a 10.0.0.5 skbmark 0x7
ipset create n hash:net counters
ipset add n 10.0.0.0/24
ipset create p hash:ip,port counters
ipset add p 10.0.0.5,udp:53
ipset create v6 hash:ip family inet6 counters
ipset add v6 2001:db8:1::5
ipset create l list:set counters skbinfo
ipset add l p
ipset add l a before p
ipset add l n after a skbmark 0x9/0xf
ipset add l v6
ipset create m list:set timeout 300
ipset add m n timeout 0
ipset add m p
iptables -A FORWARD -m set --match-set l src
iptables -A FORWARD -m set --match-set l src,dst
iptables -A FORWARD -m set --match-set l src ! --update-counters
iptables -A FORWARD -m set --match-set l src ! --update-subcounters
iptables -A FORWARD -m set --match-set l src --packets-gt 3
iptables -A FORWARD -m set --match-set m src
iptables -A FORWARD -m set ! --match-set m dst
ip6tables -A FORWARD -m set --match-set l src
iptables -t mangle -A FORWARD -j SET --map-set l src --map-mark
ip6tables -t mangle -A FORWARD -j SET --map-set l src --map-mark`),
    packets: TRAFFIC,
  },
  {
    name: "set-match-flags",
    about: "--return-nomatch, counters that are asked and those that are not counted",
    setup: router(`
ipset create n hash:net counters
ipset add n 10.0.0.0/24
ipset add n 10.0.0.5 nomatch
ipset add n 203.0.113.0/24 packets 2 bytes 50
ipset create h hash:ip counters
ipset add h 10.0.0.5
iptables -A FORWARD -m set --match-set n src --return-nomatch
iptables -A FORWARD -m set ! --match-set n src --return-nomatch
iptables -A FORWARD -m set --match-set n src ! --update-counters
iptables -A FORWARD -m set --match-set n dst --packets-eq 4
iptables -A FORWARD -m set --match-set n dst ! --packets-eq 4
iptables -A FORWARD -m set --match-set n dst --packets-lt 6 --bytes-gt 200
iptables -A FORWARD -m set --match-set h src --bytes-lt 100
iptables -A FORWARD -m set --match-set h src --bytes-eq 60 --packets-gt 0
iptables -A FORWARD -m set --match-set h src --return-nomatch
iptables -A FORWARD -m set ! --match-set h src --packets-gt 9 ! --update-counters`),
    packets: TRAFFIC,
  },
  {
    name: "set-target",
    about: "SET adds and deletes in every type; --exist, --timeout; the widths of nets",
    setup: router(`
ipset create ip hash:ip timeout 100 counters
ipset create ip24 hash:ip netmask 24
ipset create net hash:net counters
ipset add net 10.1.0.0/16
ipset create net0 hash:net,iface
ipset add net0 0.0.0.0/0,eth5
ipset create empty hash:net
ipset create port hash:ip,port timeout 50
ipset create ppi hash:ip,port,ip counters
ipset create ppn hash:ip,port,net
ipset create np hash:net,port
ipset add np 1.0.0.0/20,1
ipset create ni hash:net,iface counters
ipset create bi bitmap:ip range 10.0.0.0/28 timeout 0
ipset create bm bitmap:ip,mac range 10.0.0.0/24 timeout 77
ipset add bm 10.0.0.5
ipset create bp bitmap:port range 1-100 counters
ipset create l list:set
ipset add l bi
ipset add l ip24
ipset create gone hash:ip
ipset add gone 10.0.0.0/28
ipset add gone 203.0.113.9
iptables -A FORWARD -j SET --add-set ip src
iptables -A FORWARD -j SET --add-set ip src --exist --timeout 500
iptables -A FORWARD -j SET --add-set ip dst --timeout 0
iptables -A FORWARD -j SET --add-set ip24 src
iptables -A FORWARD -j SET --add-set net src
iptables -A FORWARD -j SET --add-set net0 src,src
iptables -A FORWARD -j SET --add-set empty dst
iptables -A FORWARD -j SET --add-set port src,src
iptables -A FORWARD -j SET --add-set port dst,dst --exist
iptables -A FORWARD -j SET --add-set port src
iptables -A FORWARD -j SET --add-set ppi src,dst,dst
iptables -A FORWARD -j SET --add-set ppn src,dst,dst
iptables -A FORWARD -j SET --add-set np src,dst
iptables -A FORWARD -j SET --add-set ni src,src
iptables -A FORWARD -j SET --add-set ni src,dst --exist
iptables -A FORWARD -j SET --add-set bi src
iptables -A FORWARD -j SET --add-set bm src,src
iptables -A FORWARD -j SET --add-set bp dst
iptables -A FORWARD -j SET --add-set l src
iptables -A FORWARD -p udp -j SET --del-set gone src
iptables -A FORWARD -p udp -j SET --add-set gone dst --del-set gone dst
iptables -A PREROUTING -t raw -j SET --add-set ni dst,src
iptables -A POSTROUTING -t mangle -j SET --add-set ni dst,dst --exist`),
    packets: TRAFFIC,
  },
  {
    name: "set-target6",
    about: "SET in IPv6, and sets of the other family, which nothing is added to",
    setup: router(`
ipset create ip hash:ip family inet6 timeout 100 counters netmask 64
ipset create net hash:net family inet6
ipset add net 2001:db8:5::/48 nomatch
ipset create port hash:ip,port family inet6 counters
ipset create bp bitmap:port range 1-100 counters
ipset create four hash:ip
ipset create l list:set
ipset add l four
ipset add l ip
ip6tables -A FORWARD -j SET --add-set ip src
ip6tables -A FORWARD -j SET --add-set net dst
ip6tables -A FORWARD -j SET --add-set port dst,dst --exist
ip6tables -A FORWARD -j SET --add-set bp dst --exist
ip6tables -A FORWARD -j SET --add-set l dst
iptables -A FORWARD -j SET --add-set l dst
iptables -A FORWARD -j SET --add-set bp src`),
    packets: TRAFFIC,
  },
  {
    name: "set-full",
    about: "Sets at their limit: packets add no more, or evict when told to",
    setup: router(`
ipset create full hash:ip maxelem 2 hashsize 64 initval 1
ipset add full 1.1.1.1
ipset create force hash:ip maxelem 2 hashsize 64 initval 1 forceadd counters
ipset add force 1.1.1.1
ipset create nets hash:net maxelem 2 hashsize 64 initval 1 timeout 100
ipset add nets 1.1.1.0/24
ipset create bucket hash:ip,port hashsize 64 initval 1 bucketsize 2
iptables -A FORWARD -j SET --add-set full src
iptables -A FORWARD -j SET --add-set full dst --exist
iptables -A FORWARD -j SET --add-set force src
iptables -A FORWARD -j SET --add-set force dst
iptables -A FORWARD -j SET --add-set nets src
iptables -A FORWARD -j SET --add-set nets dst
iptables -A FORWARD -j SET --add-set bucket dst,dst
iptables -A FORWARD -m set --match-set full src -m set --match-set force dst`),
    packets: `${TRAFFIC}${Array.from(
      { length: 30 },
      (_, i) => `in eth1 udp client.${1000 + i} > 203.0.113.${i + 1}.${2000 + i}\n`,
    ).join("")}`,
  },
  {
    name: "set-swapped",
    about: "Sets swapped and renamed before and while rules use them: a rule keeps its name",
    setup: router(`
ipset create a hash:ip
ipset create b bitmap:ip range 10.0.0.0/24
ipset add a 10.0.0.5
ipset add b 10.0.0.6
ipset create l list:set
ipset add l a
iptables -A FORWARD -m set --match-set a src
iptables -A FORWARD -m set --match-set l src
ipset swap a b
ipset rename b c
iptables -A FORWARD -m set --match-set c src
ipset restore -! <<'EOF'
create c hash:ip
add c 203.0.113.9
create d hash:net counters comment
add d 10.0.0.0/24 comment "the inside"
EOF
iptables -A FORWARD -m set --match-set d src -j SET --add-set c dst`),
    packets: TRAFFIC,
  },
  {
    name: "set-time",
    about: "Elements leave when their time is over, and stay when a packet adds them again",
    realTime: true,
    setup: router(`
ipset create t hash:ip timeout 2 counters
ipset add t 10.0.0.5 timeout 1
ipset add t 10.0.0.6
ipset add t 10.0.0.7 timeout 0
ipset create l list:set timeout 1
ipset add l t
ipset create b bitmap:ip,mac range 10.0.0.0/24 timeout 1
ipset add b 10.0.0.5
iptables -A FORWARD -m set --match-set t src
iptables -A FORWARD -m set --match-set l src
iptables -A FORWARD -m set --match-set b src,src
iptables -A FORWARD -p tcp -j SET --add-set t src --exist --timeout 1`),
    packets: `
in eth1 udp client2.1 > server.9
@0.5 in eth1 udp client.1 > server.9
@0.6 in eth1 tcp client2.4000 > server.80 S seq=1
@1.3 in eth1 udp client.1 > server.9
@1.3 in eth1 udp client2.1 > server.9
@1.9 in eth1 udp client.1 > server.9
@1.9 in eth1 udp client2.1 > server.9
`,
  },
  {
    name: "set-local",
    about: "Sets in INPUT and OUTPUT, mark and address of what the host sends",
    setup: router(`
ipset create i hash:net,iface
ipset add i 10.0.0.0/24,eth1
ipset add i 192.0.2.0/24,eth0
ipset create p hash:ip,port counters
ipset add p 192.0.2.1,udp:53
ipset create m hash:ip skbinfo
ipset add m 10.0.0.5 skbmark 0x3 skbprio 1:3 skbqueue 0
ipset create mac bitmap:ip,mac range 10.0.0.0/24
ipset add mac 10.0.0.5
iptables -A INPUT -m set --match-set i src,src
iptables -A INPUT -m set --match-set i src,dst
iptables -A INPUT -m set --match-set p dst,dst
iptables -A INPUT -m set --match-set mac src,dst
iptables -A OUTPUT -m set --match-set i dst,dst
iptables -A OUTPUT -m set --match-set p src,src
iptables -A OUTPUT -m set --match-set mac dst,dst
iptables -t mangle -A OUTPUT -j SET --map-set m dst --map-mark --map-prio --map-queue
iptables -t mangle -A PREROUTING -j SET --map-set m src --map-mark`),
    packets: `
in eth1 udp client.53 > router.53
out eth0 udp router.53 > client.53
in eth1 udp client.5 > server.53
out eth0 udp router.53 > server.53
`,
  },
];
