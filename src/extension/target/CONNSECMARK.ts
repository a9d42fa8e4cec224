/** CONNSECMARK: security marks of connections (iptables-extensions(8), CONNSECMARK). */
import { ConnsecmarkInfo } from "../../generated/layout/target/CONNSECMARK.js";
import { OptionError, target } from "../extension.js";

interface ConnsecmarkTarget {
  mode: string;
}

export const extension = target<ConnsecmarkTarget>({
  name: "CONNSECMARK",
  about: "copies the label of a security module between packet and connection",
  decidedBy: ["conntrack"],
  families: ["ipv4", "ipv6"],
  tables: ["mangle", "security"],
  options: [
    { name: "save", value: "none", excludes: ["restore"] },
    { name: "restore", value: "none", excludes: ["save"] },
  ],
  create: () => ({ mode: "" }),
  option(info, use) {
    info.mode = use.id;
  },
  check(info) {
    if (info.mode === "") throw new OptionError("CONNSECMARK target: parameter required");
  },
  save: ({ mode }) => `--${mode}`,
  list: ({ mode }) => `CONNSECMARK ${mode}`,
  spares: true,
  encode({ mode }, record) {
    record.reserve(ConnsecmarkInfo.size);
    record.u8(ConnsecmarkInfo.save, mode === "save" ? 1 : 0);
  },
  needs: () => ["conntrack"],
});
