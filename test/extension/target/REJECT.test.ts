import { extension } from "../../../src/extension/target/REJECT.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
4 filter INPUT -j REJECT ; --reject-with icmp-port-unreachable ; reject-with icmp-port-unreachable
4 filter INPUT -j REJECT --reject-with icmp-net-unreachable ; --reject-with icmp-net-unreachable ; reject-with icmp-net-unreachable
4 filter INPUT -j REJECT --reject-with net-unreach ; --reject-with icmp-net-unreachable ; reject-with icmp-net-unreachable
4 filter INPUT -j REJECT --reject-with icmp-host-unreachable ; --reject-with icmp-host-unreachable ; reject-with icmp-host-unreachable
4 filter INPUT -j REJECT --reject-with host-unreach ; --reject-with icmp-host-unreachable ; reject-with icmp-host-unreachable
4 filter INPUT -j REJECT --reject-with icmp-proto-unreachable ; --reject-with icmp-proto-unreachable ; reject-with icmp-proto-unreachable
4 filter INPUT -j REJECT --reject-with proto-unreach ; --reject-with icmp-proto-unreachable ; reject-with icmp-proto-unreachable
4 filter INPUT -j REJECT --reject-with icmp-port-unreachable ; --reject-with icmp-port-unreachable ; reject-with icmp-port-unreachable
4 filter INPUT -j REJECT --reject-with port-unreach ; --reject-with icmp-port-unreachable ; reject-with icmp-port-unreachable
4 filter INPUT -j REJECT --reject-with icmp-net-prohibited ; --reject-with icmp-net-prohibited ; reject-with icmp-net-prohibited
4 filter INPUT -j REJECT --reject-with net-prohib ; --reject-with icmp-net-prohibited ; reject-with icmp-net-prohibited
4 filter INPUT -j REJECT --reject-with icmp-host-prohibited ; --reject-with icmp-host-prohibited ; reject-with icmp-host-prohibited
4 filter INPUT -j REJECT --reject-with host-prohib ; --reject-with icmp-host-prohibited ; reject-with icmp-host-prohibited
4 filter INPUT -j REJECT --reject-with icmp-admin-prohibited ; --reject-with icmp-admin-prohibited ; reject-with icmp-admin-prohibited
4 filter INPUT -j REJECT --reject-with admin-prohib ; --reject-with icmp-admin-prohibited ; reject-with icmp-admin-prohibited
46 filter INPUT -p tcp -j REJECT --reject-with tcp-reset ; --reject-with tcp-reset ; reject-with tcp-reset
4 filter INPUT -p tcp -j REJECT --reject-with tcp-rst ; --reject-with tcp-reset ; reject-with tcp-reset
4 filter INPUT -p tcp -j REJECT --reject-with tcp ; --reject-with tcp-reset ; reject-with tcp-reset
4 filter INPUT -j REJECT --reject-with icmp- ; --reject-with icmp-net-unreachable ; reject-with icmp-net-unreachable
4 filter INPUT -j REJECT --reject-with ICMP-Host-P ; --reject-with icmp-host-prohibited ; reject-with icmp-host-prohibited
4 filter INPUT -j REJECT --reject-with host ; --reject-with icmp-host-unreachable ; reject-with icmp-host-unreachable
4 filter INPUT -j REJECT --reject-with p ; --reject-with icmp-proto-unreachable ; reject-with icmp-proto-unreachable
4 filter INPUT -j REJECT --reject-with icmp-p ; --reject-with icmp-proto-unreachable ; reject-with icmp-proto-unreachable
4 filter INPUT -j REJECT --reject-with "" ; --reject-with icmp-net-unreachable ; reject-with icmp-net-unreachable
4 filter INPUT -j REJECT --reject-with icmp-net-unreachablex ; FAIL unknown reject type "icmp-net-unreachablex"
4 filter INPUT -j REJECT --reject-with echo-reply ; FAIL unknown reject type "echo-reply"
4 filter INPUT -j REJECT --reject-with echoreply ; FAIL unknown reject type "echoreply"
4 filter INPUT -j REJECT --reject-with echo ; FAIL unknown reject type "echo"
46 filter INPUT -j REJECT --reject-with tcp-reset ; FAIL
46 filter INPUT ! -p tcp -j REJECT --reject-with tcp-reset ; FAIL
4 filter INPUT -p udp -j REJECT --reject-with tcp-reset ; FAIL
4 filter INPUT -j REJECT --reject-with ; FAIL option "--reject-with" requires an argument
4 filter INPUT -j REJECT --reject-with icmp-net-unreachable --reject-with icmp-host-unreachable ; FAIL option "--reject-with" can only be used once
4 filter INPUT -j REJECT ! --reject-with icmp-net-unreachable ; FAIL option "--reject-with" cannot be inverted
4 filter INPUT -j REJECT --reject icmp-net-unreachable ; --reject-with icmp-net-unreachable ; reject-with icmp-net-unreachable
4 filter FORWARD -j REJECT ; --reject-with icmp-port-unreachable ; reject-with icmp-port-unreachable
4 filter OUTPUT -j REJECT ; --reject-with icmp-port-unreachable ; reject-with icmp-port-unreachable
46 mangle FORWARD -j REJECT ; FAIL
4 raw PREROUTING -j REJECT ; FAIL
4 nat INPUT -j REJECT ; FAIL
46 security INPUT -j REJECT ; FAIL
6 filter INPUT -j REJECT ; --reject-with icmp6-port-unreachable ; reject-with icmp6-port-unreachable
6 filter INPUT -j REJECT --reject-with icmp6-no-route ; --reject-with icmp6-no-route ; reject-with icmp6-no-route
6 filter INPUT -j REJECT --reject-with no-route ; --reject-with icmp6-no-route ; reject-with icmp6-no-route
6 filter INPUT -j REJECT --reject-with icmp6-adm-prohibited ; --reject-with icmp6-adm-prohibited ; reject-with icmp6-adm-prohibited
6 filter INPUT -j REJECT --reject-with adm-prohibited ; --reject-with icmp6-adm-prohibited ; reject-with icmp6-adm-prohibited
6 filter INPUT -j REJECT --reject-with icmp6-addr-unreachable ; --reject-with icmp6-addr-unreachable ; reject-with icmp6-addr-unreachable
6 filter INPUT -j REJECT --reject-with addr-unreach ; --reject-with icmp6-addr-unreachable ; reject-with icmp6-addr-unreachable
6 filter INPUT -j REJECT --reject-with icmp6-port-unreachable ; --reject-with icmp6-port-unreachable ; reject-with icmp6-port-unreachable
6 filter INPUT -j REJECT --reject-with port-unreach ; --reject-with icmp6-port-unreachable ; reject-with icmp6-port-unreachable
6 filter INPUT -p tcp -j REJECT --reject-with tcp-rst ; FAIL unknown reject type "tcp-rst"
6 filter INPUT -j REJECT --reject-with icmp6-policy-fail ; --reject-with icmp6-policy-fail ; reject-with icmp6-policy-fail
6 filter INPUT -j REJECT --reject-with policy-fail ; --reject-with icmp6-policy-fail ; reject-with icmp6-policy-fail
6 filter INPUT -j REJECT --reject-with icmp6-reject-route ; --reject-with icmp6-reject-route ; reject-with icmp6-reject-route
6 filter INPUT -j REJECT --reject-with reject-route ; --reject-with icmp6-reject-route ; reject-with icmp6-reject-route
6 filter INPUT -j REJECT --reject-with icmp6 ; --reject-with icmp6-no-route ; reject-with icmp6-no-route
6 filter INPUT -j REJECT --reject-with p ; --reject-with icmp6-port-unreachable ; reject-with icmp6-port-unreachable
6 filter INPUT -j REJECT --reject-with a ; --reject-with icmp6-adm-prohibited ; reject-with icmp6-adm-prohibited
6 filter INPUT -j REJECT --reject-with icmp-port-unreachable ; FAIL unknown reject type "icmp-port-unreachable"
6 filter INPUT -j REJECT --reject-with "" ; --reject-with icmp6-no-route ; reject-with icmp6-no-route
6 raw OUTPUT -j REJECT ; FAIL
`,
);
