import { extension } from "../../../src/extension/target/NFLOG.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 filter INPUT -j NFLOG ;  ; 
46 filter INPUT -j NFLOG --nflog-group 1 ; --nflog-group 1 ; nflog-group 1
46 filter INPUT -j NFLOG --nflog-group 65535 ; --nflog-group 65535 ; nflog-group 65535
46 filter INPUT -j NFLOG --nflog-group 65536 ; FAIL NFLOG: bad value for option "--nflog-group", or out of range (0-65535)
46 filter INPUT -j NFLOG --nflog-group 0 ;  ; 
46 filter INPUT -j NFLOG --nflog-range 1 ; --nflog-range 1 ; nflog-range 1
46 filter INPUT -j NFLOG --nflog-range 4294967295 ; --nflog-range 4294967295 ; nflog-range 4294967295
46 filter INPUT -j NFLOG --nflog-range 4294967296 ; FAIL NFLOG: bad value for option "--nflog-range", or out of range (0-4294967295)
46 filter INPUT -j NFLOG --nflog-size 0 ; --nflog-size 0 ; nflog-size 0
46 filter INPUT -j NFLOG --nflog-size 1 ; --nflog-size 1 ; nflog-size 1
46 filter INPUT -j NFLOG --nflog-size 4294967295 ; --nflog-size 4294967295 ; nflog-size 4294967295
46 filter INPUT -j NFLOG --nflog-size 1 --nflog-range 1 ; FAIL cannot be used together
46 filter INPUT -j NFLOG --nflog-prefix xxxxxx ; --nflog-prefix xxxxxx ; nflog-prefix xxxxxx
46 filter INPUT -j NFLOG --nflog-prefix xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ; --nflog-prefix xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ; nflog-prefix xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
46 filter INPUT -j NFLOG --nflog-prefix xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ; --nflog-prefix xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ; nflog-prefix xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
46 filter INPUT -j NFLOG --nflog-prefix "" ; FAIL Argument must have a minimum length of 1 characters
46 filter INPUT -j NFLOG --nflog-threshold 1 ; --nflog-threshold 1 ; nflog-threshold 1
46 filter INPUT -j NFLOG --nflog-threshold 65535 ; --nflog-threshold 65535 ; nflog-threshold 65535
46 filter INPUT -j NFLOG --nflog-threshold 65536 ; FAIL NFLOG: bad value for option "--nflog-threshold", or out of range (0-65535)
46 filter INPUT -j NFLOG --nflog-threshold 0 ;  ; 
46 filter INPUT -j NFLOG --nflog-group 3 --nflog-prefix "in: " --nflog-size 64 --nflog-threshold 5 ; --nflog-prefix "in: " --nflog-group 3 --nflog-size 64 --nflog-threshold 5 ; nflog-prefix "in: " nflog-group 3 nflog-size 64 nflog-threshold 5
46 filter INPUT -j NFLOG --nflog-group x ; FAIL NFLOG: bad value for option "--nflog-group", or out of range (0-65535)
46 filter INPUT -j NFLOG --nflog-group 1 --nflog-group 2 ; FAIL NFLOG: option "--nflog-group" can only be used once
46 filter INPUT -j NFLOG ! --nflog-group 1 ; FAIL NFLOG: option "--nflog-group" cannot be inverted
46 nat PREROUTING -j NFLOG --nflog-group 1 ; --nflog-group 1 ; nflog-group 1
46 raw OUTPUT -j NFLOG --nflog-group 1 ; --nflog-group 1 ; nflog-group 1
46 filter INPUT -j NFLOG --nflog-prefix "a b" ; --nflog-prefix "a b" ; nflog-prefix "a b"
`,
);
