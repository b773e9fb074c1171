// What Swift's Glibc module leaves out of <malloc.h>. No logic here.
#ifndef PICK_CMALLOC_SHIM_H
#define PICK_CMALLOC_SHIM_H
#include <malloc.h>
#endif
