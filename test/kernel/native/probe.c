/* The probe: a hand inside a network namespace, for what Node cannot reach.
 *
 * It moves into a network and a mount namespace of its own, then obeys commands, one line each, tab
 * between the words, and answers every one with one line of JSON:
 *
 *   fresh                 leaves the network namespace for a new one
 *   tap NAME MAC          makes an Ethernet device that leads nowhere (MAC: 12 hex digits)
 *   write FILE TEXT       writes a file (a sysctl); a file that is not there is passed over
 *   run DIR PROGRAM ARG.. runs a program to its end: {"status","out","err"}
 *   feed HEX PROGRAM ARG..  the same with a standard input
 *   watch GROUP LOGS      listens to the log queue GROUP and, with LOGS 1, to what the kernel prints while a
 *                         packet is under way, with 2 to all it prints
 *   in NAME HEX           lets a frame arrive on a device
 *   out UID GID HEX       sends a frame's packet as a local process of that user
 *   late                  what came by itself (timers) since
 *   dump                  what conntrack has: {"connections":N,"expectations":0 or 1}
 *
 * in, out and late answer {"error","seen","frames","log","tick","ticked"}: what the sender was told, the
 * packets that reached the log queue, what the devices carried, what LOG printed, the kernel's clock
 * (in ns, as of its last tick) before, and after. All namespaces print to one message buffer: while
 * a packet is under way whose setup may print, a lock keeps the other probes' packets out. Both
 * namespaces end with the process. A fatal fault answers {"fatal":why} and ends it.
 *
 * With the word "lean" as argument, the probe has a network namespace only.
 */
#define _GNU_SOURCE
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_addr.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
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

/* A file in memory with what the hex digits say; the reader starts at its beginning. */
static int input_of(const char *hex) {
  size_t size = strlen(hex) / 2;
  uint8_t *bytes = malloc(size + 1);
  int fd = memfd_create("input", MFD_CLOEXEC);
  if (bytes == NULL || fd < 0) fail("input");
  size = parse_hex(hex, bytes, size);
  if (write(fd, bytes, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0) fail("input");
  free(bytes);
  return fd;
}

/* Without `hex` the program has an empty standard input. */
static void run(const char *dir, const char *hex, char **argv) {
  int out[2], err[2];
  int in = hex == NULL ? open("/dev/null", O_RDONLY | O_CLOEXEC) : input_of(hex);
  if (pipe2(out, O_CLOEXEC) < 0 || pipe2(err, O_CLOEXEC) < 0) fail("pipe");
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    dup2(in, STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    if (chdir(dir) < 0) _exit(126);
    execvp(argv[0], argv);
    _exit(127);
  }
  close(in);
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

/* The clock that moves with the kernel's ticks. */
static long long tick(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void put_events(const char *error, long long before) {
  long long after = tick();
  put("{\"tick\":");
  put_number(before);
  put(",\"ticked\":");
  put_number(after);
  put(",\"error\":");
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
  kmsg_drain();
  put("]}");
}

/* The beginning of a file of /proc, as text; empty when it is not there. */
static const char *beginning(const char *path) {
  static char text[64];
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
  if (fd >= 0) close(fd);
  text[n > 0 ? n : 0] = 0;
  return text;
}

static void put_dump(void) {
  put("{\"connections\":");
  put_number(atoi(beginning("/proc/sys/net/netfilter/nf_conntrack_count")));
  put(",\"expectations\":");
  put_number(beginning("/proc/net/nf_conntrack_expect")[0] != 0);
  put("}");
}

/* Addresses of IPv6 become usable in a worker's time, not at once: waits until none is tentative, but
 * not for those of devices that are down. */
static void settle(void) {
  for (int turn = 0; turn < 50; turn++) {
    FILE *f = fopen("/proc/net/if_inet6", "re");
    bool waiting = false;
    unsigned flags;
    while (f != NULL && fscanf(f, "%*s %*x %*x %*x %x %*s", &flags) == 1)
      if (flags & IFA_F_TENTATIVE) waiting = true;
    if (f != NULL) fclose(f);
    if (!waiting) return;
    usleep(2000);
  }
}

/* /etc/iproute2 becomes a copy (setups add table names to it), and the name `iptables` means the
 * kernel's x_tables whichever alternative the distribution chose. */
static void private_files(void) {
  if (unshare(CLONE_NEWNS) < 0) fail("a mount namespace needs root");
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

/* Namespaces end when nothing holds them: the devices and sockets of the last one are closed. */
static void fresh_network(void) {
  if (unshare(CLONE_NEWNET) < 0) fail("a network namespace needs root");
  loopback_up();
}

/* Taking devices down takes the kernel long. A child that has them too closes them last, and waits for that
 * in this process's place. */
static void bury_network(void) {
  static pid_t child = 0;
  int closed[2];
  if (child > 0) waitpid(child, NULL, 0);
  if (pipe2(closed, O_CLOEXEC) < 0) fail("pipe");
  child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    char none;
    close(closed[1]);
    while (read(closed[0], &none, 1) > 0) {}
    _exit(0);
  }
  taps_close();
  watch_close();
  close(closed[0]);
  close(closed[1]);
}

static void obey(char **word, int words) {
  static uint8_t frame[1 << 17];
  const char *command = word[0];
  if (strcmp(command, "fresh") == 0 && words == 1) {
    bury_network();
    fresh_network();
    ok();
  } else if (strcmp(command, "tap") == 0 && words == 3) {
    tap_open(word[1], word[2]);
    ok();
  } else if (strcmp(command, "write") == 0 && words == 3) {
    put(write_file(word[1], word[2]) ? "{\"ok\":true}" : "{\"ok\":false}");
  } else if (strcmp(command, "run") == 0 && words >= 3) {
    run(word[1], NULL, word + 2);
  } else if (strcmp(command, "feed") == 0 && words >= 3) {
    run("/", word[1], word + 2);
  } else if (strcmp(command, "watch") == 0 && words == 3) {
    settle();
    nflog_open((unsigned)atoi(word[1]));
    if (word[2][0] != '0') kmsg_open(word[2][0] == '2');
    ok();
  } else if (strcmp(command, "in") == 0 && words == 3) {
    size_t n = parse_hex(word[2], frame, sizeof frame);
    kmsg_lock();
    long long before = tick();
    put_events(tap_inject(word[1], frame, n) ? NULL : strerror(errno), before);
    kmsg_unlock();
  } else if (strcmp(command, "out") == 0 && words == 4) {
    size_t n = parse_hex(word[3], frame, sizeof frame);
    kmsg_lock();
    long long before = tick();
    const char *error = local_send(frame, n, (unsigned)atoi(word[1]), (unsigned)atoi(word[2]));
    put_events(error, before);
    kmsg_unlock();
  } else if (strcmp(command, "late") == 0 && words == 1) {
    put_events(NULL, tick());
  } else if (strcmp(command, "dump") == 0 && words == 1) {
    put_dump();
  } else {
    errno = EINVAL;
    fail(command);
  }
}

int main(int count, char **argument) {
  bool lean = count > 1 && strcmp(argument[1], "lean") == 0;
  /* LOG prints for other namespaces than the first only when told so, and only there. */
  write_file("/proc/sys/net/netfilter/nf_log_all_netns", "1");
  if (!lean) private_files();
  fresh_network();
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
