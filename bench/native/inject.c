// Hands the packets of a classic capture of Ethernet frames to the kernel, through a TUN device, and tells
// what one costs. A write comes back when the kernel is done with the packet. What the kernel sends by the
// other device nobody reads: its queue is full soon, and it drops.
//
//   inject DEVICE OTHER FILE.pcap PACKETS      prints {"ns":..., "packets":...}
//
// The time is processor time of this process, which the kernel's work is part of.
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { FILE_HEADER = 24, RECORD_HEADER = 16, ETHERNET = 14 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static int open_device(const char *name) {
  int fd = open("/dev/net/tun", O_RDWR);
  if (fd < 0) return -1;
  struct ifreq request;
  memset(&request, 0, sizeof request);
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  return ioctl(fd, TUNSETIFF, &request) < 0 ? -1 : fd;
}

// Up to `most` frames of the file: where each starts, and its length.
static long read_frames(const char *path, long most, uint8_t **frames, uint32_t *lengths) {
  FILE *file = fopen(path, "rb");
  uint8_t header[FILE_HEADER];
  if (file == NULL || fread(header, 1, sizeof header, file) != sizeof header) return -1;
  long count = 0;
  while (count < most) {
    uint32_t record[4];
    if (fread(record, 1, RECORD_HEADER, file) != RECORD_HEADER) break;
    frames[count] = malloc(record[2] + 1);
    if (frames[count] == NULL || fread(frames[count], 1, record[2], file) != record[2]) break;
    lengths[count++] = record[2];
  }
  fclose(file);
  return count;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  long most = atol(argv[4]);
  uint8_t **frames = calloc(most, sizeof *frames);
  uint32_t *lengths = calloc(most, sizeof *lengths);
  int device = open_device(argv[1]);
  if (frames == NULL || lengths == NULL || device < 0 || open_device(argv[2]) < 0) {
    perror("inject");
    return 1;
  }
  long count = read_frames(argv[3], most, frames, lengths);
  if (count <= 0) return 1;
  // the first packets warm caches and routes
  long warm = count / 10 < 1000 ? count / 10 : 1000;
  double start = 0;
  for (long i = 0; i < count; i++) {
    if (i == warm) start = now();
    if (write(device, frames[i] + ETHERNET, lengths[i] - ETHERNET) < 0) {
      perror("write");
      return 1;
    }
  }
  double ns = (now() - start) / (count - warm);
  printf("{\"ns\":%.1f,\"packets\":%ld}\n", ns, count);
  return 0;
}
