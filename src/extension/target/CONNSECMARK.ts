/** CONNSECMARK: security marks of connections (iptables-extensions(8), CONNSECMARK). */
import { ConnsecmarkInfo } from "../../generated/layout/target/CONNSECMARK.js";
import { OptionError, target } from "../extension.js";

interface ConnsecmarkTarget {
  mode: string;
}

export const extension = target<ConnsecmarkTarget>({
  name: "CONNSECMARK",
  about:
    "copies security marks between packet and connection; without a security module they are zero",
  decidedBy: ["host-only"],
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
  encode: (_info, record) => record.reserve(ConnsecmarkInfo.size),
  needs: () => ["conntrack"],
});
