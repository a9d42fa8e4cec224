// Programs of classic BPF: -m bpf.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

/** Instructions as a rule's word. */
const program = (...code: string[]): string =>
  `-m bpf --bytecode "${code.length},${code.join(",")}"`;
/** Whether A equals a number. */
const equals = (value: number): string[] => [`21 0 1 ${value}`, "6 0 0 1", "6 0 0 0"];
/** What Linux tells of the packet (SKF_AD_OFF). */
const told = (place: number): string => `32 0 0 ${4294963200 + place}`;

/** Inside an Ethernet frame, or behind a header that names an EtherType. */
const INNER = {
  ip: "450000200000400040110000c000020bc000020c0001000200080000aabbccdd",
  ip6: `6000000000083a40${"20010db8".padEnd(32, "1")}${"20010db8".padEnd(32, "2")}8000123400010001`,
};
const MACS = "020000000001020000000002";
/** GRE headers with what is behind them. */
const GRE = [
  // version 0, Ethernet inside: IP, VLAN tags, short ones
  `00006558${MACS}0800${INNER.ip}`,
  `20006558000000ff${MACS}86dd${INNER.ip6}`,
  `00006558${MACS}810000050800${INNER.ip}`,
  `00006558${MACS}88a80005810000060800${INNER.ip}`,
  `00006558${MACS}88a8000581000006810000070800${INNER.ip}`,
  `00006558${MACS}`,
  `00006558${MACS}0806${"00".repeat(28)}`,
  `00006558${MACS}1234${"00".repeat(28)}`,
  `0000810000050800${INNER.ip}`,
  `000081000005`,
  // sequence numbers, checksums and keys, cut off
  `b000080000000000000000050000000700000800${INNER.ip}`,
  `b0000800000000000000000500000007${INNER.ip}`,
  `2000080000`,
  `20000800`,
  `80000800`,
  `10000800`,
  // PPTP
  `3001880b0004000700000001ff030021${INNER.ip}`,
  `3081880b000400070000000100000002ff030021${INNER.ip}`,
  `3081880b000400070000000100000002ff030057${INNER.ip6}`,
  `3001880b0004000700000001ff03c021${INNER.ip}`,
  `2001880b00040007ff030021${INNER.ip}`,
  `2001880b00040007ff03`,
  `2001880b0004`,
  `2001880b00040007`,
  `2001080000040007${INNER.ip}`,
  `0001880b00040007${INNER.ip}`,
  `2002880b00040007${INNER.ip}`,
  `40000800${INNER.ip}`,
  // one byte of PPP's protocol, MPLS in PPP, tags of redundant rings, meshes
  `0000886411000000002321${INNER.ip}`,
  `0000886411000000002357${INNER.ip6}`,
  `000088641100000000240281${INNER.ip}`,
  `000088641100000000240283${INNER.ip}`,
  `000088641100000000240023${INNER.ip}`,
  `000088641101000000240021${INNER.ip}`,
  `000088fb000000000800${INNER.ip}`,
  `0000892f0000000086dd${INNER.ip6}`,
  `0000892f0000000086`,
  `00004305400f3201${"02".repeat(6)}${MACS}0800${INNER.ip}`,
  `00004305400e3201${"02".repeat(6)}${MACS}0800${INNER.ip}`,
  `00004305410f3201${"02".repeat(6)}${MACS}0800${INNER.ip}`,
  `00004305400f3201${"02".repeat(6)}${MACS}`,
  ...["c021", "0101", "0000", "0002", "8021", "0123", "0121", "0045", "c223", "0201", "0301"].map(
    (ppp) => `00008864110000000022${ppp}${INNER.ip}`,
  ),
  // just long enough, and not
  ...[15, 16].map((size) => `000088ca${"00".repeat(size)}`),
  ...[37, 38].map((size) => `00008906${"00".repeat(size)}`),
  ...[33, 34].map((size) => `000088f7${"00".repeat(size)}`),
  // so many that the dissector gives up
  ...[13, 14, 15, 16].map((tags) => `00008100${"00058100".repeat(tags)}00050800${INNER.ip}`),
  // other EtherTypes, long and short
  ...[
    "8847",
    "8848",
    "8864",
    "88ca",
    "8906",
    "88f7",
    "4305",
    "88fb",
    "892f",
    "0806",
    "8863",
    "0021",
  ].flatMap((type) => [
    `0000${type}${"00".repeat(2)}`,
    `0000${type}${"00".repeat(6)}0021${INNER.ip}`,
    `0000${type}1100000000210021${INNER.ip}`,
    `0000${type}110000000024002145${INNER.ip.slice(2)}${"00".repeat(16)}`,
    `0000${type}0000410000050800${INNER.ip}`,
    `0000${type}150102030405060708000000000000000800${INNER.ip}`,
  ]),
];

export const bpf: ScenarioSource[] = [
  {
    name: "bpf-payload-in-gre",
    about: "Where the payload begins behind GRE, as the flow dissector sees it: the mark tells",
    setup: `${ROUTER}${inBoth(
      [...Array(10).keys()]
        .map((bit) => {
          const asked = program(told(52), `69 0 1 ${1 << bit}`, "6 0 0 1", "6 0 0 0");
          return `\n-t mangle -A FORWARD ${asked} -j MARK --or-mark ${1 << bit}`;
        })
        .join(""),
    )}`,
    packets: ["client > server", "client6 > server6"]
      .flatMap((ends) => GRE.map((hex) => `\nin eth1 ip ${ends} proto=47 hex=${hex}`))
      .join(""),
  },
  {
    name: "bpf",
    about: "Loads, arithmetic, memory and jumps; loads from outside end with no",
    setup: `${ROUTER}${inBoth(`
-A FORWARD ${program("48 0 0 9", ...equals(17))}
-A FORWARD ${program("177 0 0 0", "72 0 0 2", ...equals(53))}
-A FORWARD ${program("48 0 0 6", ...equals(17))}
-A FORWARD ${program("40 0 0 42", ...equals(53))}
-A FORWARD ${program("32 0 0 1000", "6 0 0 1")}
-A FORWARD ${program("128 0 0 0", ...equals(36))}
-A FORWARD ${program("129 0 0 0", "135 0 0 0", "22 0 0 0")}
-A FORWARD ${program("0 0 0 7", "2 0 0 3", "1 0 0 5", "96 0 0 3", "44 0 0 0", ...equals(35))}
-A FORWARD ${program("0 0 0 7", "132 0 0 0", "4 0 0 7", ...equals(0))}
-A FORWARD ${program("0 0 0 7", "1 0 0 0", "60 0 0 0", "6 0 0 1")}
-A FORWARD ${program("0 0 0 1", "1 0 0 33", "108 0 0 0", ...equals(2))}
-A FORWARD ${program("0 0 0 2147483648", "37 0 1 1", "6 0 0 1", "6 0 0 0")}
-A FORWARD ${program("5 0 0 1", "6 0 0 0", "0 0 0 6", "69 0 1 4", "6 0 0 1", "6 0 0 0")}
-A FORWARD ${program("48 0 0 4293918729", ...equals(17))}
-A FORWARD ${program("40 0 0 4292870156", ...equals(2048))}
-A FORWARD ${program("1 0 0 4293918720", "80 0 0 9", ...equals(17))}
-t mangle -A POSTROUTING ${program("40 0 0 4292870156", ...equals(2048))}`)}`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client.1 > server.53 len=100
in eth1 tcp client.1 > server.80 S seq=1
in eth1 icmp client > server echo id=1
in eth1 udp client6.1 > server6.53
in eth1 tcp client6.1 > server6.80 S seq=1
out eth0 udp router.1 > server.53
`,
  },
  {
    name: "bpf-extensions",
    about:
      "What Linux tells programs besides: protocol, type, device, mark, length of headers, attributes",
    setup: `${ROUTER}${["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]
      .map((hook) =>
        inBoth(`
-t mangle -A ${hook} ${program(told(0), ...equals(2048))}
-t mangle -A ${hook} ${program(told(4), ...equals(0))}
-t mangle -A ${hook} ${program(told(8), ...equals(2))}
-t mangle -A ${hook} ${program(told(8), "6 0 0 1")}
-t mangle -A ${hook} ${program(told(28), ...equals(1))}
-t mangle -A ${hook} ${program(told(20), ...equals(7))}
-t mangle -A ${hook} ${program(told(52), ...equals(28))}
-t mangle -A ${hook} ${program(told(52), ...equals(40))}
-t mangle -A ${hook} ${program(told(48), "22 0 0 0")}
-t mangle -A ${hook} ${program("0 0 0 12", "1 0 0 10", told(40), ...equals(6))}
-t mangle -A ${hook} ${program("0 0 0 28", "1 0 0 5", told(12), ...equals(36))}
-t mangle -A ${hook} ${program("0 0 0 28", "1 0 0 5", told(16), ...equals(32))}
-t mangle -A ${hook} -j MARK --set-mark 7`),
      )
      .join("\n")}`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 tcp client.1 > server.80 S seq=1 mss=1460
in eth1 udp client.1 > inside.53
in eth1 ip client > server proto=4 hex=4500001400000000401100000a0000050a000006
in eth1 ip client > server proto=4 hex=1500001400000000401100000a0000050a000006
in eth1 ip client > server proto=47 hex=0000080045000028000000004006000000000000000000000000000000000000000000005000
in eth1 icmp client > server echo id=1
in eth1 udp client.1 > server.53 hex=0800010005000600aabbccdd08000500040005000000
in eth1 udp client.1 > server.53 hex=0c000100080005000102030408000500aabbccdd
in eth1 udp client6.1 > server6.53
in eth1 tcp client6.1 > server6.80 S seq=1
out eth0 udp router.1 > server.53
out eth0 udp router6.1 > server6.53
`,
  },
];
