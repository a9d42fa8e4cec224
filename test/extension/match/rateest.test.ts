import { describe } from "vitest";
import { accepts, prints, refuses } from "../../support/extension.js";

describe("match rateest", () => {
  accepts("ipv4", [
    [
      "-m rateest --rateest a --rateest-lt --rateest-bps 10kbit",
      "-m rateest --rateest a --rateest-lt --rateest-bps 10000bit",
      "rateest match a bps 1250 lt",
      "rateest match a bps 10000bit lt",
    ],
    [
      "-m rateest --rateest a --rateest-gt --rateest-bps 10kbit",
      "-m rateest --rateest a --rateest-gt --rateest-bps 10000bit",
      "rateest match a bps 1250 gt",
      "rateest match a bps 10000bit gt",
    ],
    [
      "-m rateest --rateest a --rateest-eq --rateest-pps 10",
      "-m rateest --rateest a --rateest-eq --rateest-pps 10",
      "rateest match a pps eq 10",
    ],
    [
      "-m rateest --rateest a ! --rateest-lt --rateest-pps 10",
      "-m rateest --rateest a ! --rateest-lt --rateest-pps 10",
      "rateest match a pps ! lt 10",
    ],
    [
      "-m rateest --rateest a ! --rateest-gt --rateest-pps 10",
      "-m rateest --rateest a ! --rateest-gt --rateest-pps 10",
      "rateest match a pps ! gt 10",
    ],
    [
      "-m rateest --rateest a ! --rateest-eq --rateest-pps 10",
      "-m rateest --rateest a ! --rateest-eq --rateest-pps 10",
      "rateest match a pps ! eq 10",
    ],
    [
      "-m rateest --rateest1 a --rateest-lt --rateest2 b --rateest-bps",
      "-m rateest --rateest1 a --rateest-lt --rateest-bps --rateest2 b",
      "rateest match a bps lt b bps",
    ],
    [
      "-m rateest --rateest1 a --rateest-bps --rateest-lt --rateest2 b",
      "-m rateest --rateest1 a --rateest-lt --rateest-bps --rateest2 b",
      "rateest match a bps lt b bps",
    ],
    [
      "-m rateest --rateest1 a --rateest-delta --rateest-bps1 1mbit --rateest-gt --rateest2 b --rateest-bps2 2mbit",
      "-m rateest --rateest-delta --rateest1 a --rateest-bps1 1000Kbit --rateest-gt --rateest-bps2 2000Kbit --rateest2 b",
      "rateest match a delta bps 125000 gt b bps 250000",
      "rateest match a delta bps 1000Kbit gt b bps 2000Kbit",
    ],
    [
      "-m rateest --rateest1 a --rateest-delta --rateest-pps1 5 --rateest-gt --rateest2 b --rateest-pps2 6",
      "-m rateest --rateest-delta --rateest1 a --rateest-pps1 5 --rateest-gt --rateest-pps2 6 --rateest2 b",
      "rateest match a delta pps 5 gt b pps 6",
    ],
    [
      "-m rateest --rateest1 a --rateest-delta --rateest-bps1 1mbit --rateest-gt --rateest-bps2 2mbit",
      "-m rateest --rateest-delta --rateest a --rateest-bps1 1000Kbit --rateest-gt --rateest-bps2 2000Kbit",
      "rateest match a delta bps 125000 250000 gt",
      "rateest match a delta bps 1000Kbit 2000Kbit gt",
    ],
    [
      "-m rateest --rateest1 a --rateest-gt --rateest2 b --rateest-pps",
      "-m rateest --rateest1 a --rateest-gt --rateest-pps --rateest2 b",
      "rateest match a pps gt b pps",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-gt --rateest-pps 10",
      "-m rateest --rateest a --rateest-gt --rateest-pps 10",
      "rateest match a pps gt 10",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-bps 1kbps",
      "-m rateest --rateest a --rateest-lt --rateest-bps 8000bit",
      "rateest match a bps 1000 lt",
      "rateest match a bps 8000bit lt",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-bps 8",
      "-m rateest --rateest a --rateest-lt --rateest-bps 8bit",
      "rateest match a bps 1 lt",
      "rateest match a bps 8bit lt",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-bps 1500",
      "-m rateest --rateest a --rateest-lt --rateest-bps 1496bit",
      "rateest match a bps 187 lt",
      "rateest match a bps 1496bit lt",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-bps 1gbit",
      "-m rateest --rateest a --rateest-lt --rateest-bps 1000Mbit",
      "rateest match a bps 125000000 lt",
      "rateest match a bps 1000Mbit lt",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-bps 1mibit",
      "-m rateest --rateest a --rateest-lt --rateest-bps 1049Kbit",
      "rateest match a bps 131072 lt",
      "rateest match a bps 1049Kbit lt",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-bps 1tbit",
      "-m rateest --rateest a --rateest-lt --rateest-bps 3568Mbit",
      "rateest match a bps 445948416 lt",
      "rateest match a bps 3568Mbit lt",
    ],
    [
      "-m rateest --rateest 1234567890123456 --rateest-lt --rateest-pps 1",
      "-m rateest --rateest 123456789012345 --rateest-lt --rateest-pps 1",
      "rateest match 123456789012345 pps lt 1",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-bps 3500kbit",
      "-m rateest --rateest a --rateest-lt --rateest-bps 3500Kbit",
      "rateest match a bps 437500 lt",
      "rateest match a bps 3500Kbit lt",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-bps 1.5mbit",
      "-m rateest --rateest a --rateest-lt --rateest-bps 1500Kbit",
      "rateest match a bps 187500 lt",
      "rateest match a bps 1500Kbit lt",
    ],
    [
      "-m rateest --rateest1 a --rateest2 b --rateest-lt --rateest-pps2 3",
      "-m rateest --rateest1 a --rateest-lt --rateest-pps --rateest2 b",
      "rateest match a pps lt b pps",
    ],
    [
      "-m rateest --rateest a --rateest-lt --rateest-delta --rateest-pps 3",
      "-m rateest --rateest-delta --rateest a --rateest-pps1 0 --rateest-lt --rateest-pps2 3",
      "rateest match a delta pps 0 lt 3",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m rateest --rateest a --rateest-lt --rateest-pps 10",
      "-m rateest --rateest a --rateest-lt --rateest-pps 10",
      "rateest match a pps lt 10",
    ],
  ]);
  // iptables prints --rateest-lt twice, and reads it once
  prints("ipv4", [
    [
      "-m rateest --rateest1 a --rateest2 b --rateest-lt --rateest-bps1 1mbit --rateest-pps2 3",
      "-m rateest --rateest1 a --rateest-lt --rateest-bps --rateest-lt --rateest-pps --rateest2 b",
      "rateest match a bps pps lt b bps pps",
    ],
    [
      "-m rateest --rateest1 a --rateest-lt --rateest-bps --rateest-pps --rateest2 b",
      "-m rateest --rateest1 a --rateest-lt --rateest-bps --rateest-lt --rateest-pps --rateest2 b",
      "rateest match a bps pps lt b bps pps",
    ],
  ]);
  refuses("ipv4", [
    [
      "-m rateest --rateest nosuch --rateest-lt --rateest-pps 10",
      "No chain/target/match by that name.",
    ],
    ["-m rateest --rateest a", "Invalid argument"],
    ["-m rateest", "Invalid argument"],
    ["-m rateest --rateest a --rateest-lt", "Invalid argument"],
    ["-m rateest --rateest a --rateest-pps 10", "Invalid argument"],
    ["-m rateest --rateest a --rateest-lt --rateest-pps x", "rateest: could not parse pps `x'"],
    ["-m rateest --rateest a --rateest-lt --rateest-bps x", "rateest: could not parse rate `x'"],
    ["-m rateest --rateest a --rateest-lt --rateest-pps -1", 'unknown option "-1"'],
    [
      "-m rateest --rateest a --rateest-lt --rateest-pps 4294967296",
      "rateest: could not parse pps `4294967296'",
    ],
    ["-m rateest --rateest1 a --rateest-lt --rateest2 b", "Invalid argument"],
  ]);
});
