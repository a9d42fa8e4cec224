// Runs captures through a firewall without rules and keeps what the reader told.
import { BytesInput, type CaptureInput } from "../../src/capture/input.js";
import { CaptureError } from "../../src/capture/damage.js";
import { CaptureReader } from "../../src/capture/reader.js";
import { Firewall } from "../../src/engine/firewall.js";
import { emptySetup, parseSetup } from "../../src/setup/setup.js";

/** A packet as the reader told it. */
export interface ReadPacket {
  n: number;
  source: number;
  time: bigint;
  interface: string | null;
  direction: "in" | "out" | null;
  linkType: number;
  original: number;
  bytes: Uint8Array;
  verdict: string;
}

/** What reading came to. */
export interface ReadCapture {
  packets: ReadPacket[];
  /** Blocks that hold no packet: capture and bytes. */
  blocks: { source: number; bytes: Uint8Array }[];
  error: CaptureError | null;
}

/** An input that gives a few bytes at a time. */
export class SlowInput implements CaptureInput {
  readonly name = "slow";
  readonly interfaceName = null;
  private at = 0;
  constructor(
    private readonly bytes: Uint8Array,
    private readonly step: number,
  ) {}
  async read(into: Uint8Array): Promise<number> {
    const part = this.bytes.subarray(this.at, this.at + Math.min(this.step, into.length));
    into.set(part);
    this.at += part.length;
    return part.length;
  }
  close(): void {}
}

/** An empty host, for captures that are only read. */
const empty = Firewall.create(emptySetup());

/** Reads inputs with a setup (none: an empty host, the same for all). */
export async function readInputs(inputs: CaptureInput[], setup = ""): Promise<ReadCapture> {
  const firewall = setup === "" ? await empty : await Firewall.create(parseSetup(setup).setup);
  const reader = new CaptureReader(firewall, inputs);
  const found: ReadCapture = { packets: [], blocks: [], error: null };
  try {
    await reader.run({ blocks: true, emits: true }, (cursor) => {
      if (!cursor.isPacket) {
        found.blocks.push({ source: cursor.source, bytes: cursor.block.slice() });
        return;
      }
      const { result } = cursor;
      found.packets.push({
        n: cursor.n,
        source: cursor.source,
        time: cursor.time,
        interface: result.interface,
        direction: result.direction,
        linkType: cursor.linkType,
        original: cursor.originalLength,
        bytes: cursor.frame.slice(),
        verdict: result.verdict,
      });
    });
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    found.error = error;
  }
  return found;
}

/** Reads one capture from memory. */
export function readBytes(bytes: Uint8Array, setup = ""): Promise<ReadCapture> {
  return readInputs([new BytesInput("test.pcap", bytes)], setup);
}
