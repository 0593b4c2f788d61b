/* keyrack-token-request.c: asking for an access token
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-token-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-address.h"
#include "keyrack-text.h"

#define FORM "grant_type=client_credentials&scope=service%3Aintegration"

/* What goes into the request. A name or a note does not. */
#define SENT_FLAWS (KEYRACK_PROFILE_INSTANCE_MISSING | KEYRACK_PROFILE_INSTANCE_INVALID | \
                    KEYRACK_PROFILE_REGION_MISSING | KEYRACK_PROFILE_REGION_INVALID | \
                    KEYRACK_PROFILE_CLIENT_ID_MISSING | KEYRACK_PROFILE_CLIENT_ID_INVALID)

G_DEFINE_QUARK (keyrack-token-request-error-quark, keyrack_token_request_error)

static gboolean
check_sent (KeyrackProfile  *profile,
            KeyrackSecret   *secret,
            GError         **error)
{
  const char *text = keyrack_secret_peek (secret);

  if ((keyrack_profile_validate (profile) & SENT_FLAWS) != 0)
    {
      g_set_error_literal (error, KEYRACK_TOKEN_REQUEST_ERROR, KEYRACK_TOKEN_REQUEST_ERROR_PROFILE,
                           _("Instance name, region or client ID can’t be right; nothing was sent."));
      return FALSE;
    }

  if ((keyrack_text_check_word (text) & ~(guint) KEYRACK_TEXT_COLON) != KEYRACK_TEXT_FINE ||
      strlen (text) != keyrack_secret_get_length (secret))
    {
      g_set_error_literal (error, KEYRACK_TOKEN_REQUEST_ERROR, KEYRACK_TOKEN_REQUEST_ERROR_SECRET,
                           _("The client secret can’t be right; nothing was sent."));
      return FALSE;
    }

  return TRUE;
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  KeyrackHttpAnswer *answer = NULL;

  answer = keyrack_http_client_send_finish (KEYRACK_HTTP_CLIENT (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) keyrack_http_answer_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * keyrack_token_request_send_async:
 * @client: the client to send it with
 * @profile: where to, and the client ID
 * @secret: the client secret
 * @progress: (nullable) (scope notified): see keyrack_http_client_send_async()
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Asks the login host of @profile for an access token (RFC 6749, section 4.4).
 * ID and secret go into the Basic header as they are, which is the vendor's
 * documented way. All three values are checked here once more, whatever was
 * checked before: with one that could change where the request goes, or what it
 * says, nothing is sent.
 */
void
keyrack_token_request_send_async (KeyrackHttpClient       *client,
                                  KeyrackProfile          *profile,
                                  KeyrackSecret           *secret,
                                  KeyrackHttpProgressFunc  progress,
                                  gpointer                 progress_data,
                                  GCancellable            *cancellable,
                                  GAsyncReadyCallback      callback,
                                  gpointer                 user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *host = NULL;
  const char *begin = NULL;
  KeyrackHttpRequest request = { .method = "POST", .form = FORM };

  g_return_if_fail (KEYRACK_IS_HTTP_CLIENT (client));
  g_return_if_fail (KEYRACK_IS_PROFILE (profile));
  g_return_if_fail (secret != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_token_request_send_async);

  if (!check_sent (profile, secret, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  url = keyrack_address_dup_token_url (keyrack_profile_get_instance (profile),
                                       keyrack_profile_get_region (profile),
                                       &error);
  if (url == NULL)
    {
      g_task_return_new_error (task, KEYRACK_TOKEN_REQUEST_ERROR,
                               KEYRACK_TOKEN_REQUEST_ERROR_PROFILE,
                               "%s", error->message);
      return;
    }

  /* The client takes the URL in two parts: what is between the slashes, and the rest. */
  begin = url + strlen ("https://");
  host = g_strndup (begin, strcspn (begin, "/"));

  request.host = host;
  request.path = begin + strlen (host);
  request.client_id = keyrack_profile_get_client_id (profile);
  request.secret = secret;
  keyrack_http_client_send_async (client, &request, progress, progress_data,
                                  cancellable, send_cb, g_steal_pointer (&task));
}

/**
 * keyrack_token_request_send_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED or an error of
 *   %KEYRACK_TOKEN_REQUEST_ERROR
 *
 * Returns: (transfer full): what came back, for keyrack_token_answer_read();
 *   or %NULL with @error set
 */
KeyrackHttpAnswer *
keyrack_token_request_send_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
