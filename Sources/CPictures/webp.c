#include "internal.h"

#include <stdlib.h>

#include <webp/decode.h>

int pick_webp_read(
  const uint8_t *bytes, size_t count, uint32_t box_width, uint32_t box_height,
  pick_picture *picture, uint32_t *file_width, uint32_t *file_height) {
  WebPDecoderConfig config;
  if (!WebPInitDecoderConfig(&config)) return PICK_PICTURE_DAMAGED;
  if (WebPGetFeatures(bytes, count, &config.input) != VP8_STATUS_OK) return PICK_PICTURE_DAMAGED;
  *file_width = (uint32_t)config.input.width;
  *file_height = (uint32_t)config.input.height;
  int status = pick_size_check(*file_width, *file_height);
  if (status != PICK_PICTURE_OK) return status;
  if (config.input.has_animation) return PICK_PICTURE_ANIMATED;
  uint32_t width, height;
  pick_size_fit(*file_width, *file_height, box_width, box_height, &width, &height);
  config.options.use_scaling = 1;
  config.options.scaled_width = (int)width;
  config.options.scaled_height = (int)height;
  /* Colours times their cover: what is transparent lies on black. */
  config.output.colorspace = MODE_rgbA;
  VP8StatusCode code = WebPDecode(bytes, count, &config);
  if (code != VP8_STATUS_OK) {
    WebPFreeDecBuffer(&config.output);
    return code == VP8_STATUS_OUT_OF_MEMORY ? PICK_PICTURE_NO_MEMORY : PICK_PICTURE_DAMAGED;
  }
  status = pick_picture_make(picture, width, height);
  if (status == PICK_PICTURE_OK) {
    const WebPRGBABuffer *decoded = &config.output.u.RGBA;
    for (uint32_t y = 0; y < height; y++) {
      const uint8_t *from = decoded->rgba + (size_t)y * decoded->stride;
      uint8_t *to = picture->rgb + (size_t)y * width * 3;
      for (uint32_t x = 0; x < width; x++, from += 4, to += 3) {
        to[0] = from[0];
        to[1] = from[1];
        to[2] = from[2];
      }
    }
  }
  WebPFreeDecBuffer(&config.output);
  return status;
}
