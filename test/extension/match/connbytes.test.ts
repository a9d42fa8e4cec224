import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match connbytes", () => {
  accepts("ipv4", [
    [
      "-m connbytes --connbytes 100 --connbytes-dir both --connbytes-mode bytes",
      "-m connbytes --connbytes 100 --connbytes-mode bytes --connbytes-dir both",
      "connbytes 100 connbytes mode bytes connbytes direction both",
    ],
    [
      "-m connbytes --connbytes 100:200 --connbytes-dir original --connbytes-mode packets",
      "-m connbytes --connbytes 100:200 --connbytes-mode packets --connbytes-dir original",
      "connbytes 100:200 connbytes mode packets connbytes direction original",
    ],
    [
      "-m connbytes ! --connbytes 100:200 --connbytes-dir reply --connbytes-mode avgpkt",
      "-m connbytes ! --connbytes 100:200 --connbytes-mode avgpkt --connbytes-dir reply",
      "! connbytes 100:200 connbytes mode avgpkt connbytes direction reply",
    ],
    [
      "-m connbytes --connbytes :200 --connbytes-dir reply --connbytes-mode avgpkt",
      "-m connbytes --connbytes 0:200 --connbytes-mode avgpkt --connbytes-dir reply",
      "connbytes 0:200 connbytes mode avgpkt connbytes direction reply",
    ],
    [
      "-m connbytes --connbytes 100: --connbytes-dir reply --connbytes-mode avgpkt",
      "-m connbytes --connbytes 100 --connbytes-mode avgpkt --connbytes-dir reply",
      "connbytes 100 connbytes mode avgpkt connbytes direction reply",
    ],
    [
      "-m connbytes --connbytes 0 --connbytes-dir reply --connbytes-mode packets",
      "-m connbytes --connbytes 0 --connbytes-mode packets --connbytes-dir reply",
      "connbytes 0 connbytes mode packets connbytes direction reply",
    ],
    [
      "-m connbytes --connbytes 0:0 --connbytes-dir reply --connbytes-mode packets",
      "-m connbytes --connbytes 0 --connbytes-mode packets --connbytes-dir reply",
      "connbytes 0 connbytes mode packets connbytes direction reply",
    ],
    [
      "-m connbytes ! --connbytes 0 --connbytes-dir reply --connbytes-mode packets",
      "-m connbytes ! --connbytes 0 --connbytes-mode packets --connbytes-dir reply",
      "! connbytes 0 connbytes mode packets connbytes direction reply",
    ],
    [
      "-m connbytes --connbytes 0:1000 --connbytes-mode packets --connbytes-dir original",
      "-m connbytes --connbytes 0:1000 --connbytes-mode packets --connbytes-dir original",
      "connbytes 0:1000 connbytes mode packets connbytes direction original",
    ],
    [
      "-m connbytes --connbytes 18446744073709551615 --connbytes-mode packets --connbytes-dir both",
      "-m connbytes --connbytes 18446744073709551615 --connbytes-mode packets --connbytes-dir both",
      "connbytes 18446744073709551615 connbytes mode packets connbytes direction both",
    ],
    [
      "-m connbytes --connbytes 0x10:0x20 --connbytes-mode packets --connbytes-dir both",
      "-m connbytes --connbytes 16:32 --connbytes-mode packets --connbytes-dir both",
      "connbytes 16:32 connbytes mode packets connbytes direction both",
    ],
    [
      "-m connbytes ! --connbytes 100: --connbytes-dir original --connbytes-mode bytes",
      "-m connbytes ! --connbytes 100 --connbytes-mode bytes --connbytes-dir original",
      "! connbytes 100 connbytes mode bytes connbytes direction original",
    ],
    [
      "-m connbytes ! --connbytes :100 --connbytes-dir both --connbytes-mode bytes",
      "-m connbytes ! --connbytes 0:100 --connbytes-mode bytes --connbytes-dir both",
      "! connbytes 0:100 connbytes mode bytes connbytes direction both",
    ],
    [
      "-m connbytes --connbytes : --connbytes-dir both --connbytes-mode bytes",
      "-m connbytes --connbytes 0 --connbytes-mode bytes --connbytes-dir both",
      "connbytes 0 connbytes mode bytes connbytes direction both",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m connbytes --connbytes 100 --connbytes-dir both --connbytes-mode bytes",
      "-m connbytes --connbytes 100 --connbytes-mode bytes --connbytes-dir both",
      "connbytes 100 connbytes mode bytes connbytes direction both",
    ],
  ]);
  refuses("ipv4", [
    [
      "-m connbytes --connbytes 20:10 --connbytes-mode packets --connbytes-dir original",
      "20 should be less than 10",
    ],
    [
      "-m connbytes --connbytes 20:10:5 --connbytes-mode packets --connbytes-dir original",
      'connbytes: Too many components for option "--connbytes" (max: 2)',
    ],
    [
      "-m connbytes --connbytes foo --connbytes-mode packets --connbytes-dir original",
      'connbytes: bad value for option "--connbytes" near "foo", or out of range (0-18446744073709551615).',
    ],
    [
      "-m connbytes --connbytes 5 --connbytes-mode foo --connbytes-dir original",
      "Unknown --connbytes-mode `foo'",
    ],
    [
      "-m connbytes --connbytes 5 --connbytes-mode packets --connbytes-dir foo",
      "Unknown --connbytes-dir `foo'",
    ],
    [
      "-m connbytes --connbytes 5 --connbytes-mode packets",
      'connbytes: option "--connbytes-dir" must be specified',
    ],
    [
      "-m connbytes --connbytes 5 --connbytes-dir both",
      'connbytes: option "--connbytes-mode" must be specified',
    ],
    [
      "-m connbytes --connbytes-dir both --connbytes-mode packets",
      'connbytes: option "--connbytes" must be specified',
    ],
    [
      "-m connbytes --connbytes 18446744073709551616 --connbytes-mode packets --connbytes-dir both",
      'connbytes: bad value for option "--connbytes" near "18446744073709551616", or out of range (0-18446744073709551615).',
    ],
  ]);
});
