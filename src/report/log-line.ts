/** What LOG and TRACE wrote, as the kernel's log has it. */
import type { LogEntry } from "../engine/results.js";
import type { LogStyle } from "../extension/extension.js";
import { kernelLogLine, LogFlag } from "./kernel-log.js";

/** Bytes of an Ethernet header. */
const ETHERNET_HEADER = 14;

/** How the lines of the entry's rule look. */
function styleOf(entry: LogEntry): Pick<LogStyle, "prefix" | "flags"> {
  const target = entry.rule?.rule.target;
  const style = target?.kind === "extension" ? target.extension.logStyle?.(target.info) : undefined;
  return style ?? { prefix: "", flags: 0 };
}

/** The line of one entry, from the prefix on, without line end. */
export function logLine(entry: LogEntry): string {
  const { trace } = entry;
  const { prefix, flags } =
    trace === null
      ? styleOf(entry)
      : {
          prefix: `TRACE: ${entry.table}:${trace.chain}:${trace.step}:${trace.number} `,
          flags: LogFlag.trace,
        };
  return kernelLogLine(
    {
      prefix,
      in: entry.in ?? "",
      out: entry.out ?? "",
      mac: entry.mac,
      ethernet: entry.mac.length >= ETHERNET_HEADER,
      packet: entry.packet,
      length: entry.length,
      mark: entry.mark,
      uid: entry.uid,
      gid: entry.gid,
    },
    flags,
  );
}
