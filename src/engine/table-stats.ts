/** How much work the tables of an engine had. */
import { TableStat } from "../generated/abi.js";
import type { Engine } from "./instance.js";

/** How much work the tables had. The same packets and rules give the same numbers. */
export interface TableStats {
  /** Rules that were evaluated. */
  readonly evaluated: number;
  /** Rules of chains without a classifier that were passed over for their addresses or protocol. */
  readonly scanned: number;
  /** Times that a classifier was asked for a packet's candidates. */
  readonly probes: number;
  /** Chains that have a classifier now, and the bytes of them all. */
  readonly indexedChains: number;
  readonly indexBytes: number;
  /** Packets that took the way of one of their connection before them, without rules being asked. */
  readonly followed: number;
  /** Cache lines of the connection table that look-ups read. */
  readonly lines: number;
  /** Bytes of packets that were copied. */
  readonly copied: number;
  /** Bytes of engine memory in use. */
  readonly memoryBytes: number;
}

/** What the tables did since the engine was made, and the classifiers of its rulesets. */
export function tableStats({ exports, view }: Engine): TableStats {
  const at = exports.rulesetStats() >>> 0;
  const number = (offset: TableStat) => Number(view.getBigUint64(at + offset, true));
  return {
    evaluated: number(TableStat.evaluated),
    scanned: number(TableStat.scanned),
    probes: number(TableStat.probes),
    indexedChains: number(TableStat.indexedChains),
    indexBytes: number(TableStat.indexBytes),
    followed: number(TableStat.followed),
    lines: number(TableStat.lines),
    copied: number(TableStat.copied),
    memoryBytes: exports.memoryBytes() >>> 0,
  };
}
