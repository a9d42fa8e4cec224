import { extension } from "../../../src/extension/target/NOTRACK.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 raw PREROUTING -j NOTRACK ;  ; NOTRACK
46 raw OUTPUT -j NOTRACK ;  ; NOTRACK
46 filter INPUT -j NOTRACK ; FAIL
46 mangle PREROUTING -j NOTRACK ; FAIL
46 raw PREROUTING -j NOTRACK --notrack ; FAIL unknown option "--notrack"
`,
);
