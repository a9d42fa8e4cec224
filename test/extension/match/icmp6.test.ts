import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match icmp6", () => {
  accepts("ipv6", [
    [
      "-p icmpv6 --icmpv6-type echo-request",
      "-m icmp6 --icmpv6-type 128",
      "ipv6-icmptype 128",
      "ipv6-icmp echo-request",
    ],
    [
      "-p ipv6-icmp --icmpv6-type 128",
      "-m icmp6 --icmpv6-type 128",
      "ipv6-icmptype 128",
      "ipv6-icmp echo-request",
    ],
    [
      "-p 58 -m icmpv6 --icmpv6-type 128",
      "-m icmp6 --icmpv6-type 128",
      "ipv6-icmptype 128",
      "ipv6-icmp echo-request",
    ],
    [
      "-p ipv6-icmp --icmpv6-type 1/4",
      "-m icmp6 --icmpv6-type 1/4",
      "ipv6-icmptype 1 code 4",
      "ipv6-icmp port-unreachable",
    ],
    [
      "-p ipv6-icmp ! --icmpv6-type no-route",
      "-m icmp6 ! --icmpv6-type 1/0",
      "ipv6-icmp !type 1 code 0",
      "ipv6-icmp !no-route",
    ],
    ["-p ipv6-icmp --icmpv6-type 255", "-m icmp6 --icmpv6-type 255", "ipv6-icmptype 255"],
    [
      "-p ipv6-icmp --icmpv6-type 135",
      "-m icmp6 --icmpv6-type 135",
      "ipv6-icmptype 135",
      "ipv6-icmp neighbour-solicitation",
    ],
    [
      "-p ipv6-icmp --icmpv6-type neighbor-solicitation",
      "-m icmp6 --icmpv6-type 135",
      "ipv6-icmptype 135",
      "ipv6-icmp neighbour-solicitation",
    ],
    [
      "-p ipv6-icmp --icmpv6-type neighbour-solicitation",
      "-m icmp6 --icmpv6-type 135",
      "ipv6-icmptype 135",
      "ipv6-icmp neighbour-solicitation",
    ],
    [
      "-p ipv6-icmp --icmpv6-type ttl-exceeded",
      "-m icmp6 --icmpv6-type 3",
      "ipv6-icmptype 3",
      "ipv6-icmp time-exceeded",
    ],
    [
      "-p ipv6-icmp --icmpv6-type bad-header",
      "-m icmp6 --icmpv6-type 4/0",
      "ipv6-icmptype 4 code 0",
      "ipv6-icmp bad-header",
    ],
    [
      "-p ipv6-icmp --icmpv6-type 4/1",
      "-m icmp6 --icmpv6-type 4/1",
      "ipv6-icmptype 4 code 1",
      "ipv6-icmp unknown-header-type",
    ],
    [
      "-p ipv6-icmp --icmpv6-type 1/0",
      "-m icmp6 --icmpv6-type 1/0",
      "ipv6-icmptype 1 code 0",
      "ipv6-icmp no-route",
    ],
    [
      "-p ipv6-icmp --icmpv6-type packet-too-big",
      "-m icmp6 --icmpv6-type 2",
      "ipv6-icmptype 2",
      "ipv6-icmp packet-too-big",
    ],
    [
      "-p ipv6-icmp --icmpv6-type 128/7",
      "-m icmp6 --icmpv6-type 128/7",
      "ipv6-icmptype 128 code 7",
    ],
    [
      "-p ipv6-icmp --icmpv6-type beyond-scope",
      "-m icmp6 --icmpv6-type 1/2",
      "ipv6-icmptype 1 code 2",
      "ipv6-icmp beyond-scope",
    ],
    [
      "-p ipv6-icmp --icmpv6-type failed-policy",
      "-m icmp6 --icmpv6-type 1/5",
      "ipv6-icmptype 1 code 5",
      "ipv6-icmp failed-policy",
    ],
    [
      "-p ipv6-icmp --icmpv6-type 1/5",
      "-m icmp6 --icmpv6-type 1/5",
      "ipv6-icmptype 1 code 5",
      "ipv6-icmp failed-policy",
    ],
    ["-p ipv6-icmp --icmpv6-type 143", "-m icmp6 --icmpv6-type 143", "ipv6-icmptype 143"],
    [
      "-p icmpv6 --icmpv6-type 1",
      "-m icmp6 --icmpv6-type 1",
      "ipv6-icmptype 1",
      "ipv6-icmp destination-unreachable",
    ],
    [
      "-p icmpv6 --icmpv6-type 3/1",
      "-m icmp6 --icmpv6-type 3/1",
      "ipv6-icmptype 3 code 1",
      "ipv6-icmp ttl-zero-during-reassembly",
    ],
    [
      "-p icmpv6 --icmpv6-type 137",
      "-m icmp6 --icmpv6-type 137",
      "ipv6-icmptype 137",
      "ipv6-icmp redirect",
    ],
    [
      "-p icmpv6 --icmpv6-type pong",
      "-m icmp6 --icmpv6-type 129",
      "ipv6-icmptype 129",
      "ipv6-icmp echo-reply",
    ],
    ["-p icmpv6 ! --icmpv6-type 1/9", "-m icmp6 ! --icmpv6-type 1/9", "ipv6-icmp !type 1 code 9"],
    [
      "-p icmpv6 --icmpv6-type reject-route",
      "-m icmp6 --icmpv6-type 1/6",
      "ipv6-icmptype 1 code 6",
      "ipv6-icmp reject-route",
    ],
    [
      "-p icmpv6 --icmpv6-type 134",
      "-m icmp6 --icmpv6-type 134",
      "ipv6-icmptype 134",
      "ipv6-icmp router-advertisement",
    ],
    [
      "-p icmpv6 --icmpv6-type neighbor-advertisement",
      "-m icmp6 --icmpv6-type 136",
      "ipv6-icmptype 136",
      "ipv6-icmp neighbour-advertisement",
    ],
    [
      "-p icmpv6 --icmpv6-type time",
      "-m icmp6 --icmpv6-type 3",
      "ipv6-icmptype 3",
      "ipv6-icmp time-exceeded",
    ],
    [
      "-p ipv6-icmp -m ipv6-icmp --icmpv6-type 128",
      "-m icmp6 --icmpv6-type 128",
      "ipv6-icmptype 128",
      "ipv6-icmp echo-request",
    ],
  ]);
  refuses("ipv4", [["-p icmp -m icmp6 --icmpv6-type 8", "Couldn't load match `icmp6'"]]);
  refuses("ipv6", [
    ["-p ipv6-icmp -m icmp6", 'icmp6: option "--icmpv6-type" must be specified'],
    ["-p ipv6-icmp --icmpv6-type any", "Unknown ICMPv6 type `any'"],
    ["-p ipv6-icmp --icmpv6-type 256", "Unknown ICMPv6 type `256'"],
    ["-p ipv6-icmp --icmpv6-type foo", "Unknown ICMPv6 type `foo'"],
    ["-p icmp -m icmp6 --icmpv6-type 128", "icmp6 match: only valid for protocol 58"],
    ["-p tcp -m icmp6 --icmpv6-type 128", "icmp6 match: only valid for protocol 58"],
    [
      "-p ipv6-icmp --icmpv6-type neigh",
      "Ambiguous ICMPv6 type `neigh': `neighbour-solicitation' or `neighbor-solicitation'?",
    ],
    ["-p ipv6-icmp --icmpv6-type mld-listener-query", "Unknown ICMPv6 type `mld-listener-query'"],
    ["-p icmpv6 --icmpv6-type t", "Ambiguous ICMPv6 type `t': `time-exceeded' or `ttl-exceeded'?"],
    [
      '-p icmpv6 --icmpv6-type ""',
      "Ambiguous ICMPv6 type `': `destination-unreachable' or `no-route'?",
    ],
    ["! -p ipv6-icmp -m icmp6 --icmpv6-type 128", "icmp6 match: only valid for protocol 58"],
  ]);
});
