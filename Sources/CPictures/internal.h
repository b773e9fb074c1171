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

/* How a JPEG says it is to be turned (EXIF), 1 to 8; 1 where it says nothing that can be. */
int pick_jpeg_orientation(const uint8_t *bytes, size_t count);
/* Turns and mirrors a picture so that it is upright, in place. */
int pick_picture_turn(pick_picture *picture, int orientation);

typedef int pick_reader(
  const uint8_t *bytes, size_t count, uint32_t box_width, uint32_t box_height,
  pick_picture *picture, uint32_t *file_width, uint32_t *file_height);

pick_reader pick_jpeg_read, pick_png_read, pick_webp_read;
#endif
