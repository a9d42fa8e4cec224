import { extension } from "../../../src/extension/target/TRACE.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 raw PREROUTING -j TRACE ;  ; 
46 raw OUTPUT -j TRACE ;  ; 
46 filter INPUT -j TRACE ; FAIL
46 mangle PREROUTING -j TRACE ; FAIL
46 raw OUTPUT -j TRACE --foo ; FAIL unknown option "--foo"
`,
);
