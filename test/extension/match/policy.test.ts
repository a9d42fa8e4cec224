import { matchCases } from "../cases.js";

matchCases(
  "policy",
  `
46 filter FORWARD -m policy --dir in --pol none ; -m policy --dir in --pol none ; policy match dir in pol none
46 filter FORWARD -m policy --dir in --pol ipsec ; -m policy --dir in --pol ipsec ; policy match dir in pol ipsec
46 filter FORWARD -m policy --dir out --pol ipsec ; -m policy --dir out --pol ipsec ; policy match dir out pol ipsec
46 filter FORWARD -m policy --dir in --pol ipsec --strict --reqid 1 --spi 0x1 --proto ipcomp ; -m policy --dir in --pol ipsec --strict --reqid 1 --spi 0x1 --proto ipcomp ; policy match dir in pol ipsec strict reqid 1 spi 0x1 proto 108 ; policy match dir in pol ipsec strict reqid 1 spi 0x1 proto ipcomp
46 filter FORWARD -m policy --dir in --pol ipsec --strict --reqid 1 --spi 0x1 --proto ipcomp --mode tunnel ; -m policy --dir in --pol ipsec --strict --reqid 1 --spi 0x1 --proto ipcomp --mode tunnel ; policy match dir in pol ipsec strict reqid 1 spi 0x1 proto 108 mode tunnel ; policy match dir in pol ipsec strict reqid 1 spi 0x1 proto ipcomp mode tunnel
4 filter FORWARD -m policy --dir in --pol ipsec --strict --reqid 1 --spi 0x1 --proto ipcomp --mode tunnel --tunnel-dst 10.0.0.0/8 --tunnel-src 10.0.0.0/8 --next --reqid 2 ; -m policy --dir in --pol ipsec --strict --reqid 1 --spi 0x1 --proto ipcomp --mode tunnel --tunnel-dst 10.0.0.0/8 --tunnel-src 10.0.0.0/8 --next --reqid 2 ; policy match dir in pol ipsec strict [0] reqid 1 spi 0x1 proto 108 mode tunnel tunnel-dst 10.0.0.0/8 tunnel-src 10.0.0.0/8 [1] reqid 2 ; policy match dir in pol ipsec strict [0] reqid 1 spi 0x1 proto ipcomp mode tunnel tunnel-dst 10.0.0.0/8 tunnel-src 10.0.0.0/8 [1] reqid 2
6 filter FORWARD -m policy --dir in --pol ipsec --strict --reqid 1 --spi 0x1 --proto ipcomp --mode tunnel --tunnel-dst 2001:db8::/32 --tunnel-src 2001:db8::/32 --next --reqid 2 ; -m policy --dir in --pol ipsec --strict --reqid 1 --spi 0x1 --proto ipcomp --mode tunnel --tunnel-dst 2001:db8::/32 --tunnel-src 2001:db8::/32 --next --reqid 2 ; policy match dir in pol ipsec strict [0] reqid 1 spi 0x1 proto 108 mode tunnel tunnel-dst 2001:db8::/32 tunnel-src 2001:db8::/32 [1] reqid 2 ; policy match dir in pol ipsec strict [0] reqid 1 spi 0x1 proto ipcomp mode tunnel tunnel-dst 2001:db8::/32 tunnel-src 2001:db8::/32 [1] reqid 2
4 filter FORWARD -m policy --dir in --pol ipsec --mode tunnel --tunnel-dst 10.0.0.1 ; -m policy --dir in --pol ipsec --mode tunnel --tunnel-dst 10.0.0.1 ; policy match dir in pol ipsec mode tunnel tunnel-dst 10.0.0.1
4 filter FORWARD -m policy --dir in --pol ipsec --mode tunnel ! --tunnel-src 10.0.0.1/32 ; -m policy --dir in --pol ipsec --mode tunnel ! --tunnel-src 10.0.0.1 ; policy match dir in pol ipsec mode tunnel ! tunnel-src 10.0.0.1
6 filter FORWARD -m policy --dir in --pol ipsec --mode tunnel ! --tunnel-src 2001:db8::1 ; -m policy --dir in --pol ipsec --mode tunnel ! --tunnel-src 2001:db8::1 ; policy match dir in pol ipsec mode tunnel ! tunnel-src 2001:db8::1
46 filter FORWARD -m policy --dir in --pol ipsec --mode transport ; -m policy --dir in --pol ipsec --mode transport ; policy match dir in pol ipsec mode transport
46 filter FORWARD -m policy --dir in --pol ipsec ! --mode transport ! --proto esp ! --spi 5 ! --reqid 7 ; -m policy --dir in --pol ipsec ! --reqid 7 ! --spi 0x5 ! --proto esp ! --mode transport ; policy match dir in pol ipsec ! reqid 7 ! spi 0x5 ! proto 50 ! mode transport ; policy match dir in pol ipsec ! reqid 7 ! spi 0x5 ! proto esp ! mode transport
46 filter FORWARD -m policy --dir in --pol ipsec --proto 50 ; -m policy --dir in --pol ipsec --proto esp ; policy match dir in pol ipsec proto 50 ; policy match dir in pol ipsec proto esp
46 filter FORWARD -m policy --dir in --pol ipsec --proto ah ; -m policy --dir in --pol ipsec --proto ah ; policy match dir in pol ipsec proto 51 ; policy match dir in pol ipsec proto ah
46 filter FORWARD -m policy --dir in --pol ipsec --proto tcp ; FAIL policy match: protocol must be ah/esp/ipcomp
46 filter FORWARD -m policy --dir in --pol ipsec --proto x ; FAIL unknown protocol "x" specified
46 filter FORWARD -m policy --dir in --pol ipsec --mode x ; FAIL policy match: invalid mode "x"
46 filter FORWARD -m policy --dir in --pol ipsec --mode beet ; FAIL policy match: invalid mode "beet"
46 filter FORWARD -m policy --dir in --pol ipsec --mode bound ; FAIL policy match: invalid mode "bound"
46 filter FORWARD -m policy --dir in --pol ipsec --spi x ; FAIL policy: bad value for option "--spi", or out of range (0-4294967295)
46 filter FORWARD -m policy --dir in --pol ipsec --reqid x ; FAIL policy: bad value for option "--reqid", or out of range (0-4294967295)
46 filter FORWARD -m policy --dir in --pol ipsec --reqid 4294967296 ; FAIL policy: bad value for option "--reqid", or out of range (0-4294967295)
46 filter FORWARD -m policy --dir in --pol ipsec --next --reqid 2 ; FAIL policy: option "--next" also requires "--strict"
46 filter FORWARD -m policy --dir in --pol ipsec --strict --next --reqid 2 ; FAIL policy match: empty policy element 0. --strict is in effect, but at least one of reqid, spi, tunnel-src, tunnel-dst, proto or mode is required
46 filter FORWARD -m policy --dir in --pol ipsec --strict ; FAIL policy match: empty policy element 0. --strict is in effect, but at least one of reqid, spi, tunnel-src, tunnel-dst, proto or mode is required
46 filter FORWARD -m policy --dir in --pol ipsec --strict --reqid 1 --next ; FAIL policy match: empty policy element 1. --strict is in effect, but at least one of reqid, spi, tunnel-src, tunnel-dst, proto or mode is required
46 filter FORWARD -m policy --dir in --pol ipsec --strict --reqid 1 --next --reqid 2 --next --reqid 3 --next --reqid 4 ; -m policy --dir in --pol ipsec --strict --reqid 1 --next --reqid 2 --next --reqid 3 --next --reqid 4 ; policy match dir in pol ipsec strict [0] reqid 1 [1] reqid 2 [2] reqid 3 [3] reqid 4
46 filter FORWARD -m policy --dir in --pol ipsec --strict --reqid 1 --next --reqid 2 --next --reqid 3 --next --reqid 4 --next --reqid 5 ; FAIL policy match: maximum policy depth reached
46 filter FORWARD -m policy --dir in --pol none --strict --reqid 1 ; FAIL policy match: policy none but --strict given
46 filter FORWARD -m policy --dir in --pol none --reqid 1 ; -m policy --dir in --pol none ; policy match dir in pol none
46 filter FORWARD -m policy --dir in --pol ipsec --reqid 1 ; -m policy --dir in --pol ipsec --reqid 1 ; policy match dir in pol ipsec reqid 1
4 filter FORWARD -m policy --dir in --pol ipsec --tunnel-src 10.0.0.1 ; FAIL policy match: --tunnel-src/--tunnel-dst is only valid in tunnel mode
6 filter FORWARD -m policy --dir in --pol ipsec --tunnel-src 10.0.0.1 ; FAIL
4 filter FORWARD -m policy --dir in --pol ipsec --mode transport --tunnel-src 10.0.0.1 ; FAIL policy match: --tunnel-src/--tunnel-dst is only valid in tunnel mode
6 filter FORWARD -m policy --dir in --pol ipsec --mode transport --tunnel-src 10.0.0.1 ; FAIL
46 filter FORWARD -m policy --dir in ; -m policy --dir in --pol ipsec ; policy match dir in pol ipsec
46 filter FORWARD -m policy --pol none ; FAIL policy match: neither --dir in nor --dir out specified
46 filter FORWARD -m policy ; FAIL policy match: neither --dir in nor --dir out specified
46 filter FORWARD -m policy --dir x --pol none ; FAIL policy_match: invalid dir "x"
46 filter FORWARD -m policy --dir in --pol x ; FAIL policy match: invalid policy "x"
46 filter FORWARD -m policy --dir in --dir in --pol none ; FAIL policy: option "--dir" can only be used once
46 filter FORWARD -m policy --dir in --pol ipsec --reqid 1 --reqid 2 ; FAIL policy match: double --reqid option
46 filter FORWARD -m policy --dir in --pol ipsec ! --strict --reqid 2 ; FAIL policy: option "--strict" cannot be inverted
46 filter INPUT -m policy --dir in --pol ipsec ; -m policy --dir in --pol ipsec ; policy match dir in pol ipsec
46 filter INPUT -m policy --dir out --pol ipsec ; FAIL
46 filter OUTPUT -m policy --dir in --pol ipsec ; FAIL
46 filter OUTPUT -m policy --dir out --pol ipsec ; -m policy --dir out --pol ipsec ; policy match dir out pol ipsec
46 mangle PREROUTING -m policy --dir out --pol ipsec ; FAIL
46 mangle POSTROUTING -m policy --dir in --pol ipsec ; FAIL
46 mangle POSTROUTING -m policy --dir out --pol none ; -m policy --dir out --pol none ; policy match dir out pol none
`,
);
