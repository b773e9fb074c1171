#include "internal.h"

#include <string.h>

#include <png.h>

int pick_png_read(
  const uint8_t *bytes, size_t count, uint32_t box_width, uint32_t box_height,
  pick_picture *picture, uint32_t *file_width, uint32_t *file_height) {
  (void)box_width;
  (void)box_height;
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, bytes, count)) return PICK_PICTURE_DAMAGED;
  *file_width = image.width;
  *file_height = image.height;
  int status = pick_size_check(image.width, image.height);
  if (status == PICK_PICTURE_OK) status = pick_picture_make(picture, image.width, image.height);
  if (status != PICK_PICTURE_OK) {
    png_image_free(&image);
    return status;
  }
  image.format = PNG_FORMAT_RGB;
  /* What is transparent lies on black. */
  png_color ground = {0, 0, 0};
  if (!png_image_finish_read(&image, &ground, picture->rgb, 0, NULL)) return PICK_PICTURE_DAMAGED;
  return PICK_PICTURE_OK;
}
