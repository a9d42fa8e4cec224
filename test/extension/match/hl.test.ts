import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match hl", () => {
  accepts("ipv6", [
    ["-m hl --hl-eq 5", "-m hl --hl-eq 5", "HL match HL == 5"],
    ["-m hl --hl 5", "-m hl --hl-eq 5", "HL match HL == 5"],
    ["-m hl ! --hl-eq 5", "-m hl ! --hl-eq 5", "HL match HL != 5"],
    ["-m hl --hl-gt 5", "-m hl --hl-gt 5", "HL match HL > 5"],
    ["-m hl --hl-lt 5", "-m hl --hl-lt 5", "HL match HL < 5"],
  ]);
  refuses("ipv4", [["-m hl --hl-eq 0", "Couldn't load match `hl'"]]);
  refuses("ipv6", [
    ["-m hl ! --hl-gt 5", 'hl: option "--hl-gt" cannot be inverted.'],
    ["-m hl --hl-eq 256", 'hl: bad value for option "--hl-eq", or out of range (0-255).'],
    ["-m hl", "HL match: You must specify one of `--hl-eq', `--hl-lt', `--hl-gt'"],
    ["-m hl --hl-eq 1 --hl-gt 2", "cannot be used together"],
    ["-m hl --hl-eq foo", 'hl: bad value for option "--hl-eq", or out of range (0-255).'],
  ]);
});
