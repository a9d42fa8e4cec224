/** Accounting objects as nfacct(8) 1.0.2 prints them. Neither names nor values are escaped. */
import type { AccountState } from "../../extension/account.js";
import { AccountQuota } from "../../generated/layout/object/nfacct.js";

/** What `nfacct list` takes behind it; "text" is for nothing. */
export type AccountFormat = "text" | "xml" | "json";

const digits = (value: bigint): string => value.toString().padStart(20, "0");

const modeOf = ({ kind }: AccountState): string =>
  kind === AccountQuota.BYTES ? "byte" : "packet";

/** Whether a packet used the quota up. */
export function overquota({ kind, quota, packets, bytes }: AccountState): boolean {
  return packets > 0n && (kind === AccountQuota.BYTES ? bytes : packets) >= quota;
}

function textLine(a: AccountState): string {
  const used = overquota(a) ? "yes" : "no";
  const limit =
    a.kind === AccountQuota.NONE
      ? ""
      : `, quota = ${digits(a.quota)}, mode = ${modeOf(a)}, overquota = ${used}`;
  return `{ pkts = ${digits(a.packets)}, bytes = ${digits(a.bytes)}${limit} } = ${a.name};\n`;
}

function xmlLine({ name, packets, bytes }: AccountState): string {
  const counts = `<pkts>${digits(packets)}</pkts><bytes>${digits(bytes)}</bytes>`;
  return `<obj><name>${name}</name>${counts}</obj>\n`;
}

/** The tool writes "=" where a colon belongs. */
function jsonObject(a: AccountState): string {
  const used = overquota(a) ? 1 : 0;
  const limit =
    a.kind === AccountQuota.NONE
      ? ""
      : `"quota" : ${a.quota}, "mode" = "${modeOf(a)}", "overquota" = ${used}, `;
  return `  { "pkts" : ${a.packets}, "bytes" : ${a.bytes}, ${limit}"name" : "${a.name}" }`;
}

/** All of some objects; nothing where there are none. `timestamp`: seconds since the epoch. */
export function accountsText(
  accounts: readonly AccountState[],
  format: AccountFormat,
  timestamp: bigint,
): string {
  if (accounts.length === 0) return "";
  if (format === "text") return accounts.map(textLine).join("");
  if (format === "xml") {
    const head = '<?xml version="1.0" encoding="utf-8"?>\n';
    return `${head}<nfacct>\n${accounts.map(xmlLine).join("")}</nfacct>\n`;
  }
  const head = `{ "timestamp" : ${timestamp}, \n  "nfacct_counters" : [\n`;
  return `${head}${accounts.map(jsonObject).join(",\n")}\n] }\n`;
}
