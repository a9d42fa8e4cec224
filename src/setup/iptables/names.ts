/** Names of chains, targets, matches and interfaces: which ones iptables takes. */
import { matchExtensions, targetExtensions } from "../../generated/extensions.js";
import type {
  Family,
  HelperName,
  MatchExtension,
  TargetExtension,
} from "../../extension/extension.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { VerdictName } from "../model.js";

/** Longest name of a chain, target or match in bytes (XT_EXTENSION_MAXNAMELEN - 1). */
export const NAME_LENGTH_MAX = 28;
/** Longest name that a chain can be given with -E, in bytes (IPT_CHAINLABEL - 1). */
export const LABEL_LENGTH_MAX = 31;
/** As much of it is there when the table is read again. */
export const LABEL_LENGTH_KEPT = 29;
/** Longest name of an interface in bytes (IFNAMSIZ - 1). */
export const INTERFACE_LENGTH_MAX = 15;

/** Everything that iptables 1.8.9 has, so that a typo and a gap get different messages. */
const iptablesMatches = new Set(
  (
    "addrtype ah bpf cgroup cluster comment connbytes connlabel connlimit connmark conntrack cpu " +
    "dccp devgroup dscp dst ecn esp eui64 frag hashlimit hbh helper hl icmp icmp6 iprange " +
    "ipv6header ipvs length limit mac mark mh multiport nfacct osf owner physdev pkttype policy " +
    "quota rateest realm recent rpfilter rt sctp set socket srh state statistic string tcp " +
    "tcpmss time tos ttl u32 udp"
  ).split(" "),
);
const iptablesTargets = new Set(
  (
    "AUDIT CHECKSUM CLASSIFY CLUSTERIP CONNMARK CONNSECMARK CT DNAT DNPT DSCP ECN HL HMARK " +
    "IDLETIMER LED LOG MARK MASQUERADE MIRROR NETMAP NFLOG NFQUEUE NOTRACK RATEEST REDIRECT " +
    "REJECT SAME SECMARK SET SNAT SNPT SYNPROXY TCPMSS TCPOPTSTRIP TEE TOS TPROXY TRACE TTL ULOG"
  ).split(" "),
);
const verdicts = new Set<string>(["ACCEPT", "DROP", "RETURN", "QUEUE"]);

/** More extensions than the registry has: tests bring their own. */
export interface Extensions {
  readonly matches: readonly MatchExtension[];
  readonly targets: readonly TargetExtension[];
  /** Conntrack helpers of the embedding program. */
  readonly helpers?: readonly HelperName[];
}

/** The extensions that come with sluice. */
export const builtinExtensions: Extensions = {
  matches: matchExtensions,
  targets: targetExtensions,
};

/** The name of the tool of a family. */
export function toolName(family: Family): string {
  return family === "ipv4" ? "iptables" : "ip6tables";
}

/** Whether -j NAME is one of the kernel's own verdicts. */
export function isVerdict(name: string): name is VerdictName {
  return verdicts.has(name);
}

/** The match of -m, or a refusal. */
export function findMatch(extensions: Extensions, family: Family, word: Word): MatchExtension {
  const name = word.text;
  const found = byName(extensions, family).matches.get(name);
  if (found !== undefined) return found;
  throw missing("match", word, iptablesMatches.has(name), family);
}

/** Extensions of a family by name. */
interface ByName {
  readonly matches: ReadonlyMap<string, MatchExtension>;
  readonly targets: ReadonlyMap<string, TargetExtension>;
}

const known = new WeakMap<Extensions, Record<Family, ByName>>();

function byName(extensions: Extensions, family: Family): ByName {
  let found = known.get(extensions);
  if (found === undefined) {
    found = { ipv4: namesOf(extensions, "ipv4"), ipv6: namesOf(extensions, "ipv6") };
    known.set(extensions, found);
  }
  return found[family];
}

/** Of several with one name the first counts. */
function namesOf({ matches, targets }: Extensions, family: Family): ByName {
  const found = { matches: new Map<string, MatchExtension>(), targets: new Map() };
  for (const match of matches.filter((e) => e.families.includes(family))) {
    for (const name of [match.name, ...(match.aliases ?? [])]) {
      if (!found.matches.has(name)) found.matches.set(name, match);
    }
  }
  for (const target of targets.filter((e) => e.families.includes(family))) {
    if (!found.targets.has(target.name)) found.targets.set(target.name, target);
  }
  return found;
}

/** The target of -j, or null when no extension has the name. */
export function findTarget(
  extensions: Extensions,
  family: Family,
  name: string,
): TargetExtension | null {
  return byName(extensions, family).targets.get(name) ?? null;
}

/** Why -j NAME cannot be: neither target nor chain. */
export function missingTarget(word: Word, family: Family): SetupError {
  return missing("target", word, iptablesTargets.has(word.text), family);
}

function missing(what: "match" | "target", word: Word, known: boolean, family: Family): SetupError {
  const message = `Couldn't load ${what} \`${word.text}':No such file or directory`;
  const tool = toolName(family);
  const hint = known
    ? `sluice has no ${what} ${word.text} for ${tool} (see docs/extensions.md)`
    : what === "target"
      ? `neither a target nor a chain has this name; make a chain with ${tool} -N first`
      : `${tool} has no such match`;
  return new SetupError(word.position, message, hint);
}

/** Refuses what -N refuses. */
export function checkNewChain(extensions: Extensions, word: Word): void {
  const name = word.text;
  const refuse = (message: string) => new SetupError(word.position, message);
  if (name.startsWith("-") || name.startsWith("!")) {
    throw refuse(`chain name not allowed to start with \`${name[0]}'`);
  }
  const clash =
    name === "" ||
    isVerdict(name) ||
    iptablesTargets.has(name) ||
    extensions.targets.some((target) => target.name === name);
  if (clash) throw refuse("chain name may not clash with target name");
  if (/\s/.test(name)) throw refuse(`Invalid chain name \`${name}'`);
}

/** Refuses names of chains that the kernel has no room for. */
export function checkChainLength(word: Word): void {
  if (utf8Length(word.text) <= NAME_LENGTH_MAX) return;
  throw new SetupError(
    word.position,
    `chain name \`${word.text}' too long (must be under ${NAME_LENGTH_MAX + 1} chars)`,
  );
}

/** Refuses what -j refuses before it looks for a target. */
export function checkJump(word: Word): void {
  const refuse = (message: string) => new SetupError(word.position, message);
  if (word.text === "") throw refuse("Invalid target name (too short)");
  if (utf8Length(word.text) > NAME_LENGTH_MAX) {
    throw refuse(`Invalid target name \`${word.text}' (${NAME_LENGTH_MAX} chars max)`);
  }
  if (/\s/.test(word.text)) throw refuse(`Invalid target name \`${word.text}'`);
}

/** The name of -i and -o as the rule keeps it. */
export function interfacePattern(word: Word): string {
  const name = word.text;
  const refuse = (message: string) => new SetupError(word.position, message);
  if (name === "") throw refuse("Empty interface is likely to be undesired");
  if (utf8Length(name) > INTERFACE_LENGTH_MAX) {
    throw refuse(
      `interface name \`${name}' must be shorter than IFNAMSIZ (${INTERFACE_LENGTH_MAX})`,
    );
  }
  return name;
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 0x7f) return new TextEncoder().encode(text).length;
  }
  return text.length;
}
