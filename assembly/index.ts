/**
 * The exports: everything that the host can call, nothing else. Pointers and sizes are bytes in the
 * module's memory; calls that may grow it say so: views over the memory must be made anew then.
 */
export * from "./exports/capture";
export * from "./exports/conntrack";
export * from "./exports/frames";
export * from "./exports/hook";
export * from "./exports/host";
export * from "./exports/module";
export * from "./exports/report";
export * from "./exports/set";

/** For helpers of the embedding program. */
export { helperPolicy } from "./conntrack/helpers/limits";
export {
  expectedMap,
  expectedRead,
  helpConnection,
  helpExpect,
  helpExpected,
  helpForget,
  helpLabel,
  helpMangle,
  helpMark,
  helpMemory,
  helpPayload,
  helpProtocol,
  helpRecord,
  helpRefuse,
  helpRenew,
  helpTransport,
} from "./conntrack/helpers/own";
