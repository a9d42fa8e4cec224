import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match udp", () => {
  accepts("ipv4", [
    ["-p udp --dport 53", "-m udp --dport 53", "udp dpt:53", "udp dpt:domain"],
    [
      "-p udp ! --sport ntp --dport 1:2",
      "-m udp ! --sport 123 --dport 1:2",
      "udp spt:!123 dpts:1:2",
      "udp spt:!ntp dpts:1:2",
    ],
    ["-p udp --dport 0:65535", "-m udp", "udp"],
    ["-p udp --dport 2:1", "-m udp --dport 2:1", "udp dpts:2:1"],
    ["-p udp --dport ssh", "-m udp --dport 22", "udp dpt:22"],
    ["-p udp --dport domain", "-m udp --dport 53", "udp dpt:53", "udp dpt:domain"],
    ["-p udp ! --dport 0:65535", "-m udp", "udp dpts:!0:65535"],
    ["-p udp ! --sport 5:", "-m udp ! --sport 5:65535", "udp spts:!5:65535"],
    ["-p udp --dport 65536", "-m udp --dport 0", "udp dpt:0"],
    ["-p udp --dport 010", "-m udp --dport 10", "udp dpt:10"],
    ['-p udp --dport ""', "-m udp --dport 0", "udp dpt:0"],
    ["-p udp --dport :", "-m udp", "udp"],
    ["-p udp --dport 5:65536", "-m udp --dport 5:0", "udp dpts:5:0"],
    ["-p udp --dport 5:5", "-m udp --dport 5", "udp dpt:5"],
    ['-p udp --dport " 5"', "-m udp --dport 5", "udp dpt:5"],
    ["-p udp --dport http:https", "-m udp --dport 80:443", "udp dpts:80:443", "udp dpts:80:https"],
    ["-p udp --dport ntp", "-m udp --dport 123", "udp dpt:123", "udp dpt:ntp"],
    ["-p udp ! --dport 0", "-m udp ! --dport 0", "udp dpt:!0"],
    ["-p udp --dport www", "-m udp --dport 80", "udp dpt:80"],
  ]);
  accepts("ipv6", [
    ["-p udp --dport 546", "-m udp --dport 546", "udp dpt:546", "udp dpt:dhcpv6-client"],
    ["-p udp --sport ssh", "-m udp --sport 22", "udp spt:22"],
  ]);
  refuses("ipv4", [
    ["-p udplite -m udplite --dport 53", "Couldn't load match `udplite'"],
    ["-p udplite --dport 53", 'unknown option "--dport"'],
    ["-p udplite -m udp --dport 53", "udp match: only valid for protocol 17"],
    ["-p tcp -m udp --dport 53", "udp match: only valid for protocol 17"],
    ["-p udp --dport 5 --dport 6", "can only be used once"],
    ["-p udp --dport 0x50", 'Port "0x50" does not resolve to anything.'],
    ["-p udp --dport foo", 'Port "foo" does not resolve to anything.'],
    ["-p udp --dport 1:2:3", "Too many components"],
    ["-p udp --dport -1", 'Port "-1" does not resolve to anything.'],
    ["-p udp --dport 4294967295", 'Port "4294967295" does not resolve to anything.'],
    ["-p udp --dport 2147483648", 'Port "2147483648" does not resolve to anything.'],
    ["-p udp --dport 5x", 'Port "5x" does not resolve to anything.'],
  ]);
  refuses("ipv6", [["-p udplite -m udp --dport 53", "udp match: only valid for protocol 17"]]);
});
