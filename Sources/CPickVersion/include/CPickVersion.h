// The version of all three programs, and the commit they were built from.
#ifndef PICK_CVERSION_H
#define PICK_CVERSION_H

/// The version: the only place it is written down.
#define PICK_VERSION "0.1.0"

/// How many bytes the section below has, its terminating zero included.
#define PICK_COMMIT_BYTES 64

/// The commit this program was built from; empty in a build that `scripts/build` did not make.
const char *pick_commit(void);

#endif
