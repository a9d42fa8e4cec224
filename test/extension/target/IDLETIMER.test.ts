import { extension } from "../../../src/extension/target/IDLETIMER.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 filter INPUT -j IDLETIMER --timeout 42 --label foo ; --timeout 42 --label foo ; timeout:42 label:foo
46 filter INPUT -j IDLETIMER --timeout 0 --label foo ; FAIL
46 filter INPUT -j IDLETIMER --label foo ; FAIL IDLETIMER: option "--timeout" must be specified
46 filter INPUT -j IDLETIMER --timeout 42 ; FAIL IDLETIMER: option "--label" must be specified
46 filter INPUT -j IDLETIMER ; FAIL IDLETIMER: option "--timeout" must be specified
46 filter INPUT -j IDLETIMER --timeout x --label foo ; FAIL IDLETIMER: bad value for option "--timeout", or out of range (0-4294967295)
46 filter INPUT -j IDLETIMER --timeout 42 --label "" ; FAIL
46 filter INPUT -j IDLETIMER --timeout 42 --label abcdefghijklmnopqrstuvwxyz0 ; --timeout 42 --label abcdefghijklmnopqrstuvwxyz0 ; timeout:42 label:abcdefghijklmnopqrstuvwxyz0
46 filter INPUT -j IDLETIMER --timeout 42 --label abcdefghijklmnopqrstuvwxyz01 ; --timeout 42 --label abcdefghijklmnopqrstuvwxyz0 ; timeout:42 label:abcdefghijklmnopqrstuvwxyz0
46 filter INPUT -j IDLETIMER --timeout 4294967295 --label foo ; FAIL
46 filter INPUT -j IDLETIMER --timeout 4294968 --label foo ; FAIL
46 filter OUTPUT -j IDLETIMER --timeout 43 --label bar --alarm ; --timeout 43 --label bar --alarm ; timeout:43 label:bar alarm
46 filter OUTPUT -j IDLETIMER --timeout 2147483 --label bar2 ; FAIL
46 filter OUTPUT -j IDLETIMER --timeout 2147482 --label bar3 ; --timeout 2147482 --label bar3 ; timeout:2147482 label:bar3
`,
);
