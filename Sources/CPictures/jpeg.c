#include "internal.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

/* Scans of a progressive file; each reads all of the picture again. */
enum { most_scans = 100 };

typedef struct failing {
  struct jpeg_error_mgr errors;
  jmp_buf escape;
  int status;
} failing;

static void fail(j_common_ptr common) {
  failing *self = (failing *)common->err;
  int code = self->errors.msg_code;
  self->status = code == JERR_OUT_OF_MEMORY ? PICK_PICTURE_NO_MEMORY : PICK_PICTURE_DAMAGED;
  longjmp(self->escape, 1);
}

/* A file that ends too early is only warned of, and the rest of the picture would be grey. */
static void warn(j_common_ptr common, int level) {
  int code = common->err->msg_code;
  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) fail(common);
}

static void be_silent(j_common_ptr common) { (void)common; }

static void watch(j_common_ptr common) {
  if (!common->is_decompressor) return;
  if (((j_decompress_ptr)common)->input_scan_number > most_scans) fail(common);
}

static void prepare(failing *self) {
  jpeg_std_error(&self->errors);
  self->errors.error_exit = fail;
  self->errors.emit_message = warn;
  self->errors.output_message = be_silent;
  self->status = PICK_PICTURE_DAMAGED;
}

/* Four inks to three lights; Adobe's programs write inks upside down. */
static void mix(const uint8_t *inks, uint8_t *rgb, uint32_t width, int is_inverted) {
  for (uint32_t x = 0; x < width; x++, inks += 4, rgb += 3) {
    unsigned black = is_inverted ? inks[3] : 255u - inks[3];
    for (int part = 0; part < 3; part++) {
      unsigned ink = is_inverted ? inks[part] : 255u - inks[part];
      rgb[part] = (uint8_t)(ink * black / 255);
    }
  }
}

int pick_jpeg_read(
  const uint8_t *bytes, size_t count, uint32_t box_width, uint32_t box_height,
  pick_picture *picture, uint32_t *file_width, uint32_t *file_height) {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_progress_mgr progress;
  failing failing;
  /* Set after setjmp and used behind longjmp. */
  uint8_t *volatile inks = NULL;
  memset(&jpeg, 0, sizeof jpeg);
  memset(&progress, 0, sizeof progress);
  prepare(&failing);
  jpeg.err = &failing.errors;
  if (setjmp(failing.escape)) {
    jpeg_destroy_decompress(&jpeg);
    free(inks);
    return failing.status;
  }
  jpeg_create_decompress(&jpeg);
  progress.progress_monitor = watch;
  jpeg.progress = &progress;
  jpeg_mem_src(&jpeg, bytes, count);
  jpeg_read_header(&jpeg, TRUE);
  *file_width = jpeg.image_width;
  *file_height = jpeg.image_height;
  int status = pick_size_check(jpeg.image_width, jpeg.image_height);
  if (status != PICK_PICTURE_OK) {
    jpeg_destroy_decompress(&jpeg);
    return status;
  }
  int has_inks = jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK;
  jpeg.out_color_space = has_inks ? JCS_CMYK : JCS_RGB;
  /* The library leaves out detail while it reads: an eighth of the side is a hundredth of the work. */
  uint32_t width, height;
  pick_size_fit(
    jpeg.image_width, jpeg.image_height, box_width, box_height, &width, &height);
  jpeg.scale_num = 1;
  jpeg.scale_denom = 1;
  while (jpeg.scale_denom < 8 && jpeg.image_width / (jpeg.scale_denom * 2) >= width)
    jpeg.scale_denom *= 2;
  jpeg_start_decompress(&jpeg);
  status = pick_picture_make(picture, jpeg.output_width, jpeg.output_height);
  if (status == PICK_PICTURE_OK && has_inks) {
    inks = malloc((size_t)jpeg.output_width * 4);
    if (!inks) status = PICK_PICTURE_NO_MEMORY;
  }
  while (status == PICK_PICTURE_OK && jpeg.output_scanline < jpeg.output_height) {
    uint8_t *row = picture->rgb + (size_t)jpeg.output_scanline * jpeg.output_width * 3;
    JSAMPROW target = has_inks ? inks : row;
    jpeg_read_scanlines(&jpeg, &target, 1);
    if (has_inks) mix(inks, row, jpeg.output_width, jpeg.saw_Adobe_marker);
  }
  if (status == PICK_PICTURE_OK) jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  free(inks);
  return status;
}

int pick_picture_write_jpeg(
  const pick_picture *picture, int quality, uint8_t **bytes, size_t *count) {
  struct jpeg_compress_struct jpeg;
  failing failing;
  unsigned char *buffer = NULL;
  unsigned long length = 0;
  memset(&jpeg, 0, sizeof jpeg);
  prepare(&failing);
  jpeg.err = &failing.errors;
  if (setjmp(failing.escape)) {
    jpeg_destroy_compress(&jpeg);
    return failing.status;
  }
  jpeg_create_compress(&jpeg);
  jpeg_mem_dest(&jpeg, &buffer, &length);
  jpeg.image_width = picture->width;
  jpeg.image_height = picture->height;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, quality, TRUE);
  jpeg.optimize_coding = TRUE;
  jpeg_start_compress(&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW row = picture->rgb + (size_t)jpeg.next_scanline * picture->width * 3;
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  *bytes = buffer;
  *count = length;
  return PICK_PICTURE_OK;
}
