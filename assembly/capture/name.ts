/**
 * Names of interfaces: a pcapng's if_name; where a capture has none, the name that the host gave
 * for the capture; else eth0, and eth1 and on for further nameless interfaces of a section.
 */
import { InterfaceFlag, InterfaceRecord } from "../abi";
import { findOrAddInterface } from "../memory/interfaces";
import { Source } from "./source";

/** Bytes of a name with its end (IFNAMSIZ of the kernel). Longer names are cut. */
const NAME_SIZE: u32 = 16;

const name: usize = memory.data(16, 8);
/** InterfaceRecord of an interface that no command made; the host may write its own. */
const defaults: usize = memory.data(96, 8);

/** Where the host writes the InterfaceRecord of interfaces that only a capture names. */
export function captureDefaults(): usize {
  return defaults;
}

/** The engine's index of interface `number` of a capture, whose own name of `length` bytes stands
 * at `text`; 0 when there are too many interfaces. */
export function nameInterface(s: Source, number: u32, text: usize, length: u32): u32 {
  store<u64>(name, 0);
  store<u64>(name, 0, 8);
  if (length > 0) memory.copy(name, text, min<u32>(length, NAME_SIZE - 1));
  if (load<u8>(name) == 0) {
    store<u64>(name, s.nameLow);
    store<u64>(name, s.nameHigh, 8);
  }
  if (load<u8>(name) == 0) numberedName(number);
  if (load<u32>(defaults, InterfaceRecord.mtu) == 0) plainDefaults();
  return findOrAddInterface(name, defaults);
}

/** Writes "eth" and the number. */
function numberedName(number: u32): void {
  store<u32>(name, 0x30687465); // "eth0"
  let divisor: u32 = 1;
  while (number / divisor >= 10) divisor *= 10;
  for (let i: u32 = 3; divisor > 0; i++) {
    store<u8>(name + i, <u8>(48 + ((number / divisor) % 10)));
    divisor /= 10;
  }
}

/** Up, Ethernet, MTU 1500: until the host wrote what the setup's conf/default says. */
function plainDefaults(): void {
  const flags = InterfaceFlag.UP | InterfaceFlag.BROADCAST | InterfaceFlag.MULTICAST;
  store<u16>(defaults, 1, InterfaceRecord.type);
  store<u32>(defaults, flags, InterfaceRecord.flags);
  store<u32>(defaults, 1500, InterfaceRecord.mtu);
}
