import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match esp", () => {
  accepts("ipv4", [
    ["-p esp -m esp --espspi 5", "-m esp --espspi 5", "esp spi:5"],
    ["-p esp --espspi 5:10", "-m esp --espspi 5:10", "esp spis:5:10"],
    ["-p esp ! --espspi 5:10", "-m esp ! --espspi 5:10", "esp spis:!5:10"],
    ["-p esp -m esp", "-m esp", "esp"],
    ["-p esp --espspi 0:4294967295", "-m esp", "esp"],
    ["-p esp ! --espspi 0:4294967295", "-m esp", "esp spis:!0:4294967295"],
    ["-p esp --espspi 10:5", "-m esp --espspi 10:5", "esp spis:10:5"],
    ["-p esp --espspi :5", "-m esp --espspi 0:5", "esp spis:0:5"],
    ["-p esp --espspi 5:", "-m esp --espspi 5:4294967295", "esp spis:5:4294967295"],
  ]);
  accepts("ipv6", [
    ["-p esp --espspi 0x10", "-m esp --espspi 16", "esp spi:16"],
    ["-p esp ! --espspi 1:2", "-m esp ! --espspi 1:2", "esp spis:!1:2"],
  ]);
  refuses("ipv4", [
    [
      "-p esp --espspi 4294967296",
      'esp: bad value for option "--espspi" near "4294967296", or out of range (0-4294967295).',
    ],
    [
      "-p esp --espspi foo",
      'esp: bad value for option "--espspi" near "foo", or out of range (0-4294967295).',
    ],
    ["-m esp --espspi 5", "esp match: only valid for protocol 50"],
  ]);
});
