/** nfacct: accounting objects (iptables-extensions(8), nfacct). */
import { NfacctInfo } from "../../generated/layout/match/nfacct.js";
import { account, accountName } from "../account.js";
import { requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";

interface NfacctOptions {
  name: string;
}

export const extension = match<NfacctOptions>({
  name: "nfacct",
  about:
    "counts for an object that `nfacct add` made; matches when its quota is used up, or without one",
  decidedBy: ["state"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [{ name: "nfacct-name", value: "required" }],
  create: () => ({ name: "" }),
  option(info, use) {
    if (use.value === "") {
      throw new OptionError("Argument must have a minimum length of 1 characters");
    }
    info.name = accountName(use.value);
  },
  check({ name }, context, given) {
    requireOption(given, "nfacct", "nfacct-name");
    if (context.hasObject === undefined || context.hasObject("nfacct", name)) return;
    throw new OptionError("No chain/target/match by that name", `nfacct add ${name} makes it`);
  },
  // iptables prints two blanks
  save: ({ name }) => `--nfacct-name  ${name}`,
  list: ({ name }) => `nfacct-name  ${name}`,
  shares: ({ name }) => account(name),
  encode({ name }, record, context) {
    record.reserve(NfacctInfo.size);
    record.u32(NfacctInfo.object, context.object("nfacct", name));
  },
});
