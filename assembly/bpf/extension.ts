/** What Linux adds to classic BPF: loads from SKF_AD_OFF on tell of the packet instead of its bytes
 * (convert_bpf_extensions of the kernel). */
import { Family, Hook } from "../abi";
import { isLoopback } from "../memory/interfaces";
import { random32 } from "../memory/random";
import { FactGiven, FactRecord } from "../packet/facts";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";
import { payloadOffset } from "./dissect";

/** SKF_AD_*: places behind SKF_AD_OFF. */
export const enum BpfExtension {
  PROTOCOL = 0,
  PKTTYPE = 4,
  IFINDEX = 8,
  NLATTR = 12,
  NLATTR_NEST = 16,
  MARK = 20,
  QUEUE = 24,
  HATYPE = 28,
  RXHASH = 32,
  CPU = 36,
  ALU_XOR_X = 40,
  VLAN_TAG = 44,
  VLAN_TAG_PRESENT = 48,
  PAY_OFFSET = 52,
  RANDOM = 56,
  VLAN_TPID = 60,
}

const ETHERNET: u32 = 1;
const LOOPBACK: u32 = 772;
/** Size of the head of a netlink attribute. */
const ATTRIBUTE: u32 = 4;

/** Whether the last extension ended the program: it asked for a device where there is none. */
export let extensionFailed: bool = false;

/** The value of an extension; `a` and `x` are the machine's registers. */
export function extension(p: Packet, which: u32, a: u32, x: u32, c: Context): u32 {
  extensionFailed = false;
  switch (which) {
    case BpfExtension.PROTOCOL:
      return c.family == <u32>Family.IPV4 ? 0x0800 : 0x86dd;
    case BpfExtension.PKTTYPE:
      return p.type;
    case BpfExtension.IFINDEX:
      return device(p, c);
    case BpfExtension.HATYPE:
      return isLoopback(device(p, c)) ? LOOPBACK : ETHERNET;
    case BpfExtension.NLATTR:
      return findAttribute(p, a, x, false);
    case BpfExtension.NLATTR_NEST:
      return findAttribute(p, a, x, true);
    case BpfExtension.MARK:
      return p.mark;
    case BpfExtension.CPU:
      return processor(p, c);
    case BpfExtension.ALU_XOR_X:
      return a ^ x;
    case BpfExtension.PAY_OFFSET:
      return payloadOffset(p);
    case BpfExtension.RANDOM:
      return random32();
    case BpfExtension.QUEUE:
    case BpfExtension.RXHASH:
      // the driver's, which no capture tells
      undecided(c);
  }
  return 0;
}

/** The index of skb->dev: the way in, and out behind routing; a packet in OUTPUT has none yet. */
function device(p: Packet, c: Context): u32 {
  if (c.hook == <u32>Hook.POSTROUTING) return p.outInterface;
  if (c.hook == <u32>Hook.OUTPUT) extensionFailed = true;
  return p.inInterface;
}

function processor(p: Packet, c: Context): u32 {
  if (p.facts != 0 && (load<u16>(p.facts, FactRecord.given) & FactGiven.CPU) != 0) {
    return load<u32>(p.facts, FactRecord.cpu);
  }
  undecided(c);
  return 0;
}

/** Where the netlink attribute of type `x` stands among those from offset `a` on, or inside the one
 * there; 0 = nowhere (bpf_skb_get_nlattr, bpf_skb_get_nlattr_nest). */
function findAttribute(p: Packet, a: u32, x: u32, nested: bool): u32 {
  const length = p.captured;
  if (length < ATTRIBUTE || a > length - ATTRIBUTE) return 0;
  let at = a;
  let left = length - a;
  if (nested) {
    const size = <u32>load<u16>(p.data + a);
    if (size > left || size < ATTRIBUTE) return 0;
    at = a + ATTRIBUTE;
    left = size - ATTRIBUTE;
  }
  while (left >= ATTRIBUTE) {
    const size = <u32>load<u16>(p.data + at);
    if (size < ATTRIBUTE || size > left) return 0;
    if ((<u32>load<u16>(p.data + at, 2) & 0x3fff) == x) return at;
    const step = (size + 3) & ~3;
    if (step > left) return 0;
    at += step;
    left -= step;
  }
  return 0;
}
