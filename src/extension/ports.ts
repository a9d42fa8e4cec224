/** The port options that tcp, udp and sctp share. */
import type { Demand, OptionSpec, OptionUse, ParseContext } from "./extension.js";
import { serviceName } from "./services.js";
import { bang, parsePortRange, type Range, U16_MAX } from "./values.js";

/** A range of ports as an option gave it. */
export interface PortRange extends Range {
  readonly inverted: boolean;
}

/** No port option was given: every port. */
export const ANY_PORT: PortRange = { from: 0, to: U16_MAX, inverted: false };

/** --sport and --dport with their long names. */
export const portOptions: readonly OptionSpec[] = [
  { name: "source-port", id: "source-port", value: "required", invert: true },
  { name: "sport", id: "source-port", value: "required", invert: true },
  { name: "destination-port", id: "destination-port", value: "required", invert: true },
  { name: "dport", id: "destination-port", value: "required", invert: true },
];

/** Reads a port option's value in the way of tcp. */
export function portOption(use: OptionUse, protocol: string, c: ParseContext): PortRange {
  return { ...parsePortRange(use.value, protocol, c), inverted: use.inverted };
}

/** Whether the range, inverted or not, covers every port. */
export function isAnyPort(range: PortRange): boolean {
  return range.from === 0 && range.to === U16_MAX;
}

/** What two ports must be, for a match's `foresee`. */
export function portDemands(source: PortRange, destination: PortRange): Demand[] {
  const demands: Demand[] = [];
  if (!isAnyPort(source) || source.inverted) {
    demands.push({ field: "firstPort", ranges: [source], inverted: source.inverted });
  }
  if (!isAnyPort(destination) || destination.inverted) {
    demands.push({ field: "secondPort", ranges: [destination], inverted: destination.inverted });
  }
  return demands;
}

/** "! --sport 1:2", and nothing for every port. */
export function savePort(option: string, range: PortRange): string[] {
  if (isAnyPort(range)) return [];
  const text = range.from === range.to ? `${range.from}` : `${range.from}:${range.to}`;
  return [`${bang(range.inverted)}--${option} ${text}`];
}

/** A port by its number, or by name unless `numeric`. */
export function portText(port: number, protocol: string, numeric: boolean): string {
  return (numeric ? undefined : serviceName(port, protocol)) ?? `${port}`;
}

/** "spt:!80", "dpts:1:2", and nothing for every port. `label` is "spt" or "dpt". */
export function listPort(
  label: string,
  range: PortRange,
  protocol: string,
  numeric: boolean,
): string[] {
  if (isAnyPort(range) && !range.inverted) return [];
  const mark = range.inverted ? "!" : "";
  const from = portText(range.from, protocol, numeric);
  if (range.from === range.to) return [`${label}:${mark}${from}`];
  return [`${label}s:${mark}${from}:${portText(range.to, protocol, numeric)}`];
}
