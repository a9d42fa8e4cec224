/* TAP devices that lead nowhere, and packets as a local process sends them. */
#define _GNU_SOURCE
#include "probe.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TAPS = 32, FRAME = 1 << 16 };

static struct tap {
  char name[IFNAMSIZ];
  uint8_t mac[6];
  int fd;
} taps[TAPS];
static int tap_count;

static void device(int fd, unsigned long request, struct ifreq *r, const char *what) {
  if (ioctl(fd, request, r) < 0) fail(what);
}

/* Address resolution is off: the next hop needs no answer from anyone. */
void tap_open(const char *name, const char *mac) {
  struct ifreq r = {0};
  if (tap_count == TAPS) errno = ENOSPC, fail("too many interfaces");
  struct tap *t = &taps[tap_count++];
  snprintf(t->name, sizeof t->name, "%s", name);
  parse_hex(mac, t->mac, sizeof t->mac);
  t->fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (t->fd < 0) fail("/dev/net/tun");
  snprintf(r.ifr_name, sizeof r.ifr_name, "%s", name);
  r.ifr_flags = IFF_TAP | IFF_NO_PI;
  device(t->fd, TUNSETIFF, &r, name);
  int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  r.ifr_hwaddr.sa_family = ARPHRD_ETHER;
  memcpy(r.ifr_hwaddr.sa_data, t->mac, sizeof t->mac);
  device(any, SIOCSIFHWADDR, &r, "hardware address");
  device(any, SIOCGIFFLAGS, &r, "flags");
  r.ifr_flags |= IFF_NOARP;
  device(any, SIOCSIFFLAGS, &r, "flags");
  close(any);
}

/* A unicast frame is for this host, whatever address the capture had. The write returns when
 * the stack is done with the packet. */
bool tap_inject(const char *name, uint8_t *frame, size_t length) {
  for (int i = 0; i < tap_count; i++) {
    if (strcmp(taps[i].name, name) != 0) continue;
    if (length >= ETH_HLEN && !(frame[0] & 1)) memcpy(frame, taps[i].mac, sizeof taps[i].mac);
    return write(taps[i].fd, frame, length) == (ssize_t)length;
  }
  errno = ENODEV;
  return false;
}

void taps_close(void) {
  while (tap_count > 0) close(taps[--tap_count].fd);
}

void tap_drain(void) {
  static uint8_t frame[FRAME];
  for (int i = 0; i < tap_count; i++) {
    for (;;) {
      ssize_t n = read(taps[i].fd, frame, sizeof frame);
      if (n < ETH_HLEN) break;
      put_comma();
      put("[");
      put_string(taps[i].name, strlen(taps[i].name));
      put(",");
      put_hex(frame + ETH_HLEN, (size_t)n - ETH_HLEN);
      put("]");
    }
  }
}

/* The owner match reads the credentials that the socket's file was opened with. Returns what the
 * sender was told, or NULL. */
const char *local_send(const uint8_t *frame, size_t length, unsigned uid, unsigned gid) {
  const uint8_t *packet = frame + ETH_HLEN;
  bool six = length > ETH_HLEN && packet[0] >> 4 == 6;
  size_t size = length - ETH_HLEN;
  if (length < ETH_HLEN + (six ? 40u : 20u)) return "too short to be sent";
  setfsgid(gid);
  setfsuid(uid);
  int s = socket(six ? AF_INET6 : AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW);
  setfsuid(0);
  setfsgid(0);
  if (s < 0) return strerror(errno);
  int on = 1;
  setsockopt(s, SOL_SOCKET, SO_BROADCAST, &on, sizeof on);
  ssize_t sent;
  if (six) {
    struct sockaddr_in6 to = {.sin6_family = AF_INET6};
    memcpy(&to.sin6_addr, packet + 24, 16);
    sent = sendto(s, packet, size, 0, (struct sockaddr *)&to, sizeof to);
  } else {
    struct sockaddr_in to = {.sin_family = AF_INET};
    memcpy(&to.sin_addr, packet + 16, 4);
    sent = sendto(s, packet, size, 0, (struct sockaddr *)&to, sizeof to);
  }
  const char *error = sent < 0 ? strerror(errno) : NULL;
  close(s);
  return error;
}
