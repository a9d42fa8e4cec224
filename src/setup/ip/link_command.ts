/** `ip link set`: ip-link(8). */
import { parseNumber } from "../../extension/values.js";
import { SetupError } from "../error.js";
import { wrong } from "./arguments.js";
import { type IpCommand, matchCommand, notInSetup } from "./ip.js";
import type { NetInterface } from "../model.js";

/** Smallest and largest MTU in bytes that sluice takes for an Ethernet interface. */
const MTU_MIN = 68;
const MTU_MAX = 65535;

/** Settings that no packet in sluice sees: their value is read and left. */
const withoutEffect = new Set([
  "txqueuelen",
  "qlen",
  "txqlen",
  "alias",
  "promisc",
  "multicast",
  "allmulticast",
  "dynamic",
  "trailers",
  "carrier",
  "state",
]);

/** Runs `ip link ...`. */
export function runLink(command: IpCommand): void {
  const { words } = command;
  const name = words.done
    ? "show"
    : matchCommand(command, ["add", "set", "change", "replace", "delete", "show", "lst", "list"]);
  if (name !== "set" && name !== "change") {
    throw new SetupError(
      command.object.position,
      `ip link ${name} is not supported in a setup`,
      name === "add"
        ? "an interface exists once a command names it: ip link set NAME up"
        : "ip link set works",
    );
  }
  if (words.done) throw new SetupError(command.object.position, "ip link set needs an interface");
  words.accept("dev");
  const device = command.host.kernel.interface(interfaceName(command));
  while (!words.done) setOne(command, device);
}

/** The name of an interface: at most 15 bytes without "/" and white space. */
export function interfaceName(command: IpCommand): string {
  const word = command.words.take();
  const { text } = word;
  const bad = text === "" || new TextEncoder().encode(text).length > 15 || /[/\s]/.test(text);
  if (bad || text === "." || text === "..") {
    throw new SetupError(word.position, `"${text}" is not a valid name of an interface`);
  }
  return text;
}

function setOne(command: IpCommand, device: NetInterface): void {
  const { words, host } = command;
  const word = words.take();
  const { text } = word;
  if (text === "up") host.kernel.setUp(device, true);
  else if (text === "down") host.kernel.setUp(device, false);
  else if (text === "mtu") setMtu(command, device);
  else if (text === "address")
    device.mac = words.value(readMac, "must be 6 bytes, as 02:00:00:00:00:01");
  else if (text === "group") device.group = words.value(readGroup, "invalid group");
  else if (text === "arp") {
    device.arp = words.value(
      (v) => (v === "on" ? true : v === "off" ? false : null),
      '"arp" must be "on" or "off"',
    );
  } else if (text === "addrgenmode") addressMode(command, device);
  else if (withoutEffect.has(text)) words.take();
  else if (text === "name" || text === "master" || text === "netns" || text === "vf") {
    throw notInSetup(command, `set ${text}`);
  } else {
    throw new SetupError(word.position, `either "dev" is duplicate, or "${text}" is a garbage.`);
  }
}

function setMtu(command: IpCommand, device: NetInterface): void {
  const word = command.words.take();
  const mtu = /^\d+$/.test(word.text) ? Number(word.text) : null;
  if (mtu === null) throw wrong(word, 'Invalid "mtu" value');
  if (device.name !== "lo" && mtu < MTU_MIN) {
    throw new SetupError(word.position, "mtu less than device minimum.", `at least ${MTU_MIN}`);
  }
  if (device.name !== "lo" && mtu > MTU_MAX) {
    throw new SetupError(word.position, "mtu greater than device maximum.", `at most ${MTU_MAX}`);
  }
  device.mtu = mtu;
}

function addressMode(command: IpCommand, device: NetInterface): void {
  const modes = ["eui64", "none"];
  const mode = command.words.value(
    (text) => (modes.includes(text) ? modes.indexOf(text) : null),
    "eui64 and none work in a setup",
  );
  command.host.setup.sysctls.set(`net/ipv6/conf/${device.name}/addr_gen_mode`, `${mode}`);
}

function readMac(text: string): Uint8Array | null {
  const parts = text.split(":");
  if (parts.length !== 6 || !parts.every((part) => /^[0-9a-fA-F]{1,2}$/.test(part))) return null;
  return Uint8Array.from(parts, (part) => Number.parseInt(part, 16));
}

function readGroup(text: string): number | null {
  if (text === "default") return 0;
  return parseNumber(text, 0, 0x7fffffff);
}
