/** Protocols without a tracker of their own (nf_conntrack_proto_generic): addresses alone. */
import { Sysctl, Verdict } from "../../abi";
import { Packet } from "../../packet/packet";
import { Connection } from "../connection";
import { secondsOf } from "../policy";
import { refreshCounted } from "../timeout";

/** A packet of connection `c`. */
export function genericPacket(p: Packet, c: Connection, ctInfo: u32): i32 {
  refreshCounted(p, c, ctInfo, secondsOf(c, Sysctl.NF_CONNTRACK_GENERIC_TIMEOUT));
  return Verdict.ACCEPT;
}
