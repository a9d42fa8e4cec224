/**
 * Facts in packet comments: what a capture cannot know and a person wrote beside a packet, as words
 * `uid=1000`, `gid=100` or `mark=0x10`, between blanks or at either end; bridge ports and sockets
 * besides (packet/facts.ts).
 */
import { NO_FACT } from "../abi";
import { clearDeclared, declareWord } from "../packet/facts";

export let factUid: u32 = NO_FACT;
export let factGid: u32 = NO_FACT;
export let factMark: u32 = 0;

/** Forgets what the comments of the packet before said. */
export function clearFacts(): void {
  factUid = NO_FACT;
  factGid = NO_FACT;
  factMark = 0;
  clearDeclared();
}

/** Takes the facts of a comment. */
export function readFacts(text: usize, length: u32): void {
  let i: u32 = 0;
  while (i < length) {
    const start = i;
    while (i < length && !isBlank(load<u8>(text + i))) i++;
    if (i > start) takeWord(text + start, i - start);
    i++;
  }
}

function isBlank(c: u32): bool {
  return c <= 32 || c == 44 || c == 59; // white space, "," and ";"
}

function takeWord(word: usize, length: u32): void {
  if (length < 5) return;
  declareWord(word, length);
  const first = load<u32>(word);
  if (first == 0x3d646975) factUid = readNumber(word + 4, length - 4, factUid); // "uid="
  if (first == 0x3d646967) factGid = readNumber(word + 4, length - 4, factGid); // "gid="
  if (first == 0x6b72616d && load<u8>(word, 4) == 0x3d) {
    factMark = readNumber(word + 5, length - 5, factMark); // "mark="
  }
}

/** A decimal or 0x number of 32 bits; `otherwise` when it is none. */
function readNumber(text: usize, length: u32, otherwise: u32): u32 {
  let value: u64 = 0;
  let i: u32 = 0;
  let base: u64 = 10;
  if (length > 2 && load<u8>(text) == 48 && (load<u8>(text, 1) | 32) == 120) {
    base = 16;
    i = 2;
  }
  if (i >= length) return otherwise;
  for (; i < length; i++) {
    const digit = digitOf(load<u8>(text + i));
    if (<u64>digit >= base) return otherwise;
    value = value * base + <u64>digit;
    if (value > 0xffffffff) return otherwise;
  }
  return <u32>value;
}

function digitOf(c: u32): u32 {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  if (lower >= 97 && lower <= 102) return lower - 87;
  return 99;
}
