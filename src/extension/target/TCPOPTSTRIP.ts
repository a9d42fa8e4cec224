/** TCPOPTSTRIP: overwrites TCP options with NOPs (iptables-extensions(8), TCPOPTSTRIP). */
import { TcpoptstripInfo } from "../../generated/layout/target/TCPOPTSTRIP.js";
import { onlyProtocol } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { parseNumber, U8_MAX } from "../values.js";

interface StripTarget {
  readonly kinds: Set<number>;
}

const NAMES: ReadonlyMap<string, number> = new Map([
  ["mss", 2],
  ["wscale", 3],
  ["sack-permitted", 4],
  ["sack", 5],
  ["timestamp", 8],
  ["md5", 19],
]);

function parseKinds(kinds: Set<number>, text: string): void {
  for (const word of text.split(",")) {
    const kind = NAMES.get(word) ?? parseNumber(word, 0, U8_MAX);
    if (kind === null)
      throw new OptionError(`Bad TCP option value "${word}"`, [...NAMES.keys()].join(", "));
    if (kind < 2) throw new OptionError("Option value may not be 0 or 1");
    if (kinds.has(kind)) throw new OptionError(`Option "${word}" already specified`);
    kinds.add(kind);
  }
}

const sorted = ({ kinds }: StripTarget) => [...kinds].sort((a, b) => a - b);
const nameOf = (kind: number) => [...NAMES].find(([, known]) => known === kind)?.[0] ?? `${kind}`;

export const extension = target<StripTarget>({
  name: "TCPOPTSTRIP",
  about: "overwrites TCP options with NOPs",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  tables: ["mangle"],
  options: [{ name: "strip-options", value: "required" }],
  create: () => ({ kinds: new Set() }),
  option(info, use) {
    parseKinds(info.kinds, use.value);
  },
  check: (_info, context) => onlyProtocol(context, "TCPOPTSTRIP", 6, "target"),
  save: (info) => (info.kinds.size === 0 ? "" : `--strip-options ${sorted(info).join(",")}`),
  list(info, _family, numeric) {
    if (info.kinds.size === 0) return "";
    const kinds = sorted(info);
    return `TCPOPTSTRIP options ${(numeric ? kinds : kinds.map(nameOf)).join(",")}`;
  },
  encode(info, record) {
    record.reserve(TcpoptstripInfo.size);
    const bits = new Uint8Array(32);
    for (const kind of info.kinds) bits[kind >> 3]! |= 1 << (kind & 7);
    record.bytes(TcpoptstripInfo.kinds, bits);
  },
});
