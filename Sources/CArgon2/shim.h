#ifndef PICK_CARGON2_SHIM_H
#define PICK_CARGON2_SHIM_H
#include <argon2.h>
#endif
