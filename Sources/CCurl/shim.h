#ifndef PICK_CCURL_SHIM_H
#define PICK_CCURL_SHIM_H
/* What Pick uses of libcurl's interface (.so.4, frozen since 7.16.0), written out here so that
   building needs no headers of it, and linking nothing: the library is found at run time. */
#include <stddef.h>

/* CURLoption. A value's kind is part of its number: 0 long, 10000 pointer, 20000 function. */
enum {
  PICK_CURLOPT_WRITEDATA = 10001,
  PICK_CURLOPT_URL = 10002,
  PICK_CURLOPT_PROXY = 10004,
  PICK_CURLOPT_WRITEFUNCTION = 20011,
  PICK_CURLOPT_POSTFIELDS = 10015,
  PICK_CURLOPT_HTTPHEADER = 10023,
  PICK_CURLOPT_HEADERDATA = 10029,
  PICK_CURLOPT_SSLVERSION = 32,
  PICK_CURLOPT_CUSTOMREQUEST = 10036,
  PICK_CURLOPT_POSTFIELDSIZE = 60,
  PICK_CURLOPT_CAINFO = 10065,
  PICK_CURLOPT_HEADERFUNCTION = 20079,
  PICK_CURLOPT_HTTP_VERSION = 84,
  PICK_CURLOPT_CAPATH = 10097,
  PICK_CURLOPT_NOSIGNAL = 99,
  PICK_CURLOPT_ACCEPT_ENCODING = 10102,
  PICK_CURLOPT_TCP_KEEPALIVE = 213,
  PICK_CURLOPT_TIMEOUT_MS = 155,
  PICK_CURLOPT_CONNECTTIMEOUT_MS = 156,
  PICK_CURLOPT_PROTOCOLS = 181,
  PICK_CURLOPT_PIPEWAIT = 237,
  PICK_CURLOPT_QUICK_EXIT = 322,
};

/* CURLPROTO_*, CURL_SSLVERSION_TLSv1_2, CURL_HTTP_VERSION_*, CURLINFO_*. */
enum {
  PICK_CURLPROTO_HTTP = 1,
  PICK_CURLPROTO_HTTPS = 2,
  PICK_CURL_TLS_1_2 = 6,
  PICK_CURL_HTTP_1_1 = 2,
  PICK_CURL_HTTP_2_OVER_TLS = 4,
  PICK_CURLINFO_RESPONSE_CODE = 0x200002,
  PICK_CURLINFO_SSL_VERIFYRESULT = 0x20000d,
  PICK_CURL_GLOBAL_DEFAULT = 3,
};

/* CURLMsg: a transfer that ended; `msg` is 1 (CURLMSG_DONE). */
typedef struct pick_curl_message {
  int msg;
  void *easy;
  union {
    void *whatever;
    int result;
  } data;
} pick_curl_message;

/* The functions with variable arguments, which Swift cannot call. */
static inline int pick_curl_set_long(void *setopt, void *easy, int option, long value) {
  return ((int (*)(void *, int, ...))setopt)(easy, option, value);
}

static inline int pick_curl_set_pointer(void *setopt, void *easy, int option, const void *value) {
  return ((int (*)(void *, int, ...))setopt)(easy, option, value);
}

typedef size_t (*pick_curl_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline int pick_curl_set_receiver(
  void *setopt, void *easy, int option, pick_curl_receiver receiver) {
  return ((int (*)(void *, int, ...))setopt)(easy, option, receiver);
}

static inline int pick_curl_get_long(void *getinfo, void *easy, int info, long *value) {
  return ((int (*)(void *, int, ...))getinfo)(easy, info, value);
}
#endif
