// Seeds that found something once, by the name of the case: they are run first, for ever. Each has
// a word on what it found.

/** Seeds to run beside the usual ones. */
export const keptSeeds: Readonly<Record<string, readonly number[]>> = {};
