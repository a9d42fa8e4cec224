import { extension } from "../../../src/extension/target/MASQUERADE.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 nat POSTROUTING -j MASQUERADE ;  ; 
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80 ; --to-ports 80 ; masq ports: 80
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80-90 ; --to-ports 80-90 ; masq ports: 80-90
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 90-80 ; FAIL port range
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80-80 ; --to-ports 80 ; masq ports: 80
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports http ; --to-ports 80 ; masq ports: 80
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80:90 ; FAIL Invalid port:port syntax - use dash
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports x ; FAIL Port \`x' not valid
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 0 ; --to-ports 0 ; masq ports: 0
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 65536 ; FAIL Port \`65536' not valid
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80-65536 ; FAIL Port \`65536' not valid
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports "" ; FAIL Port \`' not valid
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80- ; FAIL Port \`' not valid
46 nat POSTROUTING -j MASQUERADE --to-ports 80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
46 nat POSTROUTING -p icmp -j MASQUERADE --to-ports 80 ; --to-ports 80 ; masq ports: 80
46 nat POSTROUTING ! -p tcp -j MASQUERADE --to-ports 80 ; --to-ports 80 ; masq ports: 80
46 nat POSTROUTING -p udp -j MASQUERADE --to-ports 80 ; --to-ports 80 ; masq ports: 80
46 nat POSTROUTING -p sctp -j MASQUERADE --to-ports 80 ; --to-ports 80 ; masq ports: 80
46 nat POSTROUTING -p dccp -j MASQUERADE --to-ports 80 ; --to-ports 80 ; masq ports: 80
46 nat POSTROUTING -p udplite -j MASQUERADE --to-ports 80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
46 nat POSTROUTING -j MASQUERADE --random ; --random ; random
46 nat POSTROUTING -j MASQUERADE --random-fully ; --random-fully ; random-fully
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80 --random --random-fully ; --to-ports 80 --random --random-fully ; masq ports: 80 random random-fully
46 nat POSTROUTING -j MASQUERADE --persistent ; FAIL unknown option "--persistent"
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80 --to-ports 81 ; FAIL option "--to-ports" can only be used once
46 nat POSTROUTING -p tcp -j MASQUERADE --to-port 80 ; --to-ports 80 ; masq ports: 80
46 nat PREROUTING -j MASQUERADE ; FAIL
46 nat INPUT -j MASQUERADE ; FAIL
46 filter INPUT -j MASQUERADE ; FAIL
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80x ; FAIL Garbage after port value: \`x'
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80-90x ; FAIL Garbage after port range: \`x'
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 80-90/5 ; --to-ports 80-90/0 ; masq ports: 80-90/0
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports -80 ; FAIL Port \`-80' not valid
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 0-10 ; --to-ports 0-10 ; masq ports: 0-10
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports tftp ; --to-ports 69 ; masq ports: 69
46 nat POSTROUTING -p tcp -j MASQUERADE --to-ports 0x50 ; --to-ports 80 ; masq ports: 80
46 nat POSTROUTING -p tcp -j MASQUERADE ! --random ; FAIL option "--random" cannot be inverted
`,
);
