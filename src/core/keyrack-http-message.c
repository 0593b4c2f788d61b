/* keyrack-http-message.c: what is asked, and what came back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client.h"

#include <string.h>

/**
 * keyrack_http_request_copy:
 * @self: a request
 *
 * Returns: (transfer full): a copy that owns its strings
 */
KeyrackHttpRequest *
keyrack_http_request_copy (const KeyrackHttpRequest *self)
{
  KeyrackHttpRequest *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (KeyrackHttpRequest, 1);
  copy->method = g_strdup (self->method);
  copy->host = g_strdup (self->host);
  copy->path = g_strdup (self->path);
  copy->client_id = g_strdup (self->client_id);
  copy->secret = self->secret != NULL ? keyrack_secret_ref (self->secret) : NULL;
  copy->bearer = self->bearer != NULL ? keyrack_secret_ref (self->bearer) : NULL;
  copy->form = g_strdup (self->form);
  copy->brief = self->brief;

  return copy;
}

/**
 * keyrack_http_request_free:
 * @self: (transfer full): what keyrack_http_request_copy() gave
 */
void
keyrack_http_request_free (KeyrackHttpRequest *self)
{
  g_return_if_fail (self != NULL);

  g_free ((char *) self->method);
  g_free ((char *) self->host);
  g_free ((char *) self->path);
  g_free ((char *) self->client_id);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  g_clear_pointer (&self->bearer, keyrack_secret_unref);
  g_free ((char *) self->form);
  g_free (self);
}

/**
 * keyrack_http_answer_new:
 *
 * Returns: (transfer full): an answer without a status and without a body,
 *   to be filled before anybody else holds it
 */
KeyrackHttpAnswer *
keyrack_http_answer_new (void)
{
  KeyrackHttpAnswer *self = g_new0 (KeyrackHttpAnswer, 1);

  g_atomic_ref_count_init (&self->refs);
  self->failure = KEYRACK_OUTCOME_OK;
  self->phases = (KeyrackPhases) KEYRACK_PHASES_INIT;

  return self;
}

/**
 * keyrack_http_answer_ref:
 * @self: an answer
 *
 * Returns: (transfer full): @self
 */
KeyrackHttpAnswer *
keyrack_http_answer_ref (KeyrackHttpAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * keyrack_http_answer_unref:
 * @self: (transfer full): an answer
 */
void
keyrack_http_answer_unref (KeyrackHttpAnswer *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->body, keyrack_secret_unref);
  g_free (self->subject);
  g_free (self->content_type);
  g_free (self->location);
  g_free (self->retry_after);
  g_free (self->rate_limit_reset);
  g_free (self);
}

/**
 * keyrack_http_answer_is_web_page:
 * @self: a whole answer
 *
 * Returns: %TRUE if it is meant for the eyes of a person, whatever its status says
 */
gboolean
keyrack_http_answer_is_web_page (const KeyrackHttpAnswer *self)
{
  const char *text = NULL;

  g_return_val_if_fail (self != NULL && self->body != NULL, FALSE);

  if (self->content_type != NULL && strstr (self->content_type, "html") != NULL)
    return keyrack_secret_get_length (self->body) > 0;

  text = keyrack_secret_peek (self->body);
  text += strspn (text, " \t\r\n");

  return g_ascii_strncasecmp (text, "<!doctype html", strlen ("<!doctype html")) == 0 ||
         g_ascii_strncasecmp (text, "<html", strlen ("<html")) == 0;
}
