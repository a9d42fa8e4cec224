// RFC 3261 with RFC 4566: registrations, calls, media.
import type { Chance } from "../../../support/chance.js";
import { type Announced, type Application, finds, isSix, type Speaker } from "../application.js";

const host = (address: string): string => (isSix(address) ? `[${address}]` : address);
const kind = (address: string): string => (isSix(address) ? "IP6" : "IP4");

function sdp(c: Chance, { own, port }: Speaker): string {
  const even = port & ~1;
  return [
    "v=0",
    `o=me 1 1 IN ${kind(own)} ${own}`,
    "s=-",
    ...(c.percent(80) ? [`c=IN ${kind(own)} ${own}`] : []),
    "t=0 0",
    `m=audio ${even} RTP/AVP 0 8`,
    ...(c.percent(30) ? [`m=video ${even + 2} RTP/AVP 31`] : []),
    ...(c.percent(15) ? [`c=IN ${kind(own)} ${own}`] : []),
    ...(c.percent(10) ? ["m=image 0 udptl t38"] : []),
    "",
  ].join("\r\n");
}

function message(c: Chance, s: Speaker, first: string, method: string, body: string): string {
  const { own, peer } = s;
  const short = c.percent(12);
  const contact = c.pick([`<sip:me@${host(own)}:5060>`, `<sip:me@${host(own)}>`, "*"]);
  return [
    first,
    `${short ? "v" : "Via"}: SIP/2.0/${c.pick(["UDP", "UDP", "TCP"])} ${host(own)}:5060;branch=z9hG4bK${s.turn}`,
    `${short ? "f" : "From"}: <sip:me@${host(own)}>;tag=1`,
    `${short ? "t" : "To"}: <sip:you@${host(peer)}>`,
    `${short ? "i" : "Call-ID"}: 7@${host(own)}`,
    `CSeq: ${c.pick([1, 1, 1, 2])} ${method}`,
    `${short ? "m" : "Contact"}: ${contact}${c.percent(20) ? ";expires=60" : ""}`,
    ...(c.percent(20) ? [`Expires: ${c.pick([0, 60, 3600])}`] : []),
    ...(body === "" ? [] : ["Content-Type: application/sdp"]),
    `${short ? "l" : "Content-Length"}: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}

export const application: Application = {
  helper: "sip",
  port: 5060,
  transports: ["udp", "tcp"],
  families: ["ipv4", "ipv6"],
  client(c, s) {
    const method = c.pick([
      "INVITE",
      "INVITE",
      "REGISTER",
      "REGISTER",
      "ACK",
      "BYE",
      "UPDATE",
      "PRACK",
    ]);
    const to = method === "REGISTER" ? `sip:${host(s.peer)}` : `sip:you@${host(s.peer)}`;
    const body = ["INVITE", "UPDATE", "PRACK"].includes(method) ? sdp(c, s) : "";
    return message(c, s, `${method} ${to} SIP/2.0`, method, body);
  },
  server(c, s) {
    const method = c.pick(["INVITE", "INVITE", "REGISTER", "BYE", "UPDATE"]);
    const status = c.pick(["200 OK", "200 OK", "183 Session Progress", "100 Trying", "486 Busy"]);
    const body = method === "INVITE" && !status.startsWith("1") ? sdp(c, s) : "";
    return message(c, s, `SIP/2.0 ${status}`, method, body);
  },
  announced(text) {
    const [, address = null] = /\r\nc=IN IP[46] (\S+)/.exec(text) ?? [];
    return finds(text, /\r\nm=\w+ (\d+) RTP/g).flatMap(([, port]): Announced[] => [
      { protocol: "udp", address, port: Number(port) },
      { protocol: "udp", address, port: Number(port) + 1 },
    ]);
  },
};
