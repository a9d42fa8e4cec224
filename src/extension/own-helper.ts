/**
 * Conntrack helpers of an embedding program: a name that `CT --helper` takes, what it may expect, and a
 * function that is called for each packet of its connections, where the kernel calls nf_conntrack_helper.help:
 * last at INPUT and POSTROUTING, behind all tables and NAT, before sequence numbers are adjusted.
 */
import type { ExpectedConnection, HelpedPacket } from "../engine/helped.js";
import { TIMEOUT_MOST } from "../engine/helper-expectation.js";
import { HelperKind } from "../generated/abi.js";
import { helperDescriptors } from "../generated/descriptors.js";
import type { Family, HelperName } from "./extension.js";

/** How many expectations of a class a connection may have, and how long they live
 * (struct nf_conntrack_expect_policy). */
export interface ExpectPolicy {
  /** 1 to 255; 0: no limit. Past it the oldest of the class makes room. */
  readonly maxExpected: number;
  /** Whole seconds, at least 1. */
  readonly timeout: number;
}

/** A conntrack helper of one's own. */
export interface OwnHelper {
  /** As after `CT --helper`: at most 15 bytes (NF_CT_HELPER_NAME_LEN), letters, digits, ".", "_" or "-"; no
   * helper of Linux. */
  readonly name: string;
  /** Transport protocols of the connections that it helps: 6 or "tcp", 17 or "udp". */
  readonly protocols: readonly HelperProtocol[];
  /** Both unless given. */
  readonly families?: readonly Family[];
  /** One to four classes of expectations; one class with one expectation of 300 seconds unless given. */
  readonly policy?: readonly ExpectPolicy[];
  /** Looks at a packet of a connection that has this helper, in either direction, from the first one on. DROP ends the packet. */
  help(packet: HelpedPacket): HelperVerdict;
  /** Maps a connection that met an expectation with `nat: "function"`, before rules see its first packet
   * (nf_conntrack_expect.expectfn). */
  expected?(connection: ExpectedConnection): void;
}

/** What a helper's function answers. */
export type HelperVerdict = "ACCEPT" | "DROP";
/** A transport protocol that helpers are for. */
export type HelperProtocol = "tcp" | "udp" | 6 | 17;

/** A helper that was checked: as rules know it, with its policy and functions. */
export interface DeclaredHelper extends HelperName {
  readonly policy: readonly ExpectPolicy[];
  readonly own: OwnHelper;
}

const protocolNumbers = new Map<unknown, number>([
  ["tcp", 6],
  [6, 6],
  ["udp", 17],
  [17, 17],
]);
const KINDS = HelperKind.OWN_LAST - HelperKind.OWN + 1;
const CLASSES = 4;
/** NF_CT_EXPECT_MAX_CNT. */
const EXPECTATIONS_MOST = 255;

/** Helpers as a firewall knows them, in their order. Throws TypeError for a name that is none or taken, for families and
 * protocols that are none, for a function that is missing; RangeError for a policy, and for more than 16 helpers. */
export function declareHelpers(helpers: readonly OwnHelper[]): DeclaredHelper[] {
  if (helpers.length > KINDS) {
    throw new RangeError(`${helpers.length} helpers: a firewall takes at most ${KINDS}`);
  }
  const taken = new Set(helperDescriptors.flatMap((d) => (d.helpers ?? []).map((h) => h.name)));
  return helpers.map((own, i) => {
    const declared = declare(own, HelperKind.OWN + i);
    if (taken.has(own.name)) throw new TypeError(`helper ${own.name} is there already`);
    taken.add(own.name);
    return declared;
  });
}

function declare(own: OwnHelper, kind: number): DeclaredHelper {
  const { name, families = ["ipv4", "ipv6"] } = own;
  const policy = own.policy ?? [{ maxExpected: 1, timeout: 300 }];
  if (typeof name !== "string" || !/^[\w.-]{1,15}$/.test(name)) {
    throw new TypeError(`helper ${name}: a name is 1 to 15 letters, digits, ".", "_" or "-"`);
  }
  if (families.length === 0 || families.some((f) => f !== "ipv4" && f !== "ipv6")) {
    throw new TypeError(`helper ${name}: families are ipv4, ipv6, not ${families.join(", ")}`);
  }
  const protocols = (own.protocols ?? []).map((p) => protocolNumbers.get(p) ?? 0);
  if (protocols.length === 0 || protocols.includes(0)) {
    const given = (own.protocols ?? []).join(", ");
    throw new TypeError(`helper ${name}: protocols are tcp, udp, not ${given || "none"}`);
  }
  if (typeof own.help !== "function") throw new TypeError(`helper ${name}: help is no function`);
  checkPolicy(name, policy);
  return { name, kind, families, protocols, policy, own };
}

function checkPolicy(name: string, policy: readonly ExpectPolicy[]): void {
  const within = (value: number, low: number, high: number) =>
    Number.isInteger(value) && value >= low && value <= high;
  if (!within(policy.length, 1, CLASSES)) {
    throw new RangeError(`helper ${name}: ${policy.length} classes, not 1 to ${CLASSES}`);
  }
  for (const { maxExpected, timeout } of policy) {
    if (!within(maxExpected, 0, EXPECTATIONS_MOST)) {
      throw new RangeError(
        `helper ${name}: maxExpected is 0 to ${EXPECTATIONS_MOST}, not ${maxExpected}`,
      );
    }
    if (!within(timeout, 1, TIMEOUT_MOST)) {
      throw new RangeError(
        `helper ${name}: timeout is 1 to ${TIMEOUT_MOST} seconds, not ${timeout}`,
      );
    }
  }
}
