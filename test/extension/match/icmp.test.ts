import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match icmp", () => {
  accepts("ipv4", [
    [
      "-p icmp --icmp-type echo-request",
      "-m icmp --icmp-type 8",
      "icmptype 8",
      "icmp echo-request",
    ],
    ["-p icmp --icmp-type 8", "-m icmp --icmp-type 8", "icmptype 8", "icmp echo-request"],
    ["-p icmp --icmp-type any", "-m icmp --icmp-type any", "icmptype 255", "icmp any"],
    ["-p icmp ! --icmp-type any", "-m icmp ! --icmp-type any", "icmp !type 255", "icmp !any"],
    [
      "-p icmp --icmp-type 3/4",
      "-m icmp --icmp-type 3/4",
      "icmptype 3 code 4",
      "icmp fragmentation-needed",
    ],
    [
      "-p icmp ! --icmp-type 3/4",
      "-m icmp ! --icmp-type 3/4",
      "icmp !type 3 code 4",
      "icmp !fragmentation-needed",
    ],
    ["-p icmp --icmp-type 255", "-m icmp --icmp-type any", "icmptype 255", "icmp any"],
    [
      "-p icmp --icmp-type fragmentation-needed",
      "-m icmp --icmp-type 3/4",
      "icmptype 3 code 4",
      "icmp fragmentation-needed",
    ],
    [
      "-p icmp --icmp-type frag",
      "-m icmp --icmp-type 3/4",
      "icmptype 3 code 4",
      "icmp fragmentation-needed",
    ],
    ["-p icmp --icmp-type ping", "-m icmp --icmp-type 8", "icmptype 8", "icmp echo-request"],
    [
      "-p icmp --icmp-type ECHO-REQUEST",
      "-m icmp --icmp-type 8",
      "icmptype 8",
      "icmp echo-request",
    ],
    [
      "-p icmp --icmp-type 5/1",
      "-m icmp --icmp-type 5/1",
      "icmptype 5 code 1",
      "icmp host-redirect",
    ],
    ["-p icmp --icmp-type 5/7", "-m icmp --icmp-type 5/7", "icmptype 5 code 7"],
    ["-p icmp --icmp-type 11/255", "-m icmp --icmp-type 11/255", "icmptype 11 code 255"],
    [
      "-p icmp --icmp-type 11/0",
      "-m icmp --icmp-type 11/0",
      "icmptype 11 code 0",
      "icmp ttl-zero-during-transit",
    ],
    ["-p icmp --icmp-type 0x8", "-m icmp --icmp-type 8", "icmptype 8", "icmp echo-request"],
    [
      "-p icmp --icmp-type timestamp-request",
      "-m icmp --icmp-type 13",
      "icmptype 13",
      "icmp timestamp-request",
    ],
    [
      "-p icmp --icmp-type source-quench",
      "-m icmp --icmp-type 4",
      "icmptype 4",
      "icmp source-quench",
    ],
    ["-p icmp --icmp-type 30", "-m icmp --icmp-type 30", "icmptype 30"],
    ["-p icmp --icmp-type 255/5", "-m icmp --icmp-type any", "icmptype 255 code 5"],
    [
      "-p icmp --icmp-type host-unreach",
      "-m icmp --icmp-type 3/1",
      "icmptype 3 code 1",
      "icmp host-unreachable",
    ],
    ['-p icmp --icmp-type " 8"', "-m icmp --icmp-type 8", "icmptype 8", "icmp echo-request"],
    ["-p icmp --icmp-type 8/0", "-m icmp --icmp-type 8/0", "icmptype 8 code 0"],
    ["-p icmp --icmp-type 0", "-m icmp --icmp-type 0", "icmptype 0", "icmp echo-reply"],
    [
      "-p icmp --icmp-type 3",
      "-m icmp --icmp-type 3",
      "icmptype 3",
      "icmp destination-unreachable",
    ],
    [
      "-p icmp --icmp-type 12/1",
      "-m icmp --icmp-type 12/1",
      "icmptype 12 code 1",
      "icmp required-option-missing",
    ],
    ["-p icmp --icmp-type 9", "-m icmp --icmp-type 9", "icmptype 9", "icmp router-advertisement"],
    ["-p icmp --icmp-type 18", "-m icmp --icmp-type 18", "icmptype 18", "icmp address-mask-reply"],
    ["-p icmp --icmp-type 5", "-m icmp --icmp-type 5", "icmptype 5", "icmp redirect"],
    ["-p icmp --icmp-type 11", "-m icmp --icmp-type 11", "icmptype 11", "icmp time-exceeded"],
    ["-p icmp --icmp-type pong", "-m icmp --icmp-type 0", "icmptype 0", "icmp echo-reply"],
    [
      "-p icmp --icmp-type 3/15",
      "-m icmp --icmp-type 3/15",
      "icmptype 3 code 15",
      "icmp precedence-cutoff",
    ],
    ["-p icmp --icmp-type 4/0", "-m icmp --icmp-type 4/0", "icmptype 4 code 0"],
    ["-p icmp --icmp-type 255/0", "-m icmp --icmp-type any", "icmptype 255 code 0"],
    ["-p icmp ! --icmp-type 8", "-m icmp ! --icmp-type 8", "icmp !type 8", "icmp !echo-request"],
    ["-p icmp ! --icmp-type 5/9", "-m icmp ! --icmp-type 5/9", "icmp !type 5 code 9"],
  ]);
  refuses("ipv4", [
    ["-p icmp -m icmp", 'icmp: option "--icmp-type" must be specified'],
    ["-p icmp --icmp-type 256", "Unknown ICMP type `256'"],
    ["-p icmp --icmp-type 8/256", "Unknown ICMP code `8/256'"],
    ["-p icmp --icmp-type 8/", "Unknown ICMP code `8/'"],
    ["-p icmp --icmp-type /8", "Unknown ICMP type `/8'"],
    [
      "-p icmp --icmp-type echo-re",
      "Ambiguous ICMP type `echo-re': `echo-reply' or `echo-request'?",
    ],
    [
      "-p icmp --icmp-type network",
      "Ambiguous ICMP type `network': `network-unreachable' or `network-unknown'?",
    ],
    ["-p icmp --icmp-type foo", "Unknown ICMP type `foo'"],
    ['-p icmp --icmp-type ""', "Ambiguous ICMP type `': `any' or `echo-reply'?"],
    [
      "-p icmp --icmp-type TOS",
      "Ambiguous ICMP type `TOS': `TOS-network-unreachable' or `TOS-host-unreachable'?",
    ],
    [
      "-p icmp --icmp-type ttl",
      "Ambiguous ICMP type `ttl': `ttl-exceeded' or `ttl-zero-during-transit'?",
    ],
    ["-p icmp --icmp-type 8 --icmp-type 0", "can only be used once"],
    ["-p icmp --icmp-type -1", "Unknown ICMP type `-1'"],
    ["-p icmp --icmp-type any/5", "Unknown ICMP type `any/5'"],
    [
      "-p icmp --icmp-type host",
      "Ambiguous ICMP type `host': `host-unreachable' or `host-unknown'?",
    ],
    ["-p icmp --icmp-type r", "Ambiguous ICMP type `r': `redirect' or `router-advertisement'?"],
    ["-p tcp -m icmp --icmp-type 8", "icmp match: only valid for protocol 1"],
    ["-m icmp --icmp-type 8", "icmp match: only valid for protocol 1"],
    ["-p icmp --icmp-type 8/8/8", "Unknown ICMP code"],
  ]);
  refuses("ipv6", [
    ["-p icmp --icmpv6-type 128", 'unknown option "--icmpv6-type"'],
    ["-p ipv6-icmp -m icmp --icmpv6-type 128", "Couldn't load match `icmp'"],
  ]);
});
