/* What the parts of the probe share. See probe.c for the whole picture. */
#ifndef PROBE_H
#define PROBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* text.c: the answer under construction, one line of JSON. */
void put(const char *s);
void put_number(long long n);
void put_string(const char *s, size_t length);
void put_hex(const uint8_t *b, size_t length);
void put_mark(void);        /* remembers that a list starts here: the next comma is left out */
void put_comma(void);       /* between list members */
void flush_answer(void);    /* writes the line and starts anew */
size_t parse_hex(const char *s, uint8_t *b, size_t size);
void fail(const char *what) __attribute__((noreturn));

/* link.c: TAP devices, and packets sent as a local process sends them. */
void tap_open(const char *name, const char *mac);
bool tap_inject(const char *name, uint8_t *frame, size_t length);
void taps_close(void);
void tap_drain(void);       /* puts [interface, hex] pairs, Ethernet header cut */
const char *local_send(const uint8_t *frame, size_t length, unsigned uid, unsigned gid);

/* watch.c: what the kernel reports: its log queue and its message buffer. */
void nflog_open(unsigned group);
void nflog_drain(void);     /* puts one object per packet seen */
void kmsg_open(bool keep);
void watch_close(void);
void kmsg_lock(void);
void kmsg_unlock(void);
void kmsg_drain(void);      /* puts one string per line of the LOG target */

#endif
