/**
 * The numbers and record layouts that both halves share: the one source of truth. The engine and
 * the host import this same file, so it holds constants only.
 *
 * Conventions: all records are little-endian and 8-byte aligned; an enum named after a record holds
 * byte offsets, its last member `size` the record's size; interface indexes count from 1 (0 = none);
 * addresses and ports are in network order wherever a comment does not say otherwise.
 *
 * The host has the same list as src/generated/abi.ts, which scripts/generate.mjs makes of the files in abi/.
 */

export * from "./generated/abi_version";
export * from "./abi/netfilter";
export * from "./abi/ruleset";
export * from "./abi/interface";
export * from "./abi/network";
export * from "./abi/conntrack";
export * from "./abi/result";
export * from "./abi/batch";
export * from "./abi/capture";
export * from "./abi/report";
