/** CLASSIFY: sets the packet's priority (iptables-extensions(8), CLASSIFY). */
import { ClassifyInfo } from "../../generated/layout/target/CLASSIFY.js";
import { requireOption } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { U16_MAX, U64_MAX } from "../values.js";

interface ClassifyTarget {
  major: number;
  minor: number;
}

/** Hexadecimal digits as sscanf(3) takes them, the low 16 bits of them: past 64 bits it stays with the
 * largest number, and a sign counts modulo 2^64. */
function low16(sign: string | undefined, digits: string): number {
  const value = digits === "" ? 0n : BigInt(`0x${digits}`);
  if (value > U64_MAX) return U16_MAX;
  return Number((sign === "-" ? -value : value) & 0xffffn);
}

/** Sign and digits of both numbers; "0x" alone is one without digits. */
const CLASS =
  /^\s*([+-]?)(?:0[xX])?((?<=0[xX])[0-9a-fA-F]*|[0-9a-fA-F]+):\s*([+-]?)(?:0[xX])?((?<=0[xX])[0-9a-fA-F]*|[0-9a-fA-F]+)/;

/** "MAJOR:MINOR" in hexadecimal; what follows is not looked at. */
function parseClass(text: string): ClassifyTarget {
  const found = CLASS.exec(text);
  if (found === null) {
    throw new OptionError(`Bad class value "${text}"`, "write MAJOR:MINOR in hexadecimal");
  }
  return { major: low16(found[1], found[2]!), minor: low16(found[3], found[4]!) };
}

const fourDigits = (value: number) => value.toString(16).padStart(4, "0");

export const extension = target<ClassifyTarget>({
  name: "CLASSIFY",
  about: "sets the packet's priority, by which queueing disciplines choose a class",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  hooks: ["FORWARD", "OUTPUT", "POSTROUTING"],
  options: [{ name: "set-class", value: "required" }],
  create: () => ({ major: 0, minor: 0 }),
  option(info, use) {
    Object.assign(info, parseClass(use.value));
  },
  check: (_info, _context, given) => requireOption(given, "CLASSIFY", "set-class"),
  save: ({ major, minor }) => `--set-class ${fourDigits(major)}:${fourDigits(minor)}`,
  list: ({ major, minor }) => `CLASSIFY set ${major.toString(16)}:${minor.toString(16)}`,
  encode(info, record) {
    record.reserve(ClassifyInfo.size);
    record.u32(ClassifyInfo.priority, info.major * 0x10000 + info.minor);
  },
});
