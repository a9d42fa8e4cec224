/**
 * The functions registered at each hook, in priority order: built-in ones while something needs
 * them (a table was loaded, a rule wants conntrack), and those of the embedding program.
 *
 *   400 bytes a hook and family: count, then entries of { priority i32, kind u16, argument u16 }
 */
import { Family, Hook, Need, Priority, Table } from "../abi";
import { hostChanged } from "../memory/generation";
import { needs, tableLoaded } from "../table/ruleset";

/** What an entry calls. */
export const enum HookFunction {
  DEFRAG = 1,
  /** argument: Table. */
  TABLE = 2,
  CONNTRACK = 3,
  NAT = 4,
  CONFIRM = 6,
  /** What SYNPROXY does with connections that it opened. */
  SYNPROXY = 8,
  /** argument: the host's number of the function. */
  HOST = 7,
}

const ENTRY: usize = 8;
const CAPACITY: u32 = 48;
const LIST: usize = 8 + 48 * 8;
const lists: usize = memory.data(10 * 392, 8);

/** Functions of the embedding program: { family u8, hook u8, id u16, priority i32 }, by id order. */
const HOST_CAPACITY: u32 = 32;
const hostFunctions: usize = memory.data(32 * 8, 8);
let hostCount: u32 = 0;

function listOf(family: u32, hook: u32): usize {
  return lists + <usize>((family == Family.IPV6 ? 5 : 0) + hook) * LIST;
}

/** The list of a hook: its first word says how many functions are registered. */
export function hookList(family: u32, hook: u32): usize {
  return listOf(family, hook);
}

/** Entry i of a list, its HookFunction and its argument. */
export function hookEntry(list: usize, i: u32): usize {
  return list + 8 + <usize>i * ENTRY;
}
export function entryKind(entry: usize): u32 {
  return <u32>load<u16>(entry, 4);
}
export function entryArgument(entry: usize): u32 {
  return <u32>load<u16>(entry, 6);
}

/** How many functions are registered. */
export function hookCount(family: u32, hook: u32): u32 {
  return load<u32>(listOf(family, hook));
}

/** HookFunction of entry i. */
export function hookKind(family: u32, hook: u32, i: u32): u32 {
  return <u32>load<u16>(listOf(family, hook) + <usize>i * ENTRY, 12);
}

/** Argument of entry i. */
export function hookArgument(family: u32, hook: u32, i: u32): u32 {
  return <u32>load<u16>(listOf(family, hook) + <usize>i * ENTRY, 14);
}

/** Priority of entry i. */
export function hookPriority(family: u32, hook: u32, i: u32): i32 {
  return load<i32>(listOf(family, hook) + <usize>i * ENTRY, 8);
}

/** Whether entry i (-1 = none) is the function that was registered as kind, argument, priority. */
export function isHook(family: u32, hook: u32, i: i32, kind: u32, argument: u32): bool {
  if (i < 0 || <u32>i >= hookCount(family, hook)) return false;
  return hookKind(family, hook, i) == kind && hookArgument(family, hook, i) == argument;
}

/** Where a function stands now, or, when it is gone, the last one that runs before it would: -1 when
 * there is none. The lists may have changed since it was called. */
export function placeOf(family: u32, hook: u32, kind: u32, argument: u32, priority: i32): i32 {
  const n = <i32>hookCount(family, hook);
  for (let i = 0; i < n; i++) if (isHook(family, hook, i, kind, argument)) return i;
  let last = -1;
  for (let i = 0; i < n; i++) if (hookPriority(family, hook, i) <= priority) last = i;
  return last;
}

/** Inserts behind all entries of the same or a lower priority number. */
function insert(family: u32, hook: u32, priority: i32, kind: HookFunction, argument: u32): void {
  const list = listOf(family, hook);
  const n = load<u32>(list);
  if (n >= CAPACITY) return;
  let i = n;
  while (i > 0 && load<i32>(list + <usize>(i - 1) * ENTRY, 8) > priority) i--;
  const at = list + 8 + <usize>i * ENTRY;
  memory.copy(at + ENTRY, at, <usize>(n - i) * ENTRY);
  store<i32>(at, priority);
  store<u16>(at, <u16>kind, 4);
  store<u16>(at, <u16>argument, 6);
  store<u32>(list, n + 1);
}

/** Registers a function of the embedding program; false when there are too many. */
export function addHostHook(family: u32, hook: u32, priority: i32, id: u32): bool {
  if (hostCount >= HOST_CAPACITY || hook >= <u32>Hook.count) return false;
  const f = hostFunctions + <usize>hostCount * 8;
  store<u8>(f, <u8>family);
  store<u8>(f, <u8>hook, 1);
  store<u16>(f, <u16>id, 2);
  store<i32>(f, priority, 4);
  hostCount++;
  registerHooks();
  return true;
}

/** Takes a function of the embedding program away. */
export function removeHostHook(id: u32): void {
  for (let i: u32 = 0; i < hostCount; i++) {
    const f = hostFunctions + <usize>i * 8;
    if (<u32>load<u16>(f, 2) != id) continue;
    memory.copy(f, f + 8, <usize>(hostCount - i - 1) * 8);
    hostCount--;
    break;
  }
  registerHooks();
}

/** Where each table hooks in: bit per Hook (iptables(8), TABLES). */
function tableHooks(table: u32): u32 {
  const inForwardOut = (1 << Hook.INPUT) | (1 << Hook.FORWARD) | (1 << Hook.OUTPUT);
  if (table == Table.RAW) return (1 << Hook.PREROUTING) | (1 << Hook.OUTPUT);
  if (table == Table.MANGLE) return 31;
  if (table == Table.NAT) return 0; // called from the NAT functions
  return inForwardOut;
}

function tablePriority(table: u32): i32 {
  if (table == Table.RAW) return Priority.RAW;
  if (table == Table.MANGLE) return Priority.MANGLE;
  if (table == Table.SECURITY) return Priority.SECURITY;
  return Priority.FILTER;
}

function registerFamily(family: u32): void {
  for (let hook: u32 = 0; hook < <u32>Hook.count; hook++) store<u32>(listOf(family, hook), 0);
  if (needs(family, Need.DEFRAG)) {
    insert(family, Hook.PREROUTING, Priority.DEFRAG, HookFunction.DEFRAG, 0);
    insert(family, Hook.OUTPUT, Priority.DEFRAG, HookFunction.DEFRAG, 0);
  }
  for (let table: u32 = 0; table < <u32>Table.count; table++) {
    if (!tableLoaded(family, table)) continue;
    const hooks = tableHooks(table);
    for (let hook: u32 = 0; hook < <u32>Hook.count; hook++) {
      if ((hooks & (1 << hook)) == 0) continue;
      insert(family, hook, tablePriority(table), HookFunction.TABLE, table);
    }
  }
  if (needs(family, Need.CONNTRACK)) {
    insert(family, Hook.PREROUTING, Priority.CONNTRACK, HookFunction.CONNTRACK, 0);
    insert(family, Hook.OUTPUT, Priority.CONNTRACK, HookFunction.CONNTRACK, 0);
    insert(family, Hook.INPUT, Priority.CONFIRM, HookFunction.CONFIRM, 0);
    insert(family, Hook.POSTROUTING, Priority.CONFIRM, HookFunction.CONFIRM, 0);
  }
  if (needs(family, Need.NAT)) {
    insert(family, Hook.PREROUTING, Priority.NAT_DST, HookFunction.NAT, 0);
    insert(family, Hook.OUTPUT, Priority.NAT_DST, HookFunction.NAT, 0);
    insert(family, Hook.INPUT, Priority.NAT_SRC, HookFunction.NAT, 0);
    insert(family, Hook.POSTROUTING, Priority.NAT_SRC, HookFunction.NAT, 0);
  }
  if (needs(family, Need.SYNPROXY)) {
    insert(family, Hook.INPUT, Priority.SYNPROXY, HookFunction.SYNPROXY, 0);
    insert(family, Hook.POSTROUTING, Priority.SYNPROXY, HookFunction.SYNPROXY, 0);
  }
  for (let i: u32 = 0; i < hostCount; i++) {
    const f = hostFunctions + <usize>i * 8;
    if (<u32>load<u8>(f) != family) continue;
    insert(family, <u32>load<u8>(f, 1), load<i32>(f, 4), HookFunction.HOST, <u32>load<u16>(f, 2));
  }
}

/** Rebuilds all lists: after a ruleset was loaded or a function came or went. */
export function registerHooks(): void {
  hostChanged();
  registerFamily(Family.IPV4);
  registerFamily(Family.IPV6);
}
