/**
 * bpf: a program of the classic BPF machine over the packet (iptables-extensions(8), bpf; bpf_mt and the
 * classic half of net/core/filter.c of the kernel). It sees the packet from its IP header on; a load from
 * outside, and a division by zero, ends it with "no".
 *
 * The host has checked the program as bpf_check_classic does: jumps stay inside and lead forward, the
 * last instruction returns, memory is written before it is read.
 */
import { extension, extensionFailed } from "../bpf/extension";
import { loadFailed, loadPacket } from "../bpf/load";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u32: how many instructions; then BpfInstruction. */
export const enum BpfInfo {
  count = 0,
  program = 8,
}

/** struct sock_filter: u16; u8 each, u32. */
export const enum BpfInstruction {
  code = 0,
  whenTrue = 2,
  whenFalse = 3,
  k = 4,
  size = 8,
}

/** Classes of instructions: the low three bits of the code. */
const enum Class {
  LD = 0,
  LDX = 1,
  ST = 2,
  STX = 3,
  ALU = 4,
  JMP = 5,
  RET = 6,
  MISC = 7,
}

/** Where a load comes from: the high three bits. */
const enum Mode {
  IMM = 0x00,
  ABS = 0x20,
  IND = 0x40,
  MEM = 0x60,
  LEN = 0x80,
}

const enum Operation {
  ADD = 0x00,
  SUB = 0x10,
  MUL = 0x20,
  DIV = 0x30,
  OR = 0x40,
  AND = 0x50,
  LSH = 0x60,
  RSH = 0x70,
  NEG = 0x80,
  MOD = 0x90,
  XOR = 0xa0,
}

/** Where the loads of Linux's own begin (SKF_AD_OFF). */
const EXTENSIONS: u32 = 0xfffff000;

/** The machine's memory: 16 words. */
const memoryAt: usize = memory.data(64, 8);
let accumulator: u32 = 0;
let index: u32 = 0;

/** Whether the program returns anything but zero. */
export function match(p: Packet, data: usize, c: Context): bool {
  accumulator = 0;
  index = 0;
  let at = data + BpfInfo.program;
  // jumps lead forward: no instruction comes twice
  for (let n = load<u32>(data, BpfInfo.count); n > 0; n--) {
    const code = <u32>load<u16>(at);
    const k = load<u32>(at, BpfInstruction.k);
    at += BpfInstruction.size;
    switch (code & 7) {
      case Class.LD:
        if (!loadAccumulator(p, code, k, c)) return false;
        break;
      case Class.LDX:
        if (!loadIndex(p, code, k)) return false;
        break;
      case Class.ST:
        store<u32>(memoryAt + ((<usize>k) << 2), accumulator);
        break;
      case Class.STX:
        store<u32>(memoryAt + ((<usize>k) << 2), index);
        break;
      case Class.ALU:
        if (!calculate(code, (code & 8) != 0 ? index : k)) return false;
        break;
      case Class.JMP:
        at += jump(at - BpfInstruction.size, code, k) * BpfInstruction.size;
        break;
      case Class.RET:
        return ((code & 0x18) == 0x10 ? accumulator : k) != 0;
      default:
        if ((code & 0x80) != 0) accumulator = index;
        else index = accumulator;
    }
  }
  return false;
}

/** False: the bytes are not there. */
function loadAccumulator(p: Packet, code: u32, k: u32, c: Context): bool {
  const mode = code & 0xe0;
  if (mode == Mode.IMM) accumulator = k;
  else if (mode == Mode.MEM) accumulator = load<u32>(memoryAt + ((<usize>k) << 2));
  else if (mode == Mode.LEN) accumulator = p.length;
  else if (mode == Mode.ABS && k >= EXTENSIONS) {
    accumulator = extension(p, k - EXTENSIONS, accumulator, index, c);
    return !extensionFailed;
  } else {
    const size: u32 = (code & 0x18) == 0 ? 4 : (code & 0x18) == 8 ? 2 : 1;
    accumulator = loadPacket(p, mode == Mode.IND ? index + k : k, size);
    return !loadFailed;
  }
  return true;
}

function loadIndex(p: Packet, code: u32, k: u32): bool {
  const mode = code & 0xe0;
  if (mode == Mode.IMM) index = k;
  else if (mode == Mode.MEM) index = load<u32>(memoryAt + ((<usize>k) << 2));
  else if (mode == Mode.LEN) index = p.length;
  else {
    // the length of an IPv4 header (BPF_MSH)
    index = (loadPacket(p, k, 1) & 15) << 2;
    return !loadFailed;
  }
  return true;
}

/** False: a division by zero. */
function calculate(code: u32, operand: u32): bool {
  switch (code & 0xf0) {
    case Operation.ADD:
      accumulator += operand;
      break;
    case Operation.SUB:
      accumulator -= operand;
      break;
    case Operation.MUL:
      accumulator *= operand;
      break;
    case Operation.DIV:
      if (operand == 0) return false;
      accumulator /= operand;
      break;
    case Operation.MOD:
      if (operand == 0) return false;
      accumulator %= operand;
      break;
    case Operation.OR:
      accumulator |= operand;
      break;
    case Operation.AND:
      accumulator &= operand;
      break;
    case Operation.XOR:
      accumulator ^= operand;
      break;
    case Operation.LSH:
      accumulator <<= operand & 31;
      break;
    case Operation.RSH:
      accumulator >>= operand & 31;
      break;
    default:
      accumulator = 0 - accumulator;
  }
  return true;
}

/** How many instructions are passed over. */
function jump(at: usize, code: u32, k: u32): usize {
  const operand = (code & 8) != 0 ? index : k;
  let holds = false;
  switch (code & 0xf0) {
    case 0x00:
      return <usize>k;
    case 0x10:
      holds = accumulator == operand;
      break;
    case 0x20:
      holds = accumulator > operand;
      break;
    case 0x30:
      holds = accumulator >= operand;
      break;
    default:
      holds = (accumulator & operand) != 0;
  }
  return holds
    ? <usize>load<u8>(at, BpfInstruction.whenTrue)
    : <usize>load<u8>(at, BpfInstruction.whenFalse);
}
