import { extension } from "../../../src/extension/target/CONNSECMARK.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 mangle PREROUTING -j CONNSECMARK --restore ; --restore ; CONNSECMARK restore
46 mangle PREROUTING -j CONNSECMARK --save ; --save ; CONNSECMARK save
46 security INPUT -j CONNSECMARK --restore ; --restore ; CONNSECMARK restore
46 mangle PREROUTING -j CONNSECMARK ; FAIL CONNSECMARK target: parameter required
46 mangle PREROUTING -j CONNSECMARK --save --restore ; FAIL cannot be used together
46 mangle PREROUTING -j CONNSECMARK --restore --save ; FAIL cannot be used together
46 filter INPUT -j CONNSECMARK --save ; FAIL
`,
);
