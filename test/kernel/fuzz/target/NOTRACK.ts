import { words } from "../row.js";

// table raw is there in a quarter of the setups only
export const row = { ...words(() => ""), weight: 3 };
