import { extension } from "../../../src/extension/target/TCPMSS.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 mangle FORWARD -p tcp -j TCPMSS --set-mss 1400 ; FAIL
46 mangle FORWARD -p tcp --syn -j TCPMSS --set-mss 1400 ; --set-mss 1400 ; TCPMSS set 1400 ; TCPMSS set 1400
46 mangle FORWARD -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu ; --clamp-mss-to-pmtu ; TCPMSS clamp to PMTU ; TCPMSS clamp to PMTU
46 mangle FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu ; --clamp-mss-to-pmtu ; TCPMSS clamp to PMTU ; TCPMSS clamp to PMTU
46 filter FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu ; --clamp-mss-to-pmtu ; TCPMSS clamp to PMTU ; TCPMSS clamp to PMTU
46 filter INPUT -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu ; FAIL
46 mangle PREROUTING -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu ; FAIL
46 mangle PREROUTING -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 536 ; --set-mss 536 ; TCPMSS set 536 ; TCPMSS set 536
46 mangle POSTROUTING -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 65495 ; --set-mss 65495 ; TCPMSS set 65495 ; TCPMSS set 65495
4 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss 65496 ; --set-mss 65496 ; TCPMSS set 65496 ; TCPMSS set 65496
6 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss 65496 ; FAIL TCPMSS: bad value for option "--set-mss", or out of range (0-65495)
46 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss 65475 ; --set-mss 65475 ; TCPMSS set 65475 ; TCPMSS set 65475
46 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss 65476 ; --set-mss 65476 ; TCPMSS set 65476 ; TCPMSS set 65476
46 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss 0 ; --set-mss 0 ; TCPMSS set 0 ; TCPMSS set 0
46 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss 0x10 ; --set-mss 16 ; TCPMSS set 16 ; TCPMSS set 16
4 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss x ; FAIL TCPMSS: bad value for option "--set-mss", or out of range (0-65515)
6 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss x ; FAIL TCPMSS: bad value for option "--set-mss", or out of range (0-65495)
4 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss 70000 ; FAIL TCPMSS: bad value for option "--set-mss", or out of range (0-65515)
6 mangle POSTROUTING -p tcp --tcp-flags SYN SYN -j TCPMSS --set-mss 70000 ; FAIL TCPMSS: bad value for option "--set-mss", or out of range (0-65495)
46 mangle POSTROUTING -p tcp --tcp-flags ALL SYN,ACK -j TCPMSS --set-mss 1300 ; --set-mss 1300 ; TCPMSS set 1300 ; TCPMSS set 1300
46 mangle POSTROUTING -p tcp ! --syn -j TCPMSS --set-mss 1300 ; FAIL
46 mangle POSTROUTING -p tcp --tcp-flags SYN NONE -j TCPMSS --set-mss 1300 ; FAIL
46 mangle POSTROUTING -p udp -j TCPMSS --set-mss 1300 ; FAIL
46 mangle POSTROUTING -j TCPMSS --set-mss 1300 ; FAIL
46 mangle POSTROUTING ! -p tcp -j TCPMSS --set-mss 1300 ; FAIL
46 mangle POSTROUTING -p tcp --syn -j TCPMSS ; FAIL TCPMSS target: At least one parameter is required
46 mangle POSTROUTING -p tcp --syn -j TCPMSS --set-mss 1300 --clamp-mss-to-pmtu ; --clamp-mss-to-pmtu ; TCPMSS clamp to PMTU ; TCPMSS clamp to PMTU
46 mangle POSTROUTING -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu --set-mss 1300 ; --set-mss 1300 ; TCPMSS set 1300 ; TCPMSS set 1300
46 mangle POSTROUTING -p tcp --syn -j TCPMSS --set-mss 1300 --set-mss 1200 ; FAIL TCPMSS: option "--set-mss" can only be used once
46 mangle POSTROUTING -p tcp --syn -j TCPMSS ! --set-mss 1300 ; FAIL TCPMSS: option "--set-mss" cannot be inverted
46 mangle own -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu ; --clamp-mss-to-pmtu ; TCPMSS clamp to PMTU ; TCPMSS clamp to PMTU
46 nat POSTROUTING -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu ; --clamp-mss-to-pmtu ; TCPMSS clamp to PMTU ; TCPMSS clamp to PMTU
46 raw OUTPUT -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu ; --clamp-mss-to-pmtu ; TCPMSS clamp to PMTU ; TCPMSS clamp to PMTU
46 security INPUT -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu ; FAIL
`,
);
