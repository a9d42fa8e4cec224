/**
 * The current ruleset: two images, one in use and one being written, so that replacing is atomic.
 * Images come from the host with absolute pointers; see RulesetImage in abi.ts.
 */
import {
  Family,
  FamilyImage,
  Hook,
  IndexImage,
  Need,
  RulesetImage,
  Table,
  TableImage,
} from "../abi";
import { openTable } from "../conntrack/table";
import { allocate, release } from "../memory/heap";
import { buildIndex, releaseIndex } from "./index/build";
import { countIndexes } from "./stats";
import { commitObjects } from "./objects";

let current: usize = 0;
let pending: usize = 0;

/** Jump stack: return addresses of user-defined chains, for all nested traversals. */
export let stackBase: usize = 0;
export let stackDepth: u32 = 0;

/** Traversals that may nest, each with stackDepth entries of the jump stack. */
export const NEST_LIMIT: u32 = 16;

/** A place of `size` bytes for the next image, 0 when memory is exhausted. */
export function reserveRuleset(size: u32): usize {
  release(pending);
  pending = allocate(size);
  return pending;
}

/** The TCP flags that matches of the current ruleset look at. */
export let tcpFlagsAsked: u32 = 0;

/** Makes the reserved image the current one; the previous is forgotten. */
export function commitRuleset(): bool {
  if (pending == 0) return false;
  const depth = load<u32>(pending, RulesetImage.stackDepth);
  const stack = allocate((depth + 1) * 16 * NEST_LIMIT);
  if (stack == 0) return false;
  if (!commitObjects(<usize>load<u32>(pending, RulesetImage.objects))) {
    release(stack);
    return false;
  }
  release(stackBase);
  stackBase = stack;
  stackDepth = depth;
  forget(current);
  current = pending;
  tcpFlagsAsked = load<u32>(current, RulesetImage.tcpFlags);
  // here and not with the first packet, which would wait for it
  if (needs(Family.IPV4, Need.CONNTRACK) || needs(Family.IPV6, Need.CONNTRACK)) openTable();
  buildIndexes(current);
  pending = 0;
  return true;
}

/** Builds the classifiers that an image asks for. Without memory for one its chain does without. */
function buildIndexes(image: usize): void {
  let chains: u32 = 0;
  let bytes: u32 = 0;
  const first = <usize>load<u32>(image, RulesetImage.indexes);
  for (let i: u32 = 0; i < load<u32>(image, RulesetImage.indexCount); i++) {
    const size = buildIndex(first + <usize>i * IndexImage.size);
    if (size != 0) chains++;
    bytes += size;
  }
  countIndexes(chains, bytes);
}

function forget(image: usize): void {
  if (image == 0) return;
  const first = <usize>load<u32>(image, RulesetImage.indexes);
  for (let i: u32 = 0; i < load<u32>(image, RulesetImage.indexCount); i++) {
    releaseIndex(first + <usize>i * IndexImage.size);
  }
  release(image);
}

/** FamilyImage of a family, 0 before a ruleset is loaded. */
export function familyImage(family: u32): usize {
  if (current == 0) return 0;
  return current + <usize>(family == Family.IPV6 ? RulesetImage.ipv6 : RulesetImage.ipv4);
}

/** Whether the table is loaded for the family. */
export function tableLoaded(family: u32, table: Table): bool {
  const image = familyImage(family);
  return image != 0 && load<u32>(image + ((<usize>table) << 2), FamilyImage.tables) != 0;
}

/** The chain of a table at a hook, 0 = none. */
export function chainAt(family: u32, table: Table, hook: Hook): usize {
  const image = familyImage(family);
  if (image == 0) return 0;
  const t = <usize>load<u32>(image + ((<usize>table) << 2), FamilyImage.tables);
  if (t == 0) return 0;
  return <usize>load<u32>(t + ((<usize>hook) << 2), TableImage.chains);
}

/** Whether the rules of a family need what the bit stands for. */
export function needs(family: u32, bit: Need): bool {
  const image = familyImage(family);
  return image != 0 && (load<u32>(image, FamilyImage.needs) & <u32>bit) != 0;
}
