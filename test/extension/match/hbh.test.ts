import { matchCases } from "../cases.js";

matchCases(
  "hbh",
  `
6 filter FORWARD -m hbh --hbh-len 4 ; -m hbh --hbh-len 4 ; hbh length:4
6 filter FORWARD -m hbh ! --hbh-len 4 ; -m hbh ! --hbh-len 4 ; hbh length:!4
6 filter FORWARD -m hbh --hbh-opts 1:2 ; -m hbh --hbh-opts 1:2 ; hbh opts 1:2
6 filter FORWARD -m hbh --hbh-opts 23:42 ; -m hbh --hbh-opts 23:42 ; hbh opts 23:42
6 filter FORWARD -m hbh --hbh-opts 1:2,23:42,4:6,8,10,42,64:16 ; -m hbh --hbh-opts 1:2,23:42,4:6,8,10,42,64:16 ; hbh opts 1:2,23:42,4:6,8,10,42,64:16
6 filter FORWARD -m hbh --hbh-len 4 --hbh-opts 1 ; -m hbh --hbh-len 4 --hbh-opts 1 ; hbh length:4 opts 1
6 filter FORWARD -m hbh --hbh-opts 256 ; -m hbh --hbh-opts 0 ; hbh opts 0
6 filter FORWARD -m hbh --hbh-opts 1:256 ; -m hbh --hbh-opts 1:0 ; hbh opts 1:0
6 filter FORWARD -m hbh --hbh-opts 1: ; FAIL hbh: no valid digits in length \`'
6 filter FORWARD -m hbh --hbh-opts :1 ; FAIL hbh: no valid digits in opt \`'
6 filter FORWARD -m hbh --hbh-opts x ; FAIL hbh: no valid digits in opt \`x'
6 filter FORWARD -m hbh --hbh-opts 1,,2 ; FAIL hbh: no valid digits in opt \`'
6 filter FORWARD -m hbh --hbh-opts "" ; FAIL hbh: no valid digits in opt \`'
6 filter FORWARD -m hbh --hbh-opts 1:x ; FAIL hbh: no valid digits in length \`x'
6 filter FORWARD -m hbh ! --hbh-opts 1 ; FAIL hbh: option "--hbh-opts" cannot be inverted
6 filter FORWARD -m hbh --hbh-opts 0x10:0x2 ; -m hbh --hbh-opts 16:2 ; hbh opts 16:2
6 filter FORWARD -m hbh --hbh-opts 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16 ; -m hbh --hbh-opts 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16 ; hbh opts 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16
6 filter FORWARD -m hbh --hbh-opts 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17 ; FAIL too many addresses specified
6 filter FORWARD -m hbh --hbh-not-strict ; FAIL unknown option "--hbh-not-strict"
6 filter FORWARD -m hbh --hbh-opts 1 --hbh-not-strict ; FAIL unknown option "--hbh-not-strict"
6 filter FORWARD -m hbh ; -m hbh ; hbh
6 filter FORWARD -m hbh --hbh-len x ; FAIL hbh: bad value for option "--hbh-len", or out of range (0-4294967295)
6 filter FORWARD -m hbh --hbh-len 0 ; -m hbh --hbh-len 0 ; hbh length:0
6 filter FORWARD -m hbh --hbh-len 4 --hbh-len 5 ; FAIL hbh: option "--hbh-len" can only be used once
6 filter FORWARD -m hbh --hbh-opts 1 --hbh-opts 2 ; FAIL hbh: option "--hbh-opts" can only be used once
6 filter FORWARD -m hbh --hbh-len 1:2 ; FAIL hbh: bad value for option "--hbh-len", or out of range (0-4294967295)
6 filter FORWARD -m hbh ! --hbh-len 0 ; -m hbh ! --hbh-len 0 ; hbh length:!0
6 filter FORWARD -m hbh --hbh-len 4294967295 ; -m hbh --hbh-len 4294967295 ; hbh length:4294967295
6 filter FORWARD -m hbh --hbh-len 4294967296 ; FAIL hbh: bad value for option "--hbh-len", or out of range (0-4294967295)
4 filter FORWARD -m hbh --hbh-len 4 ; FAIL Couldn't load match \`hbh':No such file or directory
6 filter FORWARD -m hbh --hbh-opts 1x ; FAIL hbh: error parsing opt \`1x'
6 filter FORWARD -m hbh --hbh-opts 1:255 ; -m hbh --hbh-opts 1 ; hbh opts 1
6 filter FORWARD -m hbh --hbh-opts -1 ; -m hbh --hbh-opts 255 ; hbh opts 255
6 filter FORWARD -m hbh --hbh-opts 99999999999999999999 ; FAIL opt \`99999999999999999999' specified too big: would overflow
6 filter FORWARD -m hbh --hbh-opts 1:2x ; FAIL hbh: error parsing length \`2x'
6 filter FORWARD -m hbh --hbh-opts 0:5 ; FAIL PAD0 has not got length
6 filter FORWARD -m hbh --hbh-opts 0:255 ; FAIL PAD0 has not got length
6 filter FORWARD -m hbh --hbh-opts 256:5 ; FAIL PAD0 has not got length
6 filter FORWARD -m hbh --hbh-opts 0 ; -m hbh --hbh-opts 0 ; hbh opts 0
`,
);
