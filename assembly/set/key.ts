/** Keys of hash elements: from the records of commands and back, masks, prefix lengths. */
import { Family } from "../abi";
import { get16, put16 } from "../packet/bytes";
import { EntryFlag, SetEntry, SetType } from "./abi";
import { IpSet, NONE, readExtensions } from "./set";

/** The key at hand, and behind it the interface (16 bytes). */
export const key: usize = memory.data(96, 8);

/** Bytes of an address. */
export function addressSize(set: IpSet): u32 {
  return set.family == Family.IPV6 ? 16 : 4;
}

/** Bits of a host address. */
export function hostPrefix(set: IpSet): u32 {
  return set.family == Family.IPV6 ? 128 : 32;
}

/** 32 bits in network order of which the first `length` are ones. */
function mask32(length: i32): u32 {
  if (length <= 0) return 0;
  if (length >= 32) return 0xffffffff;
  return bswap<u32>(~(0xffffffff >> length));
}

/** Zeroes what lies behind the first `length` bits of an address. */
export function maskAddress(set: IpSet, at: usize, length: u32): void {
  if (set.family != Family.IPV6) {
    store<u32>(at, load<u32>(at) & mask32(<i32>length));
    return;
  }
  for (let i = 0; i < 4; i++) {
    const word = at + ((<usize>i) << 2);
    store<u32>(word, load<u32>(word) & mask32(<i32>length - i * 32));
  }
}

/** Keeps what counts of an address (netmask and bitmask options); false when nothing is left. */
function maskAt(set: IpSet, at: usize): bool {
  if (set.family != Family.IPV6) {
    const left = load<u32>(at) & <u32>set.bitmaskLow;
    store<u32>(at, left);
    return left != 0;
  }
  store<u64>(at, load<u64>(at) & set.bitmaskLow);
  store<u64>(at, load<u64>(at, 8) & set.bitmaskHigh, 8);
  return (load<u64>(at) | load<u64>(at, 8)) != 0;
}

/** Masks the address of the key; false when it is zero, which cannot be stored. */
export function applyBitmask(set: IpSet): bool {
  return maskAt(set, key);
}

/** Masks both addresses of a pair of nets. */
export function applyBitmasks(set: IpSet): void {
  maskAt(set, key);
  maskAt(set, key + set.ip2At);
}

/** Whether the netmask and bitmask options apply to the type, and zero addresses are refused. */
export function masksAddress(type: u32): bool {
  return type == SetType.HASH_IP || type == SetType.HASH_IP_PORT;
}

/** Prefix length n (0 or 1) of an element. */
export function prefixOf(set: IpSet, element: usize, n: u32): u32 {
  const at = n == 0 ? set.prefixAt : set.prefix2At;
  return <u32>load<u8>(element + at) + set.packed;
}

/** Masks net n of the key, and stores the length in it. */
export function narrow(set: IpSet, n: u32, length: u32): void {
  maskAddress(set, key + (n == 0 ? set.netAt : set.ip2At), length);
  store<u8>(key + (n == 0 ? set.prefixAt : set.prefix2At), <u8>(length - set.packed));
}

/** Makes the key of a command's element. */
export function keyFromEntry(set: IpSet, entry: usize): void {
  memory.fill(key, 0, 96);
  const size = addressSize(set);
  if (set.macAt != 0) memory.copy(key, entry + SetEntry.ip, size);
  if (set.ip2At != NONE) memory.copy(key + set.ip2At, entry + SetEntry.ip2, size);
  if (set.portAt != NONE) {
    put16(key + set.portAt, <u32>load<u16>(entry, SetEntry.port));
    store<u8>(key + set.protocolAt, load<u8>(entry, SetEntry.protocol));
  }
  if (set.macAt != NONE) memory.copy(key + set.macAt, entry + SetEntry.mac, 6);
  if (set.markAt != NONE) {
    store<u32>(key + set.markAt, load<u32>(entry, SetEntry.mark) & set.markMask);
  }
  const flags = load<u8>(entry, SetEntry.flags);
  if (set.ifaceAt != NONE) {
    store<u8>(key + set.physdevAt, (flags & EntryFlag.PHYSDEV) != 0 ? 1 : 0);
    store<u8>(key + set.physdevAt + 3, 1);
    memory.copy(key + set.ifaceAt, entry + SetEntry.iface, 16);
  }
  // the host masks addresses where the kernel does: the hosts of a range stay as they are
  if (set.nets > 0) {
    const second = set.type == SetType.HASH_IP_PORT_NET ? SetEntry.prefix2 : SetEntry.prefix;
    narrow(set, 0, <u32>load<u8>(entry + second));
  }
  if (set.nets > 1) narrow(set, 1, <u32>load<u8>(entry, SetEntry.prefix2));
}

/** Writes an element into the record of a command. */
export function entryFromElement(set: IpSet, element: usize, entry: usize): void {
  memory.fill(entry, 0, SetEntry.size);
  const size = addressSize(set);
  const host = <u8>hostPrefix(set);
  store<u8>(entry, host, SetEntry.prefix);
  store<u8>(entry, host, SetEntry.prefix2);
  if (set.macAt != 0) memory.copy(entry + SetEntry.ip, element, size);
  if (set.ip2At != NONE) memory.copy(entry + SetEntry.ip2, element + set.ip2At, size);
  if (set.portAt != NONE) {
    store<u16>(entry, <u16>get16(element + set.portAt), SetEntry.port);
    store<u8>(entry, load<u8>(element + set.protocolAt), SetEntry.protocol);
  }
  if (set.macAt != NONE) memory.copy(entry + SetEntry.mac, element + set.macAt, 6);
  if (set.markAt != NONE) store<u32>(entry, load<u32>(element + set.markAt), SetEntry.mark);
  if (set.nets > 0) {
    const at = set.type == SetType.HASH_IP_PORT_NET ? SetEntry.prefix2 : SetEntry.prefix;
    store<u8>(entry + at, <u8>prefixOf(set, element, 0));
    store<u8>(entry, load<u8>(element + set.flagsAt), SetEntry.flags);
  }
  if (set.nets > 1) store<u8>(entry, <u8>prefixOf(set, element, 1), SetEntry.prefix2);
  if (set.ifaceAt != NONE) {
    memory.copy(entry + SetEntry.iface, element + set.ifaceAt, 16);
    if (load<u8>(element + set.physdevAt) != 0) {
      store<u8>(entry, load<u8>(entry, SetEntry.flags) | <u8>EntryFlag.PHYSDEV, SetEntry.flags);
    }
  }
  readExtensions(set, element, entry, true);
}
