/** What SNPT and DNPT have in common: one prefix for another (RFC 6296). */
import { NptInfo } from "../generated/layout/target/SNPT.js";
import { maskLength } from "../setup/address.js";
import { addressText, hostMaskOption, type MaskedAddress } from "./address.js";
import { requireOption } from "./checks.js";
import { type HookName, OptionError, target, type TargetExtension } from "./extension.js";

interface PrefixChange {
  from: MaskedAddress;
  to: MaskedAddress;
}

/** The longest prefix that leaves room for the difference. */
const LENGTH_MAX = 64;

/** The sum of a 16-byte address in 16-bit words as a little-endian host reads them. */
function sum(address: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < 16; i += 2) total += address[i]! + address[i + 1]! * 256;
  return total;
}

/** One's complement of 16 bits: the difference of two sums. */
function difference(from: Uint8Array, to: Uint8Array): number {
  const fold = (value: number) => {
    let v = value;
    while (v > 0xffff) v = (v & 0xffff) + Math.floor(v / 0x10000);
    return v;
  };
  return fold(fold(sum(from)) + (~fold(sum(to)) & 0xffff));
}

const text = ({ address, mask }: MaskedAddress) => `${addressText(address)}/${maskLength(mask)}`;
const isZero = ({ address }: MaskedAddress) => address.every((byte) => byte === 0);

function checkPrefix(name: string, { address, mask }: MaskedAddress): void {
  if (maskLength(mask) > LENGTH_MAX) {
    throw new OptionError(`${name} target: a prefix has at most ${LENGTH_MAX} bits`);
  }
  if (address.every((byte, i) => (byte & ~mask[i]! & 0xff) === 0)) return;
  throw new OptionError(`${name} target: ${text({ address, mask })} has bits behind the prefix`);
}

/** The target of that name. */
export function prefixChange(
  name: "SNPT" | "DNPT",
  about: string,
  hooks: readonly HookName[],
): TargetExtension {
  const none = (): MaskedAddress => ({ address: new Uint8Array(16), mask: new Uint8Array(16) });
  return target<PrefixChange>({
    name,
    about,
    decidedBy: ["packet"],
    families: ["ipv6"],
    tables: ["mangle"],
    hooks,
    options: [
      { name: "src-pfx", value: "required" },
      { name: "dst-pfx", value: "required" },
    ],
    create: () => ({ from: none(), to: none() }),
    option(info, use, context) {
      const prefix = hostMaskOption(use, name, context.family);
      if (use.id === "src-pfx") info.from = prefix;
      else info.to = prefix;
    },
    check(info, _context, given) {
      requireOption(given, name, "src-pfx");
      requireOption(given, name, "dst-pfx");
      checkPrefix(name, info.from);
      checkPrefix(name, info.to);
    },
    save({ from, to }) {
      const out: string[] = [];
      if (!isZero(from)) out.push(`--src-pfx ${text(from)}`);
      if (!isZero(to)) out.push(`--dst-pfx ${text(to)}`);
      return out.join(" ");
    },
    list: ({ from, to }) => `${name} src-pfx ${text(from)} dst-pfx ${text(to)}`,
    encode({ from, to }, record) {
      record.reserve(NptInfo.size);
      record.bytes(NptInfo.from, from.address);
      record.bytes(NptInfo.to, to.address);
      record.u8(NptInfo.fromLength, maskLength(from.mask));
      record.u8(NptInfo.longest, Math.max(maskLength(from.mask), maskLength(to.mask)));
      record.u16(NptInfo.adjustment, difference(from.address, to.address));
    },
  });
}
