// What Swift cannot see of <curses.h>: macros. No logic here.
#ifndef PICK_CNCURSES_SHIM_H
#define PICK_CNCURSES_SHIM_H
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#endif
