import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match ah", () => {
  accepts("ipv4", [
    ["-p ah -m ah --ahspi 5", "-m ah --ahspi 5", "ah spi:5"],
    ["-p ah --ahspi 5:10", "-m ah --ahspi 5:10", "ah spis:5:10"],
    ["-p ah ! --ahspi 5:10", "-m ah ! --ahspi 5:10", "ah spis:!5:10"],
    ["-p ah -m ah", "-m ah", "ah "],
    ["-p ah --ahspi 10:5", "-m ah --ahspi 10:5", "ah spis:10:5"],
    ["-p ah ! --ahspi 0:4294967295", "-m ah", "ah spis:!0:4294967295"],
    ["-p ah --ahspi 0:4294967295", "-m ah", "ah "],
    ["-p ah --ahspi :5", "-m ah --ahspi 0:5", "ah spis:0:5"],
    ["-p ah --ahspi 5:5", "-m ah --ahspi 5", "ah spi:5"],
    ["-p ah --ahspi 0x10", "-m ah --ahspi 16", "ah spi:16"],
    ["-p ah ! --ahspi 7", "-m ah ! --ahspi 7", "ah spi:!7"],
  ]);
  accepts("ipv6", [
    ["-m ah --ahspi 5", "-m ah --ahspi 5", "ah spi:5"],
    [
      "-m ah --ahspi 5 ! --ahlen 8 --ahres",
      "-m ah --ahspi 5 ! --ahlen 8 --ahres",
      "ah spi:5length:!8 reserved",
    ],
    ["-m ah ! --ahspi 5:6 --ahlen 8", "-m ah ! --ahspi 5:6 --ahlen 8", "ah spis:!5:6length:8"],
    ["-m ah", "-m ah", "ah "],
    ["-p ah --ahspi 5", "-m ah --ahspi 5", "ah spi:5"],
    ["-m ah --ahres", "-m ah --ahres", "ah  reserved"],
    ["-m ah --ahspi 10:5", "-m ah --ahspi 10:5", "ah spis:10:5"],
    ["-m ah --ahspi 0:4294967295", "-m ah", "ah "],
    ["-m ah ! --ahspi 0:4294967295", "-m ah", "ah spis:!0:4294967295"],
    ["-m ah --ahlen 0", "-m ah", "ah "],
    ["-m ah ! --ahlen 0", "-m ah ! --ahlen 0", "ah length:!0"],
    ["-m ah ! --ahlen 24 --ahspi 5:9", "-m ah --ahspi 5:9 ! --ahlen 24", "ah spis:5:9length:!24"],
    ["-m ah ! --ahspi 7 --ahres", "-m ah ! --ahspi 7 --ahres", "ah spi:!7 reserved"],
    ["-p udp -m ah --ahspi 1", "-m ah --ahspi 1", "ah spi:1"],
    ["-m ah --ahlen 24", "-m ah --ahlen 24", "ah length:24"],
    ["-m ah --ahlen 0x18", "-m ah --ahlen 24", "ah length:24"],
  ]);
  refuses("ipv4", [
    ["-m ah --ahspi 5", "ah match: only valid for protocol 51"],
    ["-p ah --ahlen 5", 'unknown option "--ahlen"'],
    ["-p ah --ahres", 'unknown option "--ahres"'],
    [
      "-p ah --ahspi foo",
      'ah: bad value for option "--ahspi" near "foo", or out of range (0-4294967295).',
    ],
    ["-p ah --ahspi 5 --ahspi 6", "can only be used once"],
    ["-p udp -m ah --ahspi 5", "ah match: only valid for protocol 51"],
    ["! -p ah -m ah --ahspi 5", "ah match: only valid for protocol 51"],
  ]);
  refuses("ipv6", [
    ["-m ah ! --ahres", 'ah: option "--ahres" cannot be inverted.'],
    [
      "-m ah --ahlen 5000000000",
      'ah: bad value for option "--ahlen", or out of range (0-4294967295).',
    ],
    ["-m ah --ahlen 8 --ahlen 8", "can only be used once"],
    ["-m ah --ahlen foo", 'ah: bad value for option "--ahlen", or out of range (0-4294967295).'],
  ]);
});
