/** A line on standard error that tells how far a replay is; only on a terminal. */
import type { CaptureReader } from "../capture/reader.js";

/** Milliseconds between two lines. */
const STEP_MS = 200;

export class Progress {
  private shown = false;
  private next = performance.now() + STEP_MS;

  constructor(private readonly reader: CaptureReader) {}

  /** Called after every chunk. */
  tick(): void {
    if (!process.stderr.isTTY || performance.now() < this.next) return;
    this.next = performance.now() + STEP_MS;
    const { packets, bytesRead } = this.reader;
    const mib = (bytesRead / 1048576).toFixed(0);
    process.stderr.write(`\r${packets} packets, ${mib} MiB \x1b[K`);
    this.shown = true;
  }

  /** Takes the line away. */
  clear(): void {
    if (this.shown) process.stderr.write("\r\x1b[K");
  }
}
