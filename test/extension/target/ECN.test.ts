import { extension } from "../../../src/extension/target/ECN.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-remove ; --ecn-tcp-remove ; ECN TCP remove
4 mangle FORWARD -j ECN --ecn-ip-ect 0 ; --ecn-ip-ect 0 ; ECN ECT codepoint=0
4 mangle FORWARD -j ECN --ecn-ip-ect 3 ; --ecn-ip-ect 3 ; ECN ECT codepoint=3
4 mangle FORWARD -j ECN --ecn-ip-ect 4 ; FAIL ECN: bad value for option "--ecn-ip-ect", or out of range (0-3)
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-cwr 0 ; --ecn-tcp-cwr 0 ; ECN CWR=0
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-cwr 1 ; --ecn-tcp-cwr 1 ; ECN CWR=1
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-ece 0 ; --ecn-tcp-ece 0 ; ECN ECE=0
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-ece 1 ; --ecn-tcp-ece 1 ; ECN ECE=1
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-cwr 1 --ecn-tcp-ece 0 --ecn-ip-ect 2 ; --ecn-tcp-ece 0 --ecn-tcp-cwr 1 --ecn-ip-ect 2 ; ECN ECE=0 CWR=1 ECT codepoint=2
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-remove --ecn-tcp-cwr 1 ; FAIL cannot be used together
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-cwr 1 --ecn-tcp-remove ; FAIL cannot be used together
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-remove --ecn-ip-ect 1 ; --ecn-tcp-ece 0 --ecn-tcp-cwr 0 --ecn-ip-ect 1 ; ECN ECE=0 CWR=0 ECT codepoint=1
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-cwr 2 ; FAIL ECN: bad value for option "--ecn-tcp-cwr", or out of range (0-1)
4 mangle FORWARD -p tcp -j ECN ; FAIL ECN target: An operation is required
4 mangle FORWARD -j ECN --ecn-tcp-remove ; FAIL
4 mangle FORWARD -p udp -j ECN --ecn-tcp-remove ; FAIL
4 filter FORWARD -p tcp -j ECN --ecn-tcp-remove ; FAIL
4 mangle FORWARD -p tcp -j ECN --ecn-tcp-cwr 0 --ecn-tcp-ece 0 ; --ecn-tcp-remove ; ECN TCP remove
`,
);
