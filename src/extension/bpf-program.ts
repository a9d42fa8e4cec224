/** Programs of classic BPF: how they are written, and which the kernel takes (bpf_check_classic). */
import { OptionError } from "./extension.js";

/** One instruction (struct sock_filter). */
export interface BpfCode {
  readonly code: number;
  readonly whenTrue: number;
  readonly whenFalse: number;
  readonly k: number;
}

/** Instructions of a program, at most, and words of memory. */
const MAX_LENGTH = 64;
const MEMORY_WORDS = 16;
const EXTENSIONS = 0xfffff000;
/** SKF_AD_MAX: places behind it stand at multiples of four. */
const EXTENSIONS_END = EXTENSIONS + 64;

const CODES = new Set([
  // ALU: with a constant, with X
  ...[0, 1, 2, 3, 4, 5, 6, 7, 9, 10].flatMap((n) => [n * 16 + 0x04, n * 16 + 0x0c]),
  0x84,
  // loads into A: words, halves and bytes; length, constant, memory
  ...[0x20, 0x28, 0x30, 0x40, 0x48, 0x50, 0x80, 0x00, 0x60],
  // into X
  ...[0x81, 0xb1, 0x01, 0x61],
  // stores, between A and X, returns
  ...[0x02, 0x03, 0x07, 0x87, 0x06, 0x16],
  // jumps
  ...[0x05, 0x15, 0x1d, 0x35, 0x3d, 0x25, 0x2d, 0x45, 0x4d],
]);

/** The number in front of a text as sscanf(3) reads it into so many bits, and what follows. */
function scan(text: string, bits: number): { value: number; rest: string } | null {
  const found = /^\s*([-+]?)(\d+)/.exec(text);
  if (found === null) return null;
  const size = BigInt(found[2]!);
  const value = size > 0xffffffffffffffffn ? 0xffffffffffffffffn : size;
  const signed = found[1] === "-" ? -value : value;
  return { value: Number(BigInt.asUintN(bits, signed)), rest: text.slice(found[0].length) };
}

function instruction(text: string, i: number): BpfCode {
  let rest = text;
  const numbers = [16, 8, 8, 32].map((bits) => {
    const found = scan(rest, bits);
    if (found === null) throw new OptionError(`bpf: error at instr ${i}`);
    rest = found.rest;
    return found.value;
  });
  const [code = 0, whenTrue = 0, whenFalse = 0, k = 0] = numbers;
  return { code, whenTrue, whenFalse, k };
}

/** A program as --bytecode takes it: how many instructions, and behind commas each of them. */
export function parseProgram(text: string): BpfCode[] {
  const count = scan(text, 16);
  if (count === null || !count.rest.startsWith(",")) {
    throw new OptionError("bpf: error parsing program length");
  }
  if (count.value === 0) throw new OptionError("bpf: illegal zero length program");
  if (count.value > MAX_LENGTH) {
    throw new OptionError("bpf: number of instructions exceeds maximum");
  }
  const program: BpfCode[] = [];
  let at = text.indexOf(",");
  while (at >= 0 && at + 1 < text.length) {
    if (program.length >= count.value) {
      throw new OptionError("bpf: real program length exceeds the encoded length parameter");
    }
    program.push(instruction(text.slice(at + 1), program.length));
    at = text.indexOf(",", at + 1);
  }
  if (program.length !== count.value) {
    throw new OptionError("bpf: parsed program length is less than the encoded length parameter");
  }
  return program;
}

/** A program's instructions as they are printed. */
export function programText(program: readonly BpfCode[]): string {
  return program.map((i) => `${i.code} ${i.whenTrue} ${i.whenFalse} ${i.k}`).join(",");
}

/** Whether one instruction may stand there. */
function fits({ code, k, whenTrue, whenFalse }: BpfCode, at: number, length: number): boolean {
  if (!CODES.has(code)) return false;
  switch (code) {
    case 0x34:
    case 0x94:
      return k !== 0;
    case 0x64:
    case 0x74:
      return k < 32;
    case 0x60:
    case 0x61:
    case 0x02:
    case 0x03:
      return k < MEMORY_WORDS;
    case 0x05:
      return k < length - at - 1;
    case 0x20:
    case 0x28:
    case 0x30:
      return k < EXTENSIONS || (k < EXTENSIONS_END && k % 4 === 0);
  }
  if ((code & 7) !== 5) return true;
  return at + whenTrue + 1 < length && at + whenFalse + 1 < length;
}

/** Whether no word of memory is read before it is written, whatever way leads there. */
function memoryIsWritten(program: readonly BpfCode[]): boolean {
  const masks = program.map(() => 0xffff);
  let valid = 0;
  for (const [at, { code, k, whenTrue, whenFalse }] of program.entries()) {
    valid &= masks[at]!;
    if (code === 0x02 || code === 0x03) valid |= 1 << k;
    else if (code === 0x60 || code === 0x61) {
      if ((valid & (1 << k)) === 0) return false;
    } else if ((code & 7) === 5) {
      const targets = code === 0x05 ? [k] : [whenTrue, whenFalse];
      for (const target of targets) masks[at + 1 + target]! &= valid;
      valid = 0xffff;
    }
  }
  return true;
}

/** Refuses what bpf_check_classic refuses. */
export function checkProgram(program: readonly BpfCode[]): void {
  const wrong = program.findIndex((i, at) => !fits(i, at, program.length));
  const last = program.at(-1)!.code;
  if (wrong >= 0 || (last !== 0x06 && last !== 0x16) || !memoryIsWritten(program)) {
    const hint =
      wrong >= 0
        ? `instruction ${wrong} is none that the kernel takes`
        : "the last instruction must return, and memory be written before it is read";
    throw new OptionError("Invalid argument", `bpf: ${hint}`);
  }
}
