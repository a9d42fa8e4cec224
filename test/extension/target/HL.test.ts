import { extension } from "../../../src/extension/target/HL.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
6 mangle PREROUTING -j HL ; FAIL You must specify an action
6 mangle PREROUTING -j HL --hl-set 64 ; --hl-set 64 ; HL set to 64
6 mangle PREROUTING -j HL --hl-set 0 ; --hl-set 0 ; HL set to 0
6 mangle PREROUTING -j HL --hl-set 256 ; FAIL bad value for option "--hl-set", or out of range (0-255)
6 mangle PREROUTING -j HL --hl-dec 1 ; --hl-dec 1 ; HL decrement by 1
6 mangle PREROUTING -j HL --hl-dec 0 ; FAIL bad value for option "--hl-dec", or out of range (1-255)
6 mangle PREROUTING -j HL --hl-inc 1 ; --hl-inc 1 ; HL increment by 1
6 mangle PREROUTING -j HL --hl-inc 0 ; FAIL bad value for option "--hl-inc", or out of range (1-255)
6 mangle PREROUTING -j HL --hl-inc x ; FAIL bad value for option "--hl-inc", or out of range (1-255)
6 mangle PREROUTING -j HL --hl-inc 1 --hl-dec 1 ; FAIL cannot be used together
6 filter FORWARD -j HL --hl-inc 1 ; FAIL
`,
);
