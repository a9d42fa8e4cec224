import { extension } from "../../../src/extension/target/SNPT.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
6 mangle POSTROUTING -j SNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; SNPT src-pfx 2001:db8:1::/48 dst-pfx 2001:db8:2::/48
6 mangle INPUT -j SNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; SNPT src-pfx 2001:db8:1::/48 dst-pfx 2001:db8:2::/48
6 mangle PREROUTING -j SNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle FORWARD -j SNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle OUTPUT -j SNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle POSTROUTING -j SNPT --src-pfx 2001:db8:1::/64 --dst-pfx 2001:db8:2::/56 ; --src-pfx 2001:db8:1::/64 --dst-pfx 2001:db8:2::/56 ; SNPT src-pfx 2001:db8:1::/64 dst-pfx 2001:db8:2::/56
6 mangle POSTROUTING -j SNPT --src-pfx 2001:db8:1::/48 ; FAIL SNPT: option "--dst-pfx" must be specified
6 mangle POSTROUTING -j SNPT --dst-pfx 2001:db8:1::/48 ; FAIL SNPT: option "--src-pfx" must be specified
6 mangle POSTROUTING -j SNPT --src-pfx 2001:db8:1::/48 --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:1::/48 ; FAIL SNPT: option "--src-pfx" can only be used once
6 filter FORWARD -j SNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; FAIL
`,
);
