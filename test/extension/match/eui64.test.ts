import { accepts } from "../../support/extension.js";
import { matchCases } from "../cases.js";

matchCases(
  "eui64",
  `
6 filter FORWARD -m eui64 --x ; FAIL unknown option "--x"
6 filter OUTPUT -m eui64 ; FAIL
6 mangle POSTROUTING -m eui64 ; FAIL
`,
);

// what is listed ends in a blank
accepts("ipv6", [
  ["-m eui64", "-m eui64", "eui64 "],
  ["-t raw -A PREROUTING -m eui64", "-m eui64", "eui64 "],
  ["-A FORWARD -m eui64", "-m eui64", "eui64 "],
  ["-A own -m eui64", "-m eui64", "eui64 "],
]);
