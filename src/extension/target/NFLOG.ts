/** NFLOG: hands a copy to a netlink group (iptables-extensions(8), NFLOG). */
import { NflogInfo } from "../../generated/layout/target/NFLOG.js";
import { OptionError, target } from "../extension.js";
import { numberOption, quoted, U16_MAX, U32_MAX } from "../values.js";

interface NflogTarget {
  prefix: string;
  group: number;
  /** Bytes of the packet, and the option that gave them. */
  bytes: { readonly option: "range" | "size"; readonly count: number } | null;
  threshold: number;
}

/** Bytes of a prefix; what is longer is cut. */
const PREFIX_MAX = 63;

function parsePrefix(text: string): string {
  if (text === "") throw new OptionError("Argument must have a minimum length of 1 characters");
  if (text.includes("\n")) throw new OptionError("Newlines not allowed in --log-prefix");
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= PREFIX_MAX ? text : new TextDecoder().decode(bytes.slice(0, PREFIX_MAX));
}

function words(info: NflogTarget, dashes: string): string {
  const out: string[] = [];
  if (info.prefix !== "") out.push(`${dashes}nflog-prefix ${quoted(info.prefix)}`);
  if (info.group !== 0) out.push(`${dashes}nflog-group ${info.group}`);
  if (info.bytes !== null) out.push(`${dashes}nflog-${info.bytes.option} ${info.bytes.count}`);
  if (info.threshold !== 0) out.push(`${dashes}nflog-threshold ${info.threshold}`);
  return out.join(" ");
}

export const extension = target<NflogTarget>({
  name: "NFLOG",
  about: "hands a copy of the packet to a netlink group; the packet goes on",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "nflog-group", value: "required" },
    { name: "nflog-prefix", value: "required" },
    { name: "nflog-range", value: "required", excludes: ["nflog-size"] },
    { name: "nflog-size", value: "required", excludes: ["nflog-range"] },
    { name: "nflog-threshold", value: "required" },
  ],
  create: () => ({ prefix: "", group: 0, bytes: null, threshold: 0 }),
  option(info, use) {
    switch (use.id) {
      case "nflog-group":
        info.group = numberOption(use, "NFLOG", 0, U16_MAX);
        break;
      case "nflog-prefix":
        info.prefix = parsePrefix(use.value);
        break;
      case "nflog-threshold":
        info.threshold = numberOption(use, "NFLOG", 0, U16_MAX);
        break;
      default: {
        const count = numberOption(use, "NFLOG", 0, U32_MAX);
        const size = use.id === "nflog-size";
        info.bytes = size || count > 0 ? { option: size ? "size" : "range", count } : null;
      }
    }
  },
  save: (info) => words(info, "--"),
  list: (info) => words(info, ""),
  encode: (_info, record) => record.reserve(NflogInfo.size),
});
