// The helpers of SNMP: addresses in messages of versions 1 and 2c behind NAT, and what the kernel's decoder
// makes of BER that is not as it should be.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER } from "./router.js";

/** BER as hex (X.690): tag, length, content. */
const ber = (tag: number, ...content: readonly string[]): string => {
  const all = content.join("");
  const size = all.length / 2;
  if (size < 0x80) return byte(tag) + byte(size) + all;
  return byte(tag) + (size < 0x100 ? `81${byte(size)}` : `82${word(size)}`) + all;
};
const byte = (n: number): string => n.toString(16).padStart(2, "0");
const word = (n: number): string => n.toString(16).padStart(4, "0");
/** An element whose end is a mark. */
const until = (tag: number, ...content: readonly string[]): string =>
  `${byte(tag)}80${content.join("")}0000`;

const number = (n: number): string => ber(2, byte(n));
const text = (s: string): string => ber(4, Buffer.from(s).toString("hex"));
const NULL = "0500";
const NAME = "2b06010201041401";
const name = (more = ""): string => ber(6, NAME, more);
const ip = (address: string): string =>
  ber(0x40, address.split(".").map(Number).map(byte).join(""));
const bind = (...values: readonly string[]): string => ber(0x30, name("01"), ...values);
const list = (...bindings: readonly string[]): string => ber(0x30, ...bindings);
const pdu = (tag: number, ...rest: readonly string[]): string =>
  ber(tag, number(7), number(0), number(0), ...rest);
const message = (version: number, ...rest: readonly string[]): string =>
  ber(0x30, number(version), text("public"), ...rest);

const [GET, NEXT, RESPONSE, SET, TRAP1, BULK, INFORM, TRAP2, REPORT] = [
  0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8,
] as const;
const HERE = ip("10.0.0.5");
const OUTSIDE = ip("192.0.2.1");
const ELSEWHERE = ip("10.0.0.6");

/** A message of version 2c with these bindings. */
const v2 = (tag: number, ...bindings: readonly string[]): string =>
  message(1, pdu(tag, list(...bindings)));
const TRAP_OF_1 = message(
  0,
  ber(TRAP1, name(), HERE, number(6), number(1), ber(0x43, "01"), list(bind(HERE))),
);

const HELPERS = `
iptables -t raw -A PREROUTING -p udp --dport 161 -j CT --helper snmp
iptables -t raw -A PREROUTING -p udp --dport 162 -j CT --helper snmp_trap
iptables -t raw -A OUTPUT -p udp --dport 161 -j CT --helper snmp
iptables -t raw -A OUTPUT -p udp --dport 162 -j CT --helper snmp_trap`;
const STATES = `
iptables -A FORWARD -m conntrack --ctstate NEW
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED
iptables -A FORWARD -m conntrack --ctstate INVALID`;
const SNAT = "\niptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE";
const DNAT =
  "\niptables -t nat -A PREROUTING -i eth0 -d 192.0.2.1 -j DNAT --to-destination 10.0.0.5";
const BOTH = `${ROUTER}${HELPERS}${STATES}`;

/** Messages one after the other, each on a connection of its own. */
const each = (messages: readonly string[], port = 162, rest = ""): string =>
  messages
    .map((hex, i) => `in eth1 udp client.${4000 + i} > server.${port} hex=${hex} ${rest}`)
    .join("\n");
/** The same as answers to requests of the client's. */
const replies = (messages: readonly string[]): string =>
  messages
    .flatMap((hex, i) => [
      `in eth1 udp client.${4000 + i} > server.161 hex=${v2(GET, bind(NULL))}`,
      `in eth0 udp server.161 > router.${4000 + i} hex=${hex}`,
    ])
    .join("\n");
/** The same as answers to requests of the server's, through DNAT. */
const answers = (messages: readonly string[]): string =>
  messages
    .flatMap((hex, i) => [
      `in eth0 udp server.${4000 + i} > router.161 hex=${v2(GET, bind(NULL))}`,
      `in eth1 udp client.161 > server.${4000 + i} hex=${hex}`,
    ])
    .join("\n");

const GOOD: readonly string[] = [
  v2(TRAP2, bind(HERE)),
  v2(TRAP2, bind(HERE), bind(number(3)), bind(HERE), bind(ELSEWHERE), bind(OUTSIDE)),
  v2(TRAP2, bind(text("odd")), bind(HERE)),
  v2(TRAP2, bind(text("even")), bind(HERE), bind(text("x")), bind(HERE)),
  v2(INFORM, bind(HERE)),
  v2(RESPONSE, bind(HERE)),
  v2(REPORT, bind(HERE)),
  v2(BULK, bind(HERE)),
  v2(SET, bind(HERE)),
  v2(NEXT, bind(HERE)),
  message(0, pdu(RESPONSE, list(bind(HERE)))),
  // every kind of value
  v2(
    TRAP2,
    ...[ber(0x41, "01"), ber(0x42, "0102"), ber(0x43, "01"), ber(0x44, "9f7804"), ber(0x46, "01")]
      .concat([NULL, "8000", "8100", "8200", number(1), text("t"), name("05"), HERE])
      .map((value) => bind(value)),
  ),
  // lengths of one byte more than needed, and of two
  v2(TRAP2, bind(text("x".repeat(130))), bind(HERE)),
  v2(TRAP2, bind(text("x".repeat(300))), bind(HERE)),
  v2(TRAP2, bind("4081040a000005")),
  v2(TRAP2, bind("408200040a000005")),
];

const ODD: readonly string[] = [
  TRAP_OF_1,
  // SNMPv3, and other versions
  message(3, pdu(TRAP2, list(bind(HERE)))),
  ber(0x30, number(3), ber(0x30, number(1), number(2)), text("x"), text("y")),
  message(2, pdu(TRAP2, list(bind(HERE)))),
  ber(0x30, ber(2, "0001"), text("public"), pdu(TRAP2, list(bind(HERE)))),
  ber(0x30, ber(2, ""), text("public"), pdu(TRAP2, list(bind(HERE)))),
  // addresses of other sizes
  v2(TRAP2, bind(ber(0x40, "0a0000"))),
  v2(TRAP2, bind(ber(0x40, "0a00000500"))),
  v2(TRAP2, bind(ber(0x40, ""))),
  v2(TRAP2, bind(ber(0x60, "0a000005"))),
  // lists and bindings with too little in them, or too much
  v2(TRAP2),
  v2(TRAP2, "3000"),
  v2(TRAP2, bind(HERE), "3000"),
  v2(TRAP2, bind()),
  v2(TRAP2, bind(HERE, HERE)),
  v2(TRAP2, bind(number(1), HERE)),
  v2(TRAP2, bind(text("x"), HERE)),
  v2(TRAP2, bind(HERE, number(1))),
  v2(TRAP2, bind(HERE, ber(0x41, "01"))),
  v2(TRAP2, bind(ber(0x41, "01"), HERE)),
  v2(TRAP2, bind(number(1), NULL)),
  v2(TRAP2, bind(number(1), number(1))),
  v2(TRAP2, bind(HERE, NULL)),
  v2(TRAP2, bind(NULL, HERE)),
  v2(TRAP2, bind(NULL, "8000")),
  v2(TRAP2, bind(ber(0x45, "01"))),
  v2(TRAP2, bind(ber(0x24, text("x")))),
  v2(TRAP2, ber(0x30, HERE)),
  v2(TRAP2, ber(0x10, name("01"), HERE)),
  message(1, pdu(TRAP2, list(bind(HERE)), "0500")),
  message(1, pdu(TRAP2)),
  message(1, pdu(TRAP2, list(), bind(HERE))),
  message(1, ber(TRAP2)),
  message(1, ber(TRAP2, number(1), number(2), list(bind(HERE)))),
  message(1, ber(0x87, number(1), number(2), number(3), list(bind(HERE)))),
  message(1),
  ber(0x30, number(1)),
  "3000",
  // several messages in one, and something behind it
  message(1, pdu(GET, list(bind(HERE))), pdu(RESPONSE, list(bind(HERE)))),
  message(1, pdu(RESPONSE, list(bind(HERE))), pdu(GET, list(bind(HERE)))),
  message(1, pdu(RESPONSE, list(bind(HERE))), pdu(BULK, list(bind(HERE)))),
  message(1, pdu(TRAP2, list(bind(HERE))), "0500"),
  `${v2(TRAP2, bind(HERE))}00`,
  `${v2(TRAP2, bind(HERE))}ffff`,
  v2(TRAP2, bind(HERE)) + v2(TRAP2, bind(HERE)),
  // indefinite lengths
  until(
    0x30,
    number(1),
    text("public"),
    until(TRAP2, number(1), number(2), number(3), until(0x30, until(0x30, name(), HERE))),
  ),
  until(0x30, number(1), text("public"), pdu(TRAP2, list(bind(HERE)))),
  message(1, until(TRAP2, number(1), number(2), number(3), list(bind(HERE), bind(HERE)))),
  message(1, pdu(TRAP2, until(0x30, bind(HERE), bind(HERE)))),
  message(1, pdu(TRAP2, until(0x30))),
  v2(TRAP2, until(0x30, name(), HERE)),
  v2(TRAP2, until(0x30, name())),
  v2(TRAP2, `30800603${NAME.slice(0, 6)}${HERE}00`),
  v2(TRAP2, `30800603${NAME.slice(0, 6)}${HERE}0001`),
  v2(TRAP2, bind(`2480${text("x")}0000`)),
  v2(TRAP2, bind("0480610000")),
  until(0x10, number(1), text("public"), pdu(TRAP2, list(bind(HERE)))),
  // lengths that are too long, too short, or of too many bytes
  v2(TRAP2, bind("40040a0000")),
  v2(TRAP2, bind("408300000004")),
  v2(TRAP2, bind("4083000004000a000005")),
  v2(TRAP2, bind("40ff0a000005")),
  v2(TRAP2, bind("048100")),
  v2(TRAP2, bind("048100"), bind(HERE)),
  v2(TRAP2, bind("4081")),
  v2(TRAP2, bind("40")),
  v2(TRAP2, bind("1f0101")),
  v2(TRAP2, bind("5f40040a000005")),
  "30",
  "ff",
  "00",
  "1f00",
];

const WHOLE = v2(TRAP2, bind(text("x")), bind(HERE));

/** Scenarios of SNMP. */
export const snmp: ScenarioSource[] = [
  {
    name: "helper-snmp-snat",
    about: "snmp_trap behind SNAT: addresses of the sender's in messages become those outside",
    setup: `${BOTH}${SNAT}`,
    packets: each(GOOD),
  },
  {
    name: "helper-snmp-request",
    about: "snmp behind SNAT: requests, too, have their addresses changed",
    setup: `${BOTH}${SNAT}`,
    packets: each(GOOD, 161),
  },
  {
    name: "helper-snmp-dnat",
    about: "snmp behind DNAT alone: no message is read",
    setup: `${BOTH}${DNAT}`,
    packets: answers([...GOOD, ...ODD.slice(0, 8)]),
  },
  {
    name: "helper-snmp-odd",
    about: "snmp_trap behind SNAT: messages that are not as they should be",
    setup: `${BOTH}${SNAT}`,
    packets: each(ODD),
  },
  {
    name: "helper-snmp-odd-answers",
    about: "snmp behind SNAT: answers that are not as they should be",
    setup: `${BOTH}${SNAT}`,
    packets: replies(ODD),
  },
  {
    name: "helper-snmp-cut",
    about: "snmp_trap behind SNAT: a message cut at every byte, in a datagram that says so",
    setup: `${BOTH}${SNAT}`,
    packets: each(
      Array.from({ length: WHOLE.length / 2 }, (_, i) => WHOLE.slice(0, i * 2)).map(
        (hex) => hex || "",
      ),
    ).replaceAll("hex= ", "len=0 "),
  },
  {
    name: "helper-snmp-lengths",
    about: "snmp behind SNAT: datagrams whose length is not the packet's; without a checksum",
    setup: `${BOTH}${SNAT}`,
    packets: `
${each([WHOLE], 162, "nosum")}
in eth1 udp client.5001 > server.162 hex=${WHOLE} nosum ulen=20
in eth1 udp client.5002 > server.162 hex=${WHOLE} ulen=30
in eth1 udp client.5003 > server.162 hex=${WHOLE} ulen=8
in eth1 udp client.5004 > server.162 hex=${WHOLE} ulen=7
in eth1 udp client.5005 > server.162 hex=${WHOLE} ulen=300
in eth1 udp client.5006 > server.161 hex=${WHOLE} ulen=30
in eth1 udp client.5007 > server.162 hex=${WHOLE} badsum
in eth1 udp client.5008 > server.162 hex=${WHOLE} ipopt=01010101
in eth1 udp client.5009 > server.162 hex=${v2(TRAP2, bind(text("y".repeat(2000))), bind(HERE))} pieces=0-1480,1480-
in eth1 udp client.5010 > server.162 hex=${v2(TRAP2, bind(HERE), bind(text("y".repeat(2000))))} pieces=1480-,0-1480 nosum
in eth0 udp server.162 > router.5000 hex=${WHOLE}
in eth0 udp server.162 > router.5008 hex=${v2(TRAP2, bind(OUTSIDE))}
in eth1 udp client.162 > server.162 hex=${WHOLE}
in eth0 udp server.162 > router.162 hex=${v2(TRAP2, bind(OUTSIDE))}
in eth1 udp client.161 > server.162 hex=${WHOLE}
in eth0 udp server.162 > router.161 hex=${v2(TRAP2, bind(OUTSIDE))}
in eth1 udp client.161 > server.161 hex=${WHOLE}
in eth0 udp server.161 > router.161 hex=${v2(RESPONSE, bind(OUTSIDE))}
`,
  },
  {
    name: "helper-snmp-ways",
    about: "snmp: both ends of a connection translated, on either side, and by the host itself",
    setup: `${BOTH}${DNAT}${SNAT}
iptables -t nat -A POSTROUTING -o eth1 -s 203.0.113.0/24 -j SNAT --to-source 10.0.0.1
iptables -t nat -A OUTPUT -d 203.0.113.10 -j DNAT --to-destination 10.0.0.5
iptables -t nat -A PREROUTING -i eth1 -d 203.0.113.10 -j DNAT --to-destination 203.0.113.9`,
    packets: `
in eth0 udp server.4000 > router.161 hex=${v2(GET, bind(NULL), bind(ip("203.0.113.9")), bind(OUTSIDE))}
in eth1 udp client.161 > inside.4000 hex=${v2(RESPONSE, bind(HERE), bind(ip("10.0.0.1")), bind(ip("203.0.113.9")))}
in eth0 udp server.4001 > router.162 hex=${v2(TRAP2, bind(ip("203.0.113.9")), bind(OUTSIDE))}
in eth1 udp client.162 > inside.4001 hex=${v2(INFORM, bind(HERE), bind(ip("10.0.0.1")))}
in eth1 udp client.4002 > server2.162 hex=${v2(TRAP2, bind(HERE), bind(ip("203.0.113.10")))}
in eth0 udp server.162 > router.4002 hex=${v2(RESPONSE, bind(ip("203.0.113.9")), bind(OUTSIDE))}
in eth1 udp client.4003 > server2.161 hex=${v2(GET, bind(HERE), bind(ip("203.0.113.10")))}
in eth0 udp server.161 > router.4003 hex=${v2(RESPONSE, bind(ip("203.0.113.9")), bind(OUTSIDE), bind(ip("203.0.113.10")))}
out eth0 udp router.4004 > server2.161 hex=${v2(GET, bind(OUTSIDE))}
in eth1 udp client.161 > router.4004 hex=${v2(RESPONSE, bind(HERE))}
in eth1 udp client.161 > inside.4004 hex=${v2(RESPONSE, bind(HERE), bind(ip("203.0.113.10")))}
out eth0 udp router.4005 > server2.162 hex=${TRAP_OF_1}
out eth0 udp router.4006 > server.162 hex=${v2(TRAP2, bind(OUTSIDE))}
`,
  },
  {
    name: "helper-snmp-plain",
    about: "snmp without NAT, and with NAT that changes nothing: messages pass as they are",
    setup: `${BOTH}
iptables -t nat -A POSTROUTING -o eth0 -s 10.0.0.6 -p udp -j SNAT --to-source 10.0.0.6:6000-6100
iptables -t nat -A POSTROUTING -o eth0 -s 10.0.0.5 -p udp --sport 4100:4200 -j SNAT --to-source 10.0.0.5:7000`,
    packets: `
${each(ODD.slice(0, 8))}
in eth1 udp client2.6001 > server.162 hex=${TRAP_OF_1}
in eth1 udp client.4100 > server.162 hex=${TRAP_OF_1}
in eth1 udp client.4100 > server.162 hex=ff ulen=30
in eth0 udp server.162 > client.7000 hex=ff
`,
  },
];
