import { matchCases } from "../cases.js";

matchCases(
  "socket",
  `
46 mangle PREROUTING -m socket ; -m socket ; socket
46 mangle PREROUTING -m socket --transparent ; -m socket --transparent ; socket --transparent
46 mangle PREROUTING -m socket --nowildcard ; -m socket --nowildcard ; socket --nowildcard
46 mangle PREROUTING -m socket --transparent --nowildcard ; -m socket --transparent --nowildcard ; socket --transparent --nowildcard
46 mangle PREROUTING -m socket --transparent --nowildcard --restore-skmark ; -m socket --transparent --nowildcard --restore-skmark ; socket --transparent --nowildcard --restore-skmark
46 mangle PREROUTING -m socket --restore-skmark ; -m socket --restore-skmark ; socket --restore-skmark
46 mangle PREROUTING -m socket --transparent --restore-skmark ; -m socket --transparent --restore-skmark ; socket --transparent --restore-skmark
46 mangle PREROUTING -m socket ! --transparent ; FAIL socket: option "--transparent" cannot be inverted
46 mangle PREROUTING -m socket --transparent --transparent ; FAIL socket: option "--transparent" can only be used once
46 raw PREROUTING -m socket ; -m socket ; socket
46 filter INPUT -m socket ; -m socket ; socket
46 filter FORWARD -m socket ; FAIL
46 filter OUTPUT -m socket ; FAIL
46 mangle own -m socket ; -m socket ; socket
`,
);
