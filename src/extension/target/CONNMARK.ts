/** CONNMARK: the connection's mark, and copies between it and the packet's (iptables-extensions(8)). */
import { ConnmarkInfo } from "../../generated/layout/target/CONNMARK.js";
import { OptionError, target } from "../extension.js";
import { changeList, changeOf, changeOptions, changeSave, isChange } from "../mark-change.js";
import { hex, numberOption, U32_MAX } from "../values.js";

type Mode = "set" | "save" | "restore";

const modes: readonly Mode[] = ["set", "save", "restore"];

interface ConnmarkTarget {
  mode: Mode | null;
  /** For "set": (ctmark & ~ctMask) ^ value. Otherwise the masks of both marks. */
  value: number;
  ctMask: number;
  nfMask: number;
  shift: "left" | "right";
  /** 0 = no shift. */
  bits: number;
}

const changes = ["set-xmark", "set-mark", "and-mark", "or-mark", "xor-mark"];

/** iptables takes 32 as well, the kernel does not. */
const SHIFT_MAX = 31;

function shiftText(info: ConnmarkTarget): string {
  return info.bits === 0 ? "" : `${info.shift}-shift-mark ${info.bits}`;
}

function listModes({ mode, ctMask, nfMask }: ConnmarkTarget): string {
  if (nfMask === U32_MAX && ctMask === U32_MAX) return `${mode}`;
  if (nfMask === ctMask) return `${mode} mask ${hex(nfMask)}`;
  if (mode === "save") return `save nfmask ${hex(nfMask)} ctmask ~${hex(ctMask)}`;
  return `restore ctmask ${hex(ctMask)} nfmask ~${hex(nfMask)}`;
}

export const extension = target<ConnmarkTarget>({
  name: "CONNMARK",
  about: "the connection's mark, or the packet's mark from it",
  decidedBy: ["conntrack"],
  spares: true,
  families: ["ipv4", "ipv6"],
  options: [
    ...changeOptions(["save-mark", "restore-mark"]),
    { name: "save-mark", value: "none", excludes: [...changes, "restore-mark"] },
    { name: "restore-mark", value: "none", excludes: [...changes, "save-mark"] },
    { name: "mask", value: "required", excludes: ["ctmask", "nfmask"] },
    { name: "ctmask", value: "required", excludes: ["mask"] },
    { name: "nfmask", value: "required", excludes: ["mask"] },
    { name: "left-shift-mark", value: "required" },
    { name: "right-shift-mark", value: "required" },
  ],
  create: () => ({
    mode: null,
    value: 0,
    ctMask: U32_MAX,
    nfMask: U32_MAX,
    shift: "left",
    bits: 0,
  }),
  option(info, use) {
    if (isChange(use)) {
      const change = changeOf(use, "CONNMARK");
      info.mode = "set";
      info.value = change.value;
      info.ctMask = change.mask;
    } else if (use.id === "save-mark") info.mode = "save";
    else if (use.id === "restore-mark") info.mode = "restore";
    else if (use.id.endsWith("-shift-mark")) {
      info.shift = use.id === "left-shift-mark" ? "left" : "right";
      info.bits = numberOption(use, "CONNMARK", 0, SHIFT_MAX + 1);
    } else {
      const mask = numberOption(use, "CONNMARK", 0, U32_MAX);
      if (use.id !== "nfmask") info.ctMask = mask;
      if (use.id !== "ctmask") info.nfMask = mask;
    }
  },
  check(info) {
    if (info.mode === null) throw new OptionError("CONNMARK: no operation specified");
    if (info.bits <= SHIFT_MAX) return;
    throw new OptionError(`CONNMARK: a mark can be shifted by ${SHIFT_MAX} bits at most`);
  },
  save(info) {
    const change =
      info.mode === "set"
        ? changeSave({ value: info.value, mask: info.ctMask })
        : `--${info.mode}-mark --nfmask ${hex(info.nfMask)} --ctmask ${hex(info.ctMask)}`;
    const shift = shiftText(info);
    return shift === "" ? change : `${change} --${shift}`;
  },
  list(info) {
    const change =
      info.mode === "set" ? changeList({ value: info.value, mask: info.ctMask }) : listModes(info);
    return `CONNMARK ${change} ${shiftText(info)}`.trimEnd();
  },
  steady: () => true,
  encode(info, record) {
    record.reserve(ConnmarkInfo.size);
    record.u8(ConnmarkInfo.mode, modes.indexOf(info.mode!));
    record.u8(ConnmarkInfo.right, info.shift === "right" ? 1 : 0);
    record.u8(ConnmarkInfo.bits, info.bits);
    record.u32(ConnmarkInfo.value, info.value);
    record.u32(ConnmarkInfo.ctMask, info.ctMask);
    record.u32(ConnmarkInfo.nfMask, info.nfMask);
  },
  needs: () => ["conntrack"],
});
