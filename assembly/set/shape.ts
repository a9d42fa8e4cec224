/**
 * What the elements of each hash type look like: the layout of the kernel's hash_*4_elem and
 * hash_*6_elem, whose bytes are hashed. With a = 4 bytes (IPv4) or 16 (IPv6) an address,
 * p = port, o = protocol, l = prefix length, x = nomatch (always 0 in a key), m = MAC:
 *
 *   hash:ip             a                hash:net            a 00 x l
 *   hash:mac            mmmmmm00         hash:net,port       a pp o l
 *   hash:ip,mac         a mmmmmm00       hash:net,iface      a d l x 1   (d = physdev)
 *   hash:ip,mark        a kkkk           hash:net,net        a a x 0 l l
 *   hash:ip,port        a pp o 0         hash:net,port,net   a a pp l l 00 x o
 *   hash:ip,port,ip     a a pp o 0       hash:ip,port,net    a a pp l o
 */
import { Family } from "../abi";
import { SetType } from "./abi";
import { IpSet, NONE, placeExtensions } from "./set";

/** Bytes behind the key of a net,iface element: name and flags. */
const IFACE_BYTES: u32 = 16;

/** Sets all offsets of a hash type's element. */
export function shapeOf(set: IpSet): void {
  const a: u32 = set.family == Family.IPV6 ? 16 : 4;
  set.ip2At = NONE;
  set.portAt = NONE;
  set.protocolAt = NONE;
  set.prefixAt = NONE;
  set.prefix2At = NONE;
  set.macAt = NONE;
  set.markAt = NONE;
  set.physdevAt = NONE;
  set.ifaceAt = NONE;
  set.dimension = 2;
  set.keySize = a + 4;
  switch (set.type) {
    case SetType.HASH_IP:
      set.keySize = a;
      set.dimension = 1;
      break;
    case SetType.HASH_MAC:
      set.macAt = 0;
      set.keySize = 8;
      set.dimension = 1;
      break;
    case SetType.HASH_IP_MAC:
      set.macAt = a;
      set.keySize = a + 8;
      break;
    case SetType.HASH_IP_MARK:
      set.markAt = a;
      break;
    case SetType.HASH_IP_PORT:
      port(set, a, a + 2);
      break;
    case SetType.HASH_IP_PORT_IP:
      set.ip2At = a;
      port(set, 2 * a, 2 * a + 2);
      set.keySize = 2 * a + 4;
      set.dimension = 3;
      break;
    default:
      netShape(set, a);
  }
  let size = set.keySize;
  if (set.type == SetType.HASH_NET_IFACE) {
    set.ifaceAt = size;
    size += IFACE_BYTES;
  }
  if (set.nets > 0) {
    set.flagsAt = size;
    size += 4;
  }
  placeExtensions(set, size);
}

function netShape(set: IpSet, a: u32): void {
  set.nets = 1;
  switch (set.type) {
    case SetType.HASH_NET:
      set.prefixAt = a + 3;
      set.dimension = 1;
      break;
    case SetType.HASH_NET_PORT:
      port(set, a, a + 2);
      set.prefixAt = a + 3;
      set.packed = 1;
      break;
    case SetType.HASH_NET_IFACE:
      set.physdevAt = a;
      set.prefixAt = a + 1;
      break;
    case SetType.HASH_NET_NET:
      set.nets = 2;
      set.ip2At = a;
      set.prefixAt = 2 * a + 2;
      set.prefix2At = 2 * a + 3;
      set.keySize = 2 * a + 4;
      break;
    case SetType.HASH_IP_PORT_NET:
      set.ip2At = a;
      set.netAt = a;
      port(set, 2 * a, 2 * a + 3);
      set.prefixAt = 2 * a + 2;
      set.packed = 1;
      set.keySize = 2 * a + 4;
      set.dimension = 3;
      break;
    case SetType.HASH_NET_PORT_NET:
      set.nets = 2;
      set.ip2At = a;
      port(set, 2 * a, 2 * a + 7);
      set.prefixAt = 2 * a + 2;
      set.prefix2At = 2 * a + 3;
      set.keySize = 2 * a + 8;
      set.dimension = 3;
      break;
  }
}

function port(set: IpSet, at: u32, protocolAt: u32): void {
  set.portAt = at;
  set.protocolAt = protocolAt;
}
