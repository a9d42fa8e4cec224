/**
 * Loads of the classic BPF machine (bpf_skb_load_helper_8, _16, _32 of the kernel): from the IP header on;
 * behind SKF_NET_OFF the same by another name; behind SKF_LL_OFF from the link-layer header on, where there
 * is one.
 */
import { Packet, PacketFlag } from "../packet/packet";

const NETWORK: i32 = -0x100000;
const LINK: i32 = -0x200000;

/** Whether the last load failed: the bytes are not in the packet. */
export let loadFailed: bool = false;

/** `size` bytes (1, 2 or 4) at an offset, in network order; 0 and loadFailed when they are not there. */
export function loadPacket(p: Packet, offset: u32, size: u32): u32 {
  loadFailed = false;
  const signed = <i32>offset;
  if (signed >= 0) return fromNetwork(p, offset, size);
  if (signed >= NETWORK) return fromNetwork(p, <u32>(signed - NETWORK), size);
  if (signed >= LINK && hasLink(p)) return fromLink(p, <u32>(signed - LINK), size);
  loadFailed = true;
  return 0;
}

function fromNetwork(p: Packet, offset: u32, size: u32): u32 {
  if (offset > p.captured || p.captured - offset < size) {
    loadFailed = true;
    return 0;
  }
  const at = p.data + offset;
  if (size == 4) return bswap<u32>(load<u32>(at));
  if (size == 2) return <u32>bswap<u16>(load<u16>(at));
  return <u32>load<u8>(at);
}

function hasLink(p: Packet): bool {
  return p.mac != 0 && !p.is(PacketFlag.LOCAL_OUT) && !p.is(PacketFlag.GENERATED);
}

/** The packet may stand elsewhere than behind its link-layer header: byte by byte. */
function fromLink(p: Packet, offset: u32, size: u32): u32 {
  let value: u32 = 0;
  for (let i: u32 = 0; i < size; i++) {
    const at = offset + i;
    let byte: u32 = 0;
    if (at < p.macLength) byte = <u32>load<u8>(p.mac + at);
    else byte = fromNetwork(p, at - p.macLength, 1);
    if (loadFailed) return 0;
    value = (value << 8) | byte;
  }
  return value;
}
