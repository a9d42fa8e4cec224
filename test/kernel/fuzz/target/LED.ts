import { absent } from "../row.js";

export const row = absent("the kernel of the reference was built without it");
