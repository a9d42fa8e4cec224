import { extension } from "../../../src/extension/target/CLASSIFY.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 mangle FORWARD -j CLASSIFY --set-class 1:1 ; --set-class 0001:0001 ; CLASSIFY set 1:1
46 mangle FORWARD -j CLASSIFY --set-class ffff:0 ; --set-class ffff:0000 ; CLASSIFY set ffff:0
46 mangle FORWARD -j CLASSIFY --set-class 10:ff ; --set-class 0010:00ff ; CLASSIFY set 10:ff
46 mangle FORWARD -j CLASSIFY --set-class 10000:1 ; --set-class 0000:0001 ; CLASSIFY set 0:1
46 mangle FORWARD -j CLASSIFY --set-class 1:10000 ; --set-class 0001:0000 ; CLASSIFY set 1:0
46 mangle FORWARD -j CLASSIFY --set-class 123456789:1 ; --set-class 6789:0001 ; CLASSIFY set 6789:1
46 mangle FORWARD -j CLASSIFY --set-class 1 ; FAIL Bad class value "1"
46 mangle FORWARD -j CLASSIFY --set-class 1: ; FAIL Bad class value "1:"
46 mangle FORWARD -j CLASSIFY --set-class :1 ; FAIL Bad class value ":1"
46 mangle FORWARD -j CLASSIFY --set-class 1:1x ; --set-class 0001:0001 ; CLASSIFY set 1:1
46 mangle FORWARD -j CLASSIFY --set-class x:1 ; FAIL Bad class value "x:1"
46 mangle FORWARD -j CLASSIFY --set-class 0x1:0x2 ; --set-class 0001:0002 ; CLASSIFY set 1:2
46 mangle FORWARD -j CLASSIFY --set-class "1: 2" ; --set-class 0001:0002 ; CLASSIFY set 1:2
46 mangle FORWARD -j CLASSIFY ; FAIL CLASSIFY: option "--set-class" must be specified
46 mangle FORWARD -j CLASSIFY ! --set-class 1:1 ; FAIL CLASSIFY: option "--set-class" cannot be inverted
46 mangle FORWARD -j CLASSIFY --set-class 1:1 --set-class 2:1 ; FAIL CLASSIFY: option "--set-class" can only be used once
46 mangle OUTPUT -j CLASSIFY --set-class 1:1 ; --set-class 0001:0001 ; CLASSIFY set 1:1
46 mangle POSTROUTING -j CLASSIFY --set-class 1:1 ; --set-class 0001:0001 ; CLASSIFY set 1:1
46 mangle PREROUTING -j CLASSIFY --set-class 1:1 ; FAIL
46 mangle INPUT -j CLASSIFY --set-class 1:1 ; FAIL
46 filter FORWARD -j CLASSIFY --set-class 1:1 ; --set-class 0001:0001 ; CLASSIFY set 1:1
46 filter OUTPUT -j CLASSIFY --set-class 1:1 ; --set-class 0001:0001 ; CLASSIFY set 1:1
46 filter INPUT -j CLASSIFY --set-class 1:1 ; FAIL
46 raw OUTPUT -j CLASSIFY --set-class 1:1 ; --set-class 0001:0001 ; CLASSIFY set 1:1
46 nat POSTROUTING -j CLASSIFY --set-class 1:1 ; --set-class 0001:0001 ; CLASSIFY set 1:1
46 security FORWARD -j CLASSIFY --set-class 1:1 ; --set-class 0001:0001 ; CLASSIFY set 1:1
`,
);
