/** frag: the fragment header of IPv6 (iptables-extensions(8), frag). */
import { FragFlag, FragInfo } from "../../generated/layout/match/frag.js";
import { match } from "../extension.js";
import { bang, numberOption, type Range, rangeOption, rangeText, U32_MAX } from "../values.js";

interface FragOptions {
  id: Range & { readonly inverted: boolean };
  /** Null = not given. */
  length: { readonly bytes: number; readonly inverted: boolean } | null;
  /** FragFlag bits. */
  flags: number;
}

const FLAGS: readonly (readonly [name: string, word: string, flag: FragFlag])[] = [
  ["fragres", "reserved", FragFlag.RESERVED],
  ["fragfirst", "first", FragFlag.FIRST],
  ["fragmore", "more", FragFlag.MORE],
  ["fraglast", "last", FragFlag.LAST],
];

const isAny = ({ from, to }: Range) => from === 0 && to === U32_MAX;

export const extension = match<FragOptions>({
  name: "frag",
  about: "the fragment header, where fragments are not put together first",
  decidedBy: ["packet"],
  families: ["ipv6"],
  options: [
    { name: "fragid", value: "required", invert: true },
    { name: "fraglen", value: "required", invert: true },
    { name: "fragres", value: "none" },
    { name: "fragfirst", value: "none" },
    { name: "fragmore", value: "none", excludes: ["fraglast"] },
    { name: "fraglast", value: "none", excludes: ["fragmore"] },
  ],
  create: () => ({ id: { from: 0, to: U32_MAX, inverted: false }, length: null, flags: 0 }),
  option(info, use) {
    const { inverted } = use;
    if (use.id === "fragid") info.id = { ...rangeOption(use, "frag", U32_MAX), inverted };
    else if (use.id === "fraglen") {
      info.length = { bytes: numberOption(use, "frag", 0, U32_MAX), inverted };
    } else info.flags |= FLAGS.find(([name]) => name === use.id)![2];
  },
  save({ id, length, flags }) {
    const out: string[] = [];
    if (!isAny(id)) out.push(`${bang(id.inverted)}--fragid ${rangeText(id)}`);
    if (length !== null) out.push(`${bang(length.inverted)}--fraglen ${length.bytes}`);
    for (const [name, , flag] of FLAGS) if ((flags & flag) !== 0) out.push(`--${name}`);
    return out.join(" ");
  },
  list({ id, length, flags }) {
    let text = "frag ";
    if (!isAny(id) || id.inverted) {
      text += `${id.from === id.to ? "id" : "ids"}:${id.inverted ? "!" : ""}${rangeText(id)}`;
    }
    if (length !== null) text += ` length:${length.inverted ? "!" : ""}${length.bytes}`;
    for (const [, word, flag] of FLAGS) if ((flags & flag) !== 0) text += ` ${word}`;
    return text;
  },
  encode(info, record) {
    record.reserve(FragInfo.size);
    record.u32(FragInfo.from, info.id.from);
    record.u32(FragInfo.to, info.id.to);
    record.u8(FragInfo.flags, info.flags);
    record.u8(FragInfo.invert, info.id.inverted ? 1 : 0);
  },
});
