#pragma once
/* Without the functions on files: they would bring in headers of the system, whose types would then
   belong to this module, in every target that is built upon one that uses it. */
#define Z_SOLO
#include <zlib.h>
