/* The answer under construction: one line of JSON in a growing buffer. */
#include "probe.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *line;
static size_t line_length, line_size;
static bool first;

static char *room(size_t n) {
  if (line_length + n > line_size) {
    line_size = (line_length + n) * 2;
    line = realloc(line, line_size);
    if (line == NULL) fail("memory");
  }
  char *at = line + line_length;
  line_length += n;
  return at;
}

void put(const char *s) {
  size_t n = strlen(s);
  memcpy(room(n), s, n);
}

void put_number(long long n) {
  char s[24];
  snprintf(s, sizeof s, "%lld", n);
  put(s);
}

void put_string(const char *s, size_t length) {
  put("\"");
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c == '"' || c == '\\') {
      char *at = room(2);
      at[0] = '\\';
      at[1] = (char)c;
    } else if (c < 0x20 || c == 0x7f) { /* what is beyond ASCII is UTF-8 here too */
      char escape[8];
      snprintf(escape, sizeof escape, "\\u%04x", c);
      put(escape);
    } else {
      *room(1) = (char)c;
    }
  }
  put("\"");
}

void put_hex(const uint8_t *b, size_t length) {
  static const char digits[] = "0123456789abcdef";
  put("\"");
  char *at = room(length * 2);
  for (size_t i = 0; i < length; i++) {
    *at++ = digits[b[i] >> 4];
    *at++ = digits[b[i] & 15];
  }
  put("\"");
}

void put_mark(void) { first = true; }

void put_comma(void) {
  if (!first) put(",");
  first = false;
}

void flush_answer(void) {
  *room(1) = '\n';
  for (size_t done = 0; done < line_length;) {
    ssize_t n = write(STDOUT_FILENO, line + done, line_length - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) exit(1);
    done += (size_t)n;
  }
  line_length = 0;
}

static int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

size_t parse_hex(const char *s, uint8_t *b, size_t size) {
  size_t n = 0;
  for (; s[0] && s[1] && n < size; s += 2) {
    int high = nibble(s[0]), low = nibble(s[1]);
    if (high < 0 || low < 0) break;
    b[n++] = (uint8_t)(high << 4 | low);
  }
  return n;
}

void fail(const char *what) {
  char why[512];
  int n = snprintf(why, sizeof why, "%s: %s", what, strerror(errno));
  line_length = 0;
  put("{\"fatal\":");
  put_string(why, (size_t)n < sizeof why ? (size_t)n : sizeof why - 1);
  put("}");
  flush_answer();
  exit(1);
}
