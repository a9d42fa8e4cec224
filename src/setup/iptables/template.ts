/** What a command line of iptables says, once it is read. */
import type { Family, SetFact, TimeoutPolicy, TableName } from "../../extension/extension.js";
import type { Word } from "../language.js";
import type { Counters, Header, HostNames, MatchUse, Target } from "../model.js";
import type { Host } from "./hosts.js";
import type { Extensions } from "./names.js";

/** A command of iptables by its letter; "d" and "z" are -D and -Z with a rule number. */
export type CommandLetter =
  | "A"
  | "C"
  | "D"
  | "d"
  | "R"
  | "I"
  | "L"
  | "S"
  | "F"
  | "Z"
  | "z"
  | "N"
  | "X"
  | "E"
  | "P";

/** What a program is asked for that then does nothing else, with status 0: -V, `! -V` or -h. */
export type Information = "version" | "no version" | "help";

/** A command line as read. */
export interface Command {
  readonly family: Family;
  readonly table: TableName;
  /** Usually one; -L and -S go together with -Z. */
  readonly commands: readonly CommandLetter[];
  readonly chain: Word | null;
  /** From 1; 0 when none was given. */
  readonly ruleNumber: number;
  /** The second word of -E and -P. */
  readonly name: Word | null;
  readonly numeric: boolean;
  readonly verbose: number;
  readonly exact: boolean;
  readonly lineNumbers: boolean;
  readonly rule: RuleTemplate;
}

/** A rule but for its addresses, of which -s and -d may list several. */
export interface RuleTemplate {
  readonly sources: readonly Host[];
  readonly destinations: readonly Host[];
  readonly header: Omit<Header, "source" | "sourceMask" | "destination" | "destinationMask">;
  readonly matches: readonly MatchUse[];
  readonly target: Target;
  readonly counters: Counters | null;
  /** Ids of the options that were given, for each match, and last for the target. */
  readonly given: readonly ReadonlySet<string>[];
  /** Words where these parts of the rule stand, for messages. */
  readonly words: readonly Word[];
}

/** What the parser asks about the ruleset. */
export interface ParseEnvironment {
  readonly family: Family;
  readonly extensions: Extensions;
  isChain(table: TableName, name: string): boolean;
  /** The set of ipset with that name. */
  set(name: string): SetFact | undefined;
  /** Names for numbers. */
  readonly names: HostNames;
  /** The timeouts with that name. */
  timeoutPolicy(name: string): TimeoutPolicy | undefined;
  warn(word: Word, message: string): void;
  /** In iptables-restore: the table of the section. */
  readonly restoreTable?: TableName;
}
