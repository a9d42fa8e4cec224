/**
 * What a CT rule says of the connections that its packets begin or belong to (the template of xt_CT):
 * a zone for one direction or both, a helper, timeouts, which events are told.
 *
 * A zone keeps equal tuples apart (nf_conntrack_zones). It counts for the directions that the rule
 * names; in the other one the connection is in zone 0, and so is the tuple.
 */
import { Status } from "../abi";
import { allocate } from "../memory/heap";
import { Packet } from "../packet/packet";
import { CtTargetFlag, CtTargetInfo } from "../target/CT";
import { Connection, Way } from "./connection";
import { extend, setHelper } from "./extension";
import { setPolicy } from "./policy";
import { Tuple } from "./tuple";
import { findInZones } from "./zones";

function flagsOf(p: Packet): u32 {
  return <u32>load<u8>(p.template, CtTargetInfo.flags);
}

/** The zone's number, whichever directions it counts for. */
export function zoneId(p: Packet): u32 {
  if (p.template == 0) return 0;
  if ((flagsOf(p) & CtTargetFlag.ZONE_MARK) != 0) return p.mark & 0xffff;
  return <u32>load<u16>(p.template, CtTargetInfo.zone);
}

/** The zone of a packet's tuple in a direction (nf_ct_zone_tmpl, nf_ct_zone_id). */
export function zoneOf(p: Packet, way: u32): u32 {
  if (p.template == 0) return 0;
  const bit = way == Way.ORIGINAL ? CtTargetFlag.ZONE_ORIGINAL : CtTargetFlag.ZONE_REPLY;
  return (flagsOf(p) & bit) == 0 ? 0 : zoneId(p);
}

/** The zone's number of a connection, whichever directions it counts for. */
export function zoneOfConnection(c: Connection): u32 {
  const original = <u32>c.tuple(Way.ORIGINAL).zone;
  return original != 0 ? original : <u32>c.tuple(Way.REPLY).zone;
}

/** The node of a tuple in the zones of the packet's directions, 0 = none; `tuple` is in that of the original
 * one. */
export function findFor(p: Packet, tuple: Tuple): usize {
  return findInZones(tuple, zoneOf(p, Way.REPLY));
}

/** Gives a new connection what its packet's rule says, but for the helper. */
export function applyTemplate(p: Packet, c: Connection): void {
  const t = p.template;
  c.tuple(Way.REPLY).zone = <u16>zoneOf(p, Way.REPLY);
  if ((flagsOf(p) & CtTargetFlag.PROXY) != 0) {
    const x = extend(c);
    if (x !== null) {
      x.adjusts = 1;
      x.proxied = 1;
    }
  }
  if ((flagsOf(p) & CtTargetFlag.TIMEOUT) != 0) setPolicy(c, t + CtTargetInfo.timeouts);
  if ((flagsOf(p) & CtTargetFlag.EVENTS) == 0) return;
  const e = extend(c);
  if (e === null) return;
  e.hasMask = 1;
  e.events = load<u16>(t, CtTargetInfo.events);
  e.expectEvents = load<u16>(t, CtTargetInfo.expectEvents);
}

/** Gives a new connection that nobody expected the rule's helper (__nf_ct_try_assign_helper). */
export function attachHelper(p: Packet, c: Connection): void {
  const helper = <u32>load<u8>(p.template, CtTargetInfo.helper);
  if (helper == 0 || !setHelper(c, helper)) return;
  c.status |= Status.HELPER;
}

/** Copies of records whose packets waited in queues, linked through their first word. */
let kept: usize = 0;

/** A copy of a template that outlives the ruleset; equal ones share it. */
export function keepTemplate(template: usize): usize {
  if (template == 0) return 0;
  let at = kept;
  while (at != 0) {
    if (memory.compare(at + 8, template, CtTargetInfo.size) == 0) return at + 8;
    at = <usize>load<u32>(at);
  }
  const block = allocate(CtTargetInfo.size + 8);
  if (block == 0) return 0;
  memory.copy(block + 8, template, CtTargetInfo.size);
  store<u32>(block, <u32>kept);
  kept = block;
  return block + 8;
}
