import { extension } from "../../../src/extension/target/RATEEST.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 250ms --rateest-ewmalog 0.5s ; --rateest-name x --rateest-interval 250.0ms --rateest-ewmalog 500.0ms ; name x interval 250.0ms ewmalog 500.0ms
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 250ms --rateest-ewmalog 500ms ; --rateest-name x --rateest-interval 250.0ms --rateest-ewmalog 500.0ms ; name x interval 250.0ms ewmalog 500.0ms
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 250 --rateest-ewmalog 500 ; --rateest-name x --rateest-interval 250.0ms --rateest-ewmalog 500.0ms ; name x interval 250.0ms ewmalog 500.0ms
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1s --rateest-ewmalog 8s ; --rateest-name x --rateest-interval 1.0s --rateest-ewmalog 8.0s ; name x interval 1.0s ewmalog 8.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 0.5s --rateest-ewmalog 2s ; --rateest-name x --rateest-interval 500.0ms --rateest-ewmalog 2.0s ; name x interval 500.0ms ewmalog 2.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 8s --rateest-ewmalog 64s ; --rateest-name x --rateest-interval 8.0s --rateest-ewmalog 64.0s ; name x interval 8.0s ewmalog 64.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 300ms --rateest-ewmalog 4s ; --rateest-name x --rateest-interval 500.0ms --rateest-ewmalog 4.0s ; name x interval 500.0ms ewmalog 4.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 3s --rateest-ewmalog 40s ; --rateest-name x --rateest-interval 4.0s --rateest-ewmalog 32.0s ; name x interval 4.0s ewmalog 32.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1s --rateest-ewmalog 1000s ; --rateest-name x --rateest-interval 1.0s --rateest-ewmalog 512.0s ; name x interval 1.0s ewmalog 512.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1s --rateest-ewmalog 100000s ; --rateest-name x --rateest-interval 1.0s --rateest-ewmalog 1024.0s ; name x interval 1.0s ewmalog 1024.0s
4 filter INPUT -j RATEEST --rateest-name 1234567890123456 --rateest-interval 1s --rateest-ewmalog 10s ; --rateest-name 123456789012345 --rateest-interval 1.0s --rateest-ewmalog 8.0s ; name 123456789012345 interval 1.0s ewmalog 8.0s
4 filter INPUT -j RATEEST --rateest-name 123456789012345 --rateest-interval 1s --rateest-ewmalog 10s ; --rateest-name 123456789012345 --rateest-interval 1.0s --rateest-ewmalog 8.0s ; name 123456789012345 interval 1.0s ewmalog 8.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1msec --rateest-ewmalog 10msecs ; --rateest-name x --rateest-interval 250.0ms --rateest-ewmalog 2.0s ; name x interval 250.0ms ewmalog 2.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 999999usecs --rateest-ewmalog 10s ; --rateest-name x --rateest-interval 1.0s --rateest-ewmalog 8.0s ; name x interval 1.0s ewmalog 8.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1000000usec --rateest-ewmalog 20000000us ; --rateest-name x --rateest-interval 1.0s --rateest-ewmalog 16.0s ; name x interval 1.0s ewmalog 16.0s
4 mangle POSTROUTING -j RATEEST --rateest-name x --rateest-interval 1s --rateest-ewmalog 10s ; --rateest-name x --rateest-interval 1.0s --rateest-ewmalog 8.0s ; name x interval 1.0s ewmalog 8.0s
6 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1s --rateest-ewmalog 10s ; --rateest-name x --rateest-interval 1.0s --rateest-ewmalog 8.0s ; name x interval 1.0s ewmalog 8.0s
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 16s --rateest-ewmalog 64s ; FAIL RATEEST: interval value is too large
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1s --rateest-ewmalog 1s ; FAIL RATEEST: ewmalog value is out of range
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1s --rateest-ewmalog 0.5s ; FAIL RATEEST: ewmalog value is out of range
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 4s --rateest-ewmalog 4s ; FAIL RATEEST: ewmalog value is out of range
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1m --rateest-ewmalog 40s ; FAIL RATEEST: bad interval value "1m"
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval x --rateest-ewmalog 40s ; FAIL RATEEST: bad interval value "x"
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1s --rateest-ewmalog x ; FAIL RATEEST: bad ewmalog value "x"
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1s ; FAIL RATEEST: ewmalog value is out of range
4 filter INPUT -j RATEEST --rateest-name x --rateest-ewmalog 1s ; FAIL RATEEST: ewmalog value is out of range
4 filter INPUT -j RATEEST --rateest-interval 1s --rateest-ewmalog 2s ; FAIL RATEEST: option "--rateest-name" must be specified
4 filter INPUT -j RATEEST ; FAIL RATEEST: ewmalog value is out of range
4 filter INPUT -j RATEEST --rateest-name x --rateest-interval 1s --rateest-ewmalog 10s --rateest-name y ; FAIL RATEEST: option "--rateest-name" can only be used once.
`,
);
