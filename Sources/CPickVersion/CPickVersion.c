#include "CPickVersion.h"

// scripts/build writes the commit into this section of the finished program. A new commit therefore
// costs no compiling.
__attribute__((used, section(".pick.commit")))
static const volatile char commit[PICK_COMMIT_BYTES] = "";

const char *pick_commit(void) { return (const char *)commit; }
