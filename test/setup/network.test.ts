import { describe, expect, test } from "vitest";
import { askSluiceNetwork, networkFiles, readNetworkCase } from "./network-cases.js";
import { askKernel, missingKernel } from "./network-kernel.js";

test.each(networkFiles())("%s: as the kernel answered", (file) => {
  const { commands, answer } = readNetworkCase(file);
  expect(askSluiceNetwork(commands).split("\n")).toEqual(answer.split("\n"));
});

describe("the kernel, if it can be asked", { timeout: 300_000 }, () => {
  const missing = missingKernel();
  if (missing !== null) console.log(`setup: the kernel is not asked: ${missing}`);
  test.skipIf(missing !== null).each(networkFiles())("%s: says what was recorded", (file) => {
    const { commands, answer } = readNetworkCase(file);
    expect(askKernel(commands).split("\n")).toEqual(answer.split("\n"));
  });
});
