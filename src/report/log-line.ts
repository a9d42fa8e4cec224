/** What LOG and TRACE wrote, as the kernel's log has it. */
import type { LogEntry } from "../engine/results.js";
import { kernelLogLine, LogFlag } from "./kernel-log.js";

/** Bytes of an Ethernet header. */
const ETHERNET_HEADER = 14;

/** The LOG target's settings (src/extension/target/LOG.ts). */
interface LogSettings {
  readonly prefix: string;
  readonly flags: number;
}

function settingsOf(entry: LogEntry): LogSettings {
  const target = entry.rule?.rule.target;
  if (target?.kind !== "extension") return { prefix: "", flags: 0 };
  return target.info as LogSettings;
}

/** The line of one entry, from the prefix on, without line end. */
export function logLine(entry: LogEntry): string {
  const { trace } = entry;
  const { prefix, flags } =
    trace === null
      ? settingsOf(entry)
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
