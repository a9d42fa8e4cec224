/** Protocols without a tracker of their own (nf_conntrack_proto_generic): addresses alone. */
import { Sysctl, Verdict } from "../../abi";
import { sysctl } from "../../memory/sysctl";
import { Packet } from "../../packet/packet";
import { Connection } from "../connection";
import { refreshCounted } from "../timeout";

/** A packet of connection `c`. */
export function genericPacket(p: Packet, c: Connection, ctInfo: u32): i32 {
  refreshCounted(p, c, ctInfo, sysctl(Sysctl.NF_CONNTRACK_GENERIC_TIMEOUT));
  return Verdict.ACCEPT;
}
