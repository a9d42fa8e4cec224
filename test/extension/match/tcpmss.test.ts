import { matchCases } from "../cases.js";

matchCases(
  "tcpmss",
  `
46 filter FORWARD -p tcp -m tcpmss --mss 42 ; -m tcpmss --mss 42 ; tcpmss match 42
46 filter FORWARD -p tcp -m tcpmss ! --mss 42 ; -m tcpmss ! --mss 42 ; tcpmss match !42
46 filter FORWARD -p tcp -m tcpmss --mss 42:12345 ; -m tcpmss --mss 42:12345 ; tcpmss match 42:12345
46 filter FORWARD -p tcp -m tcpmss ! --mss 42:12345 ; -m tcpmss ! --mss 42:12345 ; tcpmss match !42:12345
46 filter FORWARD -p tcp -m tcpmss --mss 42:65536 ; FAIL tcpmss: bad value for option "--mss" near "65536", or out of range (0-65535)
46 filter FORWARD -p tcp -m tcpmss --mss 65535:1000 ; FAIL tcpmss: invalid range given
46 filter FORWARD -p tcp -m tcpmss --mss :5 ; -m tcpmss --mss 0:5 ; tcpmss match 0:5
46 filter FORWARD -p tcp -m tcpmss --mss 5: ; -m tcpmss --mss 5:65535 ; tcpmss match 5:65535
46 filter FORWARD -p tcp -m tcpmss --mss 0:65535 ; -m tcpmss --mss 0:65535 ; tcpmss match 0:65535
46 filter FORWARD -p tcp -m tcpmss --mss 0x10 ; -m tcpmss --mss 16 ; tcpmss match 16
46 filter FORWARD -p tcp -m tcpmss --mss x ; FAIL tcpmss: bad value for option "--mss" near "x", or out of range (0-65535)
46 filter FORWARD -p tcp -m tcpmss --mss 42:10 ; FAIL tcpmss: invalid range given
46 filter FORWARD -p tcp -m tcpmss ; FAIL tcpmss: option "--mss" must be specified
46 filter FORWARD -m tcpmss --mss 42 ; FAIL
46 filter FORWARD -p udp -m tcpmss --mss 42 ; FAIL
46 filter FORWARD -p tcp -m tcpmss --mss 42 --mss 43 ; FAIL tcpmss: option "--mss" can only be used once
`,
);
