import { matchCases } from "../cases.js";

matchCases(
  "set",
  `
4 filter INPUT -m set --match-set a src ; -m set --match-set a src ; match-set a src
4 filter INPUT -m set ! --match-set a src,dst,src ; -m set ! --match-set a src,dst,src ; ! match-set a src,dst,src
4 filter INPUT -m set --match-set a src,dst,src,dst,src,dst ; -m set --match-set a src,dst,src,dst,src,dst ; match-set a src,dst,src,dst,src,dst
4 filter INPUT -m set --set a src ; -m set --match-set a src ; match-set a src
4 filter INPUT -m set --match-set p src ; -m set --match-set p src ; match-set p src
4 filter INPUT -m set --match-set a src --return-nomatch ; -m set --match-set a src --return-nomatch ; match-set a src return-nomatch
4 filter INPUT -m set --match-set a src ! --update-counters ; -m set --match-set a src ! --update-counters ; match-set a src ! update-counters
4 filter INPUT -m set --match-set a src --update-counters ; -m set --match-set a src ; match-set a src
4 filter INPUT -m set --match-set a src ! --update-subcounters ! --update-counters --return-nomatch ; -m set --match-set a src --return-nomatch ! --update-counters ! --update-subcounters ; match-set a src return-nomatch ! update-counters ! update-subcounters
4 filter INPUT -m set --match-set a src --packets-eq 5 ; -m set --match-set a src --packets-eq 5 ; match-set a src packets-eq 5
4 filter INPUT -m set --match-set a src ! --packets-eq 5 --bytes-gt 100 ; -m set --match-set a src ! --packets-eq 5 --bytes-gt 100 ; match-set a src ! packets-eq 5 bytes-gt 100
4 filter INPUT -m set --match-set a src --packets-lt 0x10 ! --bytes-eq 0 ; -m set --match-set a src --packets-lt 16 ! --bytes-eq 0 ; match-set a src packets-lt 16 ! bytes-eq 0
4 filter INPUT -m set --match-set a src --packets-lt 18446744073709551615 ; -m set --match-set a src --packets-lt 18446744073709551615 ; match-set a src packets-lt 18446744073709551615
4 filter INPUT -m set --bytes-lt 5 --match-set a src ; -m set --match-set a src --bytes-lt 5 ; match-set a src bytes-lt 5
4 filter INPUT -m set --match-set a src -m set --match-set p dst,dst ; -m set --match-set a src -m set --match-set p dst,dst ; match-set a src match-set p dst,dst
6 filter INPUT -m set --match-set s6 src ; -m set --match-set s6 src ; match-set s6 src
46 filter INPUT -m set --match-set l src ; -m set --match-set l src ; match-set l src
46 filter INPUT -m set --match-set bp src ; -m set --match-set bp src ; match-set bp src
4 filter INPUT -m set --match-set a src,dst,src,dst,src,dst,src ; FAIL Can't be more src/dst options than 6.
4 filter INPUT -m set --match-set a foo ; FAIL (the comma separated list of) 'src' or 'dst'
4 filter INPUT -m set --match-set a ; FAIL --match-set requires two args.
4 filter INPUT -m set --match-set nosuch src ; FAIL Set nosuch doesn't exist.
4 filter INPUT -m set --match-set s6 src ; FAIL The protocol family of set s6 is IPv6, which is not applicable.
6 filter INPUT -m set --match-set a src ; FAIL The protocol family of set a is IPv4, which is not applicable.
4 filter INPUT -m set ; FAIL You must specify \`--match-set' with proper arguments
4 filter INPUT -m set --match-set a src --match-set p src ; FAIL --match-set can be specified only once
4 filter INPUT -m set --match-set a src ! --return-nomatch ; FAIL cannot be inverted
4 filter INPUT -m set --match-set a src ! --packets-lt 5 ; FAIL cannot be inverted
4 filter INPUT -m set --match-set a src --packets-lt 5 --packets-gt 4 ; FAIL only one of the --packets-[eq|lt|gt] is allowed
4 filter INPUT -m set --match-set a src --packets-lt foo ; FAIL Cannot parse foo as a counter value
4 filter INPUT -m set --match-set a src --packets-lt 18446744073709551616 ; FAIL Cannot parse 18446744073709551616 as a counter value
4 filter INPUT -m set --match-set a src --packets-lt -1 ; FAIL Cannot parse -1 as a counter value
4 filter INPUT -m set --match-set aaaaaaaaaabbbbbbbbbbccccccccccddd src ; FAIL setname \`aaaaaaaaaabbbbbbbbbbccccccccccddd' too long, max 31 characters.
`,
);
