/** What the tables did, counted: the same packets and rules give the same numbers everywhere. */
import { TableStat } from "../abi";

const counters: usize = memory.data(64, 8);

/** Pointer to the TableStat counters. */
export function tableStats(): usize {
  return counters;
}

/** A rule was evaluated. */
export function countEvaluation(): void {
  store<u64>(counters, load<u64>(counters, TableStat.evaluated) + 1, TableStat.evaluated);
}

/** `rules` rules of a chain without a classifier were passed over. */
export function countScan(rules: u32): void {
  store<u64>(counters, load<u64>(counters, TableStat.scanned) + <u64>rules, TableStat.scanned);
}

/** A classifier was asked for a packet's candidates. */
export function countProbe(): void {
  store<u64>(counters, load<u64>(counters, TableStat.probes) + 1, TableStat.probes);
}

/** A packet followed a course. */
export function countFollowed(): void {
  store<u64>(counters, load<u64>(counters, TableStat.followed) + 1, TableStat.followed);
}

/** A look-up read a line of the connection table. */
export function countLine(): void {
  store<u64>(counters, load<u64>(counters, TableStat.lines) + 1, TableStat.lines);
}

/** Bytes of a packet were copied. */
export function countCopied(bytes: u32): void {
  store<u64>(counters, load<u64>(counters, TableStat.copied) + <u64>bytes, TableStat.copied);
}

/** The classifiers of the current ruleset. */
export function countIndexes(chains: u32, bytes: u32): void {
  store<u64>(counters, <u64>chains, TableStat.indexedChains);
  store<u64>(counters, <u64>bytes, TableStat.indexBytes);
}
