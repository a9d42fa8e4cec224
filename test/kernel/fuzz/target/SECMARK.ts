import { absent } from "../row.js";

export const row = absent("the host of the reference has no security module");
