import { extension } from "../../../src/extension/target/SET.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
4 filter INPUT -j SET ; FAIL You must specify either \`--add-set' or \`--del-set' or \`--map-set'
4 filter INPUT -j SET --add-set a src ; --add-set a src ; add-set a src
4 filter INPUT -j SET --add-set a src,dst --del-set p src,dst ; --add-set a src,dst --del-set p src,dst ; add-set a src,dst del-set p src,dst
4 filter INPUT -j SET --add-set a src --add-set a src ; FAIL --add-set can be specified only once
4 filter INPUT -j SET --add-set a src --exist ; --add-set a src --exist ; add-set a src exist
4 filter INPUT -j SET --add-set a src --timeout 10 ; --add-set a src --timeout 10 ; add-set a src timeout 10
4 filter INPUT -j SET --add-set a src --exist --timeout 0 ; --add-set a src --exist --timeout 0 ; add-set a src exist timeout 0
4 filter INPUT -j SET --add-set a src --timeout 2147484 ; --add-set a src --timeout 2147484 ; add-set a src timeout 2147484
4 filter INPUT -j SET --add-set a src --timeout 4294967295 ; FAIL Invalid value for option --timeout or out of range 0-4294967294
4 filter INPUT -j SET --add-set a src --timeout abc ; FAIL Invalid value for option --timeout or out of range 0-4294967294
4 filter INPUT -j SET --del-set a src --exist ; FAIL Flag \`--exist' can be used with \`--add-set' only
4 filter INPUT -j SET --del-set a src --timeout 4 ; FAIL Option \`--timeout' can be used with \`--add-set' only
4 filter INPUT -j SET --map-set a src --map-mark ; FAIL
4 filter INPUT -j SET --map-set a src ; FAIL You must specify flags \`--map-mark' or '--map-prio\` or \`--map-queue'
4 mangle INPUT -j SET --map-set a src --map-mark ; --map-set a src --map-mark ; map-set a src map-mark
4 mangle INPUT -j SET --map-set a src --map-prio ; FAIL
4 mangle FORWARD -j SET --map-set a src --map-prio --map-queue --map-mark ; --map-set a src --map-mark --map-prio --map-queue ; map-set a src map-mark map-prio map-queue
4 mangle U -j SET --map-set a src --map-queue ; --map-set a src --map-queue ; map-set a src map-queue
4 filter INPUT -j SET --add-set a src --map-mark ; FAIL Flag \`--map-mark' can be used with \`--map-set' only
4 filter INPUT -j SET --exist ; FAIL You must specify either
4 filter INPUT -j SET ! --add-set a src ; --add-set a src ; add-set a src
4 filter INPUT -j SET --add-set a ; FAIL --add-set requires two args.
4 filter INPUT -j SET --add-set a xx ; FAIL (the comma separated list of) 'src' or 'dst'
4 filter INPUT -j SET --add-set nosuch src ; FAIL Set nosuch doesn't exist.
4 filter INPUT -j SET --add-set s6 src ; FAIL The protocol family of set s6 is IPv6, which is not applicable.
6 mangle FORWARD -j SET --add-set s6 src ; --add-set s6 src ; add-set s6 src
4 mangle FORWARD -j SET --map-set a src --map-prio --add-set a src --exist --timeout 4 --del-set p src,src ; --add-set a src --exist --timeout 4 --del-set p src,src --map-set a src --map-prio ; add-set a src exist timeout 4 del-set p src,src map-set a src map-prio
`,
);
