/** SECMARK: the label of a packet for a security module (iptables-extensions(8), SECMARK). Without a
 * policy that knows the context the kernel refuses the rule. */
import { noRecord, requireOption } from "../checks.js";
import { target } from "../extension.js";

interface SecmarkTarget {
  context: string;
}

/** Bytes of a context; what is longer is cut. */
const CONTEXT_MAX = 255;

export const extension = target<SecmarkTarget>({
  name: "SECMARK",
  about: "the label of a packet for a security module: read as iptables does, then refused",
  decidedBy: ["refused"],
  refused: "SECMARK needs a security module whose policy knows the context",
  families: ["ipv4", "ipv6"],
  tables: ["mangle", "security"],
  options: [{ name: "selctx", value: "required" }],
  create: () => ({ context: "" }),
  option(info, use) {
    const bytes = new TextEncoder().encode(use.value);
    info.context =
      bytes.length <= CONTEXT_MAX
        ? use.value
        : new TextDecoder().decode(bytes.subarray(0, CONTEXT_MAX));
  },
  check(_info, _context, given) {
    requireOption(given, "SECMARK", "selctx");
  },
  save: ({ context }) => `--selctx ${context}`,
  list: ({ context }) => `SECMARK selctx ${context}`,
  encode: noRecord,
});
