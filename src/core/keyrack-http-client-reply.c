/* keyrack-http-client-reply.c: what the server says, as it comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client-reply.h"

#include <curl/curl.h>
#include <string.h>

#define MAX_BODY      (1024 * 1024)
#define MAX_HEADERS   (64 * 1024)
#define FIRST_BODY    4096
#define SLOWEST_SPEED 100  /* bytes a second */
#define MAX_HEADER    2048 /* bytes of one header that are kept */

static void
append (KeyrackHttpReply *self,
        const char       *data,
        gsize             length)
{
  if (self->length + length > self->size)
    {
      gsize size = MAX (MAX (self->size * 2, FIRST_BODY), self->length + length);
      char *grown = g_malloc (size);

      if (self->length > 0)
        memcpy (grown, self->body, self->length);
      keyrack_secret_wipe (self->body, self->size);
      g_free (self->body);

      self->body = grown;
      self->size = size;
    }

  memcpy (self->body + self->length, data, length);
  self->length += length;
}

/* A server may think as long as the whole limit allows; but once it speaks, it shall not drip. */
static void
expect_speed (KeyrackHttpReply *self)
{
  curl_easy_setopt (self->handle, CURLOPT_LOW_SPEED_LIMIT, (long) SLOWEST_SPEED);
  curl_easy_setopt (self->handle, CURLOPT_LOW_SPEED_TIME, (long) self->slow_limit);
}

static size_t
header_cb (char   *data,
           size_t  size,
           size_t  n_items,
           void   *user_data)
{
  KeyrackHttpReply *self = user_data;
  gsize length = size * n_items;

  if (self->header_size == 0)
    expect_speed (self);

  self->header_size += length;
  if (self->header_size > MAX_HEADERS)
    {
      self->too_large = TRUE;
      return 0;
    }

  return length;
}

static size_t
body_cb (char   *data,
         size_t  size,
         size_t  n_items,
         void   *user_data)
{
  KeyrackHttpReply *self = user_data;
  gsize length = size * n_items;

  if (self->brief && self->length >= FIRST_BODY)
    {
      self->enough = TRUE;
      return 0;
    }

  if (self->length + length > MAX_BODY)
    {
      self->too_large = TRUE;
      return 0;
    }

  append (self, data, length);

  return length;
}

static char *
dup_header (CURL       *handle,
            const char *name)
{
  struct curl_header *header = NULL;
  g_autofree char *value = NULL;

  if (curl_easy_header (handle, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
    return NULL;

  value = g_strndup (header->value, MAX_HEADER);

  return g_utf8_make_valid (value, -1);
}

/**
 * keyrack_http_reply_attach:
 * @self: a reply, all zero but for brief
 * @handle: the handle to which it comes
 * @slow_limit: seconds that it may drip
 *
 * Returns: %FALSE if libcurl refused something: the handle must not be used
 */
gboolean
keyrack_http_reply_attach (KeyrackHttpReply *self,
                           gpointer          handle,
                           guint             slow_limit)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (handle != NULL, FALSE);

  self->handle = handle;
  self->slow_limit = slow_limit;

  return curl_easy_setopt (handle, CURLOPT_HEADERFUNCTION, header_cb) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_HEADERDATA, self) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_WRITEFUNCTION, body_cb) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_WRITEDATA, self) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_MAXFILESIZE, self->brief ? 0L : (long) MAX_BODY) == CURLE_OK;
}

/**
 * keyrack_http_reply_read:
 * @self: a reply that came whole
 *
 * Returns: (transfer full): an answer, without its times
 */
KeyrackHttpAnswer *
keyrack_http_reply_read (KeyrackHttpReply *self)
{
  KeyrackHttpAnswer *answer = keyrack_http_answer_new ();
  g_autofree char *date = dup_header (self->handle, "Date");
  long status = 0;

  curl_easy_getinfo (self->handle, CURLINFO_RESPONSE_CODE, &status);

  answer->status = (guint) status;
  answer->content_type = dup_header (self->handle, "Content-Type");
  answer->location = dup_header (self->handle, "Location");
  answer->retry_after = dup_header (self->handle, "Retry-After");
  answer->rate_limit_reset = dup_header (self->handle, "X-Rate-Limit-Reset");
  answer->date = date != NULL ? keyrack_http_parse_date (date) : 0;
  answer->body = keyrack_secret_new (self->body != NULL ? self->body : "",
                                     (gssize) self->length);

  return answer;
}

/**
 * keyrack_http_reply_clear:
 * @self: a reply
 *
 * Wipes what came and makes @self ready for another one.
 */
void
keyrack_http_reply_clear (KeyrackHttpReply *self)
{
  g_return_if_fail (self != NULL);

  keyrack_secret_wipe (self->body, self->size);
  g_free (self->body);
  *self = (KeyrackHttpReply) { 0 };
}

/**
 * keyrack_http_parse_date:
 * @text: a date as HTTP writes it (RFC 9110, section 5.6.7)
 *
 * Returns: seconds since the epoch, or 0 if @text is no date
 */
gint64
keyrack_http_parse_date (const char *text)
{
  time_t time;

  g_return_val_if_fail (text != NULL, 0);

  time = curl_getdate (text, NULL);

  return time > 0 ? (gint64) time : 0;
}
