import { extension } from "../../../src/extension/target/TEE.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
4 mangle PREROUTING -j TEE --gateway 10.0.0.9 ; --gateway 10.0.0.9 ; TEE gw:10.0.0.9
4 filter INPUT -j TEE --gateway 10.0.0.9 --oif v0 ; --gateway 10.0.0.9 --oif v0 ; TEE gw:10.0.0.9 oif=v0
4 nat PREROUTING -j TEE --gateway 10.0.0.9 ; --gateway 10.0.0.9 ; TEE gw:10.0.0.9
4 raw PREROUTING -j TEE --gateway 10.0.0.9 --oif eth99 ; --gateway 10.0.0.9 --oif eth99 ; TEE gw:10.0.0.9 oif=eth99
4 security INPUT -j TEE --gateway 10.0.0.9 --oif v+ ; --gateway 10.0.0.9 --oif v+ ; TEE gw:10.0.0.9 oif=v+
4 mangle PREROUTING -j TEE --oif v0 --gateway 10.0.0 ; --gateway 10.0.0.0 --oif v0 ; TEE gw:10.0.0.0 oif=v0
4 mangle PREROUTING -j TEE --gateway localhost ; --gateway 127.0.0.1 ; TEE gw:localhost ; TEE gw:127.0.0.1
4 mangle PREROUTING -j TEE --gateway 224.0.0.1 ; --gateway 224.0.0.1 ; TEE gw:224.0.0.1
4 mangle PREROUTING -j TEE --gateway 10.0.0.9 --oif 123456789012345 ; --gateway 10.0.0.9 --oif 123456789012345 ; TEE gw:10.0.0.9 oif=123456789012345
4 mangle PREROUTING -j TEE --gateway 10.0.0.9 --oif 1234567890123456 ; --gateway 10.0.0.9 --oif 123456789012345 ; TEE gw:10.0.0.9 oif=123456789012345
46 mangle PREROUTING -j TEE ; FAIL TEE: option "--gateway" must be specified
46 mangle PREROUTING -j TEE --oif v0 ; FAIL TEE: option "--gateway" must be specified
4 mangle PREROUTING -j TEE --gateway 0.0.0.0 ; FAIL
4 mangle PREROUTING -j TEE --gateway 10.0.0.0/8 ; FAIL Name or service not known
4 mangle PREROUTING -j TEE --gateway nosuch ; FAIL
4 mangle PREROUTING -j TEE --gateway fe80::1 ; FAIL
4 mangle PREROUTING -j TEE --gateway 10.0.0.9 --gateway 10.0.0.8 ; FAIL TEE: option "--gateway" can only be used once
4 mangle PREROUTING -j TEE ! --gateway 10.0.0.9 ; FAIL TEE: option "--gateway" cannot be inverted
6 mangle PREROUTING -j TEE --gateway 2001:db8::9 ; --gateway 2001:db8::9 ; TEE gw:2001:db8::9
6 mangle PREROUTING -j TEE --gateway ::ffff:1.2.3.4 --oif v0 ; --gateway ::ffff:1.2.3.4 --oif v0 ; TEE gw:::ffff:1.2.3.4 oif=v0
6 mangle PREROUTING -j TEE --gateway fe80::1 --oif v0 ; --gateway fe80::1 --oif v0 ; TEE gw:fe80::1 oif=v0
6 mangle PREROUTING -j TEE --gateway fe80::1%lo ; --gateway fe80::1 ; TEE gw:fe80::1
6 mangle PREROUTING -j TEE --gateway 10.0.0.9 ; FAIL
6 mangle PREROUTING -j TEE --gateway :: ; FAIL
6 mangle PREROUTING -j TEE --gateway 2001:db8::/64 ; FAIL
`,
);
