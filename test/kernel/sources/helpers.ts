// Conntrack's helpers: connections that others announce, with and without NAT.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const STATES = inBoth(`
-A FORWARD -m conntrack --ctstate NEW
-A FORWARD -m conntrack --ctstate ESTABLISHED
-A FORWARD -m conntrack --ctstate RELATED
-A FORWARD -m conntrack --ctstate INVALID
-A FORWARD -m conntrack --ctstatus EXPECTED`);

/** A rule of both families that gives a port's connections a helper. */
const helper = (name: string, protocol: string, port: number): string =>
  `\n${inBoth(`-t raw -A PREROUTING -p ${protocol} --dport ${port} -j CT --helper ${name}`)}\n`;
const helper4 = (name: string, protocol: string, port: number): string =>
  `\niptables -t raw -A PREROUTING -p ${protocol} --dport ${port} -j CT --helper ${name}\n`;

const MASQUERADE = "\niptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE\n";

/** An exchange on one TCP connection: `c` and `s` lines are what client and server say, in turn. Other
 * lines are packets of their own. Sequence numbers follow what was said; NAT is not undone here. */
function session(
  client: string,
  server: string,
  lines: readonly string[],
  {
    inside = "eth1",
    outside = "eth0",
    seen = client,
  }: Partial<Record<"inside" | "outside" | "seen", string>> = {},
): string {
  let [c, s] = [1000, 5000];
  const out = [
    `in ${inside} tcp ${client} > ${server} S seq=${c} win=8000`,
    `in ${outside} tcp ${server} > ${seen} SA seq=${s} ack=${c + 1} win=8000`,
    `in ${inside} tcp ${client} > ${server} A seq=${++c} ack=${++s} win=8000`,
  ];
  for (const line of lines) {
    const [who, text] = [line[0], line.slice(2)];
    const hex = Buffer.from(text, "latin1").toString("hex");
    if (who === "c" && line[1] === " ") {
      out.push(`in ${inside} tcp ${client} > ${server} PA seq=${c} ack=${s} win=8000 hex=${hex}`);
      c += text.length;
    } else if (who === "s" && line[1] === " ") {
      out.push(`in ${outside} tcp ${server} > ${seen} PA seq=${s} ack=${c} win=8000 hex=${hex}`);
      s += text.length;
    } else out.push(line);
  }
  return out.join("\n");
}

/** Several sessions and packets, one after the other. */
const all = (...parts: readonly string[]): string => parts.join("\n");

/** Scenarios of helpers. */
export const helpers: ScenarioSource[] = [
  {
    name: "helper-ftp-active",
    about: "ftp: PORT announces a connection of the server's to the client",
    setup: `${ROUTER}${helper("ftp", "tcp", 21)}${STATES}`,
    packets: session("client.4000", "server.21", [
      "s 220 hello\r\n",
      "c USER me\r\n",
      "s 331 password\r\n",
      "c PORT 10,0,0,5,15,161\r\n",
      "in eth0 tcp server.20 > client.4002 S seq=9",
      "in eth0 tcp server2.20 > client.4001 S seq=9",
      "in eth0 tcp server.20 > client.4001 S seq=9",
      "in eth1 tcp client.4001 > server.20 SA seq=70 ack=10",
      "in eth0 tcp server.20 > client.4001 A seq=10 ack=71",
      "s 200 fine\r\n",
      "c EPRT |1|10.0.0.5|4005|\r\n",
    ]),
  },
  {
    name: "helper-ftp-odd",
    about:
      "ftp: half commands are dropped, others are let through; foreign addresses announce nothing",
    setup: `${ROUTER}${helper("ftp", "tcp", 21)}${STATES}`,
    packets: all(
      session("client.4000", "server.21", [
        "s 220 hello\r\n",
        "c NOOP\r\n",
        "c PORT 10,0,0,5,15",
        "c PORT 10,0,0,5,15,161",
      ]),
      session("client.4001", "server.21", ["s 220 hello\r\n", "c NOOP\r\n", "c PO"]),
      session("client.4002", "server.21", [
        "s 220 hello\r\n",
        "c NOOP\r\n",
        "c PORT 10,0,0,6,15,161\r\n",
        "c port 10,0,0,5,15,162\r\n",
        "c EPRT |2|10.0.0.5|4005|\r\n",
      ]),
      session("client.4003", "server.21", [
        "s 220 hello\r\n",
        "s 227 Entering Passive Mode 203,0,113,9,40,1\r\n",
        "s 227 =203,0,113,9,40,2.\r\n",
        "s 229 Extended (|||10243|)\r\n",
        "s 229 Extended (!!!10244!)\r\n",
        "s 227 no numbers\r\n",
      ]),
      session("client.4004", "server.21", [
        "s 220 hello\r\n",
        "c NOOP\r\n",
        "c PORT 10,0,0,5,0,0\r\n",
        "c PORT 266,256,256,261,271,417\r\n",
      ]),
      session("client6.4005", "server6.21", [
        "s 220 hello\r\n",
        "c NOOP\r\n",
        "c EPRT |2|2001:db8:1::5|4006|\r\n",
        "c EPRT |2|2001:db8:1:0:0:0:0:5|4007|\r\n",
        "c EPRT |1|10.0.0.5|4007|\r\n",
      ]),
      "in eth0 tcp server6.20 > client6.4006 S seq=9",
      "in eth0 tcp server6.20 > client6.4007 S seq=9",
    ),
  },
  {
    name: "helper-ftp-snat",
    about: "ftp behind SNAT: PORT is rewritten, later sequence numbers move, data comes back",
    setup: `${ROUTER}${helper("ftp", "tcp", 21)}${STATES}${MASQUERADE}`,
    packets: all(
      session(
        "client.4000",
        "server.21",
        [
          "s 220 hello\r\n",
          "c NOOP\r\n",
          "s 200 ok\r\n",
          "c PORT 10,0,0,5,15,161\r\n",
          "in eth0 tcp server.21 > router.4000 A seq=5020 ack=1033",
          "in eth0 tcp server.20 > router.4001 S seq=9",
          "in eth1 tcp client.4001 > server.20 SA seq=70 ack=10",
          "in eth0 tcp server.20 > router.4001 A seq=10 ack=71",
          "c LIST\r\n",
          "in eth0 tcp server.21 > router.4000 PA seq=5020 ack=1040 sack=1034-1040 hex=323236200d0a",
          "c EPRT |1|10.0.0.5|4005|\r\n",
          "c QUIT\r\n",
        ],
        { seen: "router.4000" },
      ),
      "in eth0 tcp server.20 > router.4005 S seq=9",
    ),
  },
  {
    name: "helper-ftp-dnat",
    about: "ftp behind DNAT: 227 and 229 name the router",
    setup: `${ROUTER}${helper("ftp", "tcp", 21)}${STATES}
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 21 -j DNAT --to-destination 10.0.0.5`,
    packets: all(
      session(
        "server.4000",
        "router.21",
        [
          "in eth1 tcp client.21 > server.4000 PA seq=5001 ack=1001 hex=32323020780d0a",
          "c PASV\r\n",
          "in eth1 tcp client.21 > server.4000 PA seq=5008 ack=1007 hex=" +
            Buffer.from("227 Entering Passive Mode (10,0,0,5,200,10)\r\n").toString("hex"),
          "in eth0 tcp server.4001 > router.51210 S seq=3",
          "in eth1 tcp client.51210 > server.4001 SA seq=30 ack=4",
          "in eth1 tcp client.21 > server.4000 PA seq=5053 ack=1007 hex=" +
            Buffer.from("229 Extended (|||51211|)\r\n").toString("hex"),
          "in eth0 tcp server.4002 > router.51211 S seq=3",
          "in eth0 tcp server.4000 > router.21 A seq=1007 ack=5085",
        ],
        { inside: "eth0", outside: "eth1" },
      ).replace("in eth1 tcp router.21 > server.4000", "in eth1 tcp client.21 > server.4000"),
    ),
  },
  {
    name: "helper-ftp-nat6",
    about: "ftp over IPv6 with SNAT and DNAT",
    setup: `${ROUTER}${helper("ftp", "tcp", 21)}${STATES}
ip6tables -t nat -A POSTROUTING -o eth0 -j MASQUERADE`,
    packets: session(
      "client6.4000",
      "server6.21",
      [
        "s 220 hello\r\n",
        "c NOOP\r\n",
        "c EPRT |2|2001:db8:1::5|4006|\r\n",
        "in eth0 tcp server6.20 > router6.4006 S seq=9",
        "in eth1 tcp client6.4006 > server6.20 SA seq=90 ack=10",
        "c NOOP\r\n",
        "s 229 Extended (|||10244|)\r\n",
        "in eth1 tcp client6.4009 > server6.10244 S seq=9",
      ],
      { seen: "router6.4000" },
    ),
  },
  {
    name: "helper-tftp",
    about: "tftp: the answer comes from another port, also through SNAT",
    setup: `${ROUTER}${helper("tftp", "udp", 69)}${STATES}${MASQUERADE}`,
    packets: `
in eth1 udp client.3000 > server.69 hex=0001610066
in eth0 udp server.2000 > router.3000 hex=0003000141
in eth1 udp client.3000 > server.2000 hex=00040001
in eth0 udp server.2001 > router.3000 hex=0003000141
in eth1 udp client.3001 > server.69 hex=0002610066
in eth1 udp client.3002 > server.69 hex=0003
in eth1 udp client.3003 > server.69 hex=00
in eth1 udp client6.3000 > server6.69 hex=0001610066
in eth0 udp server6.2000 > client6.3000 hex=0003000141
in eth1 udp client.3001 > server.69 hex=0001610066
in eth0 udp server2.2001 > router.3001 hex=0003000141
`,
  },
  {
    name: "helper-irc",
    about: "irc: DCC commands, also through SNAT",
    setup: `${ROUTER}${helper4("irc", "tcp", 6667)}${STATES}`,
    packets: all(
      session("client.4000", "server.6667", [
        "s :srv 001 hi\r\n",
        "c PRIVMSG bob :\u0001DCC SEND file.txt 167772165 4005\u0001\n",
        "c PRIVMSG bob :\u0001DCC CHAT chat 167772165 4006\u0001\n",
        "c PRIVMSG bob :\u0001DCC CHAT chat 167772166 4007\u0001\n",
        "c PRIVMSG bob :\u0001DCC CHAT chat 167772165 0\u0001\n",
        "c NOTICE bob :\u0001DCC CHAT chat 167772165 4008\u0001\n",
        "c  \r\nPRIVMSG bob :\u0001DCC TSEND file 167772165 4009 1000\u0001\n",
        "c PRIVMSG bob :text \u0001DCC CHAT chat 167772165 4010\u0001\n",
        "c PRIVMSG bob :\u0001DCC MOVE x 167772165 4011\u0001",
        "s :bob PRIVMSG me :\u0001DCC SEND f 3405803785 5000\u0001\n",
      ]),
      "in eth0 tcp server2.99 > client.4005 S seq=9",
      "in eth0 tcp server2.99 > client.4006 S seq=9",
      "in eth0 tcp server2.99 > client.4007 S seq=9",
    ),
  },
  {
    name: "helper-irc-nat",
    about: "irc behind SNAT: address and port in the command are the router's",
    setup: `${ROUTER}${helper4("irc", "tcp", 6667)}${STATES}${MASQUERADE}`,
    packets: session(
      "client.4000",
      "server.6667",
      [
        "s :srv 001 hi\r\n",
        "c PRIVMSG bob :\u0001DCC SEND file.txt 167772165 4005\u0001\n",
        "in eth0 tcp server2.99 > router.4005 S seq=9",
        "in eth1 tcp client.4005 > server2.99 SA seq=90 ack=10",
        "c PRIVMSG bob :\u0001DCC CHAT chat 167772165 4006\u0001\n",
        "c PRIVMSG bob :\u0001DCC CHAT chat 3221225985 4008\u0001\n",
      ],
      { seen: "router.4000" },
    ),
  },
  {
    name: "helper-amanda",
    about: "amanda: ports in the answer, with DNAT too",
    setup: `${ROUTER}${helper("amanda", "udp", 10080)}${STATES}
iptables -t nat -A PREROUTING -i eth0 -p udp --dport 10080 -d 192.0.2.1 -j DNAT --to-destination 10.0.0.5
iptables -t nat -A POSTROUTING -o eth0 -s 10.0.0.6 -j MASQUERADE`,
    packets: `
in eth1 udp client.900 > server.10080 data=Amanda_2.4_REQ
in eth0 udp server.10080 > client.900 hex=${Buffer.from("Amanda 2.4 REP\nCONNECT DATA 4000 MESG 4001 INDEX 4002\nOPTIONS\n").toString("hex")}
in eth1 tcp client.50 > server.4000 S seq=1
in eth1 tcp client.51 > server.4001 S seq=1
in eth0 udp server.900 > router.10080 data=Amanda_2.4_REQ
in eth1 udp client.10080 > server.900 hex=${Buffer.from("x CONNECT DATA 5000 MESG 0 INDEX 4002\n").toString("hex")}
in eth1 udp client.10080 > server.900 hex=${Buffer.from("x CONNECT DATA 65000 STATE 7000 INDEX 44444x\n").toString("hex")}
in eth1 udp client.10080 > server.900 hex=${Buffer.from("x CONNECT DATA 65000").toString("hex")}
in eth0 tcp server.50 > router.5000 S seq=1
in eth1 udp client2.900 > server.10080 data=Amanda_2.4_REQ
in eth0 udp server.10080 > router.900 hex=${Buffer.from("CONNECT DATA 4100 MESG 4101 INDEX 4102\n").toString("hex")}
in eth1 tcp client2.50 > server.4100 S seq=1
in eth1 udp client6.900 > server6.10080 data=Amanda_2.4_REQ
in eth0 udp server6.10080 > client6.900 hex=${Buffer.from("CONNECT DATA 4100 MESG 4101 INDEX 4102\n").toString("hex")}
`,
  },
  {
    name: "helper-sane",
    about: "sane: the answer to START names a port",
    setup: `${ROUTER}${helper("sane", "tcp", 6566)}${STATES}${MASQUERADE}`,
    packets: all(
      session(
        "client.4000",
        "server.6566",
        [
          "c \0\0\0\u0007\0\0\0\0",
          "s \0\0\0\0\0\0\u0030\u0039",
          "s \0\0\0\0\0\0\u0030\u0040",
          "c \0\0\0\u0007\0\0\0\0",
          "s \0\0\0\u0001\0\0\u0030\u0041",
          "c \0\0\0\u0007\0\0\0\0",
          "c \0\0\0\u0006\0\0\0\0",
          "s \0\0\0\0\0\0\u0030\u0042",
        ],
        { seen: "router.4000" },
      ),
      "in eth1 tcp client.4001 > server.12345 S seq=3",
      "in eth1 tcp client.4001 > server.12352 S seq=3",
    ),
  },
  {
    name: "helper-broadcast",
    about: "netbios-ns and snmp: answers to the host's own broadcasts",
    setup: `${ROUTER}
iptables -t raw -A OUTPUT -p udp --dport 137 -j CT --helper netbios-ns
iptables -t raw -A OUTPUT -p udp --dport 161 -j CT --helper snmp
iptables -A INPUT -m conntrack --ctstate RELATED
iptables -A INPUT -m conntrack --ctstate NEW`,
    packets: `
out eth1 udp inside.137 > 10.0.0.255.137 len=20
in eth1 udp client.137 > inside.137 len=20
in eth1 udp client2.137 > inside.137 len=20
in eth0 udp server.137 > inside.137 len=20
out eth1 udp inside.4000 > 10.0.0.255.161 len=20
in eth1 udp client.161 > inside.4000 len=20
in eth1 udp client.162 > inside.4000 len=20
out eth1 udp inside.4001 > client.161 len=20
`,
  },
];
