import { matchCases } from "../cases.js";

matchCases(
  "devgroup",
  `
46 filter FORWARD -m devgroup --src-group 1 ; -m devgroup --src-group 0x1 ; src-group 0x1
46 filter FORWARD -m devgroup --src-group 0x2a/0xff ; -m devgroup --src-group 0x2a/0xff ; src-group 0x2a/0xff
46 filter FORWARD -m devgroup --dst-group 5 ! --src-group 6 ; -m devgroup ! --src-group 0x6 --dst-group 0x5 ; ! src-group 0x6 dst-group 0x5
46 filter FORWARD -m devgroup ! --dst-group 5 ; -m devgroup ! --dst-group 0x5 ; ! dst-group 0x5
46 filter FORWARD -m devgroup --src-group 0 ; -m devgroup --src-group default ; src-group 0x0 ; src-group default
46 filter FORWARD -m devgroup --src-group default ; -m devgroup --src-group default ; src-group 0x0 ; src-group default
46 filter FORWARD -m devgroup --src-group x ; FAIL devgroup: could not map name x to an integer value for option "--src-group"
46 filter FORWARD -m devgroup --src-group 1/x ; FAIL devgroup: bad integer value for option "--src-group", or out of range
46 filter FORWARD -m devgroup --src-group 4294967295 ; -m devgroup --src-group 0xffffffff ; src-group 0xffffffff
46 filter FORWARD -m devgroup --src-group 4294967296 ; FAIL devgroup: could not map name 4294967296 to an integer value for option "--src-group"
46 filter FORWARD -m devgroup ; FAIL devgroup match: You must specify either '--src-group' or '--dst-group'
46 filter FORWARD -m devgroup --src-group 1 --src-group 2 ; FAIL devgroup: option "--src-group" can only be used once
46 filter INPUT -m devgroup --src-group 1 ; -m devgroup --src-group 0x1 ; src-group 0x1
46 filter INPUT -m devgroup --dst-group 1 ; FAIL
46 filter OUTPUT -m devgroup --src-group 1 ; FAIL
46 filter OUTPUT -m devgroup --dst-group 1 ; -m devgroup --dst-group 0x1 ; dst-group 0x1
46 mangle PREROUTING -m devgroup --dst-group 1 ; FAIL
46 mangle PREROUTING -m devgroup --src-group 1 ; -m devgroup --src-group 0x1 ; src-group 0x1
46 mangle POSTROUTING -m devgroup --src-group 1 ; FAIL
46 mangle POSTROUTING -m devgroup --dst-group 1 ; -m devgroup --dst-group 0x1 ; dst-group 0x1
`,
);
