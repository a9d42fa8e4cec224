/* The probe: a hand inside a network namespace, for what Node cannot reach.
 *
 * It moves into a network and a mount namespace of its own, then obeys commands, one line each, tab
 * between the words, and answers every one with one line of JSON:
 *
 *   tap NAME MAC          makes an Ethernet device that leads nowhere (MAC: 12 hex digits)
 *   write FILE TEXT       writes a file (a sysctl); a file that is not there is passed over
 *   run DIR PROGRAM ARG.. runs a program to its end: {"status","out","err"}
 *   watch GROUP           listens to the log queue GROUP and to the kernel's messages
 *   in NAME HEX           lets a frame arrive on a device
 *   out UID GID HEX       sends a frame's packet as a local process of that user
 *   late                  what came by itself (timers) since
 *   quiet                 forgets the messages so far: they are not about the next packet
 *
 * The last three answer {"error","seen","frames","log"}: what the sender was told, the packets that
 * reached the log queue, what the devices carried, and what LOG printed. Both namespaces end with
 * the process. A fatal fault answers {"fatal":why} and ends it.
 */
#define _GNU_SOURCE
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <net/if.h>
#include <unistd.h>

enum { WORDS = 64 };

static void ok(void) { put("{\"ok\":true}"); }

static bool write_file(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  bool done = write(fd, text, strlen(text)) >= 0;
  close(fd);
  return done;
}

/* Reads both pipes to their ends; returns text to be freed. */
static void collect(int fds[2], char *text[2], size_t length[2]) {
  size_t size[2] = {0, 0};
  struct pollfd p[2] = {{.fd = fds[0], .events = POLLIN}, {.fd = fds[1], .events = POLLIN}};
  while (p[0].fd >= 0 || p[1].fd >= 0) {
    if (poll(p, 2, -1) < 0) fail("poll");
    for (int i = 0; i < 2; i++) {
      if (p[i].fd < 0 || p[i].revents == 0) continue;
      if (size[i] - length[i] < 4096) {
        size[i] = size[i] * 2 + 8192;
        text[i] = realloc(text[i], size[i]);
        if (text[i] == NULL) fail("memory");
      }
      ssize_t n = read(p[i].fd, text[i] + length[i], size[i] - length[i]);
      if (n > 0) length[i] += (size_t)n;
      else close(p[i].fd), p[i].fd = -1;
    }
  }
}

static void run(const char *dir, char **argv) {
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) < 0 || pipe2(err, O_CLOEXEC) < 0) fail("pipe");
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    int none = open("/dev/null", O_RDONLY);
    dup2(none, STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    if (chdir(dir) < 0) _exit(126);
    execvp(argv[0], argv);
    _exit(127);
  }
  close(out[1]);
  close(err[1]);
  char *text[2] = {NULL, NULL};
  size_t length[2] = {0, 0};
  collect((int[]){out[0], err[0]}, text, length);
  int status;
  if (waitpid(child, &status, 0) < 0) fail("wait");
  put("{\"status\":");
  put_number(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  put(",\"out\":");
  put_string(text[0], length[0]);
  put(",\"err\":");
  put_string(text[1], length[1]);
  put("}");
  free(text[0]);
  free(text[1]);
}

static void put_events(const char *error) {
  put("{\"error\":");
  if (error == NULL) put("null");
  else put_string(error, strlen(error));
  put(",\"seen\":[");
  put_mark();
  nflog_drain();
  put("],\"frames\":[");
  put_mark();
  tap_drain();
  put("],\"log\":[");
  put_mark();
  kmsg_drain(true);
  put("]}");
}

static void obey(char **word, int words) {
  static uint8_t frame[1 << 17];
  const char *command = word[0];
  if (strcmp(command, "tap") == 0 && words == 3) {
    tap_open(word[1], word[2]);
    ok();
  } else if (strcmp(command, "write") == 0 && words == 3) {
    write_file(word[1], word[2]);
    ok();
  } else if (strcmp(command, "run") == 0 && words >= 3) {
    run(word[1], word + 2);
  } else if (strcmp(command, "watch") == 0 && words == 2) {
    nflog_open((unsigned)atoi(word[1]));
    kmsg_open();
    ok();
  } else if (strcmp(command, "in") == 0 && words == 3) {
    size_t n = parse_hex(word[2], frame, sizeof frame);
    put_events(tap_inject(word[1], frame, n) ? NULL : strerror(errno));
  } else if (strcmp(command, "out") == 0 && words == 4) {
    size_t n = parse_hex(word[3], frame, sizeof frame);
    put_events(local_send(frame, n, (unsigned)atoi(word[1]), (unsigned)atoi(word[2])));
  } else if (strcmp(command, "late") == 0 && words == 1) {
    put_events(NULL);
  } else if (strcmp(command, "quiet") == 0 && words == 1) {
    kmsg_drain(false);
    ok();
  } else {
    errno = EINVAL;
    fail(command);
  }
}

/* /etc/iproute2 becomes a copy (setups add table names to it), and the name `iptables` means the
 * kernel's x_tables whichever alternative the distribution chose. */
static void private_files(void) {
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) fail("mount namespace");
  if (mount("none", "/mnt", "tmpfs", 0, NULL) < 0) fail("tmpfs");
  if (system("cp -a /etc/iproute2 /mnt/ 2>/dev/null || mkdir -p /etc/iproute2 /mnt/iproute2") != 0)
    fail("copy of /etc/iproute2");
  if (mount("/mnt/iproute2", "/etc/iproute2", NULL, MS_BIND, NULL) < 0) fail("/etc/iproute2");
  umount2("/mnt", MNT_DETACH);
  const char *legacy = "/usr/sbin/xtables-legacy-multi", *nft = "/usr/sbin/xtables-nft-multi";
  if (access(nft, F_OK) == 0 && mount(legacy, nft, NULL, MS_BIND, NULL) < 0) fail(legacy);
}

static void loopback_up(void) {
  struct ifreq r = {.ifr_name = "lo"};
  int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (ioctl(any, SIOCGIFFLAGS, &r) < 0) fail("lo");
  r.ifr_flags |= IFF_UP;
  if (ioctl(any, SIOCSIFFLAGS, &r) < 0) fail("lo");
  close(any);
}

int main(void) {
  /* LOG prints for other namespaces than the first only when told so, and only there. */
  write_file("/proc/sys/net/netfilter/nf_log_all_netns", "1");
  if (unshare(CLONE_NEWNET | CLONE_NEWNS) < 0) fail("a network namespace needs root");
  private_files();
  loopback_up();
  put("{\"ready\":true}");
  flush_answer();
  char *line = NULL;
  size_t size = 0;
  for (ssize_t n; (n = getline(&line, &size, stdin)) > 0;) {
    char *word[WORDS + 1];
    int words = 0;
    if (line[n - 1] == '\n') line[n - 1] = 0;
    for (char *rest = line; rest != NULL && words < WORDS;) word[words++] = strsep(&rest, "\t");
    word[words] = NULL;
    obey(word, words);
    flush_answer();
  }
  return 0;
}
