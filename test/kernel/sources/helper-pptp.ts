// The helper of PPTP: GRE between the ends of a control connection, with and without NAT.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const STATES = inBoth(`
-A FORWARD -m conntrack --ctstate NEW
-A FORWARD -m conntrack --ctstate ESTABLISHED
-A FORWARD -m conntrack --ctstate RELATED
-A FORWARD -m conntrack --ctstate INVALID`);
const HELPER = "\niptables -t raw -A PREROUTING -p tcp --dport 1723 -j CT --helper pptp\n";

const word = (n: number): string => n.toString(16).padStart(4, "0");

/** A control message: its number, its fields in hex, filled with zeros to its size in bytes. */
function control(message: number, fields: string, size: number): string {
  const body = fields.padEnd(size * 2, "0");
  return `${word(12 + size)}00011a2b3c4d${word(message)}0000${body}`;
}

/** Messages of both ends, in order; `c` from the client, `s` from the server. */
function talk(seen: string, messages: readonly (readonly ["c" | "s" | "", string])[]): string {
  let [c, s] = [1000, 5000];
  const out = [
    `in eth1 tcp client.4000 > server.1723 S seq=${c} win=8000`,
    `in eth0 tcp server.1723 > ${seen}.4000 SA seq=${s} ack=${c + 1} win=8000`,
    `in eth1 tcp client.4000 > server.1723 A seq=${++c} ack=${++s} win=8000`,
  ];
  for (const [who, hex] of messages) {
    if (who === "c") {
      out.push(`in eth1 tcp client.4000 > server.1723 PA seq=${c} ack=${s} win=8000 hex=${hex}`);
      c += hex.length / 2;
    } else if (who === "s") {
      out.push(`in eth0 tcp server.1723 > ${seen}.4000 PA seq=${s} ack=${c} win=8000 hex=${hex}`);
      s += hex.length / 2;
    } else out.push(hex);
  }
  return out.join("\n");
}

const start = [
  ["c", control(1, "01000000", 144)],
  ["s", control(2, "01000100", 144)],
] as const;
const call = (peer: number) =>
  [
    ["c", control(7, `${word(0x1111)}0001`, 156)],
    ["s", control(8, `${word(0x2222)}${word(peer)}01`, 20)],
  ] as const;

/** GRE of version 1 with PPP in it. */
const gre = (from: string, to: string, id: number): string =>
  `in ${from === "client" ? "eth1" : "eth0"} ip ${from} > ${to} proto=47 hex=3001880b0004${word(id)}00000001ff03c021`;

/** Scenarios of PPTP. */
export const pptp: ScenarioSource[] = [
  {
    name: "helper-pptp",
    about: "pptp: a call of the client's; GRE both ways is one connection; the call ends",
    setup: `${ROUTER}${HELPER}${STATES}`,
    packets: talk("client", [
      ["", gre("client", "server", 0x2222)],
      ...start,
      ...call(0x1111),
      ["", gre("client", "server", 0x2222).replace("client >", "client >")],
      ["", gre("server", "client", 0x1111)],
      ["", gre("client", "server", 0x2223)],
      ["c", control(12, word(0x1111), 4)],
      ["s", control(13, `${word(0x2222)}0100`, 136)],
      ["", gre("server", "client", 0x1111)],
      ["c", control(3, "01000000", 4)],
      ["s", control(4, "01000000", 4)],
    ]),
  },
  {
    name: "helper-pptp-expected",
    about: "pptp: what is expected after a call was accepted, and after one that was not",
    setup: `${ROUTER}${HELPER}${STATES}`,
    packets: talk("client", [
      ["c", control(7, `${word(0x1111)}0001`, 156)],
      ...start,
      ["c", control(7, `${word(0x1111)}0001`, 156)],
      ["s", control(8, `${word(0x2222)}${word(0x9999)}01`, 20)],
      ["s", control(8, `${word(0x2222)}${word(0x1111)}02`, 20)],
      ["c", control(7, `${word(0x1111)}0001`, 156)],
      ["s", control(8, `${word(0x2222)}${word(0x1111)}01`, 20)],
      ["s", "00100001"],
    ]),
  },
  {
    name: "helper-pptp-incoming",
    about: "pptp: a call of the server's",
    setup: `${ROUTER}${HELPER}${STATES}`,
    packets: talk("client", [
      ...start,
      ["s", control(9, word(0x2222), 208)],
      ["c", control(10, `${word(0x1111)}${word(0x2222)}01`, 12)],
      ["s", control(11, word(0x1111), 16)],
      ["", gre("server", "client", 0x1111)],
      ["", gre("client", "server", 0x2222)],
    ]),
  },
  {
    name: "helper-pptp-nat",
    about: "pptp behind SNAT: the client's id outside is its port there",
    setup: `${ROUTER}${HELPER}${STATES}
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE`,
    packets: talk("router", [
      ...start,
      ...call(4000),
      ["", gre("client", "server", 0x2222)],
      ["", gre("server", "router", 4000)],
      ["", gre("client", "server", 0x2222)],
      ["s", control(15, word(4000), 12)],
      ["s", control(14, word(4000), 28)],
      ["c", control(12, word(0x1111), 4)],
      ["s", control(13, `${word(4000)}0100`, 136)],
    ]),
  },
  {
    name: "helper-pptp-nat-server-first",
    about: "pptp behind SNAT: the server's GRE comes first",
    setup: `${ROUTER}${HELPER}${STATES}
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE`,
    packets: talk("router", [
      ...start,
      ...call(4000),
      ["", gre("server", "router", 4000)],
      ["", gre("client", "server", 0x2222)],
    ]),
  },
];
