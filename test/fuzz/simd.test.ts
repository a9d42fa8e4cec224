// The module without SIMD does the same as the one with it.
import { afterEach, describe } from "vitest";
import { useSimd } from "../../src/engine/instance.js";
import { fuzz } from "./harness.js";
import { randomFrames, run, same } from "./run.js";
import { randomTables, setupText } from "./setups.js";

const PACKETS = 150;
const usual = useSimd(true);
useSimd(usual);

afterEach(() => {
  useSimd(usual);
});

describe("without SIMD", () => {
  fuzz({ name: "nothing changes", count: 8 }, async (r) => {
    const text = setupText(randomTables(r));
    const frames = randomFrames(r, PACKETS);
    useSimd(true);
    const one = await run(text, frames);
    useSimd(false);
    same(one, await run(text, frames));
  });
});
