/**
 * Matches and targets of an embedding program: written like those that come with sluice, but for the
 * engine's half, which is a function here. Each evaluation calls it once.
 */
import type { PacketView } from "../engine/packet.js";
import { builtinExtensions, type Extensions } from "../setup/iptables/names.js";
import type {
  CheckContext,
  Family,
  HookName,
  MatchExtension,
  Need,
  OptionSpec,
  OptionUse,
  ParseContext,
  TableName,
  TargetExtension,
} from "./extension.js";

/** A packet that may be looked at: what changes one throws TypeError. */
export type ReadonlyPacketView = Omit<PacketView, "replace" | "mark"> & { readonly mark: number };

/** What a target of one's own answers: CONTINUE goes on with the next rule; the others are those of -j;
 * STOLEN keeps the packet. */
export type OwnVerdict = "CONTINUE" | "ACCEPT" | "DROP" | "RETURN" | "STOLEN";

interface OwnExtension<Info> {
  /** As after -m or -j, at most 28 bytes; no name of iptables. */
  readonly name: string;
  /** Both unless given. */
  readonly families?: readonly Family[];
  readonly options?: readonly OptionSpec[];
  /** A fresh, empty value: what the extension means before any option. */
  create?(context: ParseContext): Info;
  /** Takes one option. Throws OptionError for a value that it refuses. */
  option?(info: Info, use: OptionUse, context: ParseContext): void;
  /** When the whole rule is read. Throws OptionError. */
  check?(info: Info, context: CheckContext, given: ReadonlySet<string>): void;
  /** The options as iptables-save would print them; "" unless given. */
  save?(info: Info, family: Family): string;
  /** The text in iptables -L; that of `save` unless given. */
  list?(info: Info, family: Family, numeric: boolean): string;
  /** What must be switched on: "conntrack" for one that asks for the packet's state. */
  needs?(info: Info): readonly Need[];
}

/** A match of one's own. */
export interface OwnMatch<Info = unknown> extends OwnExtension<Info> {
  /** Whether the packet matches; "drop" for one whose headers cannot be read, which ends it. */
  match(info: Info, packet: ReadonlyPacketView): boolean | "drop";
}

/** A target of one's own. */
export interface OwnTarget<Info = unknown> extends OwnExtension<Info> {
  /** Tables and hooks where it may be used; all unless given. */
  readonly tables?: readonly TableName[];
  readonly hooks?: readonly HookName[];
  /** Does what it does to the packet. */
  target(info: Info, packet: PacketView): OwnVerdict;
}

function shared<Info>(own: OwnExtension<Info>) {
  const save = (info: Info, family: Family) => own.save?.(info, family) ?? "";
  return {
    name: own.name,
    about: "of the embedding program",
    decidedBy: [],
    families: own.families ?? (["ipv4", "ipv6"] as const),
    options: own.options ?? [],
    create: own.create?.bind(own) ?? (() => ({}) as Info),
    option: own.option?.bind(own) ?? (() => {}),
    ...(own.check === undefined ? {} : { check: own.check.bind(own) }),
    ...(own.needs === undefined ? {} : { needs: own.needs.bind(own) }),
    save,
    list: own.list?.bind(own) ?? save,
    encode() {},
  };
}

/** The match as the reader of setups and the compiler of rulesets know it. */
export function matchOf<Info>(own: OwnMatch<Info>): MatchExtension {
  const extension: Omit<MatchExtension<Info>, "kind"> = {
    ...shared(own),
    own: (info) => (packet) => own.match(info, packet),
  };
  return { kind: "match", ...extension } as MatchExtension;
}

/** The target, in the same way. */
export function targetOf<Info>(own: OwnTarget<Info>): TargetExtension {
  const extension: Omit<TargetExtension<Info>, "kind"> = {
    ...shared(own),
    ...(own.tables === undefined ? {} : { tables: own.tables }),
    ...(own.hooks === undefined ? {} : { hooks: own.hooks }),
    own: (info) => (packet) => own.target(info, packet),
  };
  return { kind: "target", ...extension } as TargetExtension;
}

/** The extensions of sluice (or those of `base`) with one's own. Throws TypeError for a name that is taken. */
export function extensionsWith(
  matches: readonly OwnMatch[] = [],
  targets: readonly OwnTarget[] = [],
  base: Extensions = builtinExtensions,
): Extensions {
  return {
    matches: [...base.matches, ...matches.map((own) => matchOf(checked(own, base.matches)))],
    targets: [...base.targets, ...targets.map((own) => targetOf(checked(own, base.targets)))],
  };
}

function checked<T extends { readonly name: string }>(
  own: T,
  known: readonly { readonly name: string }[],
): T {
  if (!/^[\w-]{1,28}$/.test(own.name)) {
    throw new TypeError(`${own.name}: a name is 1 to 28 letters, digits, "_" or "-"`);
  }
  if (known.some((e) => e.name === own.name)) throw new TypeError(`${own.name} is there already`);
  return own;
}
