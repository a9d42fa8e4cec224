/**
 * Realms of IPv4 routes (`realm` of ip-route(8), `realms` of ip-rule(8)), as they are left on a packet
 * (dst->tclassid): where it goes to in the lower 16 bits, where it comes from in the upper ones. A hop's
 * own goes first, then that of the policy rule, then what the way back to the source says.
 *
 * The kernel keeps a route at its hop once a packet took it, realm included, unless its source has a
 * realm: where rules with several realms lead to one hop, the first packet's counts for all (rt_cache_route).
 */
import { Family, NetworkFlag, NextHopImage } from "../abi";
import { hostGeneration } from "../memory/generation";
import { found } from "./flow";
import { hasFlag } from "./network";

/** The realms that the source of the packet at hand gave it (itag). */
export let sourceRealm: u32 = 0;

/** The source has given none so far. */
export function resetSourceRealm(): void {
  sourceRealm = 0;
}

/** What the way back to the source, just found, gives the packet: the source is where it leads to
 * (fib_combine_itag). */
export function noteSourceRealm(): void {
  const rule = found.realm;
  const own = load<u32>(found.hop, NextHopImage.realm) << 16;
  sourceRealm = (own != 0 ? own : rule << 16) | (rule >> 16);
}

/** Whether any route or rule has a realm. */
export function anyRealm(): bool {
  return hasFlag(Family.IPV4, NetworkFlag.REALMS);
}

/** A realm with the halves that it has not filled from another (set_class_tag). */
function fill(realm: u32, other: u32): u32 {
  let all = realm;
  if ((all & 0xffff) == 0) all |= other & 0xffff;
  if ((all & 0xffff0000) == 0) all |= other & 0xffff0000;
  return all;
}

/** The realm of a packet that is forwarded over the hop which a rule with realm `rule` led to
 * (__mkroute_input). */
export function forwardRealm(hop: usize, rule: u32): u32 {
  const keeps = sourceRealm == 0;
  if (keeps && load<u32>(hop, NextHopImage.inputGeneration) == hostGeneration) {
    return load<u32>(hop, NextHopImage.inputRealm);
  }
  const realm = fill(fill(load<u32>(hop, NextHopImage.realm), rule), sourceRealm);
  if (keeps) {
    store<u32>(hop, hostGeneration, NextHopImage.inputGeneration);
    store<u32>(hop, realm, NextHopImage.inputRealm);
  }
  return realm;
}

/** The same of a packet of the host (__mkroute_output); `hop` 0: the route's hops do not count.
 * `keeps`: the route stays at its hop. */
export function outputRealm(hop: usize, rule: u32, keeps: bool): u32 {
  if (hop == 0) return rule;
  if (keeps && load<u32>(hop, NextHopImage.outputGeneration) == hostGeneration) {
    return load<u32>(hop, NextHopImage.outputRealm);
  }
  const realm = fill(load<u32>(hop, NextHopImage.realm), rule);
  if (keeps) {
    store<u32>(hop, hostGeneration, NextHopImage.outputGeneration);
    store<u32>(hop, realm, NextHopImage.outputRealm);
  }
  return realm;
}
