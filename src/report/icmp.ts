/** ICMP (RFC 792) and ICMPv6 (RFC 4443, RFC 4861) messages in tcpdump's words. */
import { address4, address6, endsOf } from "./address.js";

function u16(b: Uint8Array, at: number): number {
  return ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0);
}
function u32(b: Uint8Array, at: number): number {
  return u16(b, at) * 0x10000 + u16(b, at + 2);
}

const protocols: Readonly<Record<number, string>> = { 1: "icmp", 6: "tcp", 17: "udp", 58: "icmp6" };

/** "10.0.0.6 udp port 53": where the packet inside an error was going. */
function innerPort(b: Uint8Array): string {
  const inner = endsOf(b.subarray(8));
  if (inner === null) return "port";
  const protocol = protocols[inner.protocol] ?? `protocol ${inner.protocol}`;
  return `${inner.destination} ${protocol} port ${inner.destinationPort ?? "?"}`;
}

function innerHost(b: Uint8Array): string {
  return endsOf(b.subarray(8))?.destination ?? "?";
}

const unreachable4: Readonly<Record<number, (b: Uint8Array) => string>> = {
  0: (b) => `net ${innerHost(b)} unreachable`,
  1: (b) => `host ${innerHost(b)} unreachable`,
  2: (b) => `${innerHost(b)} protocol unreachable`,
  3: (b) => `${innerPort(b)} unreachable`,
  4: (b) => `${innerHost(b)} unreachable - need to frag (mtu ${u16(b, 6)})`,
  9: (b) => `net ${innerHost(b)} unreachable - admin prohibited`,
  10: (b) => `host ${innerHost(b)} unreachable - admin prohibited`,
  13: (b) => `host ${innerHost(b)} unreachable - admin prohibited filter`,
};

/** An ICMP message, without its length. */
export function icmp4Text(b: Uint8Array): string {
  const type = b[0] ?? 0;
  const code = b[1] ?? 0;
  const echo = () => `id ${u16(b, 4)}, seq ${u16(b, 6)}`;
  switch (type) {
    case 0:
      return `ICMP echo reply, ${echo()}`;
    case 3:
      return `ICMP ${unreachable4[code]?.(b) ?? `${innerHost(b)} unreachable - code ${code}`}`;
    case 5:
      return `ICMP redirect ${innerHost(b)} to ${b.length >= 8 ? address4(b, 4) : "?"}`;
    case 8:
      return `ICMP echo request, ${echo()}`;
    case 11:
      return `ICMP ${code === 1 ? "ip reassembly time exceeded" : "time exceeded in-transit"}`;
    case 12:
      return "ICMP parameter problem";
    case 13:
      return `ICMP time stamp query id ${u16(b, 4)} seq ${u16(b, 6)}`;
    case 14:
      return `ICMP time stamp reply id ${u16(b, 4)} seq ${u16(b, 6)}`;
    default:
      return `ICMP type-#${type}`;
  }
}

const unreachable6: Readonly<Record<number, string>> = {
  0: "no route to destination",
  1: "administratively prohibited",
  2: "beyond scope of source address",
  3: "address unreachable",
  4: "port unreachable",
  5: "source address failed policy",
  6: "reject route to destination",
};

/** An ICMPv6 message, without its length. */
export function icmp6Text(b: Uint8Array): string {
  const type = b[0] ?? 0;
  const code = b[1] ?? 0;
  const target = () => (b.length >= 24 ? address6(b, 8) : "?");
  switch (type) {
    case 1:
      return code === 4
        ? `ICMP6, destination unreachable, unreachable port, ${innerPort(b)}`
        : `ICMP6, destination unreachable, ${unreachable6[code] ?? `code ${code}`}, ${innerHost(b)}`;
    case 2:
      return `ICMP6, packet too big, mtu ${u32(b, 4)}`;
    case 3:
      return `ICMP6, time exceeded ${code === 1 ? "in reassembly" : "in-transit"} for ${innerHost(b)}`;
    case 4:
      return "ICMP6, parameter problem";
    case 128:
      return `ICMP6, echo request, id ${u16(b, 4)}, seq ${u16(b, 6)}`;
    case 129:
      return `ICMP6, echo reply, id ${u16(b, 4)}, seq ${u16(b, 6)}`;
    case 130:
      return "ICMP6, multicast listener query";
    case 131:
    case 143:
      return `ICMP6, multicast listener report${type === 143 ? " v2" : ""}`;
    case 133:
      return "ICMP6, router solicitation";
    case 134:
      return "ICMP6, router advertisement";
    case 135:
      return `ICMP6, neighbor solicitation, who has ${target()}`;
    case 136:
      return `ICMP6, neighbor advertisement, tgt is ${target()}`;
    case 137:
      return "ICMP6, redirect";
    default:
      return `ICMP6, type-#${type}`;
  }
}
