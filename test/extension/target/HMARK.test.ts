import { extension } from "../../../src/extension/target/HMARK.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
4 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-rnd 0xabc ; --hmark-src-prefix 32 --hmark-dst-prefix 32 --hmark-rnd 0x00000abc --hmark-mod 10 ; HMARK mod 10 src-prefix 32 dst-prefix 32 rnd 0xabc
6 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-rnd 0xabc ; --hmark-src-prefix 128 --hmark-dst-prefix 128 --hmark-rnd 0x00000abc --hmark-mod 10 ; HMARK mod 10 src-prefix  dst-prefix  rnd 0xabc
4 mangle FORWARD -j HMARK --hmark-src-prefix 24 --hmark-dst-prefix 16 --hmark-sport-mask 0xff00 --hmark-dport-mask 0xff --hmark-proto-mask 6 --hmark-rnd 5 --hmark-mod 7 --hmark-offset 3 ; --hmark-src-prefix 24 --hmark-dst-prefix 16 --hmark-sport-mask 0xff00 --hmark-dport-mask 0x00ff --hmark-proto-mask 0x06 --hmark-rnd 0x00000005 --hmark-mod 7 --hmark-offset 3 ; HMARK mod 7 + 0x3 src-prefix 24 dst-prefix 16 sport-mask 0xff00 dport-mask 0xff proto-mask 0x6 rnd 0x5
6 mangle FORWARD -j HMARK --hmark-src-prefix 64 --hmark-dst-prefix 48 --hmark-sport-mask 0xff00 --hmark-dport-mask 0xff --hmark-proto-mask 6 --hmark-rnd 5 --hmark-mod 7 --hmark-offset 3 ; --hmark-src-prefix 64 --hmark-dst-prefix 48 --hmark-sport-mask 0xff00 --hmark-dport-mask 0x00ff --hmark-proto-mask 0x06 --hmark-rnd 0x00000005 --hmark-mod 7 --hmark-offset 3 ; HMARK mod 7 + 0x3 src-prefix 64 dst-prefix 48 sport-mask 0xff00 dport-mask 0xff proto-mask 0x6 rnd 0x5
4 mangle FORWARD -j HMARK --hmark-tuple src,dst,sport,dport --hmark-mod 10 --hmark-offset 5 --hmark-rnd 1 ; --hmark-src-prefix 32 --hmark-dst-prefix 32 --hmark-sport-mask 0xffff --hmark-dport-mask 0xffff --hmark-rnd 0x00000001 --hmark-mod 10 --hmark-offset 5 ; HMARK mod 10 + 0x5 src-prefix 32 dst-prefix 32 sport-mask 0xffff dport-mask 0xffff rnd 0x1
6 mangle FORWARD -j HMARK --hmark-tuple src,dst,sport,dport --hmark-mod 10 --hmark-offset 5 --hmark-rnd 1 ; --hmark-src-prefix 128 --hmark-dst-prefix 128 --hmark-sport-mask 0xffff --hmark-dport-mask 0xffff --hmark-rnd 0x00000001 --hmark-mod 10 --hmark-offset 5 ; HMARK mod 10 + 0x5 src-prefix  dst-prefix  sport-mask 0xffff dport-mask 0xffff rnd 0x1
4 mangle FORWARD -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 10 --hmark-offset 5 --hmark-rnd 1 ; --hmark-src-prefix 32 --hmark-dst-prefix 32 --hmark-sport-mask 0xffff --hmark-dport-mask 0xffff --hmark-rnd 0x00000001 --hmark-mod 10 --hmark-offset 5 --hmark-tuple ct ; HMARK mod 10 + 0x5 ct, src-prefix 32 dst-prefix 32 sport-mask 0xffff dport-mask 0xffff rnd 0x1
6 mangle FORWARD -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 10 --hmark-offset 5 --hmark-rnd 1 ; --hmark-src-prefix 128 --hmark-dst-prefix 128 --hmark-sport-mask 0xffff --hmark-dport-mask 0xffff --hmark-rnd 0x00000001 --hmark-mod 10 --hmark-offset 5 --hmark-tuple ct ; HMARK mod 10 + 0x5 ct, src-prefix  dst-prefix  sport-mask 0xffff dport-mask 0xffff rnd 0x1
4 mangle FORWARD -j HMARK --hmark-tuple src,dst,spi --hmark-mod 10 --hmark-offset 5 --hmark-rnd 1 ; --hmark-src-prefix 32 --hmark-dst-prefix 32 --hmark-spi-mask 0xffffffff --hmark-rnd 0x00000001 --hmark-mod 10 --hmark-offset 5 ; HMARK mod 10 + 0x5 src-prefix 32 dst-prefix 32 spi-mask 0xffffffff rnd 0x1
6 mangle FORWARD -j HMARK --hmark-tuple src,dst,spi --hmark-mod 10 --hmark-offset 5 --hmark-rnd 1 ; --hmark-src-prefix 128 --hmark-dst-prefix 128 --hmark-spi-mask 0xffffffff --hmark-rnd 0x00000001 --hmark-mod 10 --hmark-offset 5 ; HMARK mod 10 + 0x5 src-prefix  dst-prefix  spi-mask 0xffffffff rnd 0x1
46 mangle FORWARD -j HMARK --hmark-tuple ct --hmark-mod 10 --hmark-rnd 1 ; --hmark-rnd 0x00000001 --hmark-mod 10 --hmark-tuple ct ; HMARK mod 10 ct, rnd 0x1
4 mangle FORWARD -j HMARK --hmark-tuple src --hmark-mod 10 --hmark-rnd 1 ; --hmark-src-prefix 32 --hmark-rnd 0x00000001 --hmark-mod 10 ; HMARK mod 10 src-prefix 32 rnd 0x1
6 mangle FORWARD -j HMARK --hmark-tuple src --hmark-mod 10 --hmark-rnd 1 ; --hmark-src-prefix 128 --hmark-rnd 0x00000001 --hmark-mod 10 ; HMARK mod 10 src-prefix  rnd 0x1
46 mangle FORWARD -j HMARK --hmark-tuple dport --hmark-mod 10 --hmark-rnd 1 ; --hmark-dport-mask 0xffff --hmark-rnd 0x00000001 --hmark-mod 10 ; HMARK mod 10 dport-mask 0xffff rnd 0x1
46 mangle FORWARD -j HMARK --hmark-tuple src,dst,sport,spi --hmark-mod 10 --hmark-rnd 1 ; FAIL you cannot use --hmark-spi-mask and --hmark-?port-mask,at the same time
46 mangle FORWARD -j HMARK --hmark-tuple x --hmark-mod 10 --hmark-rnd 1 ; FAIL Bad type "x"
46 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod 10 ; FAIL --hmark-rnd is mandatory
46 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-rnd 10 ; FAIL --hmark-mod is mandatory
46 mangle FORWARD -j HMARK --hmark-mod 10 --hmark-rnd 1 ; FAIL you have to specify --hmark-tuple at least
46 mangle FORWARD -j HMARK ; FAIL --hmark-mod is mandatory
46 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod 0 --hmark-rnd 1 ; FAIL HMARK: bad value for option "--hmark-mod", or out of range (1-4294967295)
46 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod x --hmark-rnd 1 ; FAIL HMARK: bad value for option "--hmark-mod", or out of range (1-4294967295)
4 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod 1 --hmark-rnd 0xffffffff --hmark-offset 4294967295 ; --hmark-src-prefix 32 --hmark-dst-prefix 32 --hmark-rnd 0xffffffff --hmark-mod 1 --hmark-offset 4294967295 ; HMARK mod 1 + 0xffffffff src-prefix 32 dst-prefix 32 rnd 0xffffffff
6 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod 1 --hmark-rnd 0xffffffff --hmark-offset 4294967295 ; --hmark-src-prefix 128 --hmark-dst-prefix 128 --hmark-rnd 0xffffffff --hmark-mod 1 --hmark-offset 4294967295 ; HMARK mod 1 + 0xffffffff src-prefix  dst-prefix  rnd 0xffffffff
46 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod 1 --hmark-rnd 1 --hmark-src-prefix 24 ; FAIL HMARK: option "--hmark-src-prefix" can only be used once
46 mangle FORWARD -j HMARK --hmark-tuple src,dst,sport --hmark-mod 1 --hmark-rnd 1 --hmark-sport-mask 0xff ; FAIL HMARK: option "--hmark-sport-mask" can only be used once
46 mangle FORWARD -j HMARK --hmark-src-prefix 8 --hmark-mod 1 --hmark-rnd 1 ; --hmark-src-prefix 8 --hmark-rnd 0x00000001 --hmark-mod 1 ; HMARK mod 1 src-prefix 8 rnd 0x1
46 mangle FORWARD -j HMARK --hmark-sport 80 --hmark-dport 81 --hmark-mod 5 --hmark-rnd 1 ; --hmark-sport 0x0050 --hmark-dport 0x0051 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 sport 0x50 dport 0x51 rnd 0x1
46 mangle FORWARD -j HMARK --hmark-spi 0x5 --hmark-mod 5 --hmark-rnd 1 ; --hmark-spi 0x00000005 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 spi 0x5 rnd 0x1
46 mangle FORWARD -j HMARK --hmark-spi-mask 0xff00ff00 --hmark-mod 5 --hmark-rnd 1 ; --hmark-spi-mask 0xff00ff00 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 spi-mask 0xff00ff00 rnd 0x1
46 mangle FORWARD -j HMARK --hmark-spi-mask 0xff --hmark-sport-mask 1 --hmark-mod 5 --hmark-rnd 1 ; FAIL you cannot use --hmark-spi-mask and --hmark-?port-mask,at the same time
4 mangle FORWARD -j HMARK --hmark-proto-mask 6 --hmark-tuple src,dst --hmark-mod 5 --hmark-rnd 1 ; --hmark-src-prefix 32 --hmark-dst-prefix 32 --hmark-proto-mask 0x06 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 src-prefix 32 dst-prefix 32 proto-mask 0x6 rnd 0x1
6 mangle FORWARD -j HMARK --hmark-proto-mask 6 --hmark-tuple src,dst --hmark-mod 5 --hmark-rnd 1 ; --hmark-src-prefix 128 --hmark-dst-prefix 128 --hmark-proto-mask 0x06 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 src-prefix  dst-prefix  proto-mask 0x6 rnd 0x1
4 mangle FORWARD -j HMARK --hmark-src-prefix 33 --hmark-mod 5 --hmark-rnd 1 ; --hmark-src-prefix 32 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 src-prefix 32 rnd 0x1
6 mangle FORWARD -j HMARK --hmark-src-prefix 33 --hmark-mod 5 --hmark-rnd 1 ; --hmark-src-prefix 33 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 src-prefix 33 rnd 0x1
4 mangle FORWARD -j HMARK --hmark-src-prefix 129 --hmark-mod 5 --hmark-rnd 1 ; --hmark-src-prefix 32 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 src-prefix 32 rnd 0x1
6 mangle FORWARD -j HMARK --hmark-src-prefix 129 --hmark-mod 5 --hmark-rnd 1 ; FAIL HMARK: bad value for option "--hmark-src-prefix", neither a valid network mask nor valid CIDR (0-128)
46 mangle FORWARD -j HMARK --hmark-src-prefix 0 --hmark-mod 5 --hmark-rnd 1 ; --hmark-src-prefix 0 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 src-prefix 0 rnd 0x1
4 mangle FORWARD -j HMARK --hmark-src-prefix 255.255.0.0 --hmark-mod 5 --hmark-rnd 1 ; --hmark-src-prefix 16 --hmark-rnd 0x00000001 --hmark-mod 5 ; HMARK mod 5 src-prefix 16 rnd 0x1
4 filter FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-rnd 0xabc ; --hmark-src-prefix 32 --hmark-dst-prefix 32 --hmark-rnd 0x00000abc --hmark-mod 10 ; HMARK mod 10 src-prefix 32 dst-prefix 32 rnd 0xabc
6 filter FORWARD -j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-rnd 0xabc ; --hmark-src-prefix 128 --hmark-dst-prefix 128 --hmark-rnd 0x00000abc --hmark-mod 10 ; HMARK mod 10 src-prefix  dst-prefix  rnd 0xabc
4 raw PREROUTING -j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-rnd 0xabc ; --hmark-src-prefix 32 --hmark-dst-prefix 32 --hmark-rnd 0x00000abc --hmark-mod 10 ; HMARK mod 10 src-prefix 32 dst-prefix 32 rnd 0xabc
6 raw PREROUTING -j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-rnd 0xabc ; --hmark-src-prefix 128 --hmark-dst-prefix 128 --hmark-rnd 0x00000abc --hmark-mod 10 ; HMARK mod 10 src-prefix  dst-prefix  rnd 0xabc
46 mangle FORWARD -j HMARK --hmark-tuple src,dst --hmark-sport 5 --hmark-spi 6 --hmark-mod 5 --hmark-rnd 1 ; FAIL
`,
);
