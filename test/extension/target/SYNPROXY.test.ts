import { extension } from "../../../src/extension/target/SYNPROXY.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 filter INPUT -p tcp -j SYNPROXY --sack-perm --timestamp --wscale 7 --mss 1460 ; --sack-perm --timestamp --wscale 7 --mss 1460 ; SYNPROXY sack-perm timestamp wscale 7 mss 1460
46 mangle FORWARD -p tcp -j SYNPROXY --mss 0 ; --mss 0 ; SYNPROXY mss 0
46 security INPUT -p tcp -j SYNPROXY --mss 65535 ; --mss 65535 ; SYNPROXY mss 65535
46 nat INPUT -p tcp -j SYNPROXY --mss 65536 ; --mss 0 ; SYNPROXY mss 0
46 filter FORWARD -p tcp -j SYNPROXY --mss 0x100 ; --mss 256 ; SYNPROXY mss 256
46 filter FORWARD -p tcp -j SYNPROXY --mss 010 ; --mss 8 ; SYNPROXY mss 8
46 filter FORWARD -p tcp -j SYNPROXY --wscale 14 ; --wscale 14 ; SYNPROXY wscale 14
46 filter FORWARD -p tcp -j SYNPROXY --wscale 15 ; --wscale 15 ; SYNPROXY wscale 15
46 filter FORWARD -p tcp -j SYNPROXY --sack-perm ; --sack-perm ; SYNPROXY sack-perm
46 filter FORWARD -p tcp -j SYNPROXY --timestamp ; --timestamp ; SYNPROXY timestamp
46 filter FORWARD -p tcp -j SYNPROXY --ecn ; --ecn ; SYNPROXY ecn
46 filter FORWARD -p tcp -j SYNPROXY --ecn --sack-perm --timestamp --wscale 3 --mss 1400 ; --sack-perm --timestamp --wscale 3 --mss 1400 --ecn ; SYNPROXY sack-perm timestamp wscale 3 mss 1400 ecn
46 filter FORWARD -p tcp -j SYNPROXY --mss x ; FAIL SYNPROXY: bad value for option "--mss", or out of range (0-4294967295)
46 filter FORWARD -p tcp -j SYNPROXY --wscale -1 ; FAIL SYNPROXY: bad value for option "--wscale", or out of range (0-4294967295)
46 filter FORWARD -p tcp -j SYNPROXY --ecn --ecn ; FAIL SYNPROXY: option "--ecn" can only be used once
46 filter FORWARD -p tcp -j SYNPROXY --mss 1 --mss 2 ; FAIL SYNPROXY: option "--mss" can only be used once
46 filter FORWARD -p tcp -j SYNPROXY ! --mss 1 ; FAIL SYNPROXY: option "--mss" cannot be inverted
46 filter OUTPUT -p tcp -j SYNPROXY ; FAIL
46 raw PREROUTING -p tcp -j SYNPROXY ; FAIL
46 mangle PREROUTING -p tcp -j SYNPROXY ; FAIL
46 filter INPUT -p udp -j SYNPROXY ; FAIL
46 filter INPUT -j SYNPROXY ; FAIL
46 filter INPUT ! -p tcp -j SYNPROXY ; FAIL
`,
);
