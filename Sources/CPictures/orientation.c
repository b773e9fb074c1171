#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* Numbers of an EXIF block, whose byte order the block states; 0 for what lies outside. */
typedef struct block {
  const uint8_t *bytes;
  size_t count;
  int is_little;
} block;

static uint32_t number(const block *exif, size_t place, int width) {
  if (place > exif->count || exif->count - place < (size_t)width) return 0;
  uint32_t value = 0;
  for (int i = 0; i < width; i++) {
    uint32_t byte = exif->bytes[place + (size_t)(exif->is_little ? width - 1 - i : i)];
    value = value << 8 | byte;
  }
  return value;
}

/* The tag 0x0112 of the first directory; no other tag and no other directory is looked at. */
static int orientation_in(const uint8_t *bytes, size_t count) {
  if (count < 8) return 1;
  int is_little = memcmp(bytes, "II*\0", 4) == 0;
  if (!is_little && memcmp(bytes, "MM\0*", 4) != 0) return 1;
  block exif = {bytes, count, is_little};
  size_t directory = number(&exif, 4, 4);
  uint32_t entries = number(&exif, directory, 2);
  for (uint32_t entry = 0; entry < entries; entry++) {
    size_t place = directory + 2 + (size_t)entry * 12;
    if (place > count || count - place < 12) return 1;
    if (number(&exif, place, 2) != 0x0112) continue;
    /* One number of 16 bits. */
    if (number(&exif, place + 2, 2) != 3 || number(&exif, place + 4, 4) != 1) return 1;
    uint32_t value = number(&exif, place + 8, 2);
    return value >= 1 && value <= 8 ? (int)value : 1;
  }
  return 1;
}

int pick_jpeg_orientation(const uint8_t *bytes, size_t count) {
  size_t place = 2;
  while (place + 4 <= count && bytes[place] == 0xFF) {
    uint8_t marker = bytes[place + 1];
    if (marker == 0xFF) {
      place++;
      continue;
    }
    /* Behind the start of a scan nothing is told of the whole picture. */
    if (marker == 0xDA || marker == 0xD9) return 1;
    size_t length = (size_t)bytes[place + 2] << 8 | bytes[place + 3];
    if (length < 2 || count - place - 2 < length) return 1;
    const uint8_t *body = bytes + place + 4;
    if (marker == 0xE1 && length >= 8 && memcmp(body, "Exif\0\0", 6) == 0)
      return orientation_in(body + 6, length - 8);
    place += 2 + length;
  }
  return 1;
}

int pick_picture_turn(pick_picture *picture, int orientation) {
  if (orientation < 2 || orientation > 8) return PICK_PICTURE_OK;
  int is_swapped = orientation >= 5;
  uint32_t width = is_swapped ? picture->height : picture->width;
  uint32_t height = is_swapped ? picture->width : picture->height;
  pick_picture turned;
  int status = pick_picture_make(&turned, width, height);
  if (status != PICK_PICTURE_OK) return status;
  /* Whether columns and rows of the file run backwards in what is shown. */
  int flips_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  int flips_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  for (uint32_t y = 0; y < height; y++) {
    for (uint32_t x = 0; x < width; x++) {
      uint32_t from_x = is_swapped ? y : x, from_y = is_swapped ? x : y;
      if (flips_x) from_x = picture->width - 1 - from_x;
      if (flips_y) from_y = picture->height - 1 - from_y;
      const uint8_t *pixel = picture->rgb + ((size_t)from_y * picture->width + from_x) * 3;
      memcpy(turned.rgb + ((size_t)y * width + x) * 3, pixel, 3);
    }
  }
  pick_picture_free(picture);
  *picture = turned;
  return PICK_PICTURE_OK;
}
