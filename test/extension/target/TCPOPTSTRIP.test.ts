import { extension } from "../../../src/extension/target/TCPOPTSTRIP.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options timestamp ; --strip-options 8 ; TCPOPTSTRIP options timestamp ; TCPOPTSTRIP options 8
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options wscale,mss,sack-permitted,sack,timestamp,md5 ; --strip-options 2,3,4,5,8,19 ; TCPOPTSTRIP options mss,wscale,sack-permitted,sack,timestamp,md5 ; TCPOPTSTRIP options 2,3,4,5,8,19
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options 2,3,4,5,6,7 ; --strip-options 2,3,4,5,6,7 ; TCPOPTSTRIP options mss,wscale,sack-permitted,sack,6,7 ; TCPOPTSTRIP options 2,3,4,5,6,7
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options 255 ; --strip-options 255 ; TCPOPTSTRIP options 255
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options 256 ; FAIL Bad TCP option value "256"
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options 0 ; FAIL Option value may not be 0 or 1
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options 1 ; FAIL Option value may not be 0 or 1
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options x ; FAIL Bad TCP option value "x"
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options "" ; FAIL Bad TCP option value ""
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options 0x10,mss ; --strip-options 2,16 ; TCPOPTSTRIP options mss,16 ; TCPOPTSTRIP options 2,16
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options mss,mss ; FAIL Option "mss" already specified
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options mss, ; FAIL Bad TCP option value ""
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options 27,28,100 ; --strip-options 27,28,100 ; TCPOPTSTRIP options 27,28,100
46 mangle FORWARD -p tcp -j TCPOPTSTRIP ;  ; 
46 mangle FORWARD -j TCPOPTSTRIP --strip-options mss ; FAIL
46 mangle FORWARD -p udp -j TCPOPTSTRIP --strip-options mss ; FAIL
46 filter FORWARD -p tcp -j TCPOPTSTRIP --strip-options mss ; FAIL
46 mangle FORWARD -p tcp -j TCPOPTSTRIP --strip-options mss --strip-options sack ; FAIL TCPOPTSTRIP: option "--strip-options" can only be used once
`,
);
