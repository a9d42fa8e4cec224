/** What a set type of ipset(8) is to the host: one file per type under src/extension/set. */
import type { SetType } from "../../assembly/set/abi.js";
import type { Descriptor, Family } from "./extension.js";

/** A part of an element, as it stands between commas. */
export type Part =
  /** A host; with IPv4 also a range or a network, all of whose hosts are meant. */
  | "ip"
  /** One host. */
  | "host"
  /** A network; with IPv4 also a range, which becomes networks. */
  | "net"
  /** [PROTO:]PORT[-PORT], or type and code of ICMP. */
  | "port"
  /** A port or range without a protocol of its own (bitmap:port). */
  | "plain-port"
  | "mac"
  | "mark"
  | "iface"
  | "set";

/** A set type. */
export interface SetTypeDescriptor extends Descriptor {
  readonly type: SetType;
  /** Other names of old. */
  readonly aliases: readonly string[];
  /** What an element is made of. */
  readonly parts: readonly Part[];
  /** The revision that ipset list shows (ipset 7.17 on Linux 6.18). */
  readonly revision: number;
  /** The last part may be left out (bitmap:ip,mac). */
  readonly optionalLast?: boolean;
  /** Options of old that are read past, with their value. */
  readonly ignored?: readonly string[];
  /** Networks of prefix length 0 can be stored. */
  readonly netZero?: boolean;
}

const both: readonly Family[] = ["ipv4", "ipv6"];
const extensions = ["timeout", "counters", "comment", "skbinfo"];

type Given = Omit<SetTypeDescriptor, "families" | "options" | "decidedBy"> & {
  readonly options?: readonly string[];
};

/** A hash type: `options` are those beyond what all hash types have. */
export function hashType(given: Given): SetTypeDescriptor {
  const family = given.parts.some((part) => part !== "mac") ? ["family"] : [];
  const net = given.parts.includes("net") ? ["nomatch"] : [];
  const sizes = ["hashsize", "maxelem", "bucketsize", "initval"];
  const options = [...family, ...sizes, ...(given.options ?? [])];
  return {
    ...given,
    families: both,
    decidedBy: ["setup"],
    options: [...options, ...extensions, "forceadd", ...net],
  };
}

/** A bitmap type. */
export function bitmapType(given: Given): SetTypeDescriptor {
  return {
    ...given,
    families: given.parts[0] === "plain-port" ? both : ["ipv4"],
    decidedBy: ["setup"],
    options: ["range", ...(given.options ?? []), ...extensions],
  };
}

/** The list type. */
export function listType(given: Given): SetTypeDescriptor {
  const options = [...(given.options ?? []), ...extensions];
  return { ...given, families: both, decidedBy: ["setup"], options };
}
