// RFC 3261 with RFC 4566: registrations, calls, media.
import type { Chance } from "../../../support/chance.js";
import { type Announced, type Application, finds, isSix, type Speaker } from "../application.js";

/** An address as addresses may be spelt, or, now and then, not. */
function spelt(c: Chance, address: string): string {
  if (!isSix(address) || c.percent(85)) return address;
  const whole = address.replace("::", ":0:0:0:0:").replace(/(:0)*$/, "");
  return c.pick([
    address.toUpperCase(),
    address.replace("::", ":0::"),
    address.replace(/\b(\w)$/, "000$1"),
    address.replace(/:(\w)$/, ":0.0.0.$1"),
    whole,
    `${address}%eth1`,
  ]);
}

function host(c: Chance, address: string): string {
  if (!isSix(address)) return address;
  return c.percent(97) ? `[${spelt(c, address)}]` : spelt(c, address);
}
const kind = (address: string): string => (isSix(address) ? "IP6" : "IP4");

function sdp(c: Chance, { own, peer, port }: Speaker): string {
  const even = port & ~1;
  const at = () => `c=IN ${kind(own)} ${spelt(c, c.percent(96) ? own : peer)}`;
  return [
    "v=0",
    ...(c.percent(97) ? [`o=me 1 1 IN ${kind(own)} ${spelt(c, own)}`] : []),
    "s=-",
    ...(c.percent(80) ? [at()] : []),
    "t=0 0",
    `m=audio ${c.percent(96) ? even : c.pick([even + 1, 0, 80])} RTP/AVP 0 8`,
    ...(c.percent(10) ? [`a=rtcp:${even + 1} IN ${kind(own)} ${own}`, "a=sendrecv"] : []),
    ...(c.percent(15) ? [at()] : []),
    ...(c.percent(30) ? [`m=video ${c.percent(85) ? even + 2 : even} RTP/AVP 31`] : []),
    ...(c.percent(15) ? [at()] : []),
    ...(c.percent(10) ? [`m=image ${c.pick([0, even + 4])} udptl t38`] : []),
    ...(c.percent(5) ? [`m=text ${even + 6} RTP/AVP 98`, `m=audio ${even + 8} RTP/AVP 0`] : []),
    "",
  ].join("\r\n");
}

/** Where answers are wanted: by whom, at which port, with what is said besides. */
function via(c: Chance, { own, peer, turn }: Speaker, transport: string): string {
  const port = c.pick([":5060", ":5060", ":5060", "", ":5062", ":4000"]);
  const more = [
    `;branch=z9hG4bK${turn}`,
    ...(c.percent(15) ? [`;maddr=${host(c, own)}`] : []),
    ...(c.percent(15) ? [`;received=${spelt(c, c.percent(50) ? own : peer)}`] : []),
    ...(c.percent(15)
      ? [c.pick([";rport", ";rport=5060", ";rport=4000", ";rport=99999999999"])]
      : []),
  ];
  return `SIP/2.0/${transport} ${host(c, own)}${port}${more.join("")}`;
}

/** One or several places where the speaker may be called. */
function contacts(c: Chance, { own, peer }: Speaker): string {
  const one = () =>
    c.pick([
      `<sip:me@${host(c, own)}:5060>`,
      `<sip:me@${host(c, own)}:5060>`,
      `<sip:me@${host(c, own)}>`,
      `"Me, too" <sip:me@${host(c, own)}:5070;transport=${c.pick(["tcp", "udp", "tls"])}>`,
      `sip:${host(c, own)}:5060`,
      `<sip:me@${host(c, peer)}:5060>`,
      "*",
      "<sip:me@phone.example>",
      "<tel:5551>",
    ]) + (c.percent(20) ? c.pick([";expires=60", ";expires=0", ";q=0.5;expires=3600"]) : "");
  return c.times(c.percent(85) ? 1 : c.between(2, 3), one).join(c.pick([",", ", ", ",\r\n "]));
}

function message(c: Chance, s: Speaker, first: string, method: string, body: string): string {
  const { own, peer } = s;
  const short = c.percent(15);
  const gap = c.percent(92) ? ": " : c.pick([":", " : ", ":\r\n ", ":\t"]);
  const line = (long: string, letter: string, value: string) =>
    `${short ? letter : long}${gap}${value}`;
  const transport = c.pick(["UDP", "UDP", "TCP"]);
  const [from, to] = [host(c, own), host(c, peer)];
  const size = c.percent(97) ? body.length : Math.max(0, body.length + c.pick([-20, 1, 50]));
  return [
    first,
    line("Via", "v", via(c, s, transport)),
    ...(c.percent(10) ? [line("Via", "v", via(c, s, transport))] : []),
    line("From", "f", `<sip:me@${from}${c.pick(["", "", ":5060"])}>;tag=1`),
    line("To", "t", `<sip:you@${to}${c.pick(["", "", ":5060"])}>`),
    line("Call-ID", "i", `7@${own}`),
    `CSeq: ${c.pick([1, 1, 1, 2])} ${method}`,
    line("Contact", "m", contacts(c, s)),
    ...(c.percent(10) ? [line("Contact", "m", contacts(c, s))] : []),
    ...(c.percent(10) ? [`Record-Route: <sip:${from}:5060;lr>`, `Route: <sip:${to};lr>`] : []),
    ...(c.percent(20) ? [`Expires: ${c.pick([0, 60, 3600])}`] : []),
    ...(body === "" ? [] : ["Content-Type: application/sdp"]),
    line("Content-Length", "l", `${size}`),
    "",
    body,
  ].join("\r\n");
}

const REQUESTS = [
  ...(["INVITE", "INVITE", "REGISTER", "REGISTER", "ACK", "BYE", "UPDATE", "PRACK"] as const),
  ...(["CANCEL", "OPTIONS"] as const),
];

function request(c: Chance, s: Speaker): string {
  const method = c.pick(REQUESTS);
  const to = method === "REGISTER" ? `sip:${host(c, s.peer)}` : `sip:you@${host(c, s.peer)}`;
  const body = ["INVITE", "UPDATE", "PRACK"].includes(method) ? sdp(c, s) : "";
  return message(c, s, `${method} ${to}${c.pick(["", "", ":5060"])} SIP/2.0`, method, body);
}

function answer(c: Chance, s: Speaker): string {
  const method = c.pick(["INVITE", "INVITE", "REGISTER", "BYE", "UPDATE"]);
  const status = c.pick(["200 OK", "200 OK", "183 Session Progress", "100 Trying", "486 Busy"]);
  const body = method === "INVITE" && !status.startsWith("1") ? sdp(c, s) : "";
  return message(c, s, `SIP/2.0 ${status}`, method, body);
}

export const application: Application = {
  helper: "sip",
  port: 5060,
  transports: ["udp", "tcp"],
  families: ["ipv4", "ipv6"],
  // over TCP a segment may hold two
  client: (c, s) => request(c, s) + (c.percent(4) ? request(c, s) : ""),
  server: (c, s) => (c.percent(92) ? answer(c, s) : request(c, s)),
  announced(text) {
    const [, address = null] = /\r\nc=IN IP[46] (\S+)/.exec(text) ?? [];
    return finds(text, /\r\nm=\w+ (\d+) RTP/g).flatMap(([, port]): Announced[] => [
      { protocol: "udp", address, port: Number(port) },
      { protocol: "udp", address, port: Number(port) + 1 },
    ]);
  },
};
