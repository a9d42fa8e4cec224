/** SECMARK: the label of a packet for a security module (iptables-extensions(8), SECMARK). Without one the
 * kernel refuses the rule. */
import { SecmarkInfo } from "../../generated/layout/target/SECMARK.js";
import { isContext, type SecurityLabels } from "../../setup/security.js";
import { kernelAsks, requireOption } from "../checks.js";
import { OptionError, target } from "../extension.js";

interface SecmarkTarget {
  context: string;
  /** Null: the host has no security module. */
  readonly labels: SecurityLabels | null;
}

/** Bytes of a context; what is longer is cut. */
const CONTEXT_MAX = 255;

export const extension = target<SecmarkTarget>({
  name: "SECMARK",
  about: "the label of a packet for a security module, which /etc/selinux/config tells of",
  decidedBy: ["setup"],
  families: ["ipv4", "ipv6"],
  tables: ["mangle", "security"],
  spares: true,
  options: [{ name: "selctx", value: "required" }],
  create: ({ names }) => ({ context: "", labels: names?.security ?? null }),
  option(info, use) {
    const bytes = new TextEncoder().encode(use.value);
    info.context =
      bytes.length <= CONTEXT_MAX
        ? use.value
        : new TextDecoder().decode(bytes.subarray(0, CONTEXT_MAX));
  },
  // DIFFERS: a context that a rule names is taken to be one that the policy knows
  check({ context, labels }, rule, given) {
    requireOption(given, "SECMARK", "selctx");
    if (!kernelAsks(rule)) return;
    if (labels === null) {
      throw new OptionError(
        "No chain/target/match by that name.",
        "SECMARK needs a security module: echo SELINUX=permissive > /etc/selinux/config",
      );
    }
    if (isContext(context)) return;
    throw new OptionError(
      `Invalid argument: SECMARK: invalid security context '${context}'`,
      "user:role:type:level, as system_u:object_r:ssh_server_packet_t:s0",
    );
  },
  save: ({ context }) => `--selctx ${context}`,
  list: ({ context }) => `SECMARK selctx ${context}`,
  encode({ context, labels }, record) {
    record.reserve(SecmarkInfo.size);
    record.u32(SecmarkInfo.label, labels!.number(context));
  },
});
