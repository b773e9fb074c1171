#ifndef PICK_CPICTURES_H
#define PICK_CPICTURES_H
/* Pictures in JPEG, PNG and WebP, read by the libraries that everybody reads them with. Called in a
   process of its own only: what a hostile file does to a library stays there. */
#include <stddef.h>
#include <stdint.h>

/* Why there is no picture; the numbers travel between processes. */
enum {
  PICK_PICTURE_OK = 0,
  PICK_PICTURE_UNKNOWN = 1,
  PICK_PICTURE_TOO_LARGE = 2,
  PICK_PICTURE_TOO_NARROW = 3,
  PICK_PICTURE_DAMAGED = 4,
  PICK_PICTURE_ANIMATED = 5,
  PICK_PICTURE_NO_MEMORY = 6,
};

/* What is refused before anything is allocated for it. */
enum {
  PICK_PICTURE_LONGEST_SIDE = 20000,
  PICK_PICTURE_MOST_PIXELS = 40000000,
  PICK_PICTURE_GREATEST_RATIO = 16,
};

/* Red, green and blue, a byte each, row by row from the top. */
typedef struct pick_picture {
  uint32_t width;
  uint32_t height;
  uint8_t *rgb;
} pick_picture;

/* Reads a picture, upright as its file says, scaled down to fit a box; `file_width` and `file_height` get what the file says. */
int pick_picture_read(
  const uint8_t *bytes, size_t count, uint32_t box_width, uint32_t box_height,
  pick_picture *picture, uint32_t *file_width, uint32_t *file_height);

/* Scales down to fit a box, in place; never up. */
int pick_picture_shrink(pick_picture *picture, uint32_t box_width, uint32_t box_height);

/* Writes a baseline JPEG; `bytes` is freed with free(). */
int pick_picture_write_jpeg(
  const pick_picture *picture, int quality, uint8_t **bytes, size_t *count);

void pick_picture_free(pick_picture *picture);

/* Takes from this process what reading pictures does not need: files, more memory than `memory` bytes
   beyond what it has, core dumps. Returns 0, or -1 where the system refuses. */
int pick_worker_confine(uint64_t memory);

/* Lets this process use so many more seconds of the processor, and then ends it. */
int pick_worker_allow_seconds(unsigned seconds);
#endif
