import { extension } from "../../../src/extension/target/CHECKSUM.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 mangle FORWARD -j CHECKSUM --checksum-fill ; --checksum-fill ; CHECKSUM fill
46 mangle POSTROUTING -p udp --dport 68 -j CHECKSUM --checksum-fill ; --checksum-fill ; CHECKSUM fill
46 mangle FORWARD -j CHECKSUM ; FAIL CHECKSUM: option "--checksum-fill" must be specified
46 filter FORWARD -j CHECKSUM --checksum-fill ; FAIL
46 mangle FORWARD -j CHECKSUM --checksum-fill --checksum-fill ; FAIL CHECKSUM: option "--checksum-fill" can only be used once
46 mangle FORWARD -p tcp -j CHECKSUM --checksum-fill ; --checksum-fill ; CHECKSUM fill
46 mangle FORWARD -p udp -j CHECKSUM --checksum-fill ; --checksum-fill ; CHECKSUM fill
`,
);
