import { matchCases } from "../cases.js";

matchCases(
  "realm",
  `
4 filter FORWARD -m realm --realm 1 ; -m realm --realm 0x1 ; realm 0x1
4 filter FORWARD -m realm ! --realm 0x1 ; -m realm ! --realm 0x1 ; ! realm 0x1
4 filter FORWARD -m realm --realm cosmos ; -m realm --realm cosmos ; realm 0x0 ; realm cosmos
4 filter FORWARD -m realm ! --realm 0 ; -m realm ! --realm cosmos ; ! realm 0x0 ; ! realm cosmos
4 filter FORWARD -m realm --realm 0/0 ; -m realm --realm 0x0/0x0 ; realm 0x0/0x0
4 filter FORWARD -m realm --realm 0/0xff ; -m realm --realm 0x0/0xff ; realm 0x0/0xff
4 filter FORWARD -m realm --realm 0x10005/0xffff ; -m realm --realm 0x10005/0xffff ; realm 0x10005/0xffff
4 filter FORWARD -m realm --realm 4294967295 ; -m realm --realm 0xffffffff ; realm 0xffffffff
4 filter FORWARD -m realm --realm 4294967296 ; FAIL realm: could not map name 4294967296 to an integer value for option "--realm"
4 filter FORWARD -m realm --realm x ; FAIL realm: could not map name x to an integer value for option "--realm"
4 filter FORWARD -m realm --realm 1/x ; FAIL realm: bad integer value for option "--realm", or out of range
4 filter FORWARD -m realm --realm 5/ ; FAIL realm: bad integer value for option "--realm", or out of range
4 filter FORWARD -m realm --realm 1/4294967296 ; FAIL realm: bad integer value for option "--realm", or out of range
4 filter FORWARD -m realm ; FAIL realm: option "--realm" must be specified
4 filter FORWARD -m realm --realm 1 --realm 2 ; FAIL realm: option "--realm" can only be used once
6 filter FORWARD -m realm --realm 1 ; FAIL Couldn't load match \`realm':No such file or directory
4 filter INPUT -m realm --realm 1 ; -m realm --realm 0x1 ; realm 0x1
4 raw OUTPUT -m realm --realm 1 ; -m realm --realm 0x1 ; realm 0x1
4 nat POSTROUTING -m realm --realm 1 ; -m realm --realm 0x1 ; realm 0x1
4 nat PREROUTING -m realm --realm 1 ; FAIL
4 mangle PREROUTING -m realm --realm 1 ; FAIL
`,
);
