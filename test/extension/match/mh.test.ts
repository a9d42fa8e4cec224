import { matchCases } from "../cases.js";

matchCases(
  "mh",
  `
6 filter FORWARD -p mh -m mh --mh-type 1 ; -m mh --mh-type 1 ; mh 1 ; mh home-test-init
6 filter FORWARD -p mobility-header -m mh --mh-type 1 ; -m mh --mh-type 1 ; mh 1 ; mh home-test-init
6 filter FORWARD -p mh --mh-type 3 ; -m mh --mh-type 3 ; mh 3 ; mh home-test
6 filter FORWARD -p mh --mh-type cot ; -m mh --mh-type 4 ; mh 4 ; mh careof-test
6 filter FORWARD -p mh --mh-type coti:5 ; -m mh --mh-type 2:5 ; mh 2:5 ; mh careof-test-init:binding-update
6 filter FORWARD -p mh --mh-type 0:255 ; -m mh ; mh
6 filter FORWARD -p mh ! --mh-type brr ; -m mh ! --mh-type 0 ; mh !0 ; mh !binding-refresh-request
6 filter FORWARD -p mh ! --mh-type 2:4 ; -m mh ! --mh-type 2:4 ; mh !2:4 ; mh !careof-test-init:careof-test
6 filter FORWARD -p mh --mh-type :3 ; -m mh --mh-type 0:3 ; mh 0:3 ; mh binding-refresh-request:home-test
6 filter FORWARD -p mh --mh-type 3: ; -m mh --mh-type 3:255 ; mh 3:255 ; mh home-test:255
6 filter FORWARD -p mh --mh-type binding ; -m mh --mh-type 0 ; mh 0 ; mh binding-refresh-request
6 filter FORWARD -p mh --mh-type ho ; -m mh --mh-type 1 ; mh 1 ; mh home-test-init
6 filter FORWARD -p mh --mh-type hot ; -m mh --mh-type 3 ; mh 3 ; mh home-test
6 filter FORWARD -p mh --mh-type home-test-init ; -m mh --mh-type 1 ; mh 1 ; mh home-test-init
6 filter FORWARD -p mh --mh-type HOTI ; -m mh --mh-type 1 ; mh 1 ; mh home-test-init
6 filter FORWARD -p mh --mh-type binding-refresh-request ; -m mh --mh-type 0 ; mh 0 ; mh binding-refresh-request
6 filter FORWARD -p mh --mh-type home-test ; -m mh --mh-type 3 ; mh 3 ; mh home-test
6 filter FORWARD -p mh --mh-type careof-test-init ; -m mh --mh-type 2 ; mh 2 ; mh careof-test-init
6 filter FORWARD -p mh --mh-type careof-test ; -m mh --mh-type 4 ; mh 4 ; mh careof-test
6 filter FORWARD -p mh --mh-type bu ; -m mh --mh-type 5 ; mh 5 ; mh binding-update
6 filter FORWARD -p mh --mh-type ba ; -m mh --mh-type 6 ; mh 6 ; mh binding-acknowledgement
6 filter FORWARD -p mh --mh-type be ; -m mh --mh-type 7 ; mh 7 ; mh binding-error
6 filter FORWARD -p mh --mh-type binding-ack ; -m mh --mh-type 6 ; mh 6 ; mh binding-acknowledgement
6 filter FORWARD -p mh --mh-type binding-error ; -m mh --mh-type 7 ; mh 7 ; mh binding-error
6 filter FORWARD -p mh --mh-type 0 ; -m mh --mh-type 0 ; mh 0 ; mh binding-refresh-request
6 filter FORWARD -p mh --mh-type 6 ; -m mh --mh-type 6 ; mh 6 ; mh binding-acknowledgement
6 filter FORWARD -p mh --mh-type 7 ; -m mh --mh-type 7 ; mh 7 ; mh binding-error
6 filter FORWARD -p mh --mh-type 8 ; -m mh --mh-type 8 ; mh 8
6 filter FORWARD -p mh -m mh ; -m mh ; mh
6 filter FORWARD -m mh --mh-type 1 ; FAIL
6 filter FORWARD -p udp -m mh --mh-type 1 ; FAIL
6 filter FORWARD ! -p mh -m mh --mh-type 1 ; FAIL
4 filter FORWARD -p mh -m mh --mh-type 1 ; FAIL Couldn't load match \`mh':No such file or directory
`,
);
