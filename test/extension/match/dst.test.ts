import { matchCases } from "../cases.js";

matchCases(
  "dst",
  `
6 filter FORWARD -m dst --dst-len 0 ; -m dst --dst-len 0 ; dst length:0
6 filter FORWARD -m dst --dst-opts 149:92,12:12,123:12 ; -m dst --dst-opts 149:92,12:12,123:12 ; dst opts 149:92,12:12,123:12
6 filter FORWARD -m dst ! --dst-len 42 ; -m dst ! --dst-len 42 ; dst length:!42
6 filter FORWARD -m dst --dst-len 42 --dst-opts 149:92,12:12,123:12 ; -m dst --dst-len 42 --dst-opts 149:92,12:12,123:12 ; dst length:42 opts 149:92,12:12,123:12
6 filter FORWARD -m dst ! --dst-opts 149 ; FAIL dst: option "--dst-opts" cannot be inverted
6 filter FORWARD -m dst --dst-not-strict ; FAIL unknown option "--dst-not-strict"
6 filter FORWARD -m dst ; -m dst ; dst
6 filter FORWARD -m dst --dst-opts 1:256 ; -m dst --dst-opts 1:0 ; dst opts 1:0
6 filter FORWARD -m dst --dst-opts 300 ; -m dst --dst-opts 44 ; dst opts 44
6 filter FORWARD -m dst --dst-opts x ; FAIL dst: no valid digits in opt \`x'
6 filter FORWARD -m dst --dst-opts "" ; FAIL dst: no valid digits in opt \`'
6 filter FORWARD -m dst --dst-opts 1, ; FAIL dst: no valid digits in opt \`'
6 filter FORWARD -m dst --dst-len x ; FAIL dst: bad value for option "--dst-len", or out of range (0-4294967295)
6 filter FORWARD -m dst --dst-opts 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17 ; FAIL too many addresses specified
4 filter FORWARD -m dst --dst-len 4 ; FAIL Couldn't load match \`dst':No such file or directory
6 filter FORWARD -m dst --dst-opts 0,1:5,0:1 ; FAIL PAD0 hasn't got length
6 filter FORWARD -m dst --dst-opts 0,1 ; -m dst --dst-opts 0,1 ; dst opts 0,1
`,
);
