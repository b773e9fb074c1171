#define _GNU_SOURCE
#include "CPictures.h"

#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

static int limit(int resource, rlim_t value) {
  struct rlimit limits = {value, value};
  return setrlimit(resource, &limits);
}

int pick_worker_confine(uint64_t memory) {
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "re");
  if (!file) return -1;
  int found = fscanf(file, "%lu", &pages);
  fclose(file);
  if (found != 1) return -1;
  uint64_t mapped = (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  if (limit(RLIMIT_CORE, 0) || limit(RLIMIT_FSIZE, 0) || limit(RLIMIT_NOFILE, 0)) return -1;
  return limit(RLIMIT_AS, mapped + memory);
}

int pick_worker_allow_seconds(unsigned seconds) {
  struct rusage used;
  struct rlimit limits;
  if (getrusage(RUSAGE_SELF, &used) || getrlimit(RLIMIT_CPU, &limits)) return -1;
  /* The seconds under way count as used. */
  limits.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 + seconds;
  if (limits.rlim_max != RLIM_INFINITY && limits.rlim_cur > limits.rlim_max)
    limits.rlim_cur = limits.rlim_max;
  return setrlimit(RLIMIT_CPU, &limits);
}
