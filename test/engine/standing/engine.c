/*
 * Makes ClickHouse's engine, which PyPI's chdb carries as a library, stand as its server does: loaded before it, this takes
 * the place of four of its functions. The engine keeps running and takes statements from a socket, one after the other; it
 * has the tables of `system` that a server has, an address for other replicas, and threads for queues. Everything else is
 * the engine's own. Written for chdb 1.4.1, whose C++ hands a shared_ptr over in two registers.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define STRING "NSt3__112basic_stringIcNS1_11char_traitsIcEENS1_9allocatorIcEEEE"
#define ATTACH_LOCAL "_ZN2DB23attachSystemTablesLocalENSt3__110shared_ptrIKNS_7ContextEEERNS_9IDatabaseE"
#define ATTACH_SERVER "_ZN2DB24attachSystemTablesServerENSt3__110shared_ptrIKNS_7ContextEEERNS_9IDatabaseEb"
#define SET_ADDRESS "_ZN2DB7Context23setInterserverIOAddressERK" STRING "t"
#define MAKE_POOL "_ZN2DB22BackgroundSchedulePoolC1Em13StrongTypedefImN14CurrentMetrics9MetricTagEES4_PKc"
#define PROCESS_TEXT "_ZN2DB10ClientBase16processQueryTextERK" STRING
#define PROCESS_ERROR "_ZNK2DB11LocalServer12processErrorERK" STRING

/* A long string of its C++. */
struct text {
  char *data;
  size_t size, capacity;
};

static struct text text_of(char *data, size_t size) {
  return (struct text){data, size, (size_t)1 << 63 | (size + 1)};
}

/* The engine's own function. */
static void *own(const char *name) {
  void *engine = dlopen(getenv("STANDING_ENGINE"), RTLD_LAZY | RTLD_NOLOAD);
  void *found = engine == NULL ? NULL : dlsym(engine, name);
  if (found == NULL) {
    fprintf(stderr, "the engine has no %s\n", name);
    _exit(1);
  }
  return found;
}

/* The server's tables hold the local ones, so this comes back once. */
void attach(void *context, void *count, void *database) __asm__(ATTACH_LOCAL);
void attach(void *context, void *count, void *database) {
  static bool begun;
  if (begun) {
    void (*local)(void *, void *, void *) = own(ATTACH_LOCAL);
    local(context, count, database);
    return;
  }
  begun = true;
  const char *port = getenv("STANDING_PORT");
  if (port != NULL && *port != 0) {
    void (*set_address)(void *, struct text *, uint16_t) = own(SET_ADDRESS);
    struct text host = text_of("127.0.0.1", 9);
    set_address(context, &host, (uint16_t)atoi(port));
  }
  void (*server)(void *, void *, void *, bool) = own(ATTACH_SERVER);
  server(context, count, database, true);
}

/* This build has no thread for message brokers, and one for all replicated tables. */
void make_pool(void *pool, size_t size, size_t tasks, size_t sizes, const char *name) __asm__(MAKE_POOL);
void make_pool(void *pool, size_t size, size_t tasks, size_t sizes, const char *name) {
  void (*make)(void *, size_t, size_t, size_t, const char *) = own(MAKE_POOL);
  make(pool, size < 16 ? 16 : size, tasks, sizes, name);
}

/* Told to go on after an error, the engine keeps it to itself. It tells a person, who sits in front of it and asked for no such thing. */
void process_error(char *client, struct text *statement) __asm__(PROCESS_ERROR);
void process_error(char *client, struct text *statement) {
  void (*process)(const void *, struct text *) = own(PROCESS_ERROR);
  bool *is_interactive = (bool *)client + 0xf8, *ignore_error = (bool *)client + 0xfc;
  *is_interactive = true;
  *ignore_error = false;
  process(client, statement);
  *is_interactive = false;
  *ignore_error = true;
}

static void send_all(int peer, FILE *from) {
  char part[65536];
  size_t size;
  rewind(from);
  while ((size = fread(part, 1, sizeof part, from)) > 0)
    for (size_t sent = 0; sent < size;) {
      ssize_t now = write(peer, part + sent, size - sent);
      if (now <= 0) return;
      sent += (size_t)now;
    }
}

/* Runs what comes through the socket. The answer is 0 and the rows, or 1 and the error. */
static void serve(int peer, void *client, int (*process)(void *, struct text *)) {
  static char statement[1 << 20];
  size_t size = 0;
  ssize_t more;
  while ((more = read(peer, statement + size, sizeof statement - 1 - size)) > 0) size += (size_t)more;
  statement[size] = 0;
  FILE *rows = tmpfile(), *error = tmpfile();
  int out = dup(1), err = dup(2);
  dup2(fileno(rows), 1);
  dup2(fileno(error), 2);
  struct text text = text_of(statement, size);
  process(client, &text);
  fflush(stdout);
  fflush(stderr);
  dup2(out, 1);
  dup2(err, 2);
  close(out);
  close(err);
  bool failed = lseek(fileno(error), 0, SEEK_END) > 0;
  if (write(peer, failed ? "1" : "0", 1) == 1) send_all(peer, failed ? error : rows);
  fclose(rows);
  fclose(error);
}

int process_text(void *client, void *nothing) __asm__(PROCESS_TEXT);
int process_text(void *client, void *nothing) {
  (void)nothing;
  int (*process)(void *, struct text *) = own(PROCESS_TEXT);
  struct sockaddr_un place = {.sun_family = AF_UNIX};
  strncpy(place.sun_path, getenv("STANDING_SOCKET"), sizeof place.sun_path - 1);
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  unlink(place.sun_path);
  if (bind(listener, (void *)&place, sizeof place) != 0 || listen(listener, 8) != 0) {
    perror(place.sun_path);
    _exit(1);
  }
  unsetenv("LD_PRELOAD");
  for (;;) {
    int peer = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (peer < 0) continue;
    serve(peer, client, process);
    close(peer);
  }
}
