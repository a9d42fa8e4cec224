import { matchCases } from "../cases.js";

matchCases(
  "ipv6header",
  `
6 filter FORWARD -m ipv6header --header hop-by-hop ; -m ipv6header --header hop-by-hop ; ipv6header flags:0x80 ; ipv6header flags:hop-by-hop
6 filter FORWARD -m ipv6header --header hop-by-hop --soft ; -m ipv6header --header hop-by-hop --soft ; ipv6header flags:0x80 soft ; ipv6header flags:hop-by-hop soft
6 filter FORWARD -m ipv6header ! --header hop-by-hop,frag --soft ; -m ipv6header ! --header hop-by-hop,ipv6-frag --soft ; ipv6header flags:!0x90 soft ; ipv6header flags:!hop-by-hop,ipv6-frag soft
6 filter FORWARD -m ipv6header ! --header hop-by-hop,frag ; -m ipv6header ! --header hop-by-hop,ipv6-frag ; ipv6header flags:!0x90 ; ipv6header flags:!hop-by-hop,ipv6-frag
6 filter FORWARD -m ipv6header --header hop,dst,route,frag,auth,esp,none,prot ; -m ipv6header --header hop-by-hop,ipv6-opts,ipv6-route,ipv6-frag,ah,esp,ipv6-nonxt,protocol ; ipv6header flags:0xFF ; ipv6header flags:hop-by-hop,ipv6-opts,ipv6-route,ipv6-frag,ah,esp,ipv6-nonxt,protocol
6 filter FORWARD -m ipv6header --header hop-by-hop,ipv6-opts,ipv6-route,ipv6-frag,ah,esp,ipv6-nonxt,protocol ; -m ipv6header --header hop-by-hop,ipv6-opts,ipv6-route,ipv6-frag,ah,esp,ipv6-nonxt,protocol ; ipv6header flags:0xFF ; ipv6header flags:hop-by-hop,ipv6-opts,ipv6-route,ipv6-frag,ah,esp,ipv6-nonxt,protocol
6 filter FORWARD -m ipv6header --header 0,60,43,44,51,50,59 ; -m ipv6header --header hop-by-hop,ipv6-opts,ipv6-route,ipv6-frag,ah,esp,ipv6-nonxt ; ipv6header flags:0xFE ; ipv6header flags:hop-by-hop,ipv6-opts,ipv6-route,ipv6-frag,ah,esp,ipv6-nonxt
6 filter FORWARD -m ipv6header --header 255 ; -m ipv6header --header protocol ; ipv6header flags:0x01 ; ipv6header flags:protocol
6 filter FORWARD -m ipv6header --header 17 ; FAIL unknown header \`17' specified
6 filter FORWARD -m ipv6header --header tcp ; FAIL unknown header \`6' specified
6 filter FORWARD -m ipv6header --header x ; FAIL unknown header \`x' specified
6 filter FORWARD -m ipv6header --header "" ; FAIL ip6t_ipv6header: cannot parse header names
6 filter FORWARD -m ipv6header --header hop, ; -m ipv6header --header hop-by-hop ; ipv6header flags:0x80 ; ipv6header flags:hop-by-hop
6 filter FORWARD -m ipv6header --header hop,,dst ; -m ipv6header --header hop-by-hop,ipv6-opts ; ipv6header flags:0xC0 ; ipv6header flags:hop-by-hop,ipv6-opts
6 filter FORWARD -m ipv6header --header HOP ; FAIL unknown header \`HOP' specified
6 filter FORWARD -m ipv6header --header 256 ; FAIL unknown header \`256' specified
6 filter FORWARD -m ipv6header --header 0x3c ; FAIL unknown header \`0x3c' specified
6 filter FORWARD -m ipv6header --header prot ; -m ipv6header --header protocol ; ipv6header flags:0x01 ; ipv6header flags:protocol
6 filter FORWARD -m ipv6header --header proto ; FAIL unknown header \`proto' specified
6 filter FORWARD -m ipv6header --header ipv6-icmp ; FAIL unknown header \`58' specified
6 filter FORWARD -m ipv6header --soft ; FAIL ipv6header: option "--header" must be specified
6 filter FORWARD -m ipv6header --soft --header none ; -m ipv6header --header ipv6-nonxt --soft ; ipv6header flags:0x02 soft ; ipv6header flags:ipv6-nonxt soft
6 filter FORWARD -m ipv6header ; FAIL ipv6header: option "--header" must be specified
6 filter FORWARD -m ipv6header ! --soft --header none ; FAIL ipv6header: option "--soft" cannot be inverted
6 filter FORWARD -m ipv6header --header none --header esp ; FAIL ipv6header: option "--header" can only be used once
6 filter FORWARD -m ipv6header --header none --soft --soft ; FAIL ipv6header: option "--soft" can only be used once
4 filter FORWARD -m ipv6header --header none ; FAIL Couldn't load match \`ipv6header':No such file or directory
`,
);
