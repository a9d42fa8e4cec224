/** Kinds of IPv4 addresses by their bits (linux/in.h). Addresses as in memory. */

/** 224.0.0.0/4. */
export function isMulticast4(a: u32): bool {
  return (a & 0xf0) == 0xe0;
}
/** 224.0.0.0/24. */
export function isLocalMulticast4(a: u32): bool {
  return (a & 0xffffff) == 0x0000e0;
}
/** 255.255.255.255. */
export function isLimitedBroadcast4(a: u32): bool {
  return a == 0xffffffff;
}
/** 0.0.0.0; the rest of 0.0.0.0/8 is unicast to Linux. */
export function isZeroNet4(a: u32): bool {
  return a == 0;
}
/** 127.0.0.0/8. */
export function isLoopback4(a: u32): bool {
  return (a & 0xff) == 127;
}
/** 224.0.0.1, the only group that every interface is in. */
export const ALL_HOSTS: u32 = 0x010000e0;
