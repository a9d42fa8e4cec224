/** owner: the process that made the packet (iptables-extensions(8), owner). */
import { OwnerFlag, OwnerInfo } from "../../generated/layout/match/owner.js";
import { kernelAsks, onlyHooks } from "../checks.js";
import { match, OptionError, type OptionUse } from "../extension.js";
import { groupNames, userNames } from "../names.js";
import { bang, type Range, scanNumber, U32_MAX } from "../values.js";

/** Numbers of users or groups. */
interface IdRange extends Range {
  readonly inverted: boolean;
}

/** Null where an option was not given. */
interface OwnerOptions {
  uid: IdRange | null;
  gid: IdRange | null;
  supplementary: boolean;
  socket: { readonly inverted: boolean } | null;
}

type Names = readonly (readonly [name: string, id: number])[];

/** The largest number of a user or group: the one above means "none". */
const MAX_ID = U32_MAX - 1;

function parseIds(use: OptionUse, names: Names): IdRange {
  const bad = () =>
    new OptionError(
      `owner: Bad value for "${use.flag}" option: "${use.value}"`,
      "expected a number, a range of numbers, or a name that every Debian system has",
    );
  const known = names.find(([name]) => name === use.value);
  if (known !== undefined) return { from: known[1], to: known[1], inverted: use.inverted };
  const from = scanNumber(use.value);
  if (from === null || from.value > MAX_ID) throw bad();
  if (from.rest === "") return { from: from.value, to: from.value, inverted: use.inverted };
  const to = /^[-:]/.test(from.rest) ? scanNumber(from.rest.slice(1)) : null;
  if (to === null || to.value > MAX_ID || to.rest !== "") throw bad();
  return { from: from.value, to: to.value, inverted: use.inverted };
}

function idsText(range: Range): string {
  return range.from === range.to ? `${range.from}` : `${range.from}-${range.to}`;
}

function idsName(range: Range, names: Names, numeric: boolean): string {
  const known = numeric ? undefined : names.find(([, id]) => id === range.from);
  return range.from === range.to && known !== undefined ? known[0] : idsText(range);
}

export const extension = match<OwnerOptions>({
  name: "owner",
  about: "the process that made the packet: `uid=`, `gid=`",
  decidedBy: ["fact"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "uid-owner", value: "required", invert: true },
    { name: "gid-owner", value: "required", invert: true },
    { name: "socket-exists", value: "none", invert: true },
    { name: "suppl-groups", value: "none" },
  ],
  create: () => ({ uid: null, gid: null, supplementary: false, socket: null }),
  option(info, use) {
    switch (use.id) {
      case "uid-owner":
        info.uid = parseIds(use, userNames);
        break;
      case "gid-owner":
        info.gid = parseIds(use, groupNames);
        break;
      case "socket-exists":
        info.socket = { inverted: use.inverted };
        break;
      case "suppl-groups":
        if (info.gid === null) {
          throw new OptionError(
            'owner: Bad value for "--suppl-groups" option: you need to use --gid-owner first',
          );
        }
        info.supplementary = true;
        break;
    }
  },
  check(info, context) {
    if (info.uid === null && info.gid === null && info.socket === null) {
      throw new OptionError(
        "owner: at least one of --uid-owner, --gid-owner or --socket-exists is required",
      );
    }
    if (!kernelAsks(context)) return;
    for (const range of [info.uid, info.gid]) {
      if (range !== null && range.from > range.to) {
        throw new OptionError(`owner match: invalid range ${idsText(range)} (min > max)`);
      }
    }
    onlyHooks(context, "owner", ["OUTPUT", "POSTROUTING"]);
  },
  save(info) {
    const out: string[] = [];
    if (info.socket !== null) out.push(`${bang(info.socket.inverted)}--socket-exists`);
    if (info.uid !== null) out.push(`${bang(info.uid.inverted)}--uid-owner ${idsText(info.uid)}`);
    if (info.gid !== null) out.push(`${bang(info.gid.inverted)}--gid-owner ${idsText(info.gid)}`);
    if (info.supplementary) out.push("--suppl-groups");
    return out.join(" ");
  },
  list(info, _family, numeric) {
    const out: string[] = [];
    if (info.socket !== null) out.push(`${bang(info.socket.inverted)}owner socket exists`);
    if (info.uid !== null) {
      const name = idsName(info.uid, userNames, numeric);
      out.push(`${bang(info.uid.inverted)}owner UID match ${name}`);
    }
    if (info.gid !== null) {
      const name = idsName(info.gid, groupNames, numeric);
      out.push(`${bang(info.gid.inverted)}owner GID match ${name}`);
    }
    if (info.supplementary) out.push("incl. suppl. groups");
    return out.join(" ");
  },
  encode(info, record) {
    record.reserve(OwnerInfo.size);
    let flags = 0;
    let invert = 0;
    if (info.uid !== null) {
      flags |= OwnerFlag.UID;
      if (info.uid.inverted) invert |= OwnerFlag.UID;
      record.u32(OwnerInfo.uidFrom, info.uid.from);
      record.u32(OwnerInfo.uidTo, info.uid.to);
    }
    if (info.gid !== null) {
      flags |= OwnerFlag.GID;
      if (info.gid.inverted) invert |= OwnerFlag.GID;
      record.u32(OwnerInfo.gidFrom, info.gid.from);
      record.u32(OwnerInfo.gidTo, info.gid.to);
    }
    if (info.socket !== null) {
      flags |= OwnerFlag.SOCKET;
      if (info.socket.inverted) invert |= OwnerFlag.SOCKET;
    }
    if (info.supplementary) flags |= OwnerFlag.SUPPLEMENTARY;
    record.u8(OwnerInfo.flags, flags);
    record.u8(OwnerInfo.invert, invert);
  },
});
