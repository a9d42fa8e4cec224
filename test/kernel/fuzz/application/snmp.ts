// RFC 1157: answers with addresses in them, which NAT changes too.
import type { Chance } from "../../../support/chance.js";
import { type Application, isSix, type Speaker } from "../application.js";

const tlv = (tag: number, body: string): string =>
  String.fromCharCode(tag) +
  (body.length < 128
    ? String.fromCharCode(body.length)
    : `\u0081${String.fromCharCode(body.length)}`) +
  body;
const integer = (n: number): string => tlv(2, String.fromCharCode(n));
const OID = tlv(6, "\u002b\u0006\u0001\u0002\u0001\u0004\u0014\u0001\u0001");

function bytes(address: string): string {
  if (isSix(address)) return "\u0001\u0002\u0003\u0004";
  return address
    .split(".")
    .map((part) => String.fromCharCode(Number(part)))
    .join("");
}

function message(c: Chance, { own, peer }: Speaker, pdus: readonly number[]): string {
  const address = tlv(0x40, bytes(c.percent(70) ? own : peer));
  const pdu = c.pick(pdus);
  const values = c.times(c.between(1, 3), () =>
    tlv(0x30, OID + c.pick([address, address, tlv(4, "text"), integer(7), tlv(5, "")])),
  );
  const list = tlv(0x30, values.join(""));
  const body =
    pdu === 0xa4
      ? OID + address + integer(6) + integer(1) + tlv(0x43, "\u0001") + list
      : integer(1) + integer(0) + integer(0) + list;
  return tlv(0x30, integer(c.pick([0, 0, 1])) + tlv(4, "public") + tlv(pdu, body));
}

export const application: Application = {
  helper: "snmp",
  port: 161,
  transports: ["udp"],
  families: ["ipv4"],
  client: (c, s) => message(c, s, [0xa0, 0xa1, 0xa4]),
  server: (c, s) => message(c, s, [0xa2, 0xa2, 0xa4]),
  announced: () => [],
};
