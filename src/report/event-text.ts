/** Events as `conntrack -E` of conntrack-tools 1.4.7 prints them. */
import type { TrackingEvent, ConnectionEvent } from "../engine/events.js";
import { connectionSave } from "./conntrack-save.js";
import { formLine, type LineForm, type ShownConnection } from "./conntrack-text.js";
import { connectionXml, expectationXml } from "./conntrack-xml.js";
import { expectationLine } from "./expect-text.js";

const TAGS = { new: "    [NEW] ", update: " [UPDATE] ", destroy: "[DESTROY] " } as const;
const COMMANDS = { new: "-A", update: "-U", destroy: "-D" } as const;

/** A connection as its event tells it: ctnetlink_conntrack_event leaves out what did not change. */
export function toldConnection({
  type,
  time,
  changes,
  connection,
}: ConnectionEvent): ShownConnection {
  const { mark, timeout, started } = connection;
  const has = new Set(changes);
  const marked = has.has("mark") || mark !== 0 ? mark : null;
  if (type === "destroy") {
    const seconds = started === null ? 0 : Number((time - started.time) / 1_000_000_000n);
    return {
      ...connection,
      mark: marked,
      timeout: timeout === 0 ? null : timeout,
      started: started === null ? null : { time: started.time, secondsAgo: seconds },
      stopped: time,
      secctx: null,
      helper: null,
      labels: null,
    };
  }
  return {
    ...connection,
    mark: marked,
    state: has.has("protoinfo") ? connection.state : null,
    tags: has.has("protoinfo") ? connection.tags : null,
    counters: null,
    started: null,
    labels: has.has("label") ? connection.labels : null,
  };
}

/** An event's line without its end, in a form of `-o`: `words` holds its words. */
export function eventLine(event: TrackingEvent, words: ReadonlySet<string>): string {
  const xml = words.has("xml");
  const when = words.has("timestamp") ? event.time : null;
  const stamp = when === null || xml ? "" : `[${stampText(when)}]\t`;
  if (event.table === "expect") {
    if (xml) return expectationXml(event.expectation, { type: event.type, when });
    return `${stamp}${TAGS[event.type]}${expectationLine(event.expectation)}`;
  }
  const told = toldConnection(event);
  if (words.has("save")) return connectionSave(told, COMMANDS[event.type]);
  const form: LineForm = {
    extended: words.has("extended"),
    id: words.has("id"),
    ktimestamp: words.has("ktimestamp"),
    labels: words.has("labels"),
    use: 0,
  };
  if (xml) return connectionXml(told, form, { type: event.type, when });
  return `${stamp}${TAGS[event.type]}${formLine(told, form)}`;
}

/** Seconds with six digits. */
function stampText(time: bigint): string {
  const micros = time / 1000n;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, "0")}`;
}
