import { matchCases } from "../cases.js";

matchCases(
  "ecn",
  `
46 filter FORWARD -m ecn --ecn-ip-ect 0 ; -m ecn --ecn-ip-ect 0 ; ECN match ECT=0
46 filter FORWARD -m ecn --ecn-ip-ect 3 ; -m ecn --ecn-ip-ect 3 ; ECN match ECT=3
46 filter FORWARD -m ecn ! --ecn-ip-ect 2 ; -m ecn ! --ecn-ip-ect 2 ; ECN match !ECT=2
46 filter FORWARD -m ecn --ecn-ip-ect 4 ; FAIL ecn: bad value for option "--ecn-ip-ect", or out of range (0-3)
46 filter FORWARD -m ecn --ecn-ip-ect x ; FAIL ecn: bad value for option "--ecn-ip-ect", or out of range (0-3)
46 filter FORWARD -m ecn --ecn-ip-ect 0x2 ; -m ecn --ecn-ip-ect 2 ; ECN match ECT=2
46 filter FORWARD -p tcp -m ecn --ecn-tcp-cwr ; -m ecn --ecn-tcp-cwr ; ECN match CWR
46 filter FORWARD -p tcp -m ecn --ecn-tcp-ece ; -m ecn --ecn-tcp-ece ; ECN match ECE
46 filter FORWARD -p tcp -m ecn ! --ecn-tcp-ece --ecn-tcp-cwr --ecn-ip-ect 1 ; -m ecn ! --ecn-tcp-ece --ecn-tcp-cwr --ecn-ip-ect 1 ; ECN match !ECE CWR ECT=1
46 filter FORWARD -p tcp -m ecn ! --ecn-tcp-ece ! --ecn-tcp-cwr ! --ecn-ip-ect 1 ; -m ecn ! --ecn-tcp-ece ! --ecn-tcp-cwr ! --ecn-ip-ect 1 ; ECN match !ECE !CWR !ECT=1
46 filter FORWARD -m ecn --ecn-tcp-ece ; FAIL
46 filter FORWARD -p udp -m ecn --ecn-tcp-ece ; FAIL
46 filter FORWARD ! -p tcp -m ecn --ecn-tcp-ece ; FAIL
46 filter FORWARD -m ecn ; FAIL ECN match: some option required
46 filter FORWARD -m ecn --ecn-ip-ect 1 --ecn-ip-ect 2 ; FAIL ecn: option "--ecn-ip-ect" can only be used once
46 filter FORWARD -p tcp -m ecn --ecn-tcp-ece --ecn-tcp-ece ; FAIL ecn: option "--ecn-tcp-ece" can only be used once
`,
);
