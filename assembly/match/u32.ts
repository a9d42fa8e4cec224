/**
 * u32: words of the packet, at offsets that other words tell (iptables-extensions(8), u32;
 * u32_match_it of the kernel).
 *
 * The record is a program of u32 words: tests, and for each its steps and its ranges.
 *
 *   tests │ steps │ (operation, number) ... │ ranges │ (from, to) ... │ steps │ ...
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u32 each: the "!", how many tests; then the program. */
export const enum U32Info {
  invert = 0,
  tests = 4,
  program = 8,
}

/** What a step does with the word so far. The first step is the place where it starts. */
export const enum U32Operation {
  AND = 0,
  LEFT = 1,
  RIGHT = 2,
  /** The word is how far to go on, and the number where to read from there. */
  AT = 3,
}

/** Whether every test holds. A word that is not in the packet fails its test, and all. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const invert = load<u32>(data, U32Info.invert) != 0;
  let at = data + U32Info.program;
  for (let n = load<u32>(data, U32Info.tests); n > 0; n--) {
    const end = test(p, at);
    if (end == 0) return invert;
    at = end;
  }
  return !invert;
}

/** Runs the test at `at`; answers where the next one stands, 0 when it fails. */
function test(p: Packet, at: usize): usize {
  const length = p.captured;
  const steps = load<u32>(at);
  let place: u32 = load<u32>(at, 8);
  if (length < 4 || place > length - 4) return 0;
  let start: u32 = 0;
  let value = bswap<u32>(load<u32>(p.data + place));
  let step = at + 12;
  for (let i: u32 = 1; i < steps; i++) {
    const number = load<u32>(step, 4);
    const operation = load<u32>(step);
    if (operation == U32Operation.AND) value &= number;
    else if (operation == U32Operation.LEFT) value = value << number;
    else if (operation == U32Operation.RIGHT) value = value >> number;
    else {
      if (start + value < start) return 0;
      start += value;
      if (start + 4 < start || start + 4 > length) return 0;
      place = start + number;
      if (place < start || place + 4 < place || place + 4 > length) return 0;
      value = bswap<u32>(load<u32>(p.data + place));
    }
    step += 8;
  }
  return inRanges(step, value);
}

/** Where the program goes on when the value is in one of the ranges, 0 when it is in none. */
function inRanges(at: usize, value: u32): usize {
  const count = load<u32>(at);
  let range = at + 4;
  let found = false;
  for (let i: u32 = 0; i < count; i++) {
    if (value >= load<u32>(range) && value <= load<u32>(range, 4)) found = true;
    range += 8;
  }
  return found ? range : 0;
}
