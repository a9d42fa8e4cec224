// Captures that benchmarks read: made once, kept under build/bench.
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { RESULTS } from "./suite.js";
import { DEFAULT_TRAFFIC, type TrafficOptions, writeTraffic } from "./traffic.js";

/** The file of a capture, made if it is not there. */
export function capture(options: Partial<TrafficOptions> = {}): string {
  const all = { ...DEFAULT_TRAFFIC, ...options };
  const name = Object.values(all).join("-");
  const file = `${RESULTS}/traffic-${name}.pcap`;
  if (existsSync(file)) return file;
  mkdirSync(RESULTS, { recursive: true });
  writeTraffic(`${file}.part`, all);
  renameSync(`${file}.part`, file);
  return file;
}

/** Frames of 64 bytes (54 and up to the minimum) in both directions: 10-gigabit line rate is 14.88 Mpps of them. */
export const SMALL = { payloadMin: 0, payloadMax: 0, ipv6Share: 0 } as const;
