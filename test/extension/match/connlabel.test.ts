import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match connlabel", () => {
  accepts("ipv4", [
    ["-m connlabel --label 5", '-m connlabel --label "5"', "connlabel 5"],
    ["-m connlabel --label 0", '-m connlabel --label "0"', "connlabel 0"],
    ["-m connlabel --label 127", '-m connlabel --label "127"', "connlabel 127"],
    ["-m connlabel ! --label 5", '-m connlabel ! --label "5"', "connlabel ! 5"],
    ["-m connlabel --label 5 --set", '-m connlabel --label "5" --set', "connlabel 5 set"],
    ["-m connlabel ! --label 5 --set", '-m connlabel ! --label "5" --set', "connlabel ! 5 set"],
    ["-m connlabel --set --label 5", '-m connlabel --label "5" --set', "connlabel 5 set"],
    ["-m connlabel --label 0x10", '-m connlabel --label "16"', "connlabel 16"],
    ["-m connlabel --label 010", '-m connlabel --label "8"', "connlabel 8"],
    ["-t raw -A PREROUTING -m connlabel --label 5", '-m connlabel --label "5"', "connlabel 5"],
  ]);
  accepts("ipv6", [
    ["-m connlabel --label 7 --set", '-m connlabel --label "7" --set', "connlabel 7 set"],
  ]);
  refuses("ipv4", [
    ["-m connlabel --label 128", "Numerical result out of range."],
    ['-m connlabel --label ""', "Argument must have a minimum length of 1 characters"],
    ["-m connlabel", 'connlabel: option "--label" must be specified'],
    ["-m connlabel --set", 'connlabel: option "--label" must be specified'],
    ["-m connlabel --label 5 ! --set", 'connlabel: option "--set" cannot be inverted.'],
    ["-m connlabel --label 5 --label 6", 'connlabel: option "--label" can only be used once.'],
  ]);
});
