import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match connlimit", () => {
  accepts("ipv4", [
    [
      "-m connlimit --connlimit-upto 3",
      "-m connlimit --connlimit-upto 3 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 3",
    ],
    [
      "-m connlimit --connlimit-above 3",
      "-m connlimit --connlimit-above 3 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 > 3",
    ],
    [
      "-m connlimit ! --connlimit-upto 3",
      "-m connlimit --connlimit-above 3 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 > 3",
    ],
    [
      "-m connlimit ! --connlimit-above 3",
      "-m connlimit --connlimit-upto 3 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 3",
    ],
    [
      "-m connlimit --connlimit-above 0",
      "-m connlimit --connlimit-above 0 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 > 0",
    ],
    [
      "-m connlimit --connlimit-upto 0",
      "-m connlimit --connlimit-upto 0 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 0",
    ],
    [
      "-m connlimit --connlimit-upto 4294967295",
      "-m connlimit --connlimit-upto 4294967295 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 4294967295",
    ],
    [
      "-m connlimit --connlimit-upto 0x10 --connlimit-mask 24",
      "-m connlimit --connlimit-upto 16 --connlimit-mask 24 --connlimit-saddr",
      "#conn src/24 <= 16",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 0",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 0 --connlimit-saddr",
      "#conn src/0 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 33",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 255.255.0.0",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 16 --connlimit-saddr",
      "#conn src/16 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 010",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 8 --connlimit-saddr",
      "#conn src/8 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-saddr",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-daddr",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-daddr",
      "#conn dst/32 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-daddr --connlimit-mask 16",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 16 --connlimit-daddr",
      "#conn dst/16 <= 5",
    ],
    [
      "-p tcp -m connlimit --connlimit-above 2 --connlimit-mask 32",
      "-m connlimit --connlimit-above 2 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 > 2",
    ],
    [
      "-t raw -A PREROUTING -m connlimit --connlimit-above 2",
      "-m connlimit --connlimit-above 2 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 > 2",
    ],
    [
      "-A user -m connlimit --connlimit-above 2",
      "-m connlimit --connlimit-above 2 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 > 2",
    ],
    [
      "-m connlimit --connlimit-abov 2",
      "-m connlimit --connlimit-above 2 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 > 2",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 64",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 128",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 129",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 255.0.255.0",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 0.0.255.0",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 5",
    ],
    [
      '-m connlimit --connlimit-upto 5 --connlimit-mask " 8"',
      "-m connlimit --connlimit-upto 5 --connlimit-mask 8 --connlimit-saddr",
      "#conn src/8 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 0.0.0.0",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 0 --connlimit-saddr",
      "#conn src/0 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 1.2.3.4",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr",
      "#conn src/32 <= 5",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m connlimit --connlimit-upto 3",
      "-m connlimit --connlimit-upto 3 --connlimit-mask 128 --connlimit-saddr",
      "#conn src/128 <= 3",
    ],
    [
      "-m connlimit ! --connlimit-above 3 --connlimit-mask 64",
      "-m connlimit --connlimit-upto 3 --connlimit-mask 64 --connlimit-saddr",
      "#conn src/64 <= 3",
    ],
    [
      "-m connlimit --connlimit-above 3 --connlimit-mask 128",
      "-m connlimit --connlimit-above 3 --connlimit-mask 128 --connlimit-saddr",
      "#conn src/128 > 3",
    ],
    [
      "-m connlimit --connlimit-above 3 --connlimit-mask 0 --connlimit-daddr",
      "-m connlimit --connlimit-above 3 --connlimit-mask 0 --connlimit-daddr",
      "#conn dst/0 > 3",
    ],
    [
      "-m connlimit --connlimit-above 3 --connlimit-mask ffff::",
      "-m connlimit --connlimit-above 3 --connlimit-mask 16 --connlimit-saddr",
      "#conn src/16 > 3",
    ],
    [
      "-m connlimit --connlimit-above 3 --connlimit-mask 33",
      "-m connlimit --connlimit-above 3 --connlimit-mask 33 --connlimit-saddr",
      "#conn src/33 > 3",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask ffff:0:ff00::",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 128 --connlimit-saddr",
      "#conn src/128 <= 5",
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask ::1",
      "-m connlimit --connlimit-upto 5 --connlimit-mask 128 --connlimit-saddr",
      "#conn src/128 <= 5",
    ],
  ]);
  refuses("ipv4", [
    [
      "-m connlimit --connlimit-upto 4294967296",
      'connlimit: bad value for option "--connlimit-upto", or out of range (0-4294967295).',
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask x",
      'connlimit: bad value for option "--connlimit-mask", neither a valid network mask nor valid CIDR (0-32).',
    ],
    [
      '-m connlimit --connlimit-upto 5 --connlimit-mask ""',
      'connlimit: bad value for option "--connlimit-mask", neither a valid network mask nor valid CIDR (0-32).',
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 08",
      'connlimit: bad value for option "--connlimit-mask", neither a valid network mask nor valid CIDR (0-32).',
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-saddr --connlimit-daddr",
      'connlimit: option "--connlimit-saddr" cannot be used together with "--connlimit-daddr".',
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-daddr --connlimit-saddr",
      'connlimit: option "--connlimit-saddr" cannot be used together with "--connlimit-daddr".',
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-above 4",
      'connlimit: option "--connlimit-upto" cannot be used together with "--connlimit-above".',
    ],
    [
      "-m connlimit --connlimit-above 5 --connlimit-upto 4",
      'connlimit: option "--connlimit-upto" cannot be used together with "--connlimit-above".',
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-upto 5",
      'connlimit: option "--connlimit-upto" can only be used once.',
    ],
    [
      "-m connlimit --connlimit-saddr",
      'You must specify "--connlimit-above" or "--connlimit-upto".',
    ],
    [
      "-m connlimit --connlimit-mask 24",
      'You must specify "--connlimit-above" or "--connlimit-upto".',
    ],
    ["-m connlimit", 'You must specify "--connlimit-above" or "--connlimit-upto".'],
    [
      "-m connlimit --connlimit-upto x",
      'connlimit: bad value for option "--connlimit-upto", or out of range (0-4294967295).',
    ],
    [
      "-m connlimit --connlimit-upto -1",
      'connlimit: bad value for option "--connlimit-upto", or out of range (0-4294967295).',
    ],
    [
      "-m connlimit --connlimit-upto 5 ! --connlimit-saddr",
      'connlimit: option "--connlimit-saddr" cannot be inverted.',
    ],
    [
      "-m connlimit --connlimit-upto 5 ! --connlimit-mask 3",
      'connlimit: option "--connlimit-mask" cannot be inverted.',
    ],
    [
      '-m connlimit --connlimit-above ""',
      'connlimit: bad value for option "--connlimit-above", or out of range (0-4294967295).',
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask ffff::",
      'connlimit: bad value for option "--connlimit-mask", neither a valid network mask nor valid CIDR (0-32).',
    ],
  ]);
  refuses("ipv6", [
    [
      "-m connlimit --connlimit-above 3 --connlimit-mask 129",
      'connlimit: bad value for option "--connlimit-mask", neither a valid network mask nor valid CIDR (0-128).',
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask 255.0.0.0",
      'connlimit: bad value for option "--connlimit-mask", neither a valid network mask nor valid CIDR (0-128).',
    ],
    [
      "-m connlimit --connlimit-upto 5 --connlimit-mask x",
      'connlimit: bad value for option "--connlimit-mask", neither a valid network mask nor valid CIDR (0-128).',
    ],
  ]);
});
