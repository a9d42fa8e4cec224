/** tftp (RFC 1350; nf_conntrack_tftp, nf_nat_tftp): whoever asks for a file is answered from another
 * port of the server's. */
import { Expected, ExpectFunction, HelperMessage, Status, Verdict } from "../../abi";
import { get16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, Way } from "../connection";
import { draft, expect, fromAddress, towards } from "../expect";
import { refuseHelp } from "../invalid";

const READ: u32 = 1;
const WRITE: u32 = 2;

/** Reads the operation. */
export function tftp(p: Packet, c: Connection): i32 {
  if (!p.has(p.transport + 8, 2)) return Verdict.ACCEPT;
  const operation = get16(p.transportHeader() + 8);
  if (operation != READ && operation != WRITE) return Verdict.ACCEPT;
  const answer = c.tuple(Way.REPLY);
  const e = draft(0, c, Protocol.UDP, 0);
  fromAddress(e, answer.source());
  towards(e, answer.destination(), answer.destinationPort);
  if (c.is(Status.SRC_NAT | Status.DST_NAT)) {
    e.savedPort = c.tuple(Way.ORIGINAL).sourcePort;
    e.way = <u8>Way.REPLY;
    e.run = <u8>ExpectFunction.FOLLOW_MASTER;
  }
  if (expect(e, false) == Expected.OK) return Verdict.ACCEPT;
  return refuseHelp(p, c, HelperMessage.CANNOT_EXPECT, 0);
}
