/** `ip address add|change|replace|delete|flush`: ip-address(8). */
import {
  addressSize,
  inNetwork,
  isMulticast,
  isZero,
  maskOf,
  masked,
  parseInteger,
  sameBytes,
} from "../address.js";
import { SetupError } from "../error.js";
import type { Address, Family } from "../model.js";
import { Scope } from "../model.js";
import { readAddress, readPrefix } from "./arguments.js";
import { NetworkError } from "./fib.js";
import { type IpCommand, matchCommand, notInSetup } from "./ip.js";
import type { NewAddress } from "./kernel.js";
import { interfaceName } from "./link_command.js";
import { scopeNumber } from "./names.js";

const FOREVER = 0xffffffff;

/** Words with a value that no packet sees. */
const withValue = new Set(["label", "anycast", "proto"]);
/** Words without a value that no packet sees. */
const alone = new Set(["nodad", "home", "mngtmpaddr", "autojoin", "optimistic"]);

/** Runs `ip address ...`. */
export function runAddress(command: IpCommand): void {
  const { words } = command;
  const name = words.done
    ? "show"
    : matchCommand(command, [
        "add",
        "change",
        "chg",
        "replace",
        "delete",
        "show",
        "lst",
        "list",
        "flush",
      ]);
  if (name === "add" || name === "change" || name === "chg" || name === "replace") {
    add(command, name === "add");
    return;
  }
  if (name === "delete") {
    remove(command);
    return;
  }
  if (name === "flush") {
    flush(command);
    return;
  }
  throw notInSetup(command, name);
}

/** What a command line says about an address; members are null where it says nothing. */
interface Wanted {
  family: Family | null;
  address: Uint8Array | null;
  length: number;
  written: boolean;
  peer: Uint8Array | null;
  broadcast: Uint8Array | "+" | "-" | null;
  scope: number | null;
  device: string | null;
  prefixRoute: boolean;
  metric: number;
}

function read(command: IpCommand): Wanted {
  const { words } = command;
  const wanted: Wanted = {
    family: command.family,
    address: null,
    length: 0,
    written: false,
    peer: null,
    broadcast: null,
    scope: null,
    device: null,
    prefixRoute: true,
    metric: 0,
  };
  let [valid, preferred] = [FOREVER, FOREVER];
  while (!words.done) {
    const next = words.peek()!;
    if (words.accept("dev")) wanted.device = interfaceName(command);
    else if (words.accept("peer", "remote")) {
      const found = readPrefix(words.take(), wanted.family);
      Object.assign(wanted, { peer: found.address, length: found.length, family: found.family });
      wanted.written = true;
    } else if (words.accept("broadcast", "brd")) {
      if (words.accept("+")) wanted.broadcast = "+";
      else if (words.accept("-")) wanted.broadcast = "-";
      else wanted.broadcast = readAddress(words.take(), wanted.family).bytes;
    } else if (words.accept("scope"))
      wanted.scope = words.value(scopeNumber, "invalid scope value.");
    else if (words.accept("noprefixroute")) wanted.prefixRoute = false;
    else if (words.accept("metric", "priority", "preference")) {
      wanted.metric = words.number("metric", 0xffffffff);
    } else if (alone.has(next)) words.take();
    else if (words.accept("valid_lft")) valid = words.value(lifetime, "valid_lft value");
    else if (words.accept("preferred_lft")) {
      preferred = words.value(lifetime, "preferred_lft value");
    } else if (withValue.has(next)) {
      words.take();
      words.take();
    } else local(command, wanted);
  }
  if (preferred > valid) {
    throw new SetupError(command.object.position, "preferred_lft is greater than valid_lft");
  }
  return wanted;
}

/** Seconds that an address stays, which no packet sees; without end unless said. */
function lifetime(text: string): number | null {
  if (text === "forever") return FOREVER;
  const seconds = parseInteger(text);
  return seconds === null || seconds > FOREVER ? null : seconds;
}

function local(command: IpCommand, wanted: Wanted): void {
  const { words } = command;
  words.accept("local");
  const word = words.take();
  if (wanted.address !== null) {
    throw new SetupError(
      word.position,
      `either "local" is duplicate, or "${word.text}" is a garbage.`,
    );
  }
  const found = readPrefix(word, wanted.family);
  wanted.address = found.address;
  wanted.family = found.family ?? "ipv4";
  if (wanted.peer === null) {
    wanted.length = found.length;
    wanted.written = found.written;
  }
}

/** What must be there; `where` it is missing. */
function complete(
  command: IpCommand,
): Wanted & { device: string; address: Uint8Array; family: Family } {
  const wanted = read(command);
  const missing = (message: string) => new SetupError(command.object.position, message);
  if (wanted.device === null) {
    throw missing('Not enough information: "dev" argument is required.');
  }
  const { device, family } = wanted;
  const address = wanted.address ?? wanted.peer;
  if (address === null || family === null) throw missing("an address is expected");
  return { ...wanted, device, address, family };
}

function add(command: IpCommand, strict: boolean): void {
  const wanted = complete(command);
  const { kernel } = command.host;
  const device = kernel.interface(wanted.device);
  const length = wanted.length;
  const address: NewAddress = {
    family: wanted.family,
    device: device.name,
    address: wanted.address,
    prefixLength: length,
    peer: wanted.peer === null || sameBytes(wanted.peer, wanted.address) ? null : wanted.peer,
    broadcast: wanted.family === "ipv4" ? broadcastOf(wanted, length) : null,
    scope: wanted.scope ?? defaultScope(wanted.address),
    prefixRoute: wanted.prefixRoute,
    metric: wanted.metric,
  };
  const same = existing(kernel.addressesOf(device.name, wanted.family), address);
  if (same !== undefined) {
    if (strict) {
      const words = wanted.family === "ipv4" ? "ipv4: Address" : "ipv6: address";
      throw new NetworkError(`Error: ${words} already assigned.`);
    }
    kernel.removeAddress(same);
  }
  if (wanted.family === "ipv6") check6(command, address);
  kernel.addAddress(address);
}

/** IPv4 tells addresses apart by their networks too, IPv6 does not. */
function existing(addresses: readonly Address[], wanted: NewAddress): Address | undefined {
  return addresses.find(
    (a) =>
      sameBytes(a.address, wanted.address) &&
      (wanted.family === "ipv6" ||
        (a.prefixLength === wanted.prefixLength &&
          inNetwork(a.peer ?? a.address, wanted.peer ?? wanted.address, a.prefixLength))),
  );
}

function check6(command: IpCommand, address: NewAddress): void {
  if (isMulticast(address.address)) {
    throw new NetworkError(
      'Error: ipv6: Cannot assign multicast address without "IFA_F_MCAUTOJOIN" flag.',
    );
  }
  if (isZero(address.address)) throw new NetworkError("Error: ipv6: Invalid address.");
  const { sysctls } = command.host.setup;
  if (sysctls.conf("ipv6", address.device, "disable_ipv6") !== 0) {
    throw new NetworkError(
      "Error: ipv6: IPv6 is disabled on this device.",
      `net.ipv6.conf.${address.device}.disable_ipv6 is set`,
    );
  }
}

function broadcastOf(wanted: Wanted & { address: Uint8Array }, length: number): Uint8Array | null {
  const { broadcast } = wanted;
  if (broadcast !== "+" && broadcast !== "-") return broadcast;
  const mask = maskOf(length, 4);
  const network = masked(wanted.peer ?? wanted.address, mask);
  if (length >= 31) return null;
  return broadcast === "-" ? network : network.map((byte, i) => byte | (~mask[i]! & 255));
}

/** The scope that ip(8) (IPv4) and the kernel (IPv6) give an address. */
function defaultScope(address: Uint8Array): number {
  if (address.length === 4) return address[0] === 127 ? Scope.host : Scope.universe;
  if (address[0] === 0xfe && (address[1]! & 0xc0) === 0x80) return Scope.link;
  const loopback = isZero(address.subarray(0, 15)) && address[15] === 1;
  return loopback ? Scope.host : Scope.universe;
}

function remove(command: IpCommand): void {
  const wanted = complete(command);
  const { kernel } = command.host;
  const found = kernel
    .addressesOf(wanted.device, wanted.family)
    .find(
      (a) =>
        sameBytes(a.address, wanted.address) &&
        (!wanted.written || a.prefixLength === wanted.length) &&
        (wanted.peer === null || (a.peer !== null && sameBytes(a.peer, wanted.peer))),
    );
  if (found === undefined) {
    const four = wanted.family === "ipv4";
    throw new NetworkError(
      four ? "Error: ipv4: Address not found." : "Error: ipv6: address not found.",
    );
  }
  kernel.removeAddress(found);
}

function flush(command: IpCommand): void {
  if (command.words.done) {
    throw new SetupError(command.object.position, "Flush requires arguments.");
  }
  const { words } = command;
  let device: string | null = null;
  let scope: number | null = null;
  let to: { address: Uint8Array; length: number } | null = null;
  while (!words.done) {
    if (words.accept("scope")) scope = words.value(scopeNumber, "invalid scope value.");
    else if (words.accept("to")) to = readPrefix(words.take(), command.family);
    else {
      words.accept("dev");
      device = interfaceName(command);
    }
  }
  const { kernel, setup } = command.host;
  if (device !== null) kernel.interface(device);
  const fits = (a: Address) =>
    (device === null || a.device === device) &&
    (command.family === null || a.family === command.family) &&
    (scope === null || a.scope === scope) &&
    (to === null ||
      (to.address.length === addressSize(a.family) && inNetwork(a.address, to.address, to.length)));
  for (const address of setup.network.addresses.filter(fits)) {
    if (setup.network.addresses.includes(address)) kernel.removeAddress(address);
  }
}
