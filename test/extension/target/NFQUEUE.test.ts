import { extension } from "../../../src/extension/target/NFQUEUE.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 filter INPUT -j NFQUEUE ; --queue-num 0 ; NFQUEUE num 0
46 filter INPUT -j NFQUEUE --queue-num 0 ; --queue-num 0 ; NFQUEUE num 0
46 filter INPUT -j NFQUEUE --queue-num 1 ; --queue-num 1 ; NFQUEUE num 1
46 filter INPUT -j NFQUEUE --queue-num 65535 ; --queue-num 65535 ; NFQUEUE num 65535
46 filter INPUT -j NFQUEUE --queue-num 65536 ; FAIL bad value for option "--queue-num", or out of range (0-65535)
46 filter INPUT -j NFQUEUE --queue-num 0x10 ; --queue-num 16 ; NFQUEUE num 16
46 filter INPUT -j NFQUEUE --queue-num x ; FAIL bad value for option "--queue-num", or out of range (0-65535)
46 filter INPUT -j NFQUEUE --queue-balance 0:3 ; --queue-balance 0:3 ; NFQUEUE balance 0:3
46 filter INPUT -j NFQUEUE --queue-balance 3:0 ; FAIL 3 should be less than 0
46 filter INPUT -j NFQUEUE --queue-balance 3:3 ; FAIL 3 should be less than 3
46 filter INPUT -j NFQUEUE --queue-balance 3 ; FAIL Bad range "3"
46 filter INPUT -j NFQUEUE --queue-balance 3: ; --queue-balance 3:65535 ; NFQUEUE balance 3:65535
46 filter INPUT -j NFQUEUE --queue-balance :3 ; --queue-balance 0:3 ; NFQUEUE balance 0:3
46 filter INPUT -j NFQUEUE --queue-balance 0:65535 ; FAIL
46 filter INPUT -j NFQUEUE --queue-balance 0:65536 ; FAIL bad value for option "--queue-balance" near "65536", or out of range (0-65535)
46 filter INPUT -j NFQUEUE --queue-balance 1:65535 ; --queue-balance 1:65535 ; NFQUEUE balance 1:65535
46 filter INPUT -j NFQUEUE --queue-balance 1-3 ; FAIL Argument to "--queue-balance" has unexpected characters near "-3"
46 filter INPUT -j NFQUEUE --queue-balance 1:2:3 ; FAIL Too many components for option "--queue-balance" (max: 2)
46 filter INPUT -j NFQUEUE --queue-bypass ; --queue-num 0 --queue-bypass ; NFQUEUE num 0 bypass
46 filter INPUT -j NFQUEUE --queue-num 1 --queue-bypass ; --queue-num 1 --queue-bypass ; NFQUEUE num 1 bypass
46 filter INPUT -j NFQUEUE --queue-balance 0:3 --queue-bypass ; --queue-balance 0:3 --queue-bypass ; NFQUEUE balance 0:3 bypass
46 filter INPUT -j NFQUEUE --queue-balance 0:3 --queue-cpu-fanout ; --queue-balance 0:3 --queue-cpu-fanout ; NFQUEUE balance 0:3 cpu-fanout
46 filter INPUT -j NFQUEUE --queue-balance 0:3 --queue-bypass --queue-cpu-fanout ; --queue-balance 0:3 --queue-bypass --queue-cpu-fanout ; NFQUEUE balance 0:3 bypass cpu-fanout
46 filter INPUT -j NFQUEUE --queue-num 1 --queue-cpu-fanout ; FAIL option "--queue-cpu-fanout" also requires "--queue-balance"
46 filter INPUT -j NFQUEUE --queue-cpu-fanout ; FAIL option "--queue-cpu-fanout" also requires "--queue-balance"
46 filter INPUT -j NFQUEUE --queue-num 1 --queue-balance 0:3 ; FAIL cannot be used together
46 filter INPUT -j NFQUEUE --queue-cpu-fanout --queue-balance 0:3 ; --queue-balance 0:3 --queue-cpu-fanout ; NFQUEUE balance 0:3 cpu-fanout
46 filter INPUT -j NFQUEUE --queue-num 1 --queue-num 2 ; FAIL option "--queue-num" can only be used once
46 filter INPUT -j NFQUEUE ! --queue-num 1 ; FAIL option "--queue-num" cannot be inverted
46 raw PREROUTING -j NFQUEUE --queue-num 1 ; --queue-num 1 ; NFQUEUE num 1
46 nat POSTROUTING -j NFQUEUE --queue-num 1 ; --queue-num 1 ; NFQUEUE num 1
46 mangle POSTROUTING -j NFQUEUE --queue-num 1 ; --queue-num 1 ; NFQUEUE num 1
46 filter INPUT -j NFQUEUE --queue-balance "" ; FAIL Bad range ""
46 filter INPUT -j NFQUEUE --queue-balance : ; FAIL
46 filter INPUT -j NFQUEUE --queue-balance x:3 ; FAIL bad value for option "--queue-balance" near "x:3", or out of range (0-65535)
46 filter INPUT -j NFQUEUE --queue-balance 1:x ; FAIL bad value for option "--queue-balance" near "x", or out of range (0-65535)
46 filter INPUT -j NFQUEUE --queue-balance 1:3x ; FAIL Argument to "--queue-balance" has unexpected characters near "x"
46 filter INPUT -j NFQUEUE --queue-balance 0x1:0x3 ; --queue-balance 1:3 ; NFQUEUE balance 1:3
46 filter INPUT -j NFQUEUE --queue-balance 0: ; FAIL
46 filter INPUT -j NFQUEUE --queue-balance 1:3 --queue-balance 1:4 ; FAIL option "--queue-balance" can only be used once
46 filter INPUT -j NFQUEUE --queue-bypass --queue-bypass ; FAIL option "--queue-bypass" can only be used once
`,
);
