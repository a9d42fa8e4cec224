/** What LOG and TRACE wrote, as the kernel's log has it. */
import type { LogEntry } from "../engine/results.js";
import type { LogStyle } from "../extension/extension.js";
import { invalidPrefix } from "./invalid.js";
import { kernelLogLine, LogFlag } from "./kernel-log.js";

/** Bytes of an Ethernet header. */
const ETHERNET_HEADER = 14;
/** Bytes that stand in front of a packet's line at most (NF_LOG_PREFIXLEN - 1). */
const PREFIX_MAX = 127;

/** What the entry's line begins with, and what it shows. */
function styleOf(entry: LogEntry): Pick<LogStyle, "prefix" | "flags"> {
  const { trace, invalid, note } = entry;
  if (trace !== null) {
    const prefix = `TRACE: ${entry.table}:${trace.chain}:${trace.step}:${trace.number} `;
    return { prefix, flags: LogFlag.trace };
  }
  if (invalid !== null) {
    return { prefix: invalidPrefix(invalid, entry.packet), flags: LogFlag.trace };
  }
  if (note !== null) {
    const teller = entry.rule?.rule.matches.find(({ extension }) => extension.tells !== undefined);
    const prefix = teller?.extension.tells?.(note, entry.packet) ?? "";
    return { prefix: escaped(prefix.slice(0, PREFIX_MAX)), flags: LogFlag.trace };
  }
  const target = entry.rule?.rule.target;
  const style = target?.kind === "extension" ? target.extension.logStyle?.(target.info) : undefined;
  return style ?? { prefix: "", flags: 0 };
}

/** Bytes as /dev/kmsg shows them. */
function escaped(text: string): string {
  return text.replace(
    /[^ -~]|\\/g,
    (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

/** The line of one entry, from the prefix on, without line end. */
export function logLine(entry: LogEntry): string {
  const { prefix, flags } = styleOf(entry);
  return kernelLogLine(
    {
      prefix,
      in: entry.in ?? "",
      out: entry.out ?? "",
      mac: entry.mac,
      // `lo` has the header, but is no Ethernet device
      // without any header it is a copy that the host made for a device, which is Ethernet
      ethernet:
        entry.in !== "lo" && (entry.mac.length === 0 || entry.mac.length >= ETHERNET_HEADER),
      packet: entry.packet,
      length: entry.length,
      mark: entry.mark,
      uid: entry.uid,
      gid: entry.gid,
    },
    flags,
  );
}
