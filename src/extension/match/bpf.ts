/** bpf: a program of the classic BPF machine (iptables-extensions(8), bpf). */
import { BpfInfo, BpfInstruction } from "../../generated/layout/match/bpf.js";
import { type BpfCode, checkProgram, parseProgram, programText } from "../bpf-program.js";
import { kernelAsks } from "../checks.js";
import { match, OptionError } from "../extension.js";

interface BpfOptions {
  program: readonly BpfCode[];
}

export const extension = match<BpfOptions>({
  name: "bpf",
  about:
    "a program of the classic BPF machine; --object-pinned needs a bpf file system and is refused",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "bytecode", value: "required" },
    { name: "object-pinned", value: "required" },
  ],
  create: () => ({ program: [] }),
  option(info, use) {
    if (use.id === "object-pinned") {
      throw new OptionError(
        "bpf: failed to get bpf object",
        "a setup has no bpf file system: write the program with --bytecode",
      );
    }
    info.program = parseProgram(use.value);
  },
  check(info, context) {
    if (info.program.length === 0) {
      throw new OptionError("bpf: one of --bytecode or --pinned is required");
    }
    if (kernelAsks(context)) checkProgram(info.program);
  },
  save: ({ program }) => `--bytecode "${program.length},${programText(program)}"`,
  listedTight: true,
  // iptables ends it with a zero byte
  list: ({ program }) => `match bpf ${programText(program)}\0`,
  encode({ program }, record) {
    record.reserve(BpfInfo.program + program.length * BpfInstruction.size);
    record.u32(BpfInfo.count, program.length);
    for (const [i, { code, whenTrue, whenFalse, k }] of program.entries()) {
      const at = BpfInfo.program + i * BpfInstruction.size;
      record.u16(at + BpfInstruction.code, code);
      record.u8(at + BpfInstruction.whenTrue, whenTrue);
      record.u8(at + BpfInstruction.whenFalse, whenFalse);
      record.u32(at + BpfInstruction.k, k);
    }
  },
});
