export { prefixChangeRow as row } from "../prefix-change.js";
