/** Raised whenever a record or an export changes; the host asserts it at load. */
export const ABI_VERSION = 1;
