#include "internal.h"

#include <stdlib.h>
#include <string.h>

int pick_size_check(uint64_t width, uint64_t height) {
  if (width == 0 || height == 0) return PICK_PICTURE_DAMAGED;
  if (width > PICK_PICTURE_LONGEST_SIDE || height > PICK_PICTURE_LONGEST_SIDE)
    return PICK_PICTURE_TOO_LARGE;
  if (width * height > PICK_PICTURE_MOST_PIXELS) return PICK_PICTURE_TOO_LARGE;
  if (width > height * PICK_PICTURE_GREATEST_RATIO || height > width * PICK_PICTURE_GREATEST_RATIO)
    return PICK_PICTURE_TOO_NARROW;
  return PICK_PICTURE_OK;
}

int pick_picture_make(pick_picture *picture, uint32_t width, uint32_t height) {
  picture->width = width;
  picture->height = height;
  picture->rgb = malloc((size_t)width * height * 3);
  return picture->rgb ? PICK_PICTURE_OK : PICK_PICTURE_NO_MEMORY;
}

void pick_picture_free(pick_picture *picture) {
  free(picture->rgb);
  picture->rgb = NULL;
}

void pick_size_fit(
  uint32_t width, uint32_t height, uint32_t box_width, uint32_t box_height, uint32_t *fit_width,
  uint32_t *fit_height) {
  uint64_t w = width, h = height;
  if (w > box_width) {
    h = h * box_width / w;
    w = box_width;
  }
  if (h > box_height) {
    w = w * box_height / h;
    h = box_height;
  }
  *fit_width = w ? (uint32_t)w : 1;
  *fit_height = h ? (uint32_t)h : 1;
}

/* The mean of the pixels that fall into each new one, whole pixels only: enough for what is shown in
   cells, and for previews. */
int pick_picture_shrink(pick_picture *picture, uint32_t box_width, uint32_t box_height) {
  uint32_t width, height;
  pick_size_fit(picture->width, picture->height, box_width, box_height, &width, &height);
  if (width == picture->width && height == picture->height) return PICK_PICTURE_OK;
  pick_picture small;
  int status = pick_picture_make(&small, width, height);
  if (status != PICK_PICTURE_OK) return status;
  for (uint32_t y = 0; y < height; y++) {
    uint32_t top = (uint64_t)y * picture->height / height;
    uint32_t bottom = (uint64_t)(y + 1) * picture->height / height;
    if (bottom <= top) bottom = top + 1;
    for (uint32_t x = 0; x < width; x++) {
      uint32_t left = (uint64_t)x * picture->width / width;
      uint32_t right = (uint64_t)(x + 1) * picture->width / width;
      if (right <= left) right = left + 1;
      uint64_t sum[3] = {0, 0, 0};
      for (uint32_t sy = top; sy < bottom; sy++) {
        const uint8_t *pixel = picture->rgb + ((size_t)sy * picture->width + left) * 3;
        for (uint32_t sx = left; sx < right; sx++, pixel += 3) {
          sum[0] += pixel[0];
          sum[1] += pixel[1];
          sum[2] += pixel[2];
        }
      }
      uint64_t count = (uint64_t)(bottom - top) * (right - left);
      uint8_t *out = small.rgb + ((size_t)y * width + x) * 3;
      for (int part = 0; part < 3; part++) out[part] = (uint8_t)((sum[part] + count / 2) / count);
    }
  }
  pick_picture_free(picture);
  *picture = small;
  return PICK_PICTURE_OK;
}

int pick_picture_read(
  const uint8_t *bytes, size_t count, uint32_t box_width, uint32_t box_height,
  pick_picture *picture, uint32_t *file_width, uint32_t *file_height) {
  static const uint8_t png[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  memset(picture, 0, sizeof *picture);
  *file_width = *file_height = 0;
  pick_reader *reader;
  if (count >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF)
    reader = pick_jpeg_read;
  else if (count >= sizeof png && memcmp(bytes, png, sizeof png) == 0)
    reader = pick_png_read;
  else if (count >= 12 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0)
    reader = pick_webp_read;
  else
    return PICK_PICTURE_UNKNOWN;
  int orientation = reader == pick_jpeg_read ? pick_jpeg_orientation(bytes, count) : 1;
  int is_swapped = orientation >= 5;
  uint32_t width = is_swapped ? box_height : box_width, height = is_swapped ? box_width : box_height;
  int status = reader(bytes, count, width, height, picture, file_width, file_height);
  if (status == PICK_PICTURE_OK) status = pick_picture_shrink(picture, width, height);
  if (status == PICK_PICTURE_OK) status = pick_picture_turn(picture, orientation);
  if (is_swapped) {
    uint32_t side = *file_width;
    *file_width = *file_height;
    *file_height = side;
  }
  if (status != PICK_PICTURE_OK) pick_picture_free(picture);
  return status;
}
