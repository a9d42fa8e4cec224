/**
 * Names that options take for numbers. Matching and targets share them: tos and TOS, dscp and DSCP.
 */
import { OptionError } from "./extension.js";
import { type Masked, named, scanNumber, U8_MAX } from "./values.js";

/** Types of service (RFC 1349) with their bits of the byte; the mask 0x3f goes with a name. */
export const tosNames: readonly (readonly [name: string, value: number])[] = [
  ["Minimize-Delay", 0x10],
  ["Maximize-Throughput", 0x08],
  ["Maximize-Reliability", 0x04],
  ["Minimize-Cost", 0x02],
  ["Normal-Service", 0x00],
];

/** Bits that a name of a type of service decides: precedence is left alone. */
export const TOS_NAME_MASK = 0x3f;

/** Reads a type of service: "value[/mask]", every bit counting without a mask, or a name, for whose
 * bits `nameMask` counts. */
export function parseTos(text: string, nameMask: number): Masked {
  const value = scanNumber(text);
  if (value !== null && value.value <= U8_MAX) {
    const bad = () => new OptionError(`Illegal value: "${text}"`, "expected value[/mask], 0-255");
    if (value.rest === "") return { value: value.value, mask: U8_MAX };
    if (!value.rest.startsWith("/")) throw bad();
    const mask = scanNumber(value.rest.slice(1));
    if (mask === null || mask.rest !== "" || mask.value > U8_MAX) throw bad();
    return { value: value.value, mask: mask.value };
  }
  const found = named(tosNames, text);
  if (found !== undefined) return { value: found[1], mask: nameMask };
  throw new OptionError(
    `Symbolic name "${text}" is unknown`,
    `known are ${tosNames.map(([name]) => name).join(", ")}; or a number from 0 to 255`,
  );
}

/** Reads the name of a class of differentiated services; as with iptables, anything may follow it. */
export function parseDscpClass(text: string): number {
  const upper = text.toUpperCase();
  const found = dscpClasses.find(([name]) => upper.startsWith(name));
  if (found !== undefined) return found[1];
  throw new OptionError(
    `Invalid DSCP value \`${text}'`,
    "the classes are BE, EF, CS0 to CS7 and AF11 to AF43",
  );
}

/** Code points of the classes of differentiated services (RFC 2474, 2597, 3246). */
export const dscpClasses: readonly (readonly [name: string, value: number])[] = [
  ["CS0", 0x00],
  ["CS1", 0x08],
  ["CS2", 0x10],
  ["CS3", 0x18],
  ["CS4", 0x20],
  ["CS5", 0x28],
  ["CS6", 0x30],
  ["CS7", 0x38],
  ["BE", 0x00],
  ["AF11", 0x0a],
  ["AF12", 0x0c],
  ["AF13", 0x0e],
  ["AF21", 0x12],
  ["AF22", 0x14],
  ["AF23", 0x16],
  ["AF31", 0x1a],
  ["AF32", 0x1c],
  ["AF33", 0x1e],
  ["AF41", 0x22],
  ["AF42", 0x24],
  ["AF43", 0x26],
  ["EF", 0x2e],
];

/** An ICMP type by name: type and the range of codes it covers. */
export type IcmpName = readonly [name: string, type: number, codeFrom: number, codeTo: number];

/** Names of ICMP types and codes in the order of `iptables -p icmp -h`; RFC 792, 1122, 1812. */
export const icmpNames: readonly IcmpName[] = [
  ["any", 255, 0, 255],
  ["echo-reply", 0, 0, 255],
  ["pong", 0, 0, 255],
  ["destination-unreachable", 3, 0, 255],
  ["network-unreachable", 3, 0, 0],
  ["host-unreachable", 3, 1, 1],
  ["protocol-unreachable", 3, 2, 2],
  ["port-unreachable", 3, 3, 3],
  ["fragmentation-needed", 3, 4, 4],
  ["source-route-failed", 3, 5, 5],
  ["network-unknown", 3, 6, 6],
  ["host-unknown", 3, 7, 7],
  ["network-prohibited", 3, 9, 9],
  ["host-prohibited", 3, 10, 10],
  ["TOS-network-unreachable", 3, 11, 11],
  ["TOS-host-unreachable", 3, 12, 12],
  ["communication-prohibited", 3, 13, 13],
  ["host-precedence-violation", 3, 14, 14],
  ["precedence-cutoff", 3, 15, 15],
  ["source-quench", 4, 0, 255],
  ["redirect", 5, 0, 255],
  ["network-redirect", 5, 0, 0],
  ["host-redirect", 5, 1, 1],
  ["TOS-network-redirect", 5, 2, 2],
  ["TOS-host-redirect", 5, 3, 3],
  ["echo-request", 8, 0, 255],
  ["ping", 8, 0, 255],
  ["router-advertisement", 9, 0, 255],
  ["router-solicitation", 10, 0, 255],
  ["time-exceeded", 11, 0, 255],
  ["ttl-exceeded", 11, 0, 255],
  ["ttl-zero-during-transit", 11, 0, 0],
  ["ttl-zero-during-reassembly", 11, 1, 1],
  ["parameter-problem", 12, 0, 255],
  ["ip-header-bad", 12, 0, 0],
  ["required-option-missing", 12, 1, 1],
  ["timestamp-request", 13, 0, 255],
  ["timestamp-reply", 14, 0, 255],
  ["address-mask-request", 17, 0, 255],
  ["address-mask-reply", 18, 0, 255],
];

/** Names of ICMPv6 types and codes in the order of `ip6tables -p icmpv6 -h`; RFC 4443, 4861. */
export const icmp6Names: readonly IcmpName[] = [
  ["destination-unreachable", 1, 0, 255],
  ["no-route", 1, 0, 0],
  ["communication-prohibited", 1, 1, 1],
  ["beyond-scope", 1, 2, 2],
  ["address-unreachable", 1, 3, 3],
  ["port-unreachable", 1, 4, 4],
  ["failed-policy", 1, 5, 5],
  ["reject-route", 1, 6, 6],
  ["packet-too-big", 2, 0, 255],
  ["time-exceeded", 3, 0, 255],
  ["ttl-exceeded", 3, 0, 255],
  ["ttl-zero-during-transit", 3, 0, 0],
  ["ttl-zero-during-reassembly", 3, 1, 1],
  ["parameter-problem", 4, 0, 255],
  ["bad-header", 4, 0, 0],
  ["unknown-header-type", 4, 1, 1],
  ["unknown-option", 4, 2, 2],
  ["echo-request", 128, 0, 255],
  ["ping", 128, 0, 255],
  ["echo-reply", 129, 0, 255],
  ["pong", 129, 0, 255],
  ["router-solicitation", 133, 0, 255],
  ["router-advertisement", 134, 0, 255],
  ["neighbour-solicitation", 135, 0, 255],
  ["neighbor-solicitation", 135, 0, 255],
  ["neighbour-advertisement", 136, 0, 255],
  ["neighbor-advertisement", 136, 0, 255],
  ["redirect", 137, 0, 255],
];

/** Users that every Debian system has by the same number (base-passwd): /etc/passwd of a setup. */
export const userNames: readonly (readonly [name: string, uid: number])[] = [
  ["root", 0],
  ["daemon", 1],
  ["bin", 2],
  ["sys", 3],
  ["sync", 4],
  ["games", 5],
  ["man", 6],
  ["lp", 7],
  ["mail", 8],
  ["news", 9],
  ["uucp", 10],
  ["proxy", 13],
  ["www-data", 33],
  ["backup", 34],
  ["list", 38],
  ["irc", 39],
  ["_apt", 42],
  ["nobody", 65534],
];

/** Groups that every Debian system has by the same number (base-passwd): /etc/group of a setup. */
export const groupNames: readonly (readonly [name: string, gid: number])[] = [
  ["root", 0],
  ["daemon", 1],
  ["bin", 2],
  ["sys", 3],
  ["adm", 4],
  ["tty", 5],
  ["disk", 6],
  ["lp", 7],
  ["mail", 8],
  ["news", 9],
  ["uucp", 10],
  ["man", 12],
  ["proxy", 13],
  ["kmem", 15],
  ["dialout", 20],
  ["fax", 21],
  ["voice", 22],
  ["cdrom", 24],
  ["floppy", 25],
  ["tape", 26],
  ["sudo", 27],
  ["audio", 29],
  ["dip", 30],
  ["www-data", 33],
  ["backup", 34],
  ["operator", 37],
  ["list", 38],
  ["irc", 39],
  ["src", 40],
  ["shadow", 42],
  ["utmp", 43],
  ["video", 44],
  ["sasl", 45],
  ["plugdev", 46],
  ["staff", 50],
  ["games", 60],
  ["users", 100],
  ["nogroup", 65534],
];
