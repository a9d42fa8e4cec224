import { extension } from "../../../src/extension/target/AUDIT.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 filter INPUT -j AUDIT --type accept ; --type accept ; AUDIT accept
46 filter INPUT -j AUDIT --type drop ; --type drop ; AUDIT drop
46 filter INPUT -j AUDIT --type reject ; --type reject ; AUDIT reject
46 filter INPUT -j AUDIT --type x ; FAIL Bad action type value "x"
46 filter INPUT -j AUDIT ; FAIL AUDIT: option "--type" must be specified
46 filter INPUT -j AUDIT --type accept --type drop ; FAIL AUDIT: option "--type" can only be used once
46 raw PREROUTING -j AUDIT --type accept ; --type accept ; AUDIT accept
`,
);
