/**
 * Objects that rules share by name (lists of recent, tables of hashlimit ...): a list of states, as
 * long as the image in use is. A rule's record holds the place in the list.
 */
import { ObjectImage } from "../abi";
import { objectCreate, objectDestroy, objectKeep } from "../generated/object";
import { allocate, release } from "../memory/heap";

/** Kind and pointer to the state, u32 each. */
const ENTRY: usize = 8;

let states: usize = 0;
let count: u32 = 0;

/** Pointer to the state of an object. */
export function objectState(slot: u32): usize {
  return <usize>load<u32>(states + <usize>slot * ENTRY, 4);
}

/**
 * Takes over the objects of a new image: what was there before stays, what nobody refers to any more
 * goes. False, and nothing has changed, when memory is exhausted.
 */
export function commitObjects(list: usize): bool {
  const total: u32 = list == 0 ? 0 : load<u32>(list);
  const next = allocate(<usize>(total + 1) * ENTRY);
  if (next == 0) return false;
  for (let i: u32 = 0; i < total; i++) {
    const image = <usize>load<u32>(list + 4 + ((<usize>i) << 2));
    const before = load<u32>(image, ObjectImage.before);
    const state =
      before != 0
        ? objectState(before - 1)
        : objectCreate(load<u32>(image, ObjectImage.kind), image + ObjectImage.data);
    const entry = next + <usize>i * ENTRY;
    store<u32>(entry, load<u32>(image, ObjectImage.kind));
    store<u32>(entry, <u32>state, 4);
    if (state == 0) {
      forgetNew(list, next, i);
      release(next);
      return false;
    }
  }
  for (let i: u32 = 0; i < total; i++) keepOne(list, i);
  for (let i: u32 = 0; i < count; i++) {
    const entry = states + <usize>i * ENTRY;
    const state = <usize>load<u32>(entry, 4);
    if (state != 0) objectDestroy(load<u32>(entry), state);
  }
  release(states);
  states = next;
  count = total;
  return true;
}

/** An object that stays hears what the rules say of it now; the old list forgets it. */
function keepOne(list: usize, i: u32): void {
  const image = <usize>load<u32>(list + 4 + ((<usize>i) << 2));
  const before = load<u32>(image, ObjectImage.before);
  if (before == 0) return;
  const entry = states + <usize>(before - 1) * ENTRY;
  const kind = load<u32>(entry);
  objectKeep(kind, <usize>load<u32>(entry, 4), image + ObjectImage.data);
  store<u32>(entry, 0, 4);
}

/** Destroys what was made before memory ran out. */
function forgetNew(list: usize, next: usize, made: u32): void {
  for (let i: u32 = 0; i < made; i++) {
    const image = <usize>load<u32>(list + 4 + ((<usize>i) << 2));
    if (load<u32>(image, ObjectImage.before) != 0) continue;
    const entry = next + <usize>i * ENTRY;
    objectDestroy(load<u32>(entry), <usize>load<u32>(entry, 4));
  }
}
