import { matchCases } from "../cases.js";

matchCases(
  "rt",
  `
6 filter FORWARD -m rt --rt-type 0 ; -m rt --rt-type 0 ; rt type:0
6 filter FORWARD -m rt --rt-type 4 --rt-segsleft 0:3 ; -m rt --rt-type 4 --rt-segsleft 0:3 ; rt type:4 segslefts:0:3
6 filter FORWARD -m rt ! --rt-type 2 ! --rt-segsleft 1 ! --rt-len 24 ; -m rt ! --rt-type 2 ! --rt-segsleft 1 ! --rt-len 24 ; rt type:!2 segsleft:!1 length:!24
6 filter FORWARD -m rt --rt-type 0 --rt-len 22 ; -m rt --rt-type 0 --rt-len 22 ; rt type:0 length:22
6 filter FORWARD -m rt --rt-type 0 --rt-0-res ; -m rt --rt-type 0 --rt-0-res ; rt type:0 reserved
6 filter FORWARD -m rt --rt-type 0 --rt-0-addrs 2001:db8::1,2001:db8::2 --rt-0-not-strict ; -m rt --rt-type 0 --rt-0-addrs 2001:db8::1,2001:db8::2 --rt-0-not-strict ; rt type:0 0-addrs 2001:db8::1,2001:db8::2 0-not-strict
6 filter FORWARD -m rt --rt-type 0 --rt-0-addrs 2001:db8::1,2001:db8::2 ; -m rt --rt-type 0 --rt-0-addrs 2001:db8::1,2001:db8::2 ; rt type:0 0-addrs 2001:db8::1,2001:db8::2
6 filter FORWARD -m rt --rt-type 0 --rt-0-res --rt-0-addrs 2001:db8::1 --rt-segsleft 2 --rt-len 40 ; -m rt --rt-type 0 --rt-segsleft 2 --rt-len 40 --rt-0-res --rt-0-addrs 2001:db8::1 ; rt type:0 segsleft:2 length:40 reserved 0-addrs 2001:db8::1
6 filter FORWARD -m rt --rt-type 2 --rt-0-res ; FAIL \`--rt-type 0' required before \`--rt-0-res'
6 filter FORWARD -m rt --rt-0-res ; FAIL \`--rt-type 0' required before \`--rt-0-res'
6 filter FORWARD -m rt --rt-0-addrs ::1 ; FAIL \`--rt-type 0' required before \`--rt-0-addrs'
6 filter FORWARD -m rt --rt-type 0 --rt-0-not-strict ; FAIL \`--rt-0-addr ...' required before \`--rt-0-not-strict'
6 filter FORWARD -m rt ! --rt-type 0 --rt-0-res ; FAIL \`--rt-type 0' required before \`--rt-0-res'
6 filter FORWARD -m rt --rt-type 0 --rt-0-addrs ::1 --rt-0-not-strict --rt-0-not-strict ; FAIL rt: option "--rt-0-not-strict" can only be used once
6 filter FORWARD -m rt --rt-type 0 --rt-0-not-strict --rt-0-addrs ::1 ; FAIL \`--rt-0-addr ...' required before \`--rt-0-not-strict'
6 filter FORWARD -m rt ; -m rt ; rt
6 filter FORWARD -m rt --rt-segsleft 5:2 ; -m rt --rt-segsleft 5:2 ; rt segslefts:5:2
6 filter FORWARD -m rt --rt-segsleft :5 ; -m rt --rt-segsleft 0:5 ; rt segslefts:0:5
6 filter FORWARD -m rt --rt-segsleft 5: ; -m rt --rt-segsleft 5:4294967295 ; rt segslefts:5:4294967295
6 filter FORWARD -m rt --rt-segsleft 0:4294967295 ; -m rt ; rt
6 filter FORWARD -m rt --rt-segsleft x ; FAIL rt: bad value for option "--rt-segsleft" near "x", or out of range (0-4294967295)
6 filter FORWARD -m rt --rt-segsleft 4294967296 ; FAIL rt: bad value for option "--rt-segsleft" near "4294967296", or out of range (0-4294967295)
6 filter FORWARD -m rt --rt-type 256 ; -m rt --rt-type 256 ; rt type:256
6 filter FORWARD -m rt --rt-type 4294967296 ; FAIL rt: bad value for option "--rt-type", or out of range (0-4294967295)
6 filter FORWARD -m rt --rt-type 0x10 ; -m rt --rt-type 16 ; rt type:16
6 filter FORWARD -m rt --rt-type x ; FAIL rt: bad value for option "--rt-type", or out of range (0-4294967295)
6 filter FORWARD -m rt --rt-len x ; FAIL rt: bad value for option "--rt-len", or out of range (0-4294967295)
6 filter FORWARD -m rt --rt-len 0 ; -m rt --rt-len 0 ; rt length:0
6 filter FORWARD -m rt ! --rt-len 0 ; -m rt ! --rt-len 0 ; rt length:!0
6 filter FORWARD -m rt --rt-type 0 --rt-type 1 ; FAIL rt: option "--rt-type" can only be used once
6 filter FORWARD -m rt --rt-type 0 ! --rt-0-res ; FAIL rt: option "--rt-0-res" cannot be inverted
6 filter FORWARD -m rt --rt-type 0 ! --rt-0-addrs ::1 ; FAIL rt: option "--rt-0-addrs" cannot be inverted
6 filter FORWARD -m rt --rt-type 0 --rt-0-addrs ::1,bad ; FAIL bad address: bad
6 filter FORWARD -m rt --rt-type 0 --rt-0-addrs ::1,::2,::3,::4,::5,::6,::7,::8,::9,::10,::11,::12,::13,::14,::15,::16 ; -m rt --rt-type 0 --rt-0-addrs ::1,::2,::3,::4,::5,::6,::7,::8,::9,::10,::11,::12,::13,::14,::15,::16 ; rt type:0 0-addrs ::1,::2,::3,::4,::5,::6,::7,::8,::9,::10,::11,::12,::13,::14,::15,::16
6 filter FORWARD -m rt --rt-type 0 --rt-0-addrs ::1,::2,::3,::4,::5,::6,::7,::8,::9,::10,::11,::12,::13,::14,::15,::16,::17 ; FAIL too many addresses specified
6 filter FORWARD -m rt --rt-type 0 --rt-0-addrs "" ; FAIL bad address:
6 filter FORWARD -m rt --rt-type 0 --rt-0-addrs 1.2.3.4 ; FAIL bad address: 1.2.3.4
4 filter FORWARD -m rt --rt-type 0 ; FAIL Couldn't load match \`rt':No such file or directory
6 filter FORWARD -m rt ! --rt-segsleft 0:4294967295 ; -m rt ; rt segslefts:!0:4294967295
`,
);
