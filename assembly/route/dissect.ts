/** What rules about protocol and ports see of a packet (fib4_rules_early_flow_dissect, __skb_flow_dissect). */
import { Family } from "../abi";
import { get16 } from "../packet/bytes";
import { isFragment4 } from "../packet/ipv4";
import { extensionSize, IPV6_HEADER_SIZE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { portsOffset, Protocol } from "../packet/protocol";
import { flow } from "./flow";

/** Where the header behind the extension headers begins; 0 = in a fragment, even the first. */
let transport: u32 = 0;

/** Walks the extension headers that the dissector knows: AH ends the way. */
function skip6(p: Packet): u32 {
  let next = <u32>load<u8>(p.data, 6);
  transport = IPV6_HEADER_SIZE;
  while (
    next == Protocol.HOPOPTS ||
    next == Protocol.ROUTING ||
    next == Protocol.DSTOPTS ||
    next == Protocol.FRAGMENT
  ) {
    if (!p.has(transport, 8)) break;
    const at = p.data + transport;
    const inner = <u32>load<u8>(at);
    if (next == Protocol.FRAGMENT) {
      transport = 0;
      return inner;
    }
    transport += extensionSize(next, at);
    next = inner;
  }
  return next;
}

/** Notes protocol and ports in the flow. */
export function askPorts(p: Packet): void {
  flow.sport = 0;
  flow.dport = 0;
  let protocol = p.protocol;
  if (p.family == Family.IPV4) transport = isFragment4(p.data) ? 0 : p.transport;
  else protocol = skip6(p);
  flow.protocol = protocol;
  if (transport == 0) return;
  const behind = portsOffset(protocol);
  if (behind >= 0) takePorts(p, transport + <u32>behind);
}

function takePorts(p: Packet, at: u32): void {
  if (!p.has(at, 4)) return;
  flow.sport = get16(p.data + at);
  flow.dport = get16(p.data + at + 2);
}
