/** Where an IPv6 packet's extension headers end, as ipv6_skip_exthdr of the kernel finds it. */
import { get16 } from "./bytes";
import { extensionSize, IPV6_HEADER_SIZE, isExtension } from "./ipv6";
import { Packet } from "./packet";
import { Protocol } from "./protocol";

/** Offset in bytes of what `skipExtensions` stopped at. */
export let skippedTo: u32 = 0;

/** The protocol behind the extension headers, or behind the header of a later fragment; -1 when the
 * chain says that nothing follows, or leaves the packet. */
export function skipExtensions(p: Packet): i32 {
  let next = <u32>load<u8>(p.data, 6);
  let offset = IPV6_HEADER_SIZE;
  while (isExtension(next)) {
    if (next == <u32>Protocol.NONE || !p.has(offset, 2)) return -1;
    const at = p.data + offset;
    if (next == <u32>Protocol.FRAGMENT) {
      if (!p.has(offset, 4)) return -1;
      if ((get16(at + 2) & 0xfff8) != 0) {
        next = <u32>load<u8>(at);
        offset += 8;
        break;
      }
    }
    offset += extensionSize(next, at);
    next = <u32>load<u8>(at);
  }
  skippedTo = offset;
  return <i32>next;
}
