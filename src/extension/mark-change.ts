/**
 * How MARK and CONNMARK change a mark: mark = (mark & ~mask) ^ value. All five options (--set-xmark,
 * --set-mark, --and-mark, --or-mark, --xor-mark) are ways to write that.
 */
import type { OptionSpec, OptionUse } from "./extension.js";
import { hex, markOption, numberOption, U32_MAX } from "./values.js";

/** mark = (mark & ~mask) ^ value, 32 bits each. */
export interface MarkChange {
  value: number;
  mask: number;
}

const names = ["set-xmark", "set-mark", "and-mark", "or-mark", "xor-mark"];

/** The five options; none may stand with another or with one of `others`. */
export function changeOptions(others: readonly string[]): OptionSpec[] {
  return names.map((name) => ({
    name,
    value: "required",
    excludes: [...names.filter((n) => n !== name), ...others],
  }));
}

/** Whether the option is one of the five. */
export function isChange(use: OptionUse): boolean {
  return names.includes(use.id);
}

/** What one of the five options means. `extension` is named in a refusal. */
export function changeOf(use: OptionUse, extension: string): MarkChange {
  if (use.id === "set-xmark") return markOption(use, extension);
  if (use.id === "set-mark") {
    const { value, mask } = markOption(use, extension);
    return { value, mask: (mask | value) >>> 0 };
  }
  const bits = numberOption(use, extension, 0, U32_MAX);
  if (use.id === "and-mark") return { value: 0, mask: ~bits >>> 0 };
  if (use.id === "or-mark") return { value: bits, mask: bits };
  return { value: bits, mask: 0 };
}

/** As iptables-save prints it. */
export function changeSave(change: MarkChange): string {
  return `--set-xmark ${hex(change.value)}/${hex(change.mask)}`;
}

/** As iptables -L prints it: by the simplest of the five options. */
export function changeList({ value, mask }: MarkChange): string {
  if (value === 0) return `and ${hex(~mask >>> 0)}`;
  if (value === mask) return `or ${hex(value)}`;
  if (mask === 0) return `xor ${hex(value)}`;
  if (mask === U32_MAX) return `set ${hex(value)}`;
  return `xset ${hex(value)}/${hex(mask)}`;
}
