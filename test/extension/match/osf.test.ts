import { describe } from "vitest";
import { accepts, prints, refuses } from "../../support/extension.js";

const osf = (text: string) => `-m osf ${text}`;

describe("match osf", () => {
  accepts("ipv4", [
    ["-p tcp -m osf --genre Linux", osf("--genre Linux"), "OS fingerprint match Linux"],
    ["-p tcp -m osf ! --genre Linux", osf("! --genre Linux"), "OS fingerprint match ! Linux"],
    [
      "-p tcp -m osf --log 1 --ttl 2 --genre NMAP",
      osf("--genre NMAP --ttl 2 --log 1"),
      "OS fingerprint match NMAP",
    ],
    [
      "-p tcp -m osf --genre Linux --ttl 0",
      osf("--genre Linux --ttl 0"),
      "OS fingerprint match Linux",
    ],
    [
      "-p tcp -m osf --genre Linux --log 0x2",
      osf("--genre Linux --log 2"),
      "OS fingerprint match Linux",
    ],
  ]);
  prints("ipv4", [
    ['-p tcp -m osf --genre "A B"', osf("--genre A B"), "OS fingerprint match A B"],
    ['-p tcp -m osf --genre ""', osf("--genre "), "OS fingerprint match "],
    [
      "-p tcp -m osf --genre 123456789012345678901234567890123",
      osf("--genre 1234567890123456789012345678901"),
      "OS fingerprint match 1234567890123456789012345678901",
    ],
  ]);
  refuses("ipv4", [
    ["-p tcp -m osf", 'osf: option "--genre" must be specified'],
    ["-p tcp -m osf --ttl 0", 'osf: option "--genre" must be specified'],
    ["-p tcp -m osf --genre", 'option "--genre" requires an argument'],
    ["-p tcp -m osf --genre a --ttl 3", 'osf: bad value for option "--ttl", or out of range (0-2)'],
    [
      "-p tcp -m osf --genre a --ttl 2x",
      'osf: bad value for option "--ttl", or out of range (0-2)',
    ],
    ["-p tcp -m osf --genre a --log 3", 'osf: bad value for option "--log", or out of range (0-2)'],
    ["-p tcp -m osf --genre a ! --log 1", 'osf: option "--log" cannot be inverted.'],
    ["-p tcp -m osf --genre a ! --ttl 1", 'osf: option "--ttl" cannot be inverted.'],
    ["-p tcp -m osf --genre a --genre b", 'osf: option "--genre" can only be used once.'],
    ["-p tcp -m osf --genre a --log 0 --log 1", 'osf: option "--log" can only be used once.'],
    ["-m osf --genre a", "osf match: only valid for protocol 6"],
    ["! -p tcp -m osf --genre a", "osf match: only valid for protocol 6"],
    ["-p udp -m osf --genre a", "osf match: only valid for protocol 6"],
  ]);
  refuses("ipv6", [
    ["-p tcp -m osf --genre a", "Couldn't load match `osf':No such file or directory"],
  ]);
});
