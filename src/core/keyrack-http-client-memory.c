/* keyrack-http-client-memory.c: libcurl's memory is wiped when it is freed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client.h"

#include <curl/curl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "keyrack-secret.h"

/* The whole block, not only what was asked for: libcurl may have written anywhere in it. */
static void
wipe_and_free (void *block)
{
  if (block == NULL)
    return;

  keyrack_secret_wipe (block, malloc_usable_size (block));
  free (block);
}

/* realloc() of the C library leaves the old place as it was when it moves a block. */
static void *
move_and_wipe (void   *block,
               size_t  size)
{
  void *moved = NULL;
  size_t held;

  if (block == NULL)
    return malloc (size);

  held = malloc_usable_size (block);
  if (size > 0 && size <= held)
    return block;

  moved = malloc (size);
  if (moved == NULL)
    return NULL;

  memcpy (moved, block, MIN (held, size));
  wipe_and_free (block);

  return moved;
}

/**
 * keyrack_http_client_init_process:
 *
 * Prepares libcurl for this process. Its copies of the Authorization header,
 * two or three of them for each request, are wiped when they are freed.
 * Only the first call does something; no other thread may use libcurl then.
 */
void
keyrack_http_client_init_process (void)
{
  static gsize initialised = 0;

  if (g_once_init_enter (&initialised))
    {
      CURLcode code = curl_global_init_mem (CURL_GLOBAL_DEFAULT,
                                            malloc,
                                            wipe_and_free,
                                            move_and_wipe,
                                            strdup,
                                            calloc);

      if (code != CURLE_OK)
        g_error ("libcurl can't be used: %s", curl_easy_strerror (code));

      g_once_init_leave (&initialised, 1);
    }
}
