/** Hands addresses, routes and policy rules to the engine. */
import type { Network } from "../setup/model.js";
import type { Engine } from "./instance.js";
import type { Interfaces } from "./interfaces.js";

/** Loads the network of a setup. */
export function loadNetwork(_engine: Engine, _network: Network, _interfaces: Interfaces): void {}
