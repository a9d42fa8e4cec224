/** What iptables -L prints, and the line that -v prints for a rule that a command touched. */
import type { Family } from "../../extension/extension.js";
import { formatAddress, isZero, maskLength } from "../address.js";
import type { Chain, Rule, Table, Target } from "../model.js";
import { ownProtocolName, protocolName } from "../names.js";
import { type CounterSource, setupCounters } from "./save.js";

/** The options of -L. */
export interface ListOptions {
  /** -n: numbers instead of names. */
  readonly numeric?: boolean;
  /** -v: counters and interfaces. */
  readonly verbose?: boolean;
  /** -x: counters in full. */
  readonly exact?: boolean;
  readonly lineNumbers?: boolean;
  /** Only this rule of the chain, without heads; from 1, 0 for all. */
  readonly ruleNumber?: number;
  readonly source?: CounterSource;
}

/** Chains as `iptables -L` prints them. */
export function listChains(table: Table, chains: readonly Chain[], options: ListOptions): string {
  const only = options.ruleNumber ?? 0;
  const parts = chains.map((chain) => {
    let text = only === 0 ? chainHead(chain, options) + columnHead(options) : "";
    chain.rules.forEach((rule, i) => {
      if (only === 0 || only === i + 1) text += `${ruleLine(rule, i + 1, table.family, options)}\n`;
    });
    return text;
  });
  return parts.join(only === 0 ? "\n" : "");
}

function chainHead(chain: Chain, options: ListOptions): string {
  if (chain.policy === null) return `Chain ${chain.name} (${chain.references} references)\n`;
  if (options.verbose !== true) return `Chain ${chain.name} (policy ${chain.policy})\n`;
  const { packets, bytes } = (options.source ?? setupCounters).chain(chain);
  const number = (value: bigint) => shortNumber(value, options.exact === true);
  return `Chain ${chain.name} (policy ${chain.policy} ${number(packets)} packets, ${number(bytes)} bytes)\n`;
}

function columnHead(options: ListOptions): string {
  let text = options.lineNumbers === true ? "num  " : "";
  if (options.verbose === true) {
    text += options.exact === true ? "    pkts      bytes " : " pkts bytes ";
  }
  text += `${"target".padEnd(9)}  prot opt`;
  if (options.verbose === true) text += ` ${"in".padEnd(6)} ${"out".padEnd(6)} `;
  return `${text} ${"source".padEnd(19)}  ${"destination".padEnd(19)} \n`;
}

/** A counter with K, M, G or T behind it when it has more than five digits. */
function shortNumber(value: bigint, exact: boolean): string {
  if (exact || value <= 99999n) return value.toString();
  let number = value;
  for (const unit of ["K", "M", "G"]) {
    number = BigInt.asUintN(64, number + 500n) / 1000n;
    if (number <= 9999n) return `${number}${unit}`;
  }
  return `${(number + 500n) / 1000n}T`;
}

function counterColumns(rule: Rule, options: ListOptions): string {
  const { packets, bytes } = (options.source ?? setupCounters).rule(rule);
  const column = (value: bigint) => {
    const text = shortNumber(value, options.exact === true);
    return `${text.padStart(options.exact === true ? 8 : 5)} `;
  };
  return column(packets) + column(bytes);
}

function ruleLine(rule: Rule, number: number, family: Family, options: ListOptions): string {
  const numeric = options.numeric === true;
  const { header } = rule;
  let text = options.lineNumbers === true ? `${String(number).padEnd(4)} ` : "";
  if (options.verbose === true) text += counterColumns(rule, options);
  text += `${targetName(rule.target).padEnd(9)} `;
  const protocol = numeric ? undefined : protocolName(header.protocol);
  text += (header.inverted.protocol ? "!" : " ") + (protocol ?? `${header.protocol}`).padEnd(4);
  text += ` ${fragmentColumn(rule)} `;
  if (options.verbose === true) text += interfaceColumns(rule, numeric);
  const { source, sourceMask, destination, destinationMask, inverted } = header;
  text += (inverted.source ? "!" : " ") + host(source, sourceMask, numeric).padEnd(19) + " ";
  text +=
    (inverted.destination ? "!" : " ") + host(destination, destinationMask, numeric).padEnd(19);
  return `${text} ${extensionTexts(rule, family, numeric)}`;
}

function targetName(target: Target): string {
  switch (target.kind) {
    case "none":
      return "";
    case "verdict":
      return target.verdict;
    case "extension":
      return target.extension.listedAs ?? target.extension.name;
    default:
      return target.chain;
  }
}

function fragmentColumn(rule: Rule): string {
  return (rule.header.inverted.fragment ? "!" : "-") + (rule.header.fragment ? "f" : "-");
}

function interfaceName(name: string, inverted: boolean, numeric: boolean): string {
  return (inverted ? "!" : "") + (name === "" ? (numeric ? "*" : "any") : name);
}

function interfaceColumns(rule: Rule, numeric: boolean): string {
  const { inInterface, outInterface, inverted } = rule.header;
  const input = interfaceName(inInterface, inverted.inInterface, numeric);
  const output = interfaceName(outInterface, inverted.outInterface, numeric);
  return ` ${input.padEnd(6)} ${output.padEnd(6)} `;
}

/** Address and mask; a whole address without its mask. */
function host(address: Uint8Array, mask: Uint8Array, numeric: boolean): string {
  const length = maskLength(mask);
  if (length === 0 && !numeric) return "anywhere";
  // ip6tables looks at the address only: ::/128 is "anywhere" to it.
  if (!numeric && address.length === 16 && isZero(address)) return "anywhere";
  const whole = length === address.length * 8;
  const name = numeric ? undefined : hostName(address, whole);
  const text = name ?? formatAddress(address);
  if (whole) return text;
  return `${text}/${length < 0 ? formatAddress(mask) : length}`;
}

/** Names that every host has (/etc/hosts, /etc/networks). */
function hostName(address: Uint8Array, whole: boolean): string | undefined {
  if (!whole || address.length !== 4) return undefined;
  const text = address.join(".");
  return text === "127.0.0.1" ? "localhost" : text === "0.0.0.0" ? "default" : undefined;
}

/** An extension as far as it is listed. */
type Listed<Info> = {
  list(info: Info, family: Family, numeric: boolean): string;
  readonly listedTight?: boolean;
};

/** What follows the columns: [goto], and the texts of matches and target, each behind a space. */
function extensionTexts(rule: Rule, family: Family, numeric: boolean): string {
  let text = rule.target.kind === "goto" ? "[goto] " : "";
  const add = <Info>(extension: Listed<Info>, info: Info) => {
    const listed = extension.list(info, family, numeric);
    if (listed !== "") text += (extension.listedTight === true ? "" : " ") + listed;
  };
  for (const { extension, info } of rule.matches) add(extension, info);
  if (rule.target.kind === "extension") add(rule.target.extension, rule.target.info);
  return text;
}

/** The line of `iptables -v -A ...`: one rule without columns. */
export function verboseRule(rule: Rule, family: Family): string {
  const { header } = rule;
  const { source, sourceMask, destination, destinationMask, inverted } = header;
  const protocol = ownProtocolName(header.protocol) ?? `${header.protocol}`;
  const input = interfaceName(header.inInterface, inverted.inInterface, true);
  const output = interfaceName(header.outInterface, inverted.outInterface, true);
  const from = (inverted.source ? "!" : " ") + host(source, sourceMask, true);
  const to = `${inverted.destination ? "!" : " "}-> ${host(destination, destinationMask, true)}`;
  const start = `${targetName(rule.target)} ${inverted.protocol ? "!" : " "}${protocol}`;
  const middle = `opt ${fragmentColumn(rule)} in ${input} out ${output}`;
  // Two spaces end the columns; the text of an extension brings one of its own.
  return `${start} ${middle} ${from} ${to}  ${extensionTexts(rule, family, true)}\n`;
}
