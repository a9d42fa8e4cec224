/* What the kernel reports by itself: packets through its log queue (nfnetlink_log), and the lines
 * of the LOG target through its message buffer. */
#define _GNU_SOURCE
#include "probe.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_log.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

static int nflog = -1, kmsg = -1;

static void configure(unsigned group, uint16_t kind, const void *data, uint16_t length) {
  struct {
    struct nlmsghdr head;
    struct nfgenmsg family;
    struct nlattr attribute;
    uint8_t data[16];
  } m = {0};
  m.head.nlmsg_len = (uint32_t)(offsetof(typeof(m), data) + NLA_ALIGN(length));
  m.head.nlmsg_type = NFNL_SUBSYS_ULOG << 8 | NFULNL_MSG_CONFIG;
  m.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  m.family.res_id = htons((uint16_t)group);
  m.attribute.nla_len = (uint16_t)(NLA_HDRLEN + length);
  m.attribute.nla_type = kind;
  memcpy(m.data, data, length);
  struct {
    struct nlmsghdr head;
    struct nlmsgerr error;
  } answer;
  if (send(nflog, &m, m.head.nlmsg_len, 0) < 0) fail("nflog");
  if (recv(nflog, &answer, sizeof answer, MSG_TRUNC) < 0) fail("nflog");
  if (answer.error.error != 0) errno = -answer.error.error, fail("nflog configuration");
}

/* Whole packets, each at once: it has arrived here when the packet's injection returns. */
void nflog_open(unsigned group) {
  struct nfulnl_msg_config_cmd bind = {.command = NFULNL_CFG_CMD_BIND};
  struct nfulnl_msg_config_mode whole = {.copy_range = htonl(0xffff),
                                         .copy_mode = NFULNL_COPY_PACKET};
  uint32_t one = htonl(1);
  int size = 1 << 25;
  nflog = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
  if (nflog < 0) fail("netlink");
  setsockopt(nflog, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
  configure(group, NFULA_CFG_CMD, &bind, sizeof bind);
  configure(group, NFULA_CFG_MODE, &whole, sizeof whole);
  configure(group, NFULA_CFG_QTHRESH, &one, sizeof one);
}

static uint32_t word(const struct nlattr *a) {
  uint32_t n;
  memcpy(&n, (const uint8_t *)a + NLA_HDRLEN, sizeof n);
  return ntohl(n);
}

static void put_interface(const char *key, const struct nlattr *a) {
  char name[IF_NAMESIZE];
  put(key);
  if (a != NULL && if_indextoname(word(a), name) != NULL)
    put_string(name, strlen(name));
  else
    put("null");
}

static void put_packet(const struct nlmsghdr *m) {
  const struct nlattr *at[NFULA_MAX + 1] = {0};
  const uint8_t *p = (const uint8_t *)m + NLMSG_HDRLEN + sizeof(struct nfgenmsg);
  const uint8_t *end = (const uint8_t *)m + m->nlmsg_len;
  while (p + NLA_HDRLEN <= end) {
    const struct nlattr *a = (const struct nlattr *)p;
    if (a->nla_len < NLA_HDRLEN) break;
    uint16_t kind = a->nla_type & NLA_TYPE_MASK;
    if (kind <= NFULA_MAX) at[kind] = a;
    p += NLA_ALIGN(a->nla_len);
  }
  const struct nlattr *prefix = at[NFULA_PREFIX], *payload = at[NFULA_PAYLOAD];
  put_comma();
  put("{\"at\":");
  const char *text = prefix == NULL ? "" : (const char *)prefix + NLA_HDRLEN;
  put_string(text, prefix == NULL ? 0 : strnlen(text, prefix->nla_len - NLA_HDRLEN));
  put_interface(",\"in\":", at[NFULA_IFINDEX_INDEV]);
  put_interface(",\"out\":", at[NFULA_IFINDEX_OUTDEV]);
  put(",\"mark\":");
  put_number(at[NFULA_MARK] == NULL ? 0 : word(at[NFULA_MARK]));
  put(",\"packet\":");
  if (payload == NULL)
    put("\"\"");
  else
    put_hex((const uint8_t *)payload + NLA_HDRLEN, payload->nla_len - NLA_HDRLEN);
  put("}");
}

void nflog_drain(void) {
  static uint8_t buffer[1 << 18] __attribute__((aligned(8)));
  for (;;) {
    ssize_t n = recv(nflog, buffer, sizeof buffer, MSG_DONTWAIT);
    if (n < 0 && errno == ENOBUFS) fail("nflog: reports were lost");
    if (n < 0) return;
    struct nlmsghdr *m = (struct nlmsghdr *)buffer;
    for (; NLMSG_OK(m, (size_t)n); m = NLMSG_NEXT(m, n))
      if (m->nlmsg_type == (NFNL_SUBSYS_ULOG << 8 | NFULNL_MSG_PACKET)) put_packet(m);
  }
}

static bool keep_all;

void kmsg_open(bool keep) {
  keep_all = keep;
  kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (kmsg < 0) fail("/dev/kmsg");
  lseek(kmsg, 0, SEEK_END);
}

void watch_close(void) {
  if (nflog >= 0) close(nflog);
  if (kmsg >= 0) close(kmsg);
  nflog = kmsg = -1;
}

/* The buffer is everybody's. Who may print takes its turn; what is there already is not about the
 * packet that comes, unless timers may have printed it (`keep`). */
void kmsg_lock(void) {
  if (kmsg < 0) return;
  if (flock(kmsg, LOCK_EX) < 0) fail("lock of /dev/kmsg");
  if (!keep_all) lseek(kmsg, 0, SEEK_END);
}

void kmsg_unlock(void) {
  if (kmsg >= 0) flock(kmsg, LOCK_UN);
}

/* A record is "priority,sequence,time,flags;text\n", then lines of its own that start with a
 * space. Everything the LOG target prints holds "IN=". */
void kmsg_drain(void) {
  static char record[8192];
  while (kmsg >= 0) {
    ssize_t n = read(kmsg, record, sizeof record - 1);
    if (n < 0 && errno == EPIPE) continue; /* overwritten before it was read: go on */
    if (n <= 0) return;
    record[n] = 0;
    char *text = strchr(record, ';');
    if (text == NULL) continue;
    text++;
    size_t length = strcspn(text, "\n");
    text[length] = 0;
    if (strstr(text, "IN=") == NULL) continue;
    put_comma();
    put_string(text, length);
  }
}
