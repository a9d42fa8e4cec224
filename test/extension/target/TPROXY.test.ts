import { extension } from "../../../src/extension/target/TPROXY.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
4 mangle PREROUTING -p tcp -j TPROXY --on-port 12345 ; --on-port 12345 --on-ip 0.0.0.0 --tproxy-mark 0x0/0x0 ; TPROXY redirect 0.0.0.0:12345 mark 0x0/0x0
4 mangle PREROUTING -p tcp -j TPROXY --on-port 12345 --on-ip 10.0.0.1 --tproxy-mark 0x23/0xff ; --on-port 12345 --on-ip 10.0.0.1 --tproxy-mark 0x23/0xff ; TPROXY redirect 10.0.0.1:12345 mark 0x23/0xff
6 mangle PREROUTING -p tcp -j TPROXY --on-port 12345 --on-ip 2001:db8::1 --tproxy-mark 0x23/0xff ; --on-port 12345 --on-ip 2001:db8::1 --tproxy-mark 0x23/0xff ; TPROXY redirect 2001:db8::1:12345 mark 0x23/0xff
4 mangle PREROUTING -p udp -j TPROXY --on-port 12345 --tproxy-mark 23 ; --on-port 12345 --on-ip 0.0.0.0 --tproxy-mark 0x17/0xffffffff ; TPROXY redirect 0.0.0.0:12345 mark 0x17/0xffffffff
6 mangle PREROUTING -p udp -j TPROXY --on-port 12345 --tproxy-mark 23 ; --on-port 12345 --on-ip :: --tproxy-mark 0x17/0xffffffff ; TPROXY redirect :::12345 mark 0x17/0xffffffff
4 mangle PREROUTING -p udp -j TPROXY --on-port 0 ; --on-port 0 --on-ip 0.0.0.0 --tproxy-mark 0x0/0x0 ; TPROXY redirect 0.0.0.0:0 mark 0x0/0x0
6 mangle PREROUTING -p udp -j TPROXY --on-port 0 ; --on-port 0 --on-ip :: --tproxy-mark 0x0/0x0 ; TPROXY redirect :::0 mark 0x0/0x0
4 mangle PREROUTING -p udp -j TPROXY --on-port 65536 ; --on-port 0 --on-ip 0.0.0.0 --tproxy-mark 0x0/0x0 ; TPROXY redirect 0.0.0.0:0 mark 0x0/0x0
6 mangle PREROUTING -p udp -j TPROXY --on-port 65536 ; --on-port 0 --on-ip :: --tproxy-mark 0x0/0x0 ; TPROXY redirect :::0 mark 0x0/0x0
4 mangle PREROUTING -p udp -j TPROXY --on-port http ; --on-port 80 --on-ip 0.0.0.0 --tproxy-mark 0x0/0x0 ; TPROXY redirect 0.0.0.0:80 mark 0x0/0x0
6 mangle PREROUTING -p udp -j TPROXY --on-port http ; --on-port 80 --on-ip :: --tproxy-mark 0x0/0x0 ; TPROXY redirect :::80 mark 0x0/0x0
46 mangle PREROUTING -p udp -j TPROXY --tproxy-mark 1 ; FAIL TPROXY: option "--on-port" must be specified
46 mangle PREROUTING -j TPROXY --on-port 12345 ; FAIL
46 mangle PREROUTING -p icmp -j TPROXY --on-port 12345 ; FAIL
46 mangle PREROUTING ! -p tcp -j TPROXY --on-port 12345 ; FAIL
46 mangle FORWARD -p tcp -j TPROXY --on-port 12345 ; FAIL
46 filter FORWARD -p tcp -j TPROXY --on-port 12345 ; FAIL
4 mangle PREROUTING -p tcp -j TPROXY --on-port 12345 --on-ip x ; FAIL
46 mangle PREROUTING -p tcp -j TPROXY --on-port 1 --tproxy-mark x ; FAIL TPROXY: bad integer value for option "--tproxy-mark", or out of range
4 mangle PREROUTING -p tcp -j TPROXY --on-port 1 --tproxy-mark 0xffffffff/0xffffffff ; --on-port 1 --on-ip 0.0.0.0 --tproxy-mark 0xffffffff/0xffffffff ; TPROXY redirect 0.0.0.0:1 mark 0xffffffff/0xffffffff
6 mangle PREROUTING -p tcp -j TPROXY --on-port 1 --tproxy-mark 0xffffffff/0xffffffff ; --on-port 1 --on-ip :: --tproxy-mark 0xffffffff/0xffffffff ; TPROXY redirect :::1 mark 0xffffffff/0xffffffff
46 mangle PREROUTING -p tcp -j TPROXY --on-port 1 --on-port 2 ; FAIL TPROXY: option "--on-port" can only be used once
4 mangle own -p tcp -j TPROXY --on-port 1 ; --on-port 1 --on-ip 0.0.0.0 --tproxy-mark 0x0/0x0 ; TPROXY redirect 0.0.0.0:1 mark 0x0/0x0
6 mangle own -p tcp -j TPROXY --on-port 1 ; --on-port 1 --on-ip :: --tproxy-mark 0x0/0x0 ; TPROXY redirect :::1 mark 0x0/0x0
`,
);
