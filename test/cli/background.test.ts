// Files that are written in the background: several wait for one, items are lent, failures are told once.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { BackgroundOutput } from "../../src/cli/background.js";
import { OutputError } from "../../src/cli/output.js";

const directory = mkdtempSync(join(tmpdir(), "sluice-background-"));
afterAll(() => rmSync(directory, { recursive: true }));

const item = (value: number) => new Uint8Array(700_000).fill(value);

/** What `lend` takes; `done` counts how often it was given back. */
function lent(bytes: Uint8Array) {
  const items = {
    returned: 0,
    bytes: () => bytes,
    ends: () => Uint32Array.of(bytes.length),
    done: () => {
      items.returned++;
    },
  };
  return items;
}

describe("a file in the background", () => {
  test("everyone who waits for it goes on", async () => {
    const file = BackgroundOutput.open(join(directory, "waited"));
    for (let i = 0; i < 8; i++) file.write(item(i));
    expect(file.isBehind).toBe(true);
    await Promise.all([file.settle(), file.settle(), file.settle()]);
    await file.close();
    expect(readFileSync(join(directory, "waited")).length).toBe(8 * 700_000);
  });

  test("what is lent keeps its place, and is given back when it is written", async () => {
    const path = join(directory, "lent");
    const file = BackgroundOutput.open(path);
    const [first, second] = [lent(item(2)), lent(item(4))];
    file.write(item(1));
    const taken = file.lend(first);
    if (!taken) file.write(first.bytes());
    file.write(item(3));
    if (!file.lend(second)) file.write(second.bytes());
    await file.close();
    expect([first.returned, second.returned]).toEqual(taken ? [1, 1] : [0, 0]);
    const written = readFileSync(path);
    expect([0, 1, 2, 3].map((i) => written[i * 700_000])).toEqual([1, 2, 3, 4]);
    expect(written.length).toBe(4 * 700_000);
  });

  test("compressed, nothing is lent", async () => {
    const file = BackgroundOutput.open(join(directory, "packed.gz"));
    expect(file.lend(lent(item(1)))).toBe(false);
    await file.close();
  });

  test.skipIf(!existsSync("/dev/full"))("a full disk is told", async () => {
    const file = BackgroundOutput.open("/dev/full");
    file.lend(lent(item(1)));
    file.write(item(2));
    await expect(file.close()).rejects.toThrow(OutputError);
  });
});
