import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match mac", () => {
  accepts("ipv4", [
    [
      "-m mac --mac-source 00:11:22:33:44:55",
      "-m mac --mac-source 00:11:22:33:44:55",
      "MAC 00:11:22:33:44:55",
    ],
    [
      "-m mac ! --mac-source 00:11:22:33:44:55",
      "-m mac ! --mac-source 00:11:22:33:44:55",
      "MAC ! 00:11:22:33:44:55",
    ],
    [
      "-m mac --mac-source 0:1:2:3:4:aB",
      "-m mac --mac-source 00:01:02:03:04:ab",
      "MAC 00:01:02:03:04:ab",
    ],
    [
      "-A FORWARD -m mac --mac-source 00:11:22:33:44:55",
      "-m mac --mac-source 00:11:22:33:44:55",
      "MAC 00:11:22:33:44:55",
    ],
    [
      "-t mangle -A PREROUTING -m mac --mac-source 00:11:22:33:44:55",
      "-m mac --mac-source 00:11:22:33:44:55",
      "MAC 00:11:22:33:44:55",
    ],
    ["-m mac --mac-source :::::", "-m mac --mac-source 00:00:00:00:00:00", "MAC 00:00:00:00:00:00"],
    [
      "-m mac --mac-source -1:1:1:1:1:1",
      "-m mac --mac-source ff:01:01:01:01:01",
      "MAC ff:01:01:01:01:01",
    ],
    [
      '-m mac --mac-source " 1:1:1:1:1:1"',
      "-m mac --mac-source 01:01:01:01:01:01",
      "MAC 01:01:01:01:01:01",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m mac --mac-source aa:bb:cc:dd:ee:ff",
      "-m mac --mac-source aa:bb:cc:dd:ee:ff",
      "MAC aa:bb:cc:dd:ee:ff",
    ],
  ]);
  refuses("ipv4", [
    ["-m mac --mac-source 00:11:22:33:44", "Invalid MAC address specified."],
    ["-m mac --mac-source 00:11:22:33:44:55:66", "Invalid MAC address specified."],
    ["-m mac --mac-source 00-11-22-33-44-55", "Invalid MAC address specified."],
    ["-m mac --mac-source foo", "Invalid MAC address specified."],
    ["-m mac --mac-source 00:11:22:33:44:5g", "Invalid MAC address specified."],
    ["-m mac", 'mac: option "--mac-source" must be specified'],
    ["-m mac --mac-source 001122334455", "Invalid MAC address specified."],
    [
      "-A OUTPUT -m mac --mac-source 00:11:22:33:44:55",
      "but only valid from PREROUTING/INPUT/FORWARD",
    ],
    [
      "-t mangle -A POSTROUTING -m mac --mac-source 00:11:22:33:44:55",
      "but only valid from PREROUTING/INPUT/FORWARD",
    ],
    ["-m mac --mac-source 1ff:0:0:0:0:0", "Invalid MAC address specified."],
    ["-m mac --mac-source 0x11:1:1:1:1:1", "Invalid MAC address specified."],
  ]);
  refuses("ipv6", [
    [
      "-A OUTPUT -m mac --mac-source 00:11:22:33:44:55",
      "but only valid from PREROUTING/INPUT/FORWARD",
    ],
  ]);
});
