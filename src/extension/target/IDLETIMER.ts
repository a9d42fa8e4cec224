/** IDLETIMER: tells user space that a rule was idle (iptables-extensions(8), IDLETIMER). */
import { IdletimerInfo } from "../../generated/layout/target/IDLETIMER.js";
import { kernelAsks, requireOption } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { numberOption, U32_MAX } from "../values.js";

interface IdletimerTarget {
  /** Seconds. */
  timeout: number;
  label: string;
  alarm: boolean;
}

/** Bytes of a label; what is longer is cut. */
const LABEL_MAX = 27;
/** Seconds: the kernel counts milliseconds in an int. */
const TIMEOUT_MAX = Math.floor(0x7fffffff / 1000);

/** Files that the folder of a device has anyway (sysfs), where a label becomes one. */
const TAKEN: readonly string[] = [".", "..", "power", "subsystem", "uevent"];

export const extension = target<IdletimerTarget>({
  name: "IDLETIMER",
  about: "tells user space that a rule was idle; the packet goes on",
  decidedBy: ["host-only"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "timeout", value: "required" },
    { name: "label", value: "required" },
    { name: "alarm", value: "none" },
  ],
  create: () => ({ timeout: 0, label: "", alarm: false }),
  option(info, use) {
    if (use.id === "alarm") info.alarm = true;
    else if (use.id === "label") info.label = use.value.slice(0, LABEL_MAX);
    else info.timeout = numberOption(use, "IDLETIMER", 0, U32_MAX);
  },
  check({ timeout, label }, context, given) {
    requireOption(given, "IDLETIMER", "timeout");
    requireOption(given, "IDLETIMER", "label");
    if (!kernelAsks(context)) return;
    if (timeout === 0) throw new OptionError("IDLETIMER target: timeout value is zero");
    if (timeout >= TIMEOUT_MAX) throw new OptionError("IDLETIMER target: timeout value is too big");
    if (label === "") throw new OptionError("IDLETIMER target: label is empty");
    if (label.includes("/") || TAKEN.includes(label)) {
      throw new OptionError(
        "IDLETIMER target: the label cannot be the name of a file",
        `"/" and ${TAKEN.map((name) => `"${name}"`).join(", ")} are not possible`,
      );
    }
  },
  save: ({ timeout, label, alarm }) =>
    `--timeout ${timeout} --label ${label}${alarm ? " --alarm" : ""}`,
  list: ({ timeout, label, alarm }) => `timeout:${timeout} label:${label}${alarm ? " alarm" : ""}`,
  encode: (_info, record) => record.reserve(IdletimerInfo.size),
});
