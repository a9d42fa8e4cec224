// The way that `sluice replay` takes: the file is read chunk by chunk into the engine's memory.
import { openCapture } from "../../src/capture/file.js";
import { CaptureReader } from "../../src/capture/reader.js";
import { defaultIndexing, noIndexing } from "../../src/engine/classify.js";
import { Firewall } from "../../src/engine/firewall.js";
import type { Setup } from "../../src/setup/model.js";
import type { RunResult } from "./suite.js";

const ACCEPT = 1;

/** Sends a capture through a new firewall, from eth1 to eth0; the time is that of the packets alone.
 * Without `index`, chains have no classifier. */
export async function replay(file: string, setup: Setup, index = true): Promise<RunResult> {
  const indexing = index ? defaultIndexing() : noIndexing;
  using firewall = await Firewall.create(setup, 0n, {}, indexing);
  const { input } = await openCapture(file, null);
  const reader = new CaptureReader(firewall, [input]);
  reader.takePath({ kind: "forward", in: "eth1", out: "eth0" });
  let emitted = 0;
  let crossings = 0;
  const visit = (cursor: { readonly verdict: number }) => {
    if (cursor.verdict === ACCEPT) emitted++;
  };
  const before = process.cpuUsage();
  await reader.run({}, visit, () => {
    crossings++;
  });
  const { user, system } = process.cpuUsage(before);
  input.close();
  const connections = firewall.conntrackStats().created;
  const megabytes = Math.round((firewall.engine.exports.memoryBytes() >>> 0) / 1e6);
  return {
    packets: reader.packets,
    seconds: (user + system) / 1e6,
    facts: { emitted, crossings, connections, megabytes },
  };
}
