import { matchCases } from "../cases.js";

matchCases(
  "rpfilter",
  `
46 mangle PREROUTING -m rpfilter ; -m rpfilter ; rpfilter
46 mangle PREROUTING -m rpfilter --loose --validmark --accept-local --invert ; -m rpfilter --loose --validmark --accept-local --invert ; rpfilter loose validmark accept-local invert
46 mangle PREROUTING -m rpfilter --loose ; -m rpfilter --loose ; rpfilter loose
46 mangle PREROUTING -m rpfilter --validmark ; -m rpfilter --validmark ; rpfilter validmark
46 mangle PREROUTING -m rpfilter --accept-local ; -m rpfilter --accept-local ; rpfilter accept-local
46 mangle PREROUTING -m rpfilter --invert ; -m rpfilter --invert ; rpfilter invert
46 raw PREROUTING -m rpfilter --invert ; -m rpfilter --invert ; rpfilter invert
46 nat PREROUTING -m rpfilter ; FAIL
46 filter FORWARD -m rpfilter ; FAIL
46 filter INPUT -m rpfilter ; FAIL
46 mangle FORWARD -m rpfilter ; FAIL
46 mangle own -m rpfilter ; -m rpfilter ; rpfilter
46 filter own -m rpfilter ; FAIL
46 mangle PREROUTING -m rpfilter ! --loose ; FAIL rpfilter: option "--loose" cannot be inverted
46 mangle PREROUTING -m rpfilter --loose --loose ; FAIL rpfilter: option "--loose" can only be used once
`,
);
