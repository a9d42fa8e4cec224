/*
 * The distance to native: the same capture, walked, parsed, checked, looked up in a table of
 * connections and tried against rules one after the other, in C with nothing around it. Not a
 * firewall: no states, no timeouts, no counters of rules beyond one each, no routing. What sluice
 * does on top of this is what it costs.
 *
 *   walk STAGE ROUNDS CAPTURE [RULES]
 *
 * STAGE is walk (records only), parse (headers, IPv4 checksum), flows (and the table) or rules (and the
 * rules, for packets of new connections' first packets and all others alike). RULES holds a rule a line:
 * source prefix-mask protocol port-from port-to, as hexadecimal numbers. Prints one JSON object a round:
 * CPU nanoseconds a packet, packets, flows, hits.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 256 * 1024, SLOTS = 1 << 21, RECORD = 16, ETHERNET = 14 };

enum stage { WALK, PARSE, FLOWS, RULES };

/* One connection: a cache line. */
struct flow {
    uint64_t key[5];
    uint64_t packets[2];
    uint64_t bytes;
};

struct rule {
    uint32_t source, mask;
    uint16_t from, to;
    uint8_t protocol;
    uint64_t hits;
};

/* What the headers say; addresses of both families in 16 bytes. */
struct headers {
    uint64_t source[2], destination[2];
    uint16_t sport, dport, length;
    uint8_t protocol, version;
};

static struct flow *table;
static struct rule *rules;
static size_t rule_count, flow_count;
static uint64_t sink;

static uint16_t be16(const uint8_t *p) { return (uint16_t)(p[0] << 8 | p[1]); }

static uint64_t be64(const uint8_t *p) {
    uint64_t v;
    memcpy(&v, p, 8);
    return __builtin_bswap64(v);
}

/* RFC 1071 over an IPv4 header. */
static int checksum_right(const uint8_t *p, unsigned length) {
    uint32_t sum = 0;
    for (unsigned i = 0; i < length; i += 2) sum += be16(p + i);
    while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
    return sum == 0xffff;
}

static int parse4(const uint8_t *p, unsigned size, struct headers *h) {
    unsigned length = (p[0] & 15) * 4u;
    if (size < 20 || length < 20 || size < length + 4) return 0;
    if (!checksum_right(p, length)) return 0;
    h->version = 4;
    h->protocol = p[9];
    h->length = be16(p + 2);
    h->source[0] = be16(p + 12) * 65536ull + be16(p + 14);
    h->destination[0] = be16(p + 16) * 65536ull + be16(p + 18);
    h->source[1] = h->destination[1] = 0;
    h->sport = be16(p + length);
    h->dport = be16(p + length + 2);
    return 1;
}

static int parse6(const uint8_t *p, unsigned size, struct headers *h) {
    if (size < 44) return 0;
    h->version = 6;
    h->protocol = p[6];
    h->length = (uint16_t)(be16(p + 4) + 40);
    h->source[0] = be64(p + 8);
    h->source[1] = be64(p + 16);
    h->destination[0] = be64(p + 24);
    h->destination[1] = be64(p + 32);
    h->sport = be16(p + 40);
    h->dport = be16(p + 42);
    return 1;
}

static int parse(const uint8_t *frame, unsigned size, struct headers *h) {
    if (size < ETHERNET + 20) return 0;
    unsigned type = be16(frame + 12);
    if (type == 0x0800) return parse4(frame + ETHERNET, size - ETHERNET, h);
    if (type == 0x86dd) return parse6(frame + ETHERNET, size - ETHERNET, h);
    return 0;
}

static uint64_t mix(uint64_t h, uint64_t v) {
    h ^= v;
    h *= 0x9e3779b97f4a7c15ull;
    return h ^ (h >> 29);
}

/* Finds or makes the connection; both directions have one. */
static void track(const struct headers *h) {
    int back = h->source[0] > h->destination[0] ||
               (h->source[0] == h->destination[0] && h->sport > h->dport);
    const uint64_t *a = back ? h->destination : h->source;
    const uint64_t *b = back ? h->source : h->destination;
    uint64_t ports = back ? (uint64_t)h->dport << 16 | h->sport : (uint64_t)h->sport << 16 | h->dport;
    uint64_t last = ports << 16 | (uint64_t)h->protocol << 8 | h->version;
    uint64_t hash = mix(mix(mix(mix(mix(1, a[0]), a[1]), b[0]), b[1]), last);
    for (uint64_t i = hash;; i++) {
        struct flow *f = table + (i & (SLOTS - 1));
        if (f->key[4] == 0) {
            f->key[0] = a[0], f->key[1] = a[1], f->key[2] = b[0], f->key[3] = b[1], f->key[4] = last;
            flow_count++;
        } else if (f->key[4] != last || f->key[0] != a[0] || f->key[2] != b[0] || f->key[1] != a[1] ||
                   f->key[3] != b[1])
            continue;
        f->packets[back]++;
        f->bytes += h->length;
        return;
    }
}

static void filter(const struct headers *h) {
    for (size_t i = 0; i < rule_count; i++) {
        struct rule *r = rules + i;
        if (((uint32_t)h->source[0] & r->mask) != r->source) continue;
        if (r->protocol != 0 && r->protocol != h->protocol) continue;
        if (h->dport < r->from || h->dport > r->to) continue;
        r->hits++;
        return;
    }
}

static void packet(enum stage stage, const uint8_t *frame, unsigned size) {
    struct headers h;
    if (stage == WALK) {
        sink += size;
        return;
    }
    if (!parse(frame, size, &h)) return;
    sink += h.sport;
    if (stage >= FLOWS) track(&h);
    if (stage >= RULES) filter(&h);
}

/* Walks the file; answers how many packets it has. */
static size_t walk(enum stage stage, int fd, uint8_t *buffer) {
    size_t packets = 0, kept = 0;
    off_t at = 24;
    for (;;) {
        ssize_t got = pread(fd, buffer + kept, CHUNK, at);
        if (got <= 0) return packets;
        at += got;
        size_t size = kept + (size_t)got, place = 0;
        while (place + RECORD <= size) {
            uint32_t captured;
            memcpy(&captured, buffer + place + 8, 4);
            if (captured > CHUNK / 2) return packets;
            if (place + RECORD + captured > size) break;
            packet(stage, buffer + place + RECORD, captured);
            place += RECORD + captured;
            packets++;
        }
        kept = size - place;
        memmove(buffer, buffer + place, kept);
    }
}

static void read_rules(const char *name) {
    FILE *file = fopen(name, "r");
    unsigned source, mask, protocol, from, to;
    if (file == NULL) {
        perror(name);
        exit(2);
    }
    while (fscanf(file, "%x %x %x %x %x", &source, &mask, &protocol, &from, &to) == 5) {
        rules = realloc(rules, (rule_count + 1) * sizeof *rules);
        rules[rule_count++] = (struct rule){source, mask, (uint16_t)from, (uint16_t)to, (uint8_t)protocol, 0};
    }
    fclose(file);
}

static double cpu(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

int main(int argc, char **argv) {
    static const char *const names[] = {"walk", "parse", "flows", "rules"};
    int stage = 0;
    if (argc < 4) {
        fprintf(stderr, "usage: walk STAGE ROUNDS CAPTURE [RULES]\n");
        return 2;
    }
    while (stage < 4 && strcmp(names[stage], argv[1]) != 0) stage++;
    int fd = open(argv[3], O_RDONLY);
    if (stage == 4 || fd < 0) {
        fprintf(stderr, "walk: %s: no such stage or capture\n", stage == 4 ? argv[1] : argv[3]);
        return 2;
    }
    if (argc > 4) read_rules(argv[4]);
    uint8_t *buffer = malloc(2 * CHUNK);
    table = aligned_alloc(64, SLOTS * sizeof *table);
    for (int round = atoi(argv[2]); round > 0; round--) {
        if (stage >= FLOWS) memset(table, 0, SLOTS * sizeof *table);
        flow_count = 0;
        double start = cpu();
        size_t packets = walk((enum stage)stage, fd, buffer);
        double took = cpu() - start;
        uint64_t hits = 0;
        for (size_t i = 0; i < rule_count; i++) hits += rules[i].hits;
        printf("{\"ns\":%.2f,\"packets\":%zu,\"flows\":%zu,\"hits\":%llu}\n",
               packets ? took / (double)packets : 0.0, packets, flow_count, (unsigned long long)hits);
    }
    return sink == 1;
}
