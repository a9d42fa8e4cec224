// The helper of SIP over IPv6: addresses in brackets, in any spelling, with and without NAT.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER } from "./router.js";

const STATES = `
ip6tables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate ESTABLISHED
ip6tables -A FORWARD -m conntrack --ctstate RELATED
ip6tables -A FORWARD -m conntrack --ctstatus EXPECTED`;
const HELPED = `${ROUTER}
ip6tables -t raw -A PREROUTING -p udp --dport 5060 -j CT --helper sip
ip6tables -t raw -A PREROUTING -p tcp --dport 5060 -j CT --helper sip${STATES}`;
const SNAT = "\nip6tables -t nat -A POSTROUTING -o eth0 -j MASQUERADE\n";
const DNAT =
  "\nip6tables -t nat -A PREROUTING -i eth0 -d 2001:db8::1 -j DNAT --to-destination 2001:db8:1::5\n";

/** The phone, the host outside, and the router as it is seen there. */
const [PHONE, PEER, SEEN] = ["2001:db8:1::5", "2001:db8:9::9", "2001:db8::1"] as const;

const hex = (text: string): string => Buffer.from(text).toString("hex");
const lines = (...all: readonly string[]): string => `${all.join("\r\n")}\r\n`;

interface Message {
  first: string;
  /** Of whom it comes, and where answers are wanted. */
  own?: string;
  via?: string;
  peer?: string;
  contact?: readonly string[];
  cseq: string;
  more?: readonly string[];
  sdp?: readonly string[];
  /** Names of one letter. */
  compact?: boolean;
}

/** A message with the headers that phones send. */
function message(m: Message): string {
  const { own = PHONE, peer = PEER } = m;
  const body = m.sdp ? lines(...m.sdp) : "";
  const name = (long: string, short: string) => (m.compact ? short : long);
  return (
    lines(
      m.first,
      `${name("Via", "v")}: ${m.via ?? `SIP/2.0/UDP [${own}]:5060;branch=z9hG4bK1`}`,
      `${name("From", "f")}: <sip:me@[${own}]>;tag=1`,
      `${name("To", "t")}: <sip:you@[${peer}]>`,
      `${name("Call-ID", "i")}: 7@phone`,
      `CSeq: ${m.cseq}`,
      ...(m.contact ?? []).map((c) => `${name("Contact", "m")}: ${c}`),
      ...(m.more ?? []),
      `${name("Content-Length", "l")}: ${body.length}`,
      "",
    ) + body
  );
}

const sdp = (address: string, port: number, ...more: readonly string[]): string[] => [
  "v=0",
  `o=me 1 1 IN IP6 ${address}`,
  "s=-",
  `c=IN IP6 ${address}`,
  "t=0 0",
  `m=audio ${port} RTP/AVP 0 8`,
  ...more,
];

const up = (text: string, client = "client6.5060", server = "server6.5060"): string =>
  `in eth1 udp ${client} > ${server} hex=${hex(text)}`;
const down = (text: string, seen = "client6.5060", server = "server6.5060"): string =>
  `in eth0 udp ${server} > ${seen} hex=${hex(text)}`;

const INVITE = `INVITE sip:you@[${PEER}] SIP/2.0`;
const REGISTER = `REGISTER sip:[${PEER}] SIP/2.0`;
const HERE = `<sip:me@[${PHONE}]:5060>`;

const invite = (more: Partial<Message> = {}): string =>
  message({
    first: INVITE,
    contact: [HERE],
    cseq: "1 INVITE",
    sdp: sdp(PHONE, 4000),
    ...more,
  });
const ok = (seen: string, more: Partial<Message> = {}): string =>
  message({
    first: "SIP/2.0 200 OK",
    via: `SIP/2.0/UDP [${seen}]:5060;branch=z9hG4bK1;received=${seen};rport=5060`,
    contact: [`<sip:you@[${PEER}]:5060>`],
    cseq: "1 INVITE",
    sdp: sdp(PEER, 6000),
    ...more,
  });
const register = (contact: string, more: Partial<Message> = {}): string =>
  message({ first: REGISTER, contact: [contact], cseq: "5 REGISTER", ...more });
const bye = message({ first: `BYE sip:you@[${PEER}] SIP/2.0`, cseq: "3 BYE" });

const MEDIA = (seen: string): string => `
in eth0 udp server6.6000 > ${seen}.4000 len=20
in eth1 udp client6.4000 > server6.6000 len=20
in eth0 udp server6.6001 > ${seen}.4001 len=20
in eth0 udp server26.6001 > ${seen}.4001 len=20`;

/** Addresses as nobody should write them, or as one may. */
const SPELT: readonly string[] = [
  "[2001:DB8:1::5]:5060",
  "[2001:0db8:0001:0000:0000:0000:0000:0005]:5060",
  "[2001:db8:1:0:0::5]:5060",
  "[2001:db8:1::0.0.0.5]:5060",
  "[2001:db8:1::5]",
  "2001:db8:1::5",
  "[2001:db8:1::5:5060",
  "[2001:db8:1::5]:99",
  "[2001:db8:1::5]:70000",
  "[2001:db8:1::5]:",
  "[2001:db8:1::5]x",
  "[2001:db8:1::5%eth1]:5060",
  "[2001:db8:1:::5]:5060",
  "[::ffff:10.0.0.5]:5060",
  "[10.0.0.5]:5060",
  "10.0.0.5:5060",
  "[::]:5060",
  "[]:5060",
  "phone.example:5060",
];
const spelt = (from: number, make: (address: string) => string): string =>
  SPELT.map((address, i) => up(make(address), `client6.${from + i}`)).join("\n");

/** Messages of both ends on one connection over TCP: `c` and `s` say who speaks. */
function overTcp(seen: string, said: readonly (readonly ["c" | "s", string])[]): string {
  let [c, s] = [1000, 5000];
  const out = [
    `in eth1 tcp client6.4000 > server6.5060 S seq=${c} win=20000`,
    `in eth0 tcp server6.5060 > ${seen}.4000 SA seq=${s} ack=${++c} win=20000`,
    `in eth1 tcp client6.4000 > server6.5060 A seq=${c} ack=${++s} win=20000`,
  ];
  for (const [who, text] of said) {
    if (who === "c") {
      out.push(
        `in eth1 tcp client6.4000 > server6.5060 PA seq=${c} ack=${s} win=20000 hex=${hex(text)}`,
      );
      c += text.length;
    } else {
      out.push(
        `in eth0 tcp server6.5060 > ${seen}.4000 PA seq=${s} ack=${c} win=20000 hex=${hex(text)}`,
      );
      s += text.length;
    }
  }
  return out.join("\n");
}
const TCP = { via: `SIP/2.0/TCP [${PHONE}]:4000;branch=z9hG4bK1` } as const;
const HERE_TCP = `<sip:me@[${PHONE}]:4000;transport=tcp>`;
const talkTcp = (seen: string, address: string): string =>
  overTcp(seen, [
    ["c", invite({ ...TCP, contact: [HERE_TCP] })],
    ["s", ok(address, { via: `SIP/2.0/TCP [${address}]:4000;received=${address};rport=4000` })],
    [
      "c",
      message({ first: `ACK sip:you@[${PEER}] SIP/2.0`, cseq: "1 ACK", ...TCP }) +
        invite({ ...TCP, cseq: "2 INVITE", sdp: sdp(PHONE, 4010) }),
    ],
    ["s", ok(address, { via: `SIP/2.0/TCP [${address}]:4000`, cseq: "2 INVITE" })],
    ["c", register(HERE_TCP, { ...TCP, more: ["Expires: 60"] })],
    [
      "s",
      message({
        first: "SIP/2.0 200 OK",
        via: `SIP/2.0/TCP [${address}]:4000`,
        contact: [`<sip:me@[${address}]:4000;transport=tcp>;expires=60`],
        cseq: "5 REGISTER",
      }),
    ],
    ["c", message({ first: `BYE sip:you@[${PEER}] SIP/2.0`, cseq: "3 BYE", ...TCP }).slice(0, 100)],
  ]);

/** Scenarios of SIP over IPv6. */
export const sip6: ScenarioSource[] = [
  {
    name: "helper-sip6-call",
    about: "sip over IPv6: INVITE and its answer announce media both ways; BYE takes it back",
    setup: HELPED,
    packets: `
${up(invite())}
${down(ok(PHONE))}${MEDIA("client6")}
${up(message({ first: `ACK sip:you@[${PEER}] SIP/2.0`, cseq: "1 ACK" }))}
${up(invite({ cseq: "2 INVITE", sdp: sdp(PHONE, 4010, "m=video 4020 RTP/AVP 31", `c=IN IP6 ${PHONE}`, "m=image 4030 udptl t38") }))}
${up(bye)}
${up(invite({ cseq: "4 INVITE", sdp: sdp("2001:db8:1::6", 4010) }))}
${up(invite({ cseq: "5 INVITE", sdp: sdp(PHONE, 4051) }))}
${up(invite({ compact: true, cseq: "6 INVITE", sdp: sdp("2001:DB8:1:0::5", 4060) }))}
${down(ok(PHONE, { compact: true, cseq: "6 INVITE" }))}
`,
  },
  {
    name: "helper-sip6-nat",
    about: "sip over IPv6 behind SNAT: addresses in brackets and descriptions become those outside",
    setup: `${HELPED}${SNAT}`,
    packets: `
${up(invite())}
${down(ok(SEEN), "router6.5060")}${MEDIA("router6")}
in eth1 udp client6.4001 > server6.6001 len=20
${up(bye)}
${up(invite({ compact: true, cseq: "4 INVITE", sdp: sdp(PHONE, 4100, `c=IN IP6 ${PHONE}`, "m=video 4110 RTP/AVP 31", `c=IN IP6 ${PHONE}`) }))}
${up(invite({ cseq: "5 INVITE", contact: [HERE, `"me" <sip:me@[${PHONE}]:5060>;q=0.5, <sip:x@[${PHONE}]:7000>, sip:me@[${PHONE}]`], more: [`Record-Route: <sip:[${PHONE}]:5060;lr>`, `Route: <sip:[${PEER}]:5060;lr>`] }))}
${up(invite({ cseq: "6 INVITE", via: `SIP/2.0/UDP [${PHONE}]:5060;maddr=[${PHONE}];rport;received=${PHONE}\r\nVia: SIP/2.0/UDP [${PHONE}]:5060` }))}
${down(ok(SEEN, { via: `SIP/2.0/UDP [${SEEN}]:5060;maddr=[${SEEN}];rport=5060;received=${SEEN}`, cseq: "6 INVITE" }), "router6.5060")}
${down(ok(SEEN, { via: `SIP/2.0/UDP [${SEEN}];received=[${SEEN}]`, cseq: "6 INVITE" }), "router6.5060")}
${up(invite({ cseq: "7 INVITE" }), "client6.5070")}
${up(invite({ cseq: "8 INVITE", via: `SIP/2.0/UDP [${PHONE}]:5080` }), "client6.5071")}
${down(ok(SEEN, { cseq: "8 INVITE" }), "router6.5071")}
`,
  },
  {
    name: "helper-sip6-register",
    about: "sip over IPv6: who registers may be called; an answer of the registrar's says how long",
    setup: HELPED,
    packets: `
${up(register(HERE, { more: ["Expires: 600"] }))}
in eth0 udp server6.7777 > client6.5060 len=30
${down(message({ first: "SIP/2.0 200 OK", cseq: "5 REGISTER", contact: [`${HERE};expires=300`] }))}
in eth0 udp server6.7778 > client6.5060 len=30
in eth0 udp server26.7779 > client6.5060 len=30
${up(register(`<sip:me@[${PHONE}]:5070>;expires=60`), "client26.5060")}
${up(register(`<sip:me@[${PHONE}]>;expires=0`), "client6.5061")}
${up(register("*"), "client6.5062")}
${up(register(`sip:me@[${PHONE}]:5080;transport=tcp`, { more: ["Expires: 60"] }), "client6.5063")}
`,
  },
  {
    name: "helper-sip6-nat-register",
    about: "sip over IPv6 behind SNAT: the registrar learns of the router's address, and calls it",
    setup: `${HELPED}${SNAT}`,
    packets: `
${up(register(HERE, { more: ["Expires: 600"] }))}
${down(message({ first: "SIP/2.0 200 OK", via: `SIP/2.0/UDP [${SEEN}]:5060;rport=5060`, cseq: "5 REGISTER", contact: [`<sip:me@[${SEEN}]:5060>;expires=300`] }), "router6.5060")}
in eth0 udp server6.7778 > router6.5060 hex=${hex(message({ first: `INVITE sip:me@[${SEEN}]:5060 SIP/2.0`, own: PEER, via: `SIP/2.0/UDP [${PEER}]:7778`, peer: SEEN, contact: [`<sip:you@[${PEER}]:7778>`], cseq: "1 INVITE", sdp: sdp(PEER, 6000) }))}
in eth1 udp client6.5060 > server6.7778 hex=${hex(message({ first: "SIP/2.0 200 OK", own: PEER, via: `SIP/2.0/UDP [${PEER}]:7778`, peer: PHONE, contact: [HERE], cseq: "1 INVITE", sdp: sdp(PHONE, 4000) }))}
in eth0 udp server6.6000 > router6.4000 len=20
${up(register(`<sip:me@[${PHONE}]>`, { more: ["Expires: 600"] }), "client6.5070")}
${up(register(`<sip:me@[${PHONE}]:6000>;expires=60`), "client26.5071")}
${up(register(`<sip:me@[${PHONE}]:6000>;expires=60`), "client6.5072")}
`,
  },
  {
    name: "helper-sip6-dnat",
    about: "sip over IPv6 behind DNAT: a phone inside is called at the router's address",
    setup: `${HELPED}${DNAT}`,
    packets: `
in eth0 udp server6.5060 > router6.5060 hex=${hex(message({ first: `INVITE sip:me@[${SEEN}] SIP/2.0`, own: PEER, peer: SEEN, contact: [`<sip:you@[${PEER}]:5060>`], cseq: "1 INVITE", sdp: sdp(PEER, 6000) }))}
in eth1 udp client6.5060 > server6.5060 hex=${hex(message({ first: "SIP/2.0 200 OK", own: PEER, peer: PHONE, contact: [HERE], cseq: "1 INVITE", sdp: sdp(PHONE, 4000, `c=IN IP6 ${PHONE}`) }))}
in eth0 udp server6.6000 > router6.4000 len=20
in eth1 udp client6.4001 > server6.6001 len=20
in eth1 udp client6.6000 > server6.6000 len=20
in eth0 udp server6.5060 > router6.5060 hex=${hex(message({ first: `REGISTER sip:[${SEEN}] SIP/2.0`, own: PEER, peer: SEEN, contact: [`<sip:you@[${PEER}]:5060>;expires=60`], cseq: "2 REGISTER" }))}
in eth1 udp client6.5060 > server6.5060 hex=${hex(message({ first: "SIP/2.0 200 OK", own: PEER, peer: PHONE, contact: [`<sip:you@[${PEER}]:5060>;expires=60`], cseq: "2 REGISTER" }))}
`,
  },
  {
    name: "helper-sip6-spelt",
    about:
      "sip over IPv6 behind SNAT: addresses in Contact, Via and the first line, however written",
    setup: `${HELPED}${SNAT}`,
    packets: `
${spelt(5060, (a) => register(`<sip:me@${a}>`, { more: ["Expires: 60"] }))}
${spelt(5160, (a) => invite({ via: `SIP/2.0/UDP ${a};branch=1` }))}
${spelt(5260, (a) => invite({ first: `INVITE sip:me@${a} SIP/2.0`, more: [`From: ${a}`] }))}
`,
  },
  {
    name: "helper-sip6-descriptions",
    about: "sip over IPv6 behind SNAT: addresses in session descriptions, however written",
    setup: `${HELPED}${SNAT}`,
    packets: SPELT.map((a) => a.replace(/^\[|\]?:5060$|\]/g, ""))
      .concat([`${PHONE} x`, `${PHONE}/127`, "::1", `${PHONE.toUpperCase()}`])
      .map((a, i) => up(invite({ sdp: sdp(a, 4000 + 2 * i) }), `client6.${5060 + i}`))
      .concat([
        up(invite({ sdp: ["v=0", "m=audio 4100 RTP/AVP 0", `c=IN IP6 ${PHONE}`] }), "client6.5100"),
        up(
          invite({
            sdp: ["v=0", `o=- 1 1 IN IP4 10.0.0.5`, `c=IN IP4 10.0.0.5`, "m=audio 4102 RTP/AVP 0"],
          }),
          "client6.5101",
        ),
        up(invite({ sdp: ["v=0", `c=IN IP6 ${PHONE}`, "m=audio 4104 RTP/AVP 0"] }), "client6.5102"),
        up(invite({ sdp: sdp("2001:db8:1::6", 4106, `c=IN IP6 ${PHONE}`) }), "client6.5103"),
        up(
          invite({ sdp: sdp(PHONE, 0, `c=IN IP6 ${PHONE}`, "m=video 4108 RTP/AVP 31") }),
          "client6.5104",
        ),
      ])
      .join("\n"),
  },
  {
    name: "helper-sip6-no-media",
    about:
      "sip behind SNAT: a description without a stream has its session's address changed all the same",
    setup: `${HELPED}${SNAT}
iptables -t raw -A PREROUTING -p udp --dport 5060 -j CT --helper sip
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE`,
    packets: [
      sdp("2001:DB8:1:0::5", 0),
      sdp("2001:DB8:1:0::5", 0, `c=IN IP6 ${PHONE}`),
      sdp("2001:DB8:1:0::5", 0, "m=text 4000 RTP/AVP 98"),
      sdp("2001:DB8:1:0::5", 0).slice(0, 4),
      sdp(PEER, 0),
      ["v=0", `o=me 1 1 IN IP6 ${PHONE}`, "t=0 0", "m=audio 0 RTP/AVP 0", `c=IN IP6 ${PHONE}`],
      ["v=0", `o=me 1 1 IN IP6 ${PHONE}`, "m=text 4000 RTP/AVP 0", `c=IN IP6 ${PHONE}`],
      ["v=0", "c=IN IP6 2001:DB8:1:0::5", "m=audio 0 RTP/AVP 0"],
    ]
      .map((description, i) => up(invite({ sdp: description }), `client6.${5060 + i}`))
      .concat(
        [
          ["v=0", "o=- 1 1 IN IP4 10.0.0.5", "c=IN IP4 010.000.0.5", "m=audio 0 RTP/AVP 0"],
          ["v=0", "o=- 1 1 IN IP4 10.0.0.6", "c=IN IP4 10.0.0.6"],
          ["v=0", "o=- 1 1 IN IP4 10.0.0.5", "m=audio 0 RTP/AVP 0", "c=IN IP4 10.0.0.5"],
        ].map(
          (description, i) =>
            `in eth1 udp client.${5060 + i} > server.5060 hex=${hex(invite({ sdp: description }))}`,
        ),
      )
      .join("\n"),
  },
  {
    name: "helper-sip6-tcp",
    about: "sip over IPv6 and TCP",
    setup: HELPED,
    packets: talkTcp("client6", PHONE),
  },
  {
    name: "helper-sip6-tcp-nat",
    about: "sip over IPv6 and TCP behind SNAT: sequence numbers move with every message",
    setup: `${HELPED}${SNAT}`,
    packets: `${talkTcp("router6", SEEN)}
in eth0 udp server6.6000 > router6.4000 len=20
in eth0 udp server6.6000 > router6.4010 len=20
in eth0 tcp server6.7000 > router6.4000 S seq=7`,
  },
];
