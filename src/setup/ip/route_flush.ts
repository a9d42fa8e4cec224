/** `ip route flush`: ip-route(8). */
import { inNetwork, parseInteger } from "../address.js";
import { SetupError } from "../error.js";
import type { Route } from "../model.js";
import { readAddress, readPrefix } from "./arguments.js";
import type { IpCommand } from "./ip.js";
import { Table } from "./kernel.js";
import { interfaceName } from "./link_command.js";
import { routeProtocol, scopeNumber, tableNumber, tosNumber } from "./names.js";
import { keyword, readVia, sameOrNull } from "./route_command.js";

/** `ip route flush`: every route that fits, but for the cache, which sluice has none of. */
export function flushRoutes(command: IpCommand): void {
  const { words, host } = command;
  if (words.done) {
    throw new SetupError(command.object.position, '"ip route flush" requires arguments.');
  }
  if (words.peek() === "cache") {
    words.take();
    return;
  }
  const fits: ((route: Route) => boolean)[] = [];
  let table: number | null = Table.main;
  let family = command.family;
  const address = (exact: boolean) => {
    const found = readPrefix(words.take(), family);
    family ??= found.family;
    fits.push(
      (route) =>
        route.destination.length === found.address.length &&
        route.prefixLength >= found.length &&
        (!exact || route.prefixLength === found.length) &&
        inNetwork(route.destination, found.address, found.length),
    );
  };
  while (!words.done) {
    const text = words.peek()!;
    const name = keyword(text);
    if (name === "table") {
      words.take();
      if (words.accept("all")) table = null;
      else
        table = words.value((v) => tableNumber(host.setup.network, v), '"table" value is invalid');
    } else if (words.accept("dev", "oif")) {
      const device = interfaceName(command);
      fits.push((route) => route.nextHops.some((hop) => hop.device === device));
    } else if (words.accept("via")) {
      const via = readVia(words, family);
      fits.push((route) => route.nextHops.some((hop) => sameOrNull(hop.via, via.bytes)));
    } else if (name === "proto" || name === "scope" || name === "metric") {
      words.take();
      const reader =
        name === "proto" ? routeProtocol : name === "scope" ? scopeNumber : parseInteger;
      const value = words.value(reader, `"${name}" value is invalid`);
      const key = name === "proto" ? "protocol" : name;
      fits.push((route) => route[key] === value);
    } else if (words.accept("src")) {
      const { bytes } = readAddress(words.take(), family);
      fits.push((route) => sameOrNull(route.source, bytes));
    } else if (name === "tos") {
      words.take();
      const tos = words.value(tosNumber, "TOS value is invalid");
      fits.push((route) => route.tos === tos);
    } else if (words.accept("type")) {
      const type = words.take().text;
      fits.push((route) => route.type === type);
    } else if (words.accept("root")) address(false);
    else {
      words.accept("exact", "to");
      address(true);
    }
  }
  const wanted = family ?? "ipv4";
  host.kernel.fib.removeWhere(
    (route) =>
      route.family === wanted &&
      (table === null || route.table === table) &&
      fits.every((asked) => asked(route)),
  );
}
