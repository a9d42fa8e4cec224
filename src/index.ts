/**
 * sluice: netfilter outside the kernel.
 *
 * ```ts
 * import { createFirewall } from "sluice";
 *
 * const fw = await createFirewall({ setup: "iptables -A INPUT -p tcp --dport 22 -j DROP" });
 * const result = fw.process(frame, { in: "eth0", time: 0n, direction: "in" });
 * console.log(result.verdict);
 * ```
 */
import { defaultIndexing, noIndexing } from "./engine/classify.js";
import { type Detail, Firewall } from "./engine/firewall.js";
import { extensionsWith, type OwnMatch, type OwnTarget } from "./extension/own.js";
import { declareHelpers, type OwnHelper } from "./extension/own-helper.js";
import { parseSetup, type SetupOptions } from "./setup/setup.js";

/** What a firewall is made from. */
export interface CreateOptions extends SetupOptions {
  /** The setup: commands as an administrator types them, or dumps of iptables-save. */
  readonly setup: string;
  /** Starts the random sequence; the same inputs give the same outputs. 0 unless given. */
  readonly seed?: bigint;
  /** Long chains get a classifier, which changes what they cost and nothing else. False: none. */
  readonly index?: boolean;
  /** Matches and targets of one's own, beside those that come with sluice. */
  readonly matches?: readonly OwnMatch[];
  readonly targets?: readonly OwnTarget[];
  /** Conntrack helpers of one's own, for `CT --helper`: at most 16. */
  readonly helpers?: readonly OwnHelper[];
  /** How much is told of each packet: bytes of what leaves (unless switched off), steps. */
  readonly detail?: Detail;
}

/**
 * Makes a firewall: a Linux host set up as `setup` says. Throws SetupError (file, line, column,
 * message, hint) for what iptables, ip or sysctl would refuse; TypeError or RangeError for matches, targets and
 * helpers that are none.
 */
export async function createFirewall(options: CreateOptions): Promise<Firewall> {
  const { setup, seed = 0n, detail, index = true, ...more } = options;
  const { matches, targets, helpers: own = [], ...rest } = more;
  const helpers = declareHelpers(own);
  const extensions = { ...extensionsWith(matches, targets, rest.extensions), helpers };
  const reading = { ...rest, extensions };
  const parsed = parseSetup(setup, reading);
  const indexing = index ? defaultIndexing() : noIndexing;
  const fw = await Firewall.create(
    parsed.setup,
    seed,
    { bytes: true, ...detail },
    indexing,
    helpers,
  );
  fw.reading = { extensions: reading.extensions };
  return fw;
}

export {
  type CheckContext,
  type Family,
  type HookName,
  OptionError,
  type OptionSpec,
  type OptionUse,
  type ParseContext,
  type TableName,
} from "./extension/extension.js";
export type { OwnMatch, OwnTarget, OwnVerdict, ReadonlyPacketView } from "./extension/own.js";
export type {
  ExpectPolicy,
  HelperProtocol,
  HelperVerdict,
  OwnHelper,
} from "./extension/own-helper.js";
export type { ExpectAnswer, ExpectedConnection, HelpedPacket } from "./engine/helped.js";
export type { Direction, Expectation, MetExpectation } from "./engine/helper-expectation.js";
export type { ExpectationEntry } from "./engine/expect.js";
export type { Frame, FrameInfo } from "./engine/batch.js";
export type {
  ConnectionCounters,
  ConnectionEntry,
  ConnectionStats,
  ConnectionStatus,
  ConnectionTuple,
} from "./engine/conntrack.js";
export type {
  ConnectionEvent,
  EventChange,
  ExpectationEvent,
  TrackingEvent,
} from "./engine/events.js";
export type { Replication } from "./engine/failover.js";
export { SnapshotError } from "./engine/snapshot.js";
export type { ToolAnswer } from "./engine/conntrack-tool.js";
export {
  type Detail,
  Firewall,
  type HookAnswer,
  type HookFunction,
  type HookPlace,
  type ProcessResult,
  type TableStats,
} from "./engine/firewall.js";
export type { ChainRef, RuleRef } from "./engine/image.js";
export type { Account } from "./engine/account-state.js";
export type { AccountFormat } from "./setup/print/nfacct.js";
export type { SetElement, SetState } from "./engine/set-state.js";
export type { PacketView } from "./engine/packet.js";
export type { QueueAnswer, QueueHandler } from "./engine/queue.js";
export type { Emit, LogEntry, PacketResult, State, Step, VerdictText } from "./engine/results.js";
export { eventLine } from "./report/event-text.js";
export { connectionLine, connectionsText } from "./report/conntrack-text.js";
export type { Setup } from "./setup/model.js";
export { checkSetup, parseSetup, SetupError, type SetupOptions } from "./setup/setup.js";
