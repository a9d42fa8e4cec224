// The yardstick alone: pcap-parser and a filter in plain JavaScript.
//
//   npm run bench baseline [FILE.pcap]
import { capture } from "./lib/captures.js";
import { makeRules } from "./lib/rules.js";
import { suite } from "./lib/suite.js";
import { eachPacket, yardstick } from "./lib/yardstick.js";

const RULES = [0, 10, 100, 1000];
const file = process.argv[2] ?? capture();

await suite("baseline", [
  {
    name: "reading only",
    about: {},
    run: async () => ({ packets: await eachPacket(file, () => undefined) }),
  },
  ...RULES.flatMap((rules) =>
    [false, true].map((conntrack) => ({
      name: `${rules} rules, conntrack ${conntrack ? "on" : "off"}`,
      about: { rules, conntrack: conntrack ? "on" : "off" },
      run: () => yardstick(file, makeRules({ rules, kind: "mixed", seed: 1 }), conntrack),
    })),
  ),
]);
