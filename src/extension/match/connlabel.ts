/** connlabel: labels of the packet's connection (iptables-extensions(8), connlabel). */
import { ConnlabelInfo } from "../../generated/layout/match/connlabel.js";
import { kernelAsks, requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { bang, scanNumber } from "../values.js";

interface ConnlabelOptions {
  label: number;
  inverted: boolean;
  set: boolean;
  /** The lines of connlabel.conf. */
  names: ReadonlyMap<string, number>;
}

const LABELS = 128;

function nameOf({ label, names }: ConnlabelOptions): string | undefined {
  return [...names].find(([, number]) => number === label)?.[0];
}

export const extension = match<ConnlabelOptions>({
  name: "connlabel",
  about: "labels of the packet's connection, with the names of /etc/xtables/connlabel.conf",
  decidedBy: ["conntrack"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "label", value: "required", invert: true },
    { name: "set", value: "none" },
  ],
  create: ({ names }) => ({
    label: 0,
    inverted: false,
    set: false,
    names: names?.labels ?? new Map(),
  }),
  option(info, use) {
    if (use.id === "set") {
      info.set = true;
      return;
    }
    info.inverted = use.inverted;
    if (use.value === "") {
      throw new OptionError("Argument must have a minimum length of 1 characters");
    }
    const scanned = scanNumber(use.value);
    const label = info.names.get(use.value) ?? (scanned?.rest === "" ? scanned.value : undefined);
    if (label === undefined) {
      throw new OptionError(
        `label '${use.value}' not found or invalid value`,
        'a label is a number from 0 to 127, or a name: echo "5 customers" >> /etc/xtables/connlabel.conf',
      );
    }
    // iptables keeps 16 bits
    info.label = label % 65536;
  },
  check(info, context, given) {
    requireOption(given, "connlabel", "label");
    if (info.label >= LABELS && kernelAsks(context))
      throw new OptionError("Numerical result out of range");
  },
  save: (info) =>
    `${bang(info.inverted)}--label "${nameOf(info) ?? info.label}"${info.set ? " --set" : ""}`,
  list(info, _family, numeric) {
    const name = numeric ? undefined : nameOf(info);
    const label = name === undefined ? `${info.label}` : `'${name}'`;
    return `connlabel ${bang(info.inverted)}${label}${info.set ? " set" : ""}`;
  },
  encode(info, record) {
    record.reserve(ConnlabelInfo.size);
    record.u8(ConnlabelInfo.label, info.label);
    record.u8(ConnlabelInfo.invert, info.inverted ? 1 : 0);
    record.u8(ConnlabelInfo.set, info.set ? 1 : 0);
  },
  needs: () => ["conntrack", "labels"],
});
