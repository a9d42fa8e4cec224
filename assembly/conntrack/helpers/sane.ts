/** sane (nf_conntrack_sane, 6.18): the scanner's answer to START names the port of the image. There
 * is no NAT of it. What is remembered: u8, 1 = START was asked for. */
import { Expected, HelperMessage, Verdict } from "../../abi";
import { get32 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, Way, wayOf } from "../connection";
import { draft, expect, fromAddress, towards } from "../expect";
import { refuseHelp } from "../invalid";
import { extensionOf } from "../extension";
import { isEstablished, tcpData } from "./payload";

/** Code of the call (SANE_NET_START). */
const START: u32 = 7;

/** Reads calls and answers. */
export function sane(p: Packet, c: Connection): i32 {
  if (!isEstablished(p)) return Verdict.ACCEPT;
  const data = tcpData(p);
  if (data == 0) return Verdict.ACCEPT;
  const size = p.length - data;
  const at = p.data + data;
  const memo = extensionOf(c).data();
  if (wayOf(p.ctInfo) == Way.ORIGINAL) {
    if (size == 8) store<u8>(memo, get32(at) == START ? 1 : 0);
    return Verdict.ACCEPT;
  }
  if (load<u8>(memo) == 0) return Verdict.ACCEPT;
  store<u8>(memo, 0);
  if (size < 8 || load<u32>(at) != 0 || load<u16>(at, 4) != 0) return Verdict.ACCEPT;
  const t = c.tuple(Way.ORIGINAL);
  const e = draft(0, c, Protocol.TCP, 0);
  fromAddress(e, t.source());
  towards(e, t.destination(), load<u16>(at, 6));
  if (expect(e, false) == Expected.OK) return Verdict.ACCEPT;
  return refuseHelp(p, c, HelperMessage.CANNOT_EXPECT, 0);
}
