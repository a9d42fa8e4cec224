// The helper of SIP: registrations, calls and their media, with and without NAT.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const STATES = inBoth(`
-A FORWARD -m conntrack --ctstate NEW
-A FORWARD -m conntrack --ctstate ESTABLISHED
-A FORWARD -m conntrack --ctstate RELATED
-A FORWARD -m conntrack --ctstatus EXPECTED`);
const HELPER = `
${inBoth(`-t raw -A PREROUTING -p udp --dport 5060 -j CT --helper sip
-t raw -A PREROUTING -p tcp --dport 5060 -j CT --helper sip`)}
`;
const MASQUERADE = "\niptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE\n";

const hex = (text: string): string => Buffer.from(text).toString("hex");
const lines = (...all: readonly string[]): string => `${all.join("\r\n")}\r\n`;

interface Message {
  first: string;
  via?: string;
  from?: string;
  to?: string;
  contact?: string;
  cseq: string;
  more?: readonly string[];
  sdp?: readonly string[];
}

/** A message with the headers that phones send. */
function message(m: Message): string {
  const body = m.sdp ? lines(...m.sdp) : "";
  return (
    lines(
      m.first,
      `Via: ${m.via ?? "SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK1"}`,
      `From: <sip:me@${m.from ?? "203.0.113.9"}>;tag=1`,
      `To: <sip:you@${m.to ?? "203.0.113.9"}>`,
      "Call-ID: 7@phone",
      `CSeq: ${m.cseq}`,
      ...(m.contact === undefined ? [] : [`Contact: ${m.contact}`]),
      ...(m.more ?? []),
      `Content-Length: ${body.length}`,
      "",
    ) + body
  );
}

const sdp = (address: string, port: number, ...more: readonly string[]): string[] => [
  "v=0",
  `o=me 1 1 IN IP4 ${address}`,
  "s=-",
  `c=IN IP4 ${address}`,
  "t=0 0",
  `m=audio ${port} RTP/AVP 0 8`,
  ...more,
];

const up = (text: string, client = "client.5060", server = "server.5060"): string =>
  `in eth1 udp ${client} > ${server} hex=${hex(text)}`;
const down = (text: string, seen = "client.5060", server = "server.5060"): string =>
  `in eth0 udp ${server} > ${seen} hex=${hex(text)}`;

const invite = (contact = "<sip:me@10.0.0.5:5060>"): string =>
  message({
    first: "INVITE sip:you@203.0.113.9 SIP/2.0",
    contact,
    cseq: "1 INVITE",
    sdp: sdp("10.0.0.5", 4000),
  });
const ok = (seen: string): string =>
  message({
    first: "SIP/2.0 200 OK",
    via: `SIP/2.0/UDP ${seen};branch=z9hG4bK1;received=192.0.2.1;rport=5060`,
    contact: "<sip:you@203.0.113.9:5060>",
    cseq: "1 INVITE",
    sdp: sdp("203.0.113.9", 6000),
  });
const register = (more: readonly string[] = [], contact = "<sip:me@10.0.0.5:5060>"): string =>
  message({ first: "REGISTER sip:203.0.113.9 SIP/2.0", contact, cseq: "5 REGISTER", more });

/** Scenarios of SIP. */
export const sip: ScenarioSource[] = [
  {
    name: "helper-sip-call",
    about: "sip: INVITE and its answer announce media both ways; BYE takes it back",
    setup: `${ROUTER}${HELPER}${STATES}`,
    packets: `
${up(invite())}
${down(ok("10.0.0.5:5060"))}
in eth0 udp server.6000 > client.4000 len=20
in eth1 udp client.4000 > server.6000 len=20
in eth0 udp server.6001 > client.4001 len=20
in eth0 udp server2.6001 > client.4001 len=20
${up(message({ first: "ACK sip:you@203.0.113.9 SIP/2.0", cseq: "1 ACK" }))}
${up(message({ first: "INVITE sip:you@203.0.113.9 SIP/2.0", cseq: "2 INVITE", sdp: sdp("10.0.0.5", 4010, "m=video 4020 RTP/AVP 31", "c=IN IP4 10.0.0.5", "m=image 4030 udptl t38") }))}
${up(message({ first: "BYE sip:you@203.0.113.9 SIP/2.0", cseq: "3 BYE" }))}
${up(message({ first: "INVITE sip:you@203.0.113.9 SIP/2.0", cseq: "4 INVITE", sdp: sdp("10.0.0.6", 4010) }))}
${up(message({ first: "INVITE sip:you@203.0.113.9 SIP/2.0", cseq: "5 INVITE", sdp: sdp("10.0.0.5", 4051) }))}
`,
  },
  {
    name: "helper-sip-register",
    about: "sip: who registers may be called, once the registrar agreed",
    setup: `${ROUTER}${HELPER}${STATES}`,
    packets: `
${up(register(["Expires: 600"]))}
in eth0 udp server.7777 > client.5060 len=30
${down(message({ first: "SIP/2.0 200 OK", cseq: "5 REGISTER", contact: "<sip:me@10.0.0.5:5060>;expires=300" }))}
in eth0 udp server.7778 > client.5060 len=30
in eth0 udp server2.7779 > client.5060 len=30
${up(register([], "<sip:me@10.0.0.5:5070>;expires=60"), "client2.5060")}
${up(register([], "<sip:me@10.0.0.5>;expires=0"), "client.5061")}
${up(register([], "*"), "client.5062")}
${up(register(["Expires: 60"], "sip:me@10.0.0.5:5080;transport=tcp"), "client.5063")}
`,
  },
  {
    name: "helper-sip-nat",
    about: "sip behind SNAT: addresses in requests, answers and descriptions become those outside",
    setup: `${ROUTER}${HELPER}${STATES}${MASQUERADE}`,
    packets: `
${up(invite())}
${down(ok("192.0.2.1:5060"), "router.5060")}
in eth0 udp server.6000 > router.4000 len=20
in eth1 udp client.4000 > server.6000 len=20
in eth1 udp client.4001 > server.6001 len=20
${up(message({ first: "BYE sip:you@203.0.113.9 SIP/2.0", cseq: "3 BYE" }))}
`,
  },
  {
    name: "helper-sip-nat-register",
    about: "sip behind SNAT: the registrar learns of the router's address",
    setup: `${ROUTER}${HELPER}${STATES}${MASQUERADE}`,
    packets: `
${up(register(["Expires: 600"]))}
${down(message({ first: "SIP/2.0 200 OK", via: "SIP/2.0/UDP 192.0.2.1:5060;rport=5060", cseq: "5 REGISTER", contact: "<sip:me@192.0.2.1:5060>;expires=300" }), "router.5060")}
in eth0 udp server.7778 > router.5060 hex=${hex(message({ first: "INVITE sip:me@192.0.2.1:5060 SIP/2.0", via: "SIP/2.0/UDP 203.0.113.9:7778", from: "203.0.113.9", to: "192.0.2.1", contact: "<sip:you@203.0.113.9:7778>", cseq: "1 INVITE", sdp: sdp("203.0.113.9", 6000) }))}
in eth1 udp client.5060 > server.7778 hex=${hex(message({ first: "SIP/2.0 200 OK", via: "SIP/2.0/UDP 203.0.113.9:7778", from: "203.0.113.9", to: "10.0.0.5", contact: "<sip:me@10.0.0.5:5060>", cseq: "1 INVITE", sdp: sdp("10.0.0.5", 4000) }))}
in eth0 udp server.6000 > router.4000 len=20
`,
  },
  {
    name: "helper-sip-odd",
    about: "sip: messages that are not whole, not SIP, or of nobody",
    setup: `${ROUTER}${HELPER}${STATES}`,
    packets: `
${up("hello")}
${up("INVITE sip:you SIP/2.0\r\n\r\n")}
${up("SIP/2.0 abc\r\nCSeq: 1 INVITE\r\n\r\n")}
${up("SIP/2.0 200 OK\r\nCSeq: x\r\n\r\n")}
${up("SIP/2.0 200 OK\r\n\r\n")}
${up("INVITE sip:a@10.0.0.5 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nm=audio 80 RTP\r\n")}
${up("INVITE sip:a@10.0.0.5 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nm=audio 8000 RTP\r\n")}
${up("INVITE sip:a@10.0.0.5 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nm=text 8000 RTP\r\nm=audio 0 RTP\r\n")}
${up("REGISTER sip:a SIP/2.0\r\nCSeq: 1 REGISTER\r\nm:\r\n <sip:me@10.0.0.5:5060>\r\nExpires: 90\r\n\r\n", "client.5070")}
${up("REGISTER sip:a SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:me@10.0.0.5:99>\r\nExpires: 90\r\n\r\n", "client.5071")}
${up("OPTIONS sip:a SIP/2.0\r\nv: SIP/2.0/UDP 10.0.0.5:6060\r\nCSeq: 1 OPTIONS\r\n\r\n", "client.5072")}
${down("SIP/2.0 200 OK\r\nv: SIP/2.0/UDP 10.0.0.5:6060\r\nCSeq: 1 OPTIONS\r\n\r\n", "client.5072")}
`,
  },
  {
    name: "helper-sip-tcp",
    about: "sip over TCP behind SNAT: two messages in a segment, one cut; sequence numbers move",
    setup: `${ROUTER}${HELPER}${STATES}${MASQUERADE}`,
    packets: (() => {
      const via = "SIP/2.0/TCP 10.0.0.5:4000;branch=z9hG4bK1";
      const contact = "<sip:me@10.0.0.5:4000;transport=tcp>";
      const first = message({
        first: "INVITE sip:you@203.0.113.9 SIP/2.0",
        via,
        contact,
        cseq: "1 INVITE",
        sdp: sdp("10.0.0.5", 4000),
      });
      const ack = message({ first: "ACK sip:you@203.0.113.9 SIP/2.0", via, cseq: "1 ACK" });
      const both = hex(first + ack);
      const size = first.length + ack.length;
      return `
in eth1 tcp client.4000 > server.5060 S seq=1000 win=8000
in eth0 tcp server.5060 > router.4000 SA seq=5000 ack=1001 win=8000
in eth1 tcp client.4000 > server.5060 A seq=1001 ack=5001 win=8000
in eth1 tcp client.4000 > server.5060 PA seq=1001 ack=5001 win=8000 hex=${both}
in eth1 tcp client.4000 > server.5060 PA seq=${1001 + size} ack=5001 win=8000 hex=${hex(ack)}
in eth1 tcp client.4000 > server.5060 PA seq=${1001 + size + ack.length} ack=5001 win=8000 hex=${hex(first.slice(0, 200))}
in eth0 udp server.6000 > router.4000 len=20
`;
    })(),
  },
];
