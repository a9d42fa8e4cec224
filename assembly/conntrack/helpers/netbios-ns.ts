/** netbios-ns (RFC 1002; nf_conntrack_netbios_ns): names are asked for by broadcast. */
import { Verdict } from "../../abi";
import { Packet } from "../../packet/packet";
import { Connection } from "../connection";
import { expectAnswers } from "./broadcast";

/** The name service's port, and the seconds in which answers are expected. */
const PORT: u32 = 137;
const SECONDS: u32 = 3;

/** Expects the answers to a broadcast of this host. */
export function netbios(p: Packet, c: Connection): i32 {
  expectAnswers(p, c, PORT, SECONDS);
  return Verdict.ACCEPT;
}
