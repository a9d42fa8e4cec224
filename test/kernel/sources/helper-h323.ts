// The helpers of H.323: registrations, calls, the control connections and media that they open, with and
// without NAT.
import { Chance } from "../../support/chance.js";
import { call as called, control, hex, ras, signal, tpkt } from "../../support/h323.js";
import { drawn } from "../../support/h323-random.js";
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const STATES = inBoth(`
-A FORWARD -m conntrack --ctstate NEW
-A FORWARD -m conntrack --ctstate RELATED
-A FORWARD -m conntrack --ctstatus EXPECTED
-A FORWARD -m helper --helper H.245
-A FORWARD -m helper --helper Q.931
-A FORWARD -m helper --helper RAS`);
const HELPERS = `
${inBoth(`-t raw -A PREROUTING -p udp --dport 1719 -j CT --helper RAS
-t raw -A PREROUTING -p tcp --dport 1720 -j CT --helper Q.931`)}
`;
const SETUP = `${ROUTER}${HELPERS}${STATES}`;
const MASQUERADE = "\niptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE\n";
const DNAT =
  "\niptables -t nat -A PREROUTING -i eth0 -d 192.0.2.1 -j DNAT --to-destination 10.0.0.5\n";

/** What client and server say on a connection, in turn: bytes; other lines are packets of their own. */
type Said = readonly ["c" | "s", ...number[][]] | string;

/** A connection over TCP from `client` to `server`, whose packets go back to `seen` and come from
 * `known`. */
function connection(
  client: string,
  server: string,
  said: readonly Said[],
  { inside = "eth1", outside = "eth0", seen = client, known = server, c = 1000 } = {},
): string {
  let s = 5000;
  const there = (rest: string) => `in ${inside} tcp ${client} > ${known} ${rest} win=8000`;
  const back = (rest: string) => `in ${outside} tcp ${server} > ${seen} ${rest} win=8000`;
  const out = [
    there(`S seq=${c}`),
    back(`SA seq=${s} ack=${c + 1}`),
    there(`A seq=${c + 1} ack=${s + 1}`),
  ];
  c++;
  s++;
  for (const one of said) {
    if (typeof one === "string") {
      out.push(one);
      continue;
    }
    const [who, ...messages] = one;
    const bytes = messages.flat();
    if (who === "c") out.push(there(`PA seq=${c} ack=${s} hex=${hex(bytes)}`));
    else out.push(back(`PA seq=${s} ack=${c} hex=${hex(bytes)}`));
    if (who === "c") c += bytes.length;
    else s += bytes.length;
  }
  return out.join("\n");
}

const all = (...parts: readonly string[]): string => parts.join("\n");
/** A datagram of RAS to the gatekeeper, and one back to who `seen` is there. */
const rasOut = (bytes: readonly number[], from = "client"): string =>
  `in eth1 udp ${from}.1719 > ${gatekeeper(from)}.1719 hex=${hex(bytes)}`;
const rasBack = (bytes: readonly number[], seen = "client"): string =>
  `in eth0 udp ${gatekeeper(seen)}.1719 > ${seen}.1719 hex=${hex(bytes)}`;
const gatekeeper = (name: string): string => (name.endsWith("6") ? "server6" : "server");

/** Addresses of a family, and where a packet comes in. */
const FOUR = { me: "10.0.0.5", you: "203.0.113.9", client: "client", server: "server" };
const SIX = { me: "2001:db8:1::5", you: "2001:db8:9::9", client: "client6", server: "server6" };

/** A call whose ends open a control connection, on which they open channels. */
function call({ me, you, client, server }: typeof FOUR): string {
  return all(
    connection(`${client}.4000`, `${server}.1720`, [
      ["c", tpkt(signal("setup", { to: `${you}.1720`, from: `${me}.1720` }))],
      ["s", tpkt(signal("proceeding"))],
      ["s", tpkt(signal("alerting"))],
      ["s", tpkt(signal("connect", { h245: `${you}.30000` }))],
    ]),
    `in eth1 tcp ${client}.4001 > ${server}.30001 S seq=5`,
    connection(`${client}.4002`, `${server}.30000`, [
      ["c", tpkt(control.master()), tpkt(control.open({ rtcp: `${me}.5001` }))],
      ["s", tpkt(control.acknowledge({ rtp: `${you}.6000`, rtcp: `${you}.6001` }))],
      ["s", tpkt(control.open({ rtcp: `${you}.6003` }))],
      ["c", tpkt(control.acknowledge({ rtp: `${me}.5002`, rtcp: `${me}.5003` }))],
      `in eth1 udp ${client}.5000 > ${server}.6000 len=12`,
      `in eth1 udp ${client}.5001 > ${server}.6001 len=12`,
      `in eth0 udp ${server}.6001 > ${client}.5001 len=12`,
      `in eth0 udp ${server}.6003 > ${client}.5003 len=12`,
      `in eth0 udp ${server}.6003 > ${client}.5005 len=12`,
      ["c", tpkt(control.end())],
    ]),
  );
}

/** Messages in a datagram, where they stand behind a header of TCP with so many words that begins where the
 * datagram's does. The words are in the 13th byte of that. */
function asTcp(words: number, ...messages: readonly (readonly number[])[]): number[] {
  const before = Array.from({ length: Math.max(0, words * 4 - 8) }, () => 0);
  const bytes = [...before, ...messages.flatMap((m) => tpkt(m))];
  if (words !== 2) bytes[4] = (bytes[4]! & 15) | (words << 4);
  return bytes;
}

/** What many clients say of what the schema has, each with a connection of its own. */
function random(seed: number, count: number, seen: string, spoil: boolean): string {
  const c = new Chance(seed);
  const say = (name: string, from: readonly number[], port: number): number[] => {
    const bytes = drawn(c, name, from, port);
    if (spoil) for (let n = c.between(0, 2); n > 0; n--) disturb(c, bytes);
    return bytes;
  };
  return all(
    ...c.times(count, (i) => {
      const [from, port] = [4000 + i, 20000 + 2 * i];
      if (i % 3 > 0) {
        const message = tpkt(called(say("UserInformation", [10, 0, 0, 5], port)));
        const options = { seen: `${seen}.${from}` };
        return connection(`client.${from}`, "server.1720", [["c", message]], options);
      }
      return all(
        `in eth1 udp client.${from} > server.1719 hex=${hex(say("RasMessage", [10, 0, 0, 5], port))}`,
        `in eth0 udp server.1719 > ${seen}.${from} hex=${hex(say("RasMessage", [203, 0, 113, 9], port))}`,
      );
    }),
  );
}

/** Changes a byte, takes bytes out, puts one in, or cuts the end. */
function disturb(c: Chance, bytes: number[]): void {
  const at = c.between(0, bytes.length - 1);
  const lot = c.between(0, 9);
  if (lot < 4) bytes[at] = c.between(0, 255);
  else if (lot < 6) bytes.splice(at, c.between(1, 3), 0);
  else if (lot < 8) bytes.splice(at, 0, c.between(0, 255));
  else bytes.length = Math.max(1, at);
}

/** Scenarios of H.323. */
export const h323: ScenarioSource[] = [
  {
    name: "helper-h323-call",
    about: "h323: a call, its control connection, and the media that channels announce",
    setup: SETUP,
    packets: call(FOUR),
  },
  {
    name: "helper-h323-call6",
    about: "h323 over IPv6: a call, its control connection, and media",
    setup: SETUP,
    packets: call(SIX),
  },
  {
    name: "helper-h323-fast",
    about: "h323: channels that are opened with the call, by every message that can",
    setup: SETUP,
    packets: connection("client.4000", "server.1720", [
      ["c", tpkt(signal("setup", { h245: "10.0.0.5.4100", fast: [{ rtcp: "10.0.0.5.5001" }] }))],
      ["s", tpkt(signal("proceeding", { h245: "203.0.113.9.3000" }))],
      ["s", tpkt(signal("alerting", { fast: [{ rtp: "203.0.113.9.6000" }] }))],
      ["s", tpkt(signal("progress", { fast: [{ rtp: "203.0.113.9.6010" }] }))],
      ["s", tpkt(signal("facility", { h245: "203.0.113.9.3001" }))],
      ["s", tpkt(signal("connect", { fast: [{ back: { rtcp: "203.0.113.9.6021" } }] }))],
      ["s", tpkt(signal("facility", { tunnel: [control.open({ rtp: "203.0.113.9.6030" })] }))],
      [
        "c",
        tpkt(
          signal("facility", {
            tunnel: [control.master(), control.open({ data: "10.0.0.5.1503" })],
          }),
        ),
      ],
      ["s", tpkt(signal("release"))],
    ]),
  },
  {
    name: "helper-h323-nat",
    about:
      "h323 behind SNAT: addresses in messages become the router's, what they announce follows",
    setup: `${SETUP}${MASQUERADE}`,
    packets: all(
      connection(
        "client.4000",
        "server.1720",
        [
          [
            "c",
            tpkt(
              signal("setup", {
                to: "203.0.113.9.1720",
                from: "10.0.0.5.4000",
                fast: [{ rtcp: "10.0.0.5.5001" }, { back: { rtp: "10.0.0.5.5002" } }],
              }),
            ),
          ],
          ["s", tpkt(signal("connect", { h245: "203.0.113.9.30000" }))],
          ["c", tpkt(signal("facility", { h245: "10.0.0.5.4100" }))],
          "in eth0 udp server.6000 > router.5000 len=12",
          "in eth0 udp server.6002 > router.5002 len=12",
          "in eth1 udp client.5002 > server.6002 len=12",
        ],
        { seen: "router.4000" },
      ),
      connection(
        "server.30100",
        "client.4100",
        [
          ["c", tpkt(control.open({ rtp: "203.0.113.9.7000" }))],
          ["s", tpkt(control.acknowledge({ rtp: "10.0.0.5.7100", rtcp: "10.0.0.5.7101" }))],
          ["s", tpkt(control.open({ data: "10.0.0.5.1503" })), tpkt(control.master())],
          [
            "s",
            tpkt(control.acknowledge({ data: "10.0.0.5.1504", back: { rtp: "10.0.0.5.7201" } })),
          ],
          "in eth0 tcp server.9000 > router.1503 S seq=7",
          "in eth1 tcp client.1503 > server.9000 SA seq=9 ack=8",
          "in eth0 tcp server.9001 > router.1503 S seq=7",
          "in eth0 udp server.7000 > router.7100 len=12",
        ],
        { inside: "eth0", outside: "eth1", known: "router.4100" },
      ),
      connection(
        "client.4001",
        "server.30000",
        [
          ["c", tpkt(control.open({ rtcp: "10.0.0.5.5001" }))],
          ["s", tpkt(control.acknowledge({ rtp: "203.0.113.9.6000", rtcp: "203.0.113.9.6001" }))],
        ],
        { seen: "router.4001" },
      ),
    ),
  },
  {
    name: "helper-h323-dnat",
    about: "h323 behind DNAT: a call from outside, what both ends announce",
    setup: `${SETUP}${DNAT}`,
    packets: connection(
      "server.4000",
      "client.1720",
      [
        ["c", tpkt(signal("setup", { to: "192.0.2.1.1720", from: "203.0.113.9.4000" }))],
        ["s", tpkt(signal("proceeding", { h245: "10.0.0.5.4100" }))],
        ["s", tpkt(signal("alerting", { h245: "10.0.0.5.4100" }))],
        ["s", tpkt(signal("connect", { h245: "10.0.0.5.4101", fast: [{ rtp: "10.0.0.5.5000" }] }))],
        ["c", tpkt(signal("facility", { fast: [{ rtp: "203.0.113.9.6000" }] }))],
        "in eth0 tcp server.4001 > router.4100 S seq=5",
        "in eth0 tcp server.4002 > router.4101 S seq=5",
        "in eth0 udp server.6000 > router.5000 len=12",
        "in eth1 udp client.5001 > server.6001 len=12",
      ],
      { inside: "eth0", outside: "eth1", known: "router.1720" },
    ),
  },
  {
    name: "helper-h323-nat-ports",
    about: "h323 behind SNAT: ports that others have, and more channels than are known",
    setup: `${SETUP}${MASQUERADE}`,
    packets: all(
      ...["client", "client2"].map((name, i) =>
        connection(
          `${name}.${4000 + i}`,
          "server.1720",
          [
            ...[5000, 5000, 5002, 5005, 5006, 5008, 5010].map((port): Said => {
              const me = `10.0.0.${5 + i}`;
              return ["c", tpkt(signal("facility", { fast: [{ rtp: `${me}.${port}` }] }))];
            }),
            ["c", tpkt(signal("facility", { h245: `10.0.0.${5 + i}.${4100 + i}` }))],
            ["c", tpkt(signal("facility", { h245: `10.0.0.${5 + i}.${4100 + i}` }))],
            ["c", tpkt(signal("facility", { h245: `10.0.0.${5 + i}.0` }))],
            ["c", tpkt(signal("facility", { fast: [{ rtp: `10.0.0.${5 + i}.1` }] }))],
          ],
          { seen: `router.${4000 + i}` },
        ),
      ),
    ),
  },
  {
    name: "helper-h323-forward",
    about: "h323: a forwarded call is expected where the caller and the third are on two sides",
    setup: SETUP,
    packets: connection("client.4000", "server.1720", [
      ["s", tpkt(signal("forward", { to: "203.0.113.10.1720" }))],
      ["s", tpkt(signal("forward", { to: "10.0.0.6.1720" }))],
      ["s", tpkt(signal("forward", { to: "10.0.0.5.1721" }))],
      ["s", tpkt(signal("forward", { to: "192.0.2.1.1722" }))],
      ["s", tpkt(signal("forward", { to: "192.0.2.9.1722" }))],
      ["s", tpkt(signal("forward", { to: "224.0.0.9.1722" }))],
      ["s", tpkt(signal("forward", { to: "2001:db8::9.1722" }))],
      ["s", tpkt(signal("forward", { to: "203.0.113.10.0" }))],
      ["s", tpkt(signal("forward"))],
      ["c", tpkt(signal("forward", { to: "203.0.113.11.1723" }))],
      ["c", tpkt(signal("forward", { to: "10.0.0.7.1724" }))],
      "in eth1 tcp client.4001 > server2.1720 S seq=9",
    ]),
  },
  {
    name: "helper-h323-forward6",
    about: "h323 over IPv6: forwarded calls",
    setup: SETUP,
    packets: connection("client6.4000", "server6.1720", [
      ["s", tpkt(signal("forward", { to: "2001:db8:9::10.1720" }))],
      ["s", tpkt(signal("forward", { to: "2001:db8:1::5.1721" }))],
      ["s", tpkt(signal("forward", { to: "2001:db8:1::6.1721" }))],
      ["s", tpkt(signal("forward", { to: "2001:db8::1.1722" }))],
      ["c", tpkt(signal("forward", { to: "2001:db8:9::11.1723" }))],
      ["c", tpkt(signal("forward", { to: "2001:db8::9.1724" }))],
      ["c", tpkt(signal("forward", { to: "2001:db8:1::9.1725" }))],
      "in eth1 tcp client6.4001 > server26.1720 S seq=9",
      "in eth1 tcp client6.4002 > client6.1721 S seq=9",
      "in eth1 tcp client6.4003 > client26.1721 S seq=9",
      "in eth1 tcp client6.4004 > router6.1722 S seq=9",
      "in eth0 tcp server6.4005 > 2001:db8:9::11.1723 S seq=9",
      "in eth0 tcp server6.4006 > 2001:db8::9.1724 S seq=9",
      "in eth0 tcp server6.4007 > 2001:db8:1::9.1725 S seq=9",
    ]),
  },
  {
    name: "helper-h323-forward-nat",
    about: "h323 behind DNAT: a call that is forwarded to another inside arrives there",
    setup: `${SETUP}${DNAT}`,
    packets: connection(
      "server.4000",
      "client.1720",
      [
        ["s", tpkt(signal("forward", { to: "10.0.0.6.1725" }))],
        "in eth0 tcp server.4001 > router.1725 S seq=9",
        "in eth1 tcp client2.1725 > server.4001 SA seq=19 ack=10",
        ["c", tpkt(signal("forward", { to: "198.51.100.7.1726" }))],
        ["s", tpkt(signal("forward", { to: "203.0.113.9.1726" }))],
      ],
      { inside: "eth0", outside: "eth1", known: "router.1720" },
    ),
  },
  {
    name: "helper-h323-segments",
    about: "h323: packets of TPKT alone, together, in pieces, and what is none",
    setup: SETUP,
    packets: connection("client.4000", "server.1720", [
      ["c", tpkt(signal("setup")), tpkt(signal("facility", { h245: "10.0.0.5.4100" }))],
      ["c", tpkt(signal("facility", { h245: "10.0.0.5.4101" })).slice(0, 4)],
      ["c", signal("facility", { h245: "10.0.0.5.4101" })],
      ["c", tpkt(signal("facility", { h245: "10.0.0.5.4102" })).slice(0, 4)],
      ["c", signal("facility", { h245: "10.0.0.5.4102" }).slice(0, 20)],
      ["c", signal("facility", { h245: "10.0.0.5.4102" })],
      ["c", tpkt(signal("facility", { h245: "10.0.0.5.4103" })).slice(0, 5)],
      ["c", tpkt(signal("facility", { h245: "10.0.0.5.4104" })).slice(0, 4)],
      ["s", signal("facility", { h245: "203.0.113.9.4104" })],
      [
        "c",
        signal("facility", { h245: "10.0.0.5.4104" }),
        tpkt(signal("facility", { h245: "10.0.0.5.4105" })),
      ],
      ["c", [3, 0, 0, 3]],
      ["c", [3, 0, 0, 4], tpkt(signal("facility", { h245: "10.0.0.5.4106" }))],
      ["c", tpkt(signal("facility", { h245: "10.0.0.5.4107" })), [3, 0, 0]],
      ["c", tpkt(signal("facility", { h245: "10.0.0.5.4108" })), [3, 1, 0, 9, 1, 2, 3, 4, 5]],
      [
        "c",
        tpkt(signal("facility", { h245: "10.0.0.5.4109" })),
        tpkt(signal("facility", { h245: "10.0.0.5.4110" })).slice(0, 12),
      ],
      ["c", [1], [2]],
      ["c", [3, 0]],
    ]),
  },
  {
    name: "helper-h323-more",
    about: "h323: more expectations than a connection may have: the oldest leave",
    setup: SETUP,
    packets: connection(
      "client.4000",
      "server.1720",
      Array.from({ length: 15 }, (_, i): Said => {
        const end = `10.0.0.5.${5000 + 2 * i}`;
        return ["c", tpkt(signal("facility", { h245: end, fast: [{ rtp: end }] }))];
      }),
    ),
  },
  {
    name: "helper-h323-ras",
    about: "h323: an end registers, is called, calls, and leaves",
    setup: SETUP,
    packets: all(
      rasOut(ras.gatekeeperRequest("10.0.0.5.1719")),
      rasBack(ras.gatekeeperConfirm("203.0.113.9.1719")),
      rasBack(ras.gatekeeperConfirm("203.0.113.10.1718")),
      rasOut(ras.register({ signals: ["10.0.0.9.1720", "10.0.0.5.1720"], ras: ["10.0.0.5.1719"] })),
      rasBack(ras.confirm({ signals: ["203.0.113.9.1720"] })),
      "in eth0 tcp server.9000 > client.1720 S seq=4",
      "in eth0 tcp server2.9000 > client.1720 S seq=4",
      rasOut(ras.admit("203.0.113.10.1720", "10.0.0.5.1720")),
      rasBack(ras.admitted("203.0.113.10.1721")),
      rasBack(ras.admitted("10.0.0.5.1720")),
      "in eth1 tcp client.9000 > server2.1721 S seq=4",
      rasOut(ras.locate("10.0.0.5.1719")),
      rasBack(ras.located("203.0.113.10.1722", "203.0.113.10.1719")),
      rasOut(ras.inform("10.0.0.5.1719", ["10.0.0.5.1720"])),
      rasOut(ras.register({ signals: ["10.0.0.5.1720"], ras: ["10.0.0.5.1719"], seconds: 77 })),
      rasBack(ras.reject()),
      rasOut(ras.register({ signals: ["10.0.0.5.0"], ras: [] })),
    ),
  },
  {
    name: "helper-h323-ras-life",
    about: "h323: a registration lives as long as the gatekeeper says",
    setup: SETUP,
    packets: all(
      rasOut(ras.register({ signals: ["10.0.0.5.1720"], ras: ["10.0.0.5.1719"], seconds: 70000 })),
      rasBack(ras.confirm({ signals: ["203.0.113.9.1720"], seconds: 700 })),
      rasOut(ras.register({ signals: ["10.0.0.6.1720"] }), "client2"),
      rasBack(ras.confirm({ signals: [] }), "client2"),
    ),
  },
  {
    name: "helper-h323-ras-leave",
    about: "h323: who takes a registration back is no longer called",
    setup: SETUP,
    packets: all(
      rasOut(ras.register({ signals: ["10.0.0.5.1720"], ras: ["10.0.0.5.1719"], seconds: 900 })),
      rasBack(ras.confirm({ signals: ["203.0.113.9.1720"] })),
      rasOut(ras.unregister(["10.0.0.5.1720"])),
    ),
  },
  {
    name: "helper-h323-ras6",
    about: "h323 over IPv6: registration, admission, location",
    setup: SETUP,
    packets: all(
      rasOut(ras.gatekeeperRequest("2001:db8:1::5.1719"), "client6"),
      rasBack(ras.gatekeeperConfirm("2001:db8:9::10.1718"), "client6"),
      rasOut(
        ras.register({
          signals: ["10.0.0.5.1720", "2001:db8:1::5.1720"],
          ras: ["2001:db8:1::5.1719"],
        }),
        "client6",
      ),
      rasBack(ras.confirm({ signals: ["2001:db8:9::9.1720"], seconds: 90 }), "client6"),
      "in eth0 tcp server6.9000 > client6.1720 S seq=4",
      "in eth1 udp client6.9001 > server26.1718 len=20",
      rasBack(ras.admitted("2001:db8:9::10.1721"), "client6"),
      rasBack(ras.admitted("203.0.113.10.1721"), "client6"),
      rasBack(ras.located("2001:db8:9::10.1722", "2001:db8:9::10.1719"), "client6"),
      "in eth1 tcp client6.9002 > server26.1721 S seq=4",
      "in eth1 tcp client6.9003 > server26.1722 S seq=4",
    ),
  },
  {
    name: "helper-h323-ras-nat",
    about: "h323 behind SNAT: the end registers with the router's address, and is known by it",
    setup: `${SETUP}${MASQUERADE}`,
    packets: all(
      rasOut(ras.gatekeeperRequest("10.0.0.5.1719")),
      rasBack(ras.gatekeeperConfirm("203.0.113.9.1719"), "router"),
      rasOut(ras.register({ signals: ["10.0.0.5.1720"], ras: ["10.0.0.7.1719", "10.0.0.5.1719"] })),
      rasBack(ras.confirm({ signals: ["192.0.2.1.1720"] }), "router"),
      "in eth0 tcp server.9000 > router.1720 S seq=4",
      "in eth1 tcp client.1720 > server.9000 SA seq=4 ack=5",
      rasOut(ras.admit("10.0.0.5.1720", "203.0.113.9.1720")),
      rasBack(ras.admitted("192.0.2.1.1720"), "router"),
      rasOut(ras.admit("203.0.113.10.1720", "10.0.0.5.1733")),
      rasOut(ras.locate("10.0.0.5.1719")),
      rasOut(ras.inform("10.0.0.5.1719", ["10.0.0.9.1720", "10.0.0.5.1720"])),
      rasOut(
        ras.register({ signals: ["127.0.0.1.1720", "10.0.0.5.1720"], ras: ["10.0.0.5.1719"] }),
      ),
      rasOut(ras.inform("10.0.0.5.1719", ["127.0.0.1.1720", "10.0.0.5.1720"])),
    ),
  },
  {
    name: "helper-h323-ras-nat-leave",
    about: "h323 behind SNAT: a registration that is taken back, by the address that is known",
    setup: `${SETUP}${MASQUERADE}`,
    packets: all(
      rasOut(ras.register({ signals: ["10.0.0.5.1720"], ras: ["10.0.0.5.1719"], seconds: 90 })),
      rasBack(ras.confirm({ signals: ["192.0.2.1.1720"], seconds: 80 }), "router"),
      rasOut(ras.unregister(["10.0.0.5.1720"])),
      "in eth0 tcp server.9000 > router.1720 S seq=4",
    ),
  },
  {
    name: "helper-h323-odd",
    about: "h323: messages that are cut, or that say what they should not",
    setup: SETUP,
    packets: all(
      connection("client.4000", "server.1720", [
        ...[1, 2, 5, 6, 9, 10, 11, 12, 13, 14, 15, 20, 30, 60, 90].map((n): Said => {
          const whole = signal("setup", { h245: `10.0.0.5.${4100 + n}`, to: "203.0.113.9.1720" });
          return ["c", tpkt(whole.slice(0, n))];
        }),
        ["c", tpkt([8, 200, 1, 2, 3])],
        ["c", tpkt([9, ...signal("facility", { h245: "10.0.0.5.4000" }).slice(1)])],
        ["c", tpkt([8, 2, 1, 2, 5, 0x7e, 0, 0, 5, 1, 2])],
        ["c", tpkt([8, 2, 1, 2, 5, 0x7e, 0, 1, 5, 1, 2])],
        [
          "c",
          tpkt([8, 2, 1, 2, 5, 0xa1, ...signal("facility", { h245: "10.0.0.5.4000" }).slice(5)]),
        ],
        ["c", tpkt(signal("facility", { h245: "10.0.0.6.4200" }))],
        ["c", tpkt(signal("facility", { h245: "2001:db8:1::5.4200" }))],
        [
          "c",
          tpkt(
            signal("facility", { fast: [{ rtp: "10.0.0.6.4200" }, { rtp: "2001:db8:1::5.6" }] }),
          ),
        ],
        [
          "s",
          tpkt(
            signal("setup", {
              tunnel: Array.from({ length: 6 }, (_, i) =>
                control.open({ rtp: `203.0.113.9.${6000 + 2 * i}` }),
              ),
            }),
          ),
        ],
      ]),
      ...[10, 20, 30, 40, 50, 55].map((n) =>
        rasOut(
          ras
            .register({ signals: [`10.0.0.5.${1700 + n}`], ras: ["10.0.0.5.1719"], seconds: 60 })
            .slice(0, n),
        ),
      ),
    ),
  },
  {
    name: "helper-h323-control-udp",
    about: "h323: H.245 by hand, which is for UDP: what stands there as in a TCP header counts",
    setup: `${ROUTER}${inBoth("-t raw -A PREROUTING -p udp --dport 1800 -j CT --helper H.245")}\n${STATES}`,
    packets: all(
      "in eth1 udp client.1800 > server.1800 len=8",
      "in eth0 udp server.1800 > client.1800 len=8",
      `in eth1 udp client.1800 > server.1800 hex=${hex([0, 0, 0, 0, 0x50, 0, 0, 0, 0, 0, 0, 0, ...tpkt(control.open({ rtp: "10.0.0.5.5000" }))])}`,
      `in eth1 udp client.1800 > server.1800 hex=${hex([0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, ...tpkt(control.open({ rtp: "10.0.0.5.5002" }))])}`,
      `in eth1 udp client.1800 > server.1800 hex=${hex([3, 0, 0, 4])}`,
    ),
  },
  {
    name: "helper-h323-control-udp-nat",
    about: "h323 behind SNAT: H.245 over UDP is changed where a message over UDP would stand",
    setup: `${ROUTER}${inBoth("-t raw -A PREROUTING -p udp --dport 1800 -j CT --helper H.245")}\n${STATES}${MASQUERADE}`,
    packets: all(
      ...[0, 1, 2, 3, 5, 6, 9, 15].flatMap((words, i) => {
        const port = 4000 + i;
        const up = (bytes: readonly number[], rest = "") =>
          `in eth1 udp client.${port} > server.1800 hex=${hex(bytes)} ${rest}`;
        const media = 5000 + 100 * i;
        return [
          `in eth1 udp client.${port} > server.1800 len=8`,
          `in eth0 udp server.1800 > router.${port} len=8`,
          up(asTcp(words, control.acknowledge({ rtp: `10.0.0.5.${media}` }))),
          up(asTcp(words, control.open({ rtcp: `10.0.0.5.${media + 11}` })), "nosum"),
          up(
            asTcp(
              words,
              control.acknowledge({ rtp: `10.0.0.5.${media + 20}` }),
              control.acknowledge({ rtp: `10.0.0.5.${media + 30}` }),
              control.open({ rtp: `10.0.0.5.${media + 40}`, rtcp: `10.0.0.5.${media + 41}` }),
            ),
          ),
          up(asTcp(words, control.open({ data: `10.0.0.5.${media + 50}` }))),
          `in eth0 udp server.1800 > router.${port} hex=${hex(asTcp(words, control.acknowledge({ rtp: `203.0.113.9.${media}`, rtcp: `203.0.113.9.${media + 1}` })))}`,
          `in eth0 udp server.7000 > router.${media} len=12`,
        ];
      }),
    ),
  },
  {
    name: "helper-h323-refused",
    about:
      "h323: what another connection announced already is not expected again: the message is dropped",
    setup: SETUP,
    packets: all(
      connection("client.4000", "server.1720", [
        ["c", tpkt(signal("facility", { h245: "10.0.0.5.4100" }))],
        ["c", tpkt(signal("facility", { fast: [{ rtp: "10.0.0.5.5003" }] }))],
        ["s", tpkt(signal("facility", { h245: "203.0.113.9.1800" }))],
      ]),
      connection("client.4001", "server.1720", [
        ["c", tpkt(signal("facility", { h245: "10.0.0.5.4100" }))],
        ["c", tpkt(signal("facility", { fast: [{ rtp: "10.0.0.5.5002" }] }))],
        ["c", tpkt(signal("facility", { fast: [{ rtcp: "10.0.0.5.5001" }] }))],
      ]),
      connection("client.4002", "server.1800", [
        ["c", tpkt(control.open({ rtp: "10.0.0.5.5002" }))],
        ["s", tpkt(control.open({ data: "203.0.113.9.1503" }))],
        ["s", tpkt(control.acknowledge({ data: "203.0.113.9.1503" }))],
      ]),
      rasOut(ras.register({ signals: ["10.0.0.5.4100"] })),
      rasBack(ras.admitted("203.0.113.10.1720")),
      rasBack(ras.located("203.0.113.10.1720", "203.0.113.10.1719")),
    ),
  },
  {
    name: "helper-h323-random",
    about: "h323: messages drawn by lot from all types that are read",
    setup: SETUP,
    packets: random(1, 90, "client", false),
  },
  {
    name: "helper-h323-random-nat",
    about: "h323 behind SNAT: messages drawn by lot from all types that are read",
    setup: `${SETUP}${MASQUERADE}`,
    packets: random(2, 90, "router", false),
  },
  {
    name: "helper-h323-random-odd",
    about: "h323 behind SNAT: messages drawn by lot, then spoilt",
    setup: `${SETUP}${MASQUERADE}`,
    packets: random(3, 120, "router", true),
  },
];
