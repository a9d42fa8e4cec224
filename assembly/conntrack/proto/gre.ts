/**
 * GRE (RFC 2784, 2890; nf_conntrack_proto_gre). Version 1 (PPTP, RFC 2637) has call ids for ports:
 * each side names the other's call, so that only who reads the control connection (helpers/pptp.ts) can
 * pair the two. Without that the sender's id is zero. Version 0 has no ports.
 */
import { HZ, Status, Sysctl, Verdict } from "../../abi";
import { get16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Connection, wayOf } from "../connection";
import { assure } from "../events";
import { secondsOf } from "../policy";
import { account, refreshJiffies } from "../timeout";
import { Tuple } from "../tuple";
import { senderKey } from "./gre_keys";

const VERSION_MASK: u32 = 7;
const PPTP_VERSION: u32 = 1;
/** EtherType of PPP inside GRE. */
const PPP: u32 = 0x880b;

/** Fills the tuple's keys from the GRE header `at` bytes into the packet. False: version 1 with
 * something else than PPP in it. */
export function greKeys(p: Packet, at: u32, to: Tuple): bool {
  to.sourcePort = 0;
  to.destinationPort = 0;
  if (!p.has(at, 4)) return true;
  const t = p.data + at;
  if ((get16(t) & VERSION_MASK) != PPTP_VERSION) return true;
  if (!p.has(at, 8)) return true;
  if (get16(t + 2) != PPP) return false;
  to.destinationPort = load<u16>(t, 6);
  to.sourcePort = senderKey(to);
  return true;
}

/** What a connection remembers, at c.tracker(): the timeouts of when it began, in jiffies. */
const UNREPLIED: usize = 0;
const REPLIED: usize = 4;

/** A packet of connection `c` (nf_conntrack_gre_packet). */
export function grePacket(p: Packet, c: Connection, ctInfo: u32): i32 {
  const t = c.tracker();
  if (!c.isConfirmed()) {
    store<u32>(t, <u32>secondsOf(c, Sysctl.NF_CONNTRACK_GRE_TIMEOUT) * HZ, UNREPLIED);
    store<u32>(t, <u32>secondsOf(c, Sysctl.NF_CONNTRACK_GRE_TIMEOUT_STREAM) * HZ, REPLIED);
  }
  const answered = c.is(Status.SEEN_REPLY);
  refreshJiffies(c, answered ? load<u32>(t, REPLIED) : load<u32>(t, UNREPLIED));
  account(c, wayOf(ctInfo), p.length);
  if (answered && !c.is(Status.NAT_CLASH)) assure(c);
  return Verdict.ACCEPT;
}
