#ifndef PICK_CPICTURES_INTERNAL_H
#define PICK_CPICTURES_INTERNAL_H
#include "CPictures.h"

/* PICK_PICTURE_OK unless a picture of this size is refused. */
int pick_size_check(uint64_t width, uint64_t height);
/* Room for a picture, its pixels not set. */
int pick_picture_make(pick_picture *picture, uint32_t width, uint32_t height);
/* The largest size of the same shape that fits a box and is not larger than the picture. */
void pick_size_fit(
  uint32_t width, uint32_t height, uint32_t box_width, uint32_t box_height, uint32_t *fit_width,
  uint32_t *fit_height);

typedef int pick_reader(
  const uint8_t *bytes, size_t count, uint32_t box_width, uint32_t box_height,
  pick_picture *picture, uint32_t *file_width, uint32_t *file_height);

pick_reader pick_jpeg_read, pick_png_read, pick_webp_read;
#endif
