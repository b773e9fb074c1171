// What Swift cannot see of <curses.h>: macros, and globals that are not constant. No logic here.
#ifndef PICK_CNCURSES_SHIM_H
#define PICK_CNCURSES_SHIM_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>
// <term.h> names capabilities by macros that would shadow ordinary words.
#undef lines
#undef columns

static const attr_t pick_A_NORMAL = A_NORMAL;
static const attr_t pick_A_BOLD = A_BOLD;
static const attr_t pick_A_DIM = A_DIM;
static const attr_t pick_A_UNDERLINE = A_UNDERLINE;
static const attr_t pick_A_REVERSE = A_REVERSE;
static const attr_t pick_A_ITALIC = A_ITALIC;
static const int pick_KEY_F0 = KEY_F0;

static inline WINDOW *pick_stdscr(void) { return stdscr; }
static inline WINDOW *pick_curscr(void) { return curscr; }
static inline int pick_colors(void) { return COLORS; }
static inline int pick_max_y(WINDOW *window) { return getmaxy(window); }
static inline int pick_max_x(WINDOW *window) { return getmaxx(window); }

static inline int pick_wattr_set(WINDOW *window, attr_t attributes, int pair) {
  return wattr_set(window, attributes, (short)pair, &pair);
}

// What the terminal fills cleared and scrolled rows with.
static inline int pick_set_ground(WINDOW *window, int pair) {
  cchar_t blank;
  if (setcchar(&blank, L" ", A_NORMAL, (short)(pair < 32768 ? pair : 0), &pair) == ERR) return ERR;
  wbkgrndset(window, &blank);
  return OK;
}

static inline int pick_wcwidth(wchar_t character) { return wcwidth(character); }

static inline int pick_point(int target, int descriptor) {
  return dup3(target, descriptor, O_CLOEXEC);
}

static inline int pick_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline int pick_memfd(void) { return memfd_create("pick-frame", MFD_CLOEXEC); }
#endif
