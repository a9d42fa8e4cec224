import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match cpu", () => {
  accepts("ipv4", [
    ["-m cpu --cpu 0", "-m cpu --cpu 0", "cpu 0"],
    ["-m cpu ! --cpu 1", "-m cpu ! --cpu 1", "cpu ! 1"],
    ["-m cpu --cpu 4294967295", "-m cpu --cpu 4294967295", "cpu 4294967295"],
    ["-m cpu --cpu 0x10", "-m cpu --cpu 16", "cpu 16"],
  ]);
  accepts("ipv6", [["-m cpu --cpu 3", "-m cpu --cpu 3", "cpu 3"]]);
  refuses("ipv4", [
    [
      "-m cpu --cpu 4294967296",
      'cpu: bad value for option "--cpu", or out of range (0-4294967295).',
    ],
    ["-m cpu --cpu x", 'cpu: bad value for option "--cpu", or out of range (0-4294967295).'],
    ['-m cpu --cpu ""', 'cpu: bad value for option "--cpu", or out of range (0-4294967295).'],
    ["-m cpu", 'cpu: option "--cpu" must be specified'],
    ["-m cpu --cpu 1 --cpu 2", 'cpu: option "--cpu" can only be used once.'],
  ]);
});
