/** Timeouts: those of the host, or of a policy that a CT rule gave the connection (nf_ct_timeout). */
import { Sysctl } from "../abi";
import { sysctl } from "../memory/sysctl";
import { Protocol } from "../packet/protocol";
import { Connection } from "./connection";
import { extend, Extension, extensionOf, POLICY_TIMEOUTS } from "./extension";

/** Seconds that SYN_SENT2 lives: the one state without a sysctl (tcp_timeouts). */
const SYN_SENT2_TIMEOUT: i32 = 120;
/** Where SYN_SENT2 stands in a policy: behind those that have a sysctl. */
const SYN_SENT2_INDEX: u32 = 10;

/** The slot of the first timeout of a protocol; the others follow it. */
function baseOf(protocol: u32): u32 {
  switch (protocol) {
    case Protocol.TCP:
      return Sysctl.NF_CONNTRACK_TCP_TIMEOUT_SYN_SENT;
    case Protocol.UDP:
    case Protocol.UDPLITE:
      return Sysctl.NF_CONNTRACK_UDP_TIMEOUT;
    case Protocol.ICMP:
      return Sysctl.NF_CONNTRACK_ICMP_TIMEOUT;
    case Protocol.ICMPV6:
      return Sysctl.NF_CONNTRACK_ICMPV6_TIMEOUT;
    case Protocol.SCTP:
      return Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_CLOSED;
    case Protocol.GRE:
      return Sysctl.NF_CONNTRACK_GRE_TIMEOUT;
  }
  return Sysctl.NF_CONNTRACK_GENERIC_TIMEOUT;
}

function ownTimeout(e: Extension, index: u32): i32 {
  return load<i32>(e.timeouts() + ((<usize>index) << 2));
}

/** Seconds of a timeout by its sysctl's slot. */
export function secondsOf(c: Connection, slot: u32): i32 {
  if (c.extension != 0) {
    const e = extensionOf(c);
    if (e.hasPolicy != 0) return ownTimeout(e, slot - baseOf(c.protocol()));
  }
  return sysctl(slot);
}

/** Seconds that a TCP connection stays in SYN_SENT2. */
export function secondsOfSynSent2(c: Connection): i32 {
  if (c.extension != 0) {
    const e = extensionOf(c);
    if (e.hasPolicy != 0) return ownTimeout(e, SYN_SENT2_INDEX);
  }
  return SYN_SENT2_TIMEOUT;
}

/** Gives the connection the POLICY_TIMEOUTS timeouts at `from`, in seconds (i32). */
export function setPolicy(c: Connection, from: usize): void {
  const e = extend(c);
  if (e === null) return;
  e.hasPolicy = 1;
  memory.copy(e.timeouts(), from, (<usize>POLICY_TIMEOUTS) << 2);
}
