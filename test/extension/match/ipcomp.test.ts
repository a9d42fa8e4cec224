import { matchCases } from "../cases.js";

matchCases(
  "ipcomp",
  `
46 filter FORWARD -p ipcomp -m ipcomp --ipcompspi 5 ; -m ipcomp --ipcompspi 5 ; comp spi:5
46 filter FORWARD -p ipcomp --ipcompspi 5 ; -m ipcomp --ipcompspi 5 ; comp spi:5
46 filter FORWARD -p ipcomp -m ipcomp ! --ipcompspi 5:10 ; -m ipcomp ! --ipcompspi 5:10 ; comp spis:!5:10
46 filter FORWARD -p ipcomp -m ipcomp --ipcompspi 5 --compres ; -m ipcomp --ipcompspi 5 --compres ; comp spi:5 reserved
46 filter FORWARD -p ipcomp -m ipcomp --compres ; -m ipcomp --ipcompspi 0 --compres ; comp spi:0 reserved
46 filter FORWARD -p ipcomp -m ipcomp ; -m ipcomp --ipcompspi 0 ; comp spi:0
46 filter FORWARD -p ipcomp -m ipcomp --ipcompspi x ; FAIL ipcomp: bad value for option "--ipcompspi" near "x", or out of range (0-4294967295)
46 filter FORWARD -p ipcomp -m ipcomp --ipcompspi 10:5 ; -m ipcomp --ipcompspi 10:5 ; comp spis:10:5
46 filter FORWARD -p ipcomp -m ipcomp --ipcompspi :5 ; -m ipcomp --ipcompspi 0:5 ; comp spis:0:5
46 filter FORWARD -m ipcomp --ipcompspi 5 ; FAIL
46 filter FORWARD -p udp -m ipcomp --ipcompspi 5 ; FAIL
46 filter FORWARD -p 108 -m ipcomp --ipcompspi 0x10: ; -m ipcomp --ipcompspi 16:4294967295 ; comp spis:16:4294967295
46 filter FORWARD -p ipcomp -m ipcomp --ipcompspi 5 --ipcompspi 6 ; FAIL ipcomp: option "--ipcompspi" can only be used once
`,
);
