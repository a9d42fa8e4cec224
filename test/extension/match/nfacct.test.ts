import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match nfacct", () => {
  accepts("ipv4", [["-m nfacct --nfacct-name a", "-m nfacct --nfacct-name  a", "nfacct-name  a"]]);
  refuses("ipv4", [
    ["-m nfacct ! --nfacct-name a", 'nfacct: option "--nfacct-name" cannot be inverted.'],
    ["-m nfacct --nfacct-name nosuch", "No chain/target/match by that name."],
    ['-m nfacct --nfacct-name ""', "Argument must have a minimum length of 1 characters"],
    ["-m nfacct", 'nfacct: option "--nfacct-name" must be specified'],
    [
      "-m nfacct --nfacct-name 12345678901234567890123456789012",
      "No chain/target/match by that name.",
    ],
    [
      "-m nfacct --nfacct-name 1234567890123456789012345678901",
      "No chain/target/match by that name.",
    ],
    [
      "-m nfacct --nfacct-name a --nfacct-name b",
      'nfacct: option "--nfacct-name" can only be used once.',
    ],
  ]);
});
