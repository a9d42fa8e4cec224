/** Names of protocols as iptables' own options take and print them. */
import { protocolName as knownName, protocolNumber as knownNumber } from "../extension/services.js";

/** The number of a protocol by its name as -p takes it, or undefined. */
export function protocolNumber(name: string): number | undefined {
  return name === "all" ? 0 : knownNumber(name);
}

/** The name that iptables prints for a protocol, or undefined where it prints the number. */
export function protocolName(number: number): string | undefined {
  return number === 0 ? "all" : knownName(number);
}

/** Protocols that iptables names without looking into /etc/protocols (xtables_chain_protos). */
const ownNames = new Set([6, 17, 132, 136, 1, 58, 50, 51, 135, 0]);

/** The name that iptables prints where numbers are asked for, but some names come all the same. */
export function ownProtocolName(number: number): string | undefined {
  return ownNames.has(number) ? protocolName(number) : undefined;
}
