// Lines and comments that are made as bytes are those that are made as text.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BytesInput } from "../../src/capture/input.js";
import { CaptureReader } from "../../src/capture/reader.js";
import { AnnotatedWriter } from "../../src/capture/writer.js";
import { Firewall } from "../../src/engine/firewall.js";
import {
  addedPackets,
  Comments,
  packetComment,
  writeAnnotated,
} from "../../src/report/annotation.js";
import { ByteText } from "../../src/report/bytes.js";
import { JsonLines, jsonLine, timeText } from "../../src/report/jsonl.js";
import { Shapes } from "../../src/report/shape.js";
import { parseSetup } from "../../src/setup/setup.js";
import { join } from "../support/bytes.js";

const captures = ["router.pcapng", "nat.pcapng", "mtu.pcap", "fragments.pcap", "http6.pcap"];
const router = readFileSync("pcaps/router.sh", "utf8");
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

/** Runs a capture; answers both annotated captures. */
async function both(name: string, steps: boolean): Promise<[Uint8Array, Uint8Array]> {
  const firewall = await Firewall.create(parseSetup(router).setup);
  const facts = [{ name, interfaceName: "eth1" }];
  const written: [Uint8Array[], Uint8Array[]] = [[], []];
  const writers = written.map(
    (parts) => new AnnotatedWriter({ write: (...p) => void parts.push(join(...p)) }, facts, "test"),
  );
  const shapes = new Shapes();
  const comments = new Comments(shapes);
  const options = { bytes: true, path: steps, files: null };
  const lines = new JsonLines(options, shapes);
  const input = new BytesInput(name, readFileSync(`pcaps/${name}`), "eth1");
  const detail = { bytes: true, steps, blocks: true };
  await new CaptureReader(firewall, [input]).run(detail, (cursor) => {
    if (!cursor.isPacket) {
      for (const writer of writers) writer.block(cursor);
      return;
    }
    expect(text(lines.line(cursor))).toBe(jsonLine(cursor, options));
    expect(text(comments.packet(cursor))).toBe(packetComment(cursor));
    writers[0]!.packet(cursor, packetComment(cursor), addedPackets(cursor));
    writeAnnotated(writers[1]!, cursor, comments);
  });
  return [join(...written[0]), join(...written[1])];
}

describe("as bytes and as text", () => {
  it.each(captures)("%s", async (name) => {
    for (const steps of [false, true]) {
      const [asText, asBytes] = await both(name, steps);
      expect(Buffer.from(asBytes).equals(asText)).toBe(true);
    }
  });

  it("times", () => {
    const last = (1n << 63n) - 1n;
    for (const ns of [0n, 1n, 999_999_999n, 1_000_000_000n, 1_700_000_000_123_456_789n, last]) {
      const out = new ByteText();
      out.time(Number(ns >> 32n), Number(ns & 0xffffffffn));
      expect(text(out.bytes.subarray(0, out.length))).toBe(timeText(ns));
    }
  });
});
