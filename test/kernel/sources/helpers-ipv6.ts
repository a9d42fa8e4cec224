// Helpers over IPv6, with NAT on either side: ftp, tftp, amanda, sane.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER } from "./router.js";

const STATES = `
ip6tables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate RELATED
ip6tables -A FORWARD -m conntrack --ctstate INVALID
ip6tables -A FORWARD -m conntrack --ctstatus EXPECTED`;
const helped = (name: string, protocol: string, port: number): string =>
  `${ROUTER}
ip6tables -t raw -A PREROUTING -p ${protocol} --dport ${port} -j CT --helper ${name}${STATES}
ip6tables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 2001:db8::7
ip6tables -t nat -A PREROUTING -i eth0 -d 2001:db8::8 -j DNAT --to-destination 2001:db8:1::5`;

const SEEN = "2001:db8::7";
const PUBLISHED = "2001:db8::8";
const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");

/** What both ends of a connection over TCP say: `c` is who opened it. Acknowledgements follow
 * what was said, not what NAT made of it. */
function session(
  [near, client, server]: readonly [string, string, string],
  [far, known, seen]: readonly [string, string, string],
  lines: readonly string[],
): string {
  let [c, s] = [1000, 5000];
  const out = [
    `in ${near} tcp ${client} > ${server} S seq=${c} win=8000`,
    `in ${far} tcp ${known} > ${seen} SA seq=${s} ack=${c + 1} win=8000`,
    `in ${near} tcp ${client} > ${server} A seq=${++c} ack=${++s} win=8000`,
  ];
  for (const line of lines) {
    const [who, text] = [line[0], line.slice(2)];
    if (line[1] !== " ") out.push(line);
    else if (who === "c") {
      out.push(
        `in ${near} tcp ${client} > ${server} PA seq=${c} ack=${s} win=8000 hex=${hex(text)}`,
      );
      c += text.length;
    } else {
      out.push(`in ${far} tcp ${known} > ${seen} PA seq=${s} ack=${c} win=8000 hex=${hex(text)}`);
      s += text.length;
    }
  }
  return out.join("\n");
}
const outward = (port: number): [[string, string, string], [string, string, string]] => [
  ["eth1", "client6.4000", `server6.${port}`],
  ["eth0", `server6.${port}`, `${SEEN}.4000`],
];
const inward = (port: number): [[string, string, string], [string, string, string]] => [
  ["eth0", "server6.4100", `${PUBLISHED}.${port}`],
  ["eth1", `client6.${port}`, "server6.4100"],
];

/** Scenarios of helpers over IPv6. */
export const helpersIpv6: ScenarioSource[] = [
  {
    name: "helper6-ftp-snat",
    about: "ftp over IPv6 behind SNAT: EPRT names the address outside, sequence numbers move",
    setup: helped("ftp", "tcp", 21),
    packets: `${session(...outward(21), [
      "s 220 hello\r\n",
      "c NOOP\r\n",
      "c EPRT |2|2001:db8:1::5|4006|\r\n",
      `in eth0 tcp server6.20 > ${SEEN}.4006 S seq=9`,
      "in eth1 tcp client6.4006 > server6.20 SA seq=90 ack=10",
      "c eprt !2!2001:DB8:1:0:0:0:0:5!4007!\r\n",
      `in eth0 tcp server6.20 > ${SEEN}.4007 S seq=9`,
      "c EPRT |2|2001:db8:1::6|4008|\r\n",
      "c EPRT |1|10.0.0.5|4009|\r\n",
      "c EPRT |2|2001:db8:1::0.0.0.5|4010|\r\n",
      `in eth0 tcp server6.20 > ${SEEN}.4010 S seq=9`,
      "c EPRT |2|2001:db8:1::5|4011\r\n",
      "c PORT 10,0,0,5,15,161\r\n",
      "c EPSV\r\n",
      "s 229 Extended (|||10244|)\r\n",
      "in eth1 tcp client6.4012 > server6.10244 S seq=9",
      "s 227 Entering (203,0,113,9,40,1)\r\n",
    ])}`,
  },
  {
    name: "helper6-ftp-dnat",
    about: "ftp over IPv6 behind DNAT: the port that 229 names is open at the address outside",
    setup: helped("ftp", "tcp", 21),
    packets: session(...inward(21), [
      "s 220 hello\r\n",
      "c EPSV\r\n",
      "s 229 Extended (|||51211|)\r\n",
      `in eth0 tcp server6.4002 > ${PUBLISHED}.51211 S seq=3`,
      "in eth1 tcp client6.51211 > server6.4002 SA seq=30 ack=4",
      "c EPRT |2|2001:db8:9::9|4003|\r\n",
      "in eth1 tcp client6.20 > server6.4003 S seq=3",
      "c EPRT |2|2001:db8::8|4004|\r\n",
    ]),
  },
  {
    name: "helper6-tftp",
    about: "tftp over IPv6 behind SNAT and DNAT",
    setup: helped("tftp", "udp", 69),
    packets: `
in eth1 udp client6.3000 > server6.69 hex=0001610066
in eth0 udp server6.2000 > ${SEEN}.3000 hex=0003000141
in eth1 udp client6.3000 > server6.2000 hex=00040001
in eth0 udp server6.2001 > ${SEEN}.3000 hex=0003000141
in eth1 udp client6.3001 > server6.69 hex=0002610066
in eth0 udp server26.2001 > ${SEEN}.3001 hex=00040000
in eth0 udp server6.3002 > ${PUBLISHED}.69 hex=0001610066
in eth1 udp client6.2002 > server6.3002 hex=0003000141
in eth0 udp server6.3002 > ${PUBLISHED}.2002 hex=00040001
`,
  },
  {
    name: "helper6-amanda",
    about: "amanda over IPv6 behind SNAT and DNAT: ports in the answer",
    setup: helped("amanda", "udp", 10080),
    packets: `
in eth1 udp client6.900 > server6.10080 data=Amanda_2.4_REQ
in eth0 udp server6.10080 > ${SEEN}.900 hex=${hex("Amanda 2.4 REP\nCONNECT DATA 4000 MESG 4001 INDEX 4002\nOPTIONS\n")}
in eth1 tcp client6.50 > server6.4000 S seq=1
in eth1 tcp client6.51 > server6.4002 S seq=1
in eth0 udp server6.900 > ${PUBLISHED}.10080 data=Amanda_2.4_REQ
in eth1 udp client6.10080 > server6.900 hex=${hex("CONNECT DATA 5000 MESG 0 INDEX 5002\n")}
in eth0 tcp server6.50 > ${PUBLISHED}.5000 S seq=1
in eth0 tcp server6.51 > ${PUBLISHED}.5002 S seq=1
in eth1 udp client26.901 > server6.10080 data=Amanda_2.4_REQ
in eth0 udp server6.10080 > ${SEEN}.901 hex=${hex("CONNECT DATA 4000 MESG 4101\n")}
`,
  },
  {
    name: "helper6-sane",
    about: "sane over IPv6 behind SNAT and DNAT: the answer to START names a port",
    setup: helped("sane", "tcp", 6566),
    packets: `${session(...outward(6566), [
      "c \0\0\0\u0007\0\0\0\0",
      "s \0\0\0\0\0\0\u0030\u0039",
      "in eth1 tcp client6.4001 > server6.12345 S seq=3",
    ])}
${session(...inward(6566), [
  "c \0\0\0\u0007\0\0\0\0",
  "s \0\0\0\0\0\0\u0030\u0040",
  `in eth0 tcp server6.4101 > ${PUBLISHED}.12352 S seq=3`,
  "in eth1 tcp client6.12352 > server6.4101 SA seq=3 ack=4",
])}`,
  },
];
