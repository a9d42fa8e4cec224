import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match cgroup", () => {
  accepts("ipv4", [
    ["-A OUTPUT -m cgroup --cgroup 1", "-m cgroup --cgroup 1", "cgroup 1"],
    ["-A OUTPUT -m cgroup ! --cgroup 0x10001", "-m cgroup ! --cgroup 65537", "cgroup ! 65537"],
    [
      "-A OUTPUT -m cgroup --cgroup 4294967295",
      "-m cgroup --cgroup 4294967295",
      "cgroup 4294967295",
    ],
    ["-A OUTPUT -m cgroup --path /", '-m cgroup --path "/"', "cgroup /"],
    ["-A OUTPUT -m cgroup ! --path /", '-m cgroup ! --path "/"', "cgroup ! /"],
    ["-A INPUT -m cgroup --cgroup 1", "-m cgroup --cgroup 1", "cgroup 1"],
    ["-t mangle -A POSTROUTING -m cgroup --cgroup 1", "-m cgroup --cgroup 1", "cgroup 1"],
  ]);
  accepts("ipv6", [["-A OUTPUT -m cgroup --cgroup 5", "-m cgroup --cgroup 5", "cgroup 5"]]);
  refuses("ipv4", [
    [
      "-A OUTPUT -m cgroup --cgroup 4294967296",
      'cgroup: bad value for option "--cgroup", or out of range (0-4294967295).',
    ],
    [
      "-A OUTPUT -m cgroup --cgroup x",
      'cgroup: bad value for option "--cgroup", or out of range (0-4294967295).',
    ],
    ["-A OUTPUT -m cgroup", "Invalid argument"],
    ["-A OUTPUT -m cgroup --path a --cgroup 1", "Invalid argument"],
    ["-A FORWARD -m cgroup --cgroup 1", "but only valid from INPUT/OUTPUT/POSTROUTING"],
    [
      "-t mangle -A PREROUTING -m cgroup --cgroup 1",
      "but only valid from INPUT/OUTPUT/POSTROUTING",
    ],
  ]);
  refuses("ipv6", [
    ["-A FORWARD -m cgroup --cgroup 5", "but only valid from INPUT/OUTPUT/POSTROUTING"],
  ]);
});
