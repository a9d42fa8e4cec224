/** Hands the setup's interfaces to the engine, and finds indexes by name. */
import { ConfSysctl, InterfaceFlag, InterfaceRecord, MAX_INTERFACES } from "../generated/abi.js";
import type { NetInterface, Setup } from "../setup/model.js";
import type { Sysctls } from "../setup/sysctl/sysctls.js";
import { type Engine, outOfMemory } from "./instance.js";
import { interfaceConf } from "./sysctls.js";

const ARPHRD_ETHER = 1;
const ARPHRD_LOOPBACK = 772;

/** The engine's interfaces: index by name, and names made known when a packet brings them. */
export class Interfaces {
  private readonly byName = new Map<string, number>();
  /** Names by index, as far as they were asked for. */
  private readonly names: string[] = [];
  /** A 16-byte name and the record of an interface that nobody configured. */
  private scratch: number;

  constructor(
    private readonly engine: Engine,
    setup: Setup,
  ) {
    const all = [...setup.network.interfaces.values()];
    if (all.length > MAX_INTERFACES) {
      throw new Error(`a setup may name ${MAX_INTERFACES} interfaces, this one has ${all.length}`);
    }
    const base = engine.exports.interfaces() >>> 0;
    let ethernet = 0;
    all.forEach((device, i) => {
      engine.bytes.set(record(device, setup.sysctls), base + i * InterfaceRecord.size);
      this.byName.set(device.name, i + 1);
      if (device.type === "ether") ethernet++;
    });
    engine.exports.interfacesCommit(all.length, ethernet);
    this.scratch = engine.exports.reserve(16 + InterfaceRecord.size) >>> 0;
    if (this.scratch === 0) throw outOfMemory();
    engine.bytes.set(unnamed(setup.sysctls), this.scratch + 16);
  }

  /** Address of the InterfaceRecord that interfaces named by a capture start from. */
  get defaults(): number {
    return this.scratch + 16;
  }

  /** Where the engine's memory holds what is written for new interfaces. */
  get place(): number {
    return this.scratch;
  }

  /** The memory is another one: interfaces that it knows become known. */
  takeOver(place: number): void {
    this.scratch = place;
    this.byName.clear();
    this.names.length = 0;
    const count = this.engine.exports.interfacesCount();
    for (let i = 1; i <= count; i++) this.byName.set(this.engine.interfaceName(i)!, i);
  }

  /** The index of a name; an interface that no command named comes into being, up, MTU 1500. */
  index(name: string): number {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    this.engine.bytes.set(nameBytes(name), this.scratch);
    const index = this.engine.exports.interfaceNamed(this.scratch, this.defaults);
    if (index === 0) throw new Error(`more than ${MAX_INTERFACES} interfaces`);
    this.byName.set(name, index);
    return index;
  }

  /** The name of an index, null for 0. */
  name(index: number): string | null {
    if (index === 0) return null;
    this.names[index] ??= this.engine.interfaceName(index)!;
    return this.names[index];
  }
}

function nameBytes(name: string): Uint8Array {
  const bytes = new Uint8Array(16);
  bytes.set(new TextEncoder().encode(name).subarray(0, 15));
  return bytes;
}

/** Smallest MTU of a link that IPv6 runs on (RFC 8200, 5). */
const IPV6_MIN_MTU = 1280;

/** Whether IPv6 runs on an interface: it is not switched off there, and packets of 1280 bytes fit. */
export function speaksIpv6(device: NetInterface, sysctls: Sysctls): boolean {
  if (device.mtu < IPV6_MIN_MTU) return false;
  return sysctls.conf("ipv6", device.name, "disable_ipv6") === 0;
}

function record(device: NetInterface, sysctls: Sysctls): Uint8Array {
  const bytes = new Uint8Array(InterfaceRecord.size);
  const view = new DataView(bytes.buffer);
  const loopback = device.type === "loopback";
  bytes.set(nameBytes(device.name), InterfaceRecord.name);
  bytes.set(device.mac, InterfaceRecord.mac);
  view.setUint16(InterfaceRecord.type, loopback ? ARPHRD_LOOPBACK : ARPHRD_ETHER, true);
  let flags = loopback ? InterfaceFlag.LOOPBACK : InterfaceFlag.BROADCAST | InterfaceFlag.MULTICAST;
  if (device.up) flags |= InterfaceFlag.UP;
  if (!device.arp) flags |= InterfaceFlag.NOARP;
  view.setUint32(InterfaceRecord.flags, flags, true);
  view.setUint32(InterfaceRecord.mtu, device.mtu, true);
  view.setUint32(InterfaceRecord.group, device.group, true);
  bytes.set(interfaceConf(sysctls, device.name), InterfaceRecord.conf);
  if (!speaksIpv6(device, sysctls))
    view.setUint8(InterfaceRecord.conf + ConfSysctl.DISABLE_IPV6, 1);
  return bytes;
}

/** The record of an interface that only a capture names: Ethernet, up, MTU 1500. */
function unnamed(sysctls: Sysctls): Uint8Array {
  const bytes = record(
    {
      name: "default",
      index: 0,
      up: true,
      mtu: 1500,
      mac: new Uint8Array(6),
      group: 0,
      arp: true,
      type: "ether",
    },
    sysctls,
  );
  bytes.fill(0, 0, 16);
  return bytes;
}
