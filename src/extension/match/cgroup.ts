/** cgroup: the control group of the process behind the packet (iptables-extensions(8), cgroup). */
import { CgroupInfo } from "../../generated/layout/match/cgroup.js";
import { kernelAsks, onlyHooks } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { bang, numberOption, quoted, U32_MAX } from "../values.js";

interface CgroupOptions {
  /** Null where the option was not given. */
  id: number | null;
  path: string | null;
  inverted: boolean;
}

/** Bytes of a path (XT_CGROUP_PATH_MAX, less the end). */
const PATH_LENGTH = 511;

/** A path as it is compared: without slashes at its end and before each other. */
const plainPath = (path: string): Uint8Array =>
  new TextEncoder().encode(
    path
      .split("/")
      .filter((part) => part !== "")
      .map((part) => `/${part}`)
      .join(""),
  );

export const extension = match<CgroupOptions>({
  name: "cgroup",
  about: "the control group of the process behind the packet: `cgroup=`",
  decidedBy: ["fact"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "cgroup", value: "required", invert: true },
    { name: "path", value: "required", invert: true },
  ],
  create: () => ({ id: null, path: null, inverted: false }),
  option(info, use) {
    info.inverted = use.inverted;
    if (use.id === "cgroup") info.id = numberOption(use, "cgroup", 0, U32_MAX);
    else if (new TextEncoder().encode(use.value).length > PATH_LENGTH) {
      throw new OptionError(`Argument must have a maximum length of ${PATH_LENGTH} characters`);
    } else info.path = use.value;
  },
  // DIFFERS: a group that a rule names by its path is taken to be there
  check(info, context) {
    onlyHooks(context, "cgroup", ["INPUT", "OUTPUT", "POSTROUTING"]);
    if (!kernelAsks(context)) return;
    if (info.id === null && info.path === null) {
      throw new OptionError("Invalid argument", "cgroup: --cgroup or --path must be given");
    }
    if (info.id !== null && info.path !== null) {
      throw new OptionError("Invalid argument", "cgroup: --cgroup and --path exclude each other");
    }
  },
  save: (info) =>
    info.path === null
      ? `${bang(info.inverted)}--cgroup ${info.id}`
      : `${bang(info.inverted)}--path ${quoted(info.path)}`,
  list: (info) => `cgroup ${bang(info.inverted)}${info.path ?? info.id}`,
  encode(info, record) {
    const path = plainPath(info.path ?? "");
    record.reserve(CgroupInfo.path + path.length);
    record.u32(CgroupInfo.id, info.id ?? 0);
    record.u8(CgroupInfo.invert, info.inverted ? 1 : 0);
    record.u8(CgroupInfo.byPath, info.path === null ? 0 : 1);
    record.u16(CgroupInfo.length, path.length);
    record.bytes(CgroupInfo.path, path);
  },
});
