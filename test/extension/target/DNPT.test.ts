import { extension } from "../../../src/extension/target/DNPT.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
6 mangle PREROUTING -j DNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; DNPT src-pfx 2001:db8:1::/48 dst-pfx 2001:db8:2::/48
6 mangle INPUT -j DNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle POSTROUTING -j DNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle FORWARD -j DNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle OUTPUT -j DNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; DNPT src-pfx 2001:db8:1::/48 dst-pfx 2001:db8:2::/48
6 mangle PREROUTING -j DNPT --src-pfx 2001:db8:1::/64 --dst-pfx 2001:db8:2::/56 ; --src-pfx 2001:db8:1::/64 --dst-pfx 2001:db8:2::/56 ; DNPT src-pfx 2001:db8:1::/64 dst-pfx 2001:db8:2::/56
6 mangle PREROUTING -j DNPT --src-pfx 2001:db8:1::/65 --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle PREROUTING -j DNPT --src-pfx 2001:db8:1::5/48 --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle PREROUTING -j DNPT --src-pfx 2001:db8:1:: --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle PREROUTING -j DNPT --src-pfx x/48 --dst-pfx 2001:db8:2::/48 ; FAIL
6 mangle PREROUTING -j DNPT --src-pfx 2001:db8:1::/x --dst-pfx 2001:db8:2::/48 ; FAIL DNPT: bad value for option "--src-pfx", neither a valid network mask nor valid CIDR (0-128)
6 mangle PREROUTING -j DNPT --src-pfx 2001:db8:1::/129 --dst-pfx 2001:db8:2::/48 ; FAIL DNPT: bad value for option "--src-pfx", neither a valid network mask nor valid CIDR (0-128)
6 mangle PREROUTING -j DNPT --src-pfx 2001:db8:1::/48 ; FAIL DNPT: option "--dst-pfx" must be specified
6 mangle PREROUTING -j DNPT --dst-pfx 2001:db8:1::/48 ; FAIL DNPT: option "--src-pfx" must be specified
6 mangle PREROUTING -j DNPT ; FAIL DNPT: option "--src-pfx" must be specified
6 nat PREROUTING -j DNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:2::/48 ; FAIL
`,
);
