import type { Row } from "../row.js";

const REFUSED = "sluice refuses it";

export const row: Row = {
  use: () => ({ words: "--notrack" }),
  never: {
    helper: REFUSED,
    timeout: REFUSED,
    ctevents: REFUSED,
    expevents: REFUSED,
    zone: REFUSED,
    "zone-orig": REFUSED,
    "zone-reply": REFUSED,
  },
};
