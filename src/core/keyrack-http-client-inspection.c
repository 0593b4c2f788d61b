/* keyrack-http-client-inspection.c: a look at a certificate that was refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client-inspection.h"

#include <curl/curl.h>
#include <string.h>
#include <time.h>

#include "keyrack-server-words.h"

/* "Expired" is of more use with the date, "unknown issuer" with the name: the
 * first shows a clock that is wrong, the second a company that looks inside.
 * libcurl does not show a certificate that it refused. So the handshake is made
 * once more, without the check, and the connection is closed right after it.
 *
 * That weakens nothing: the outcome is decided before; the handle of this second
 * handshake was never told a path, an ID or a secret; CURLOPT_CONNECT_ONLY ends
 * it before the first byte of HTTP; and what is read goes into a message only.
 */

#define LIMIT_MS        3000L
#define MAX_NAME_LENGTH 100

/* The parts of a name that mean something to people, the best first. */
static const char * const name_parts[] = { "CN = ", "O = ", "OU = " };

/**
 * keyrack_http_inspection_is_worthwhile:
 * @answer: what a transfer ended with
 *
 * Returns: %TRUE if the certificate that was refused would tell more
 */
gboolean
keyrack_http_inspection_is_worthwhile (const KeyrackHttpAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, FALSE);

  return answer->failure == KEYRACK_OUTCOME_TLS_EXPIRED ||
         answer->failure == KEYRACK_OUTCOME_TLS_UNTRUSTED;
}

/**
 * keyrack_http_inspection_prepare:
 * @handle: a handle with rules and route, and nothing else
 * @host: the host
 *
 * Returns: %FALSE if libcurl refused something: the handle must not be used
 */
gboolean
keyrack_http_inspection_prepare (gpointer    handle,
                                 const char *host)
{
  g_autofree char *url = NULL;

  g_return_val_if_fail (handle != NULL, FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  url = g_strconcat ("https://", host, "/", NULL);

  return curl_easy_setopt (handle, CURLOPT_URL, url) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_CONNECT_ONLY, 1L) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_CERTINFO, 1L) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_TIMEOUT_MS, LIMIT_MS) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_SSL_VERIFYPEER, 0L) == CURLE_OK &&
         curl_easy_setopt (handle, CURLOPT_SSL_VERIFYHOST, 0L) == CURLE_OK;
}

/* OpenSSL writes what is not ASCII as "\C3\BC", and a special character as "\,". */
static char *
dup_unescaped (const char *text,
               gsize       length)
{
  GString *plain = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\\' && i + 2 < length &&
          g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]))
        {
          g_string_append_c (plain, (char) (g_ascii_xdigit_value (text[i + 1]) * 16 +
                                            g_ascii_xdigit_value (text[i + 2])));
          i += 2;
        }
      else if (text[i] == '\\' && i + 1 < length)
        {
          g_string_append_c (plain, text[++i]);
        }
      else if (text[i] != '"')
        {
          g_string_append_c (plain, text[i]);
        }
    }

  return g_string_free (plain, FALSE);
}

/* Up to the comma that ends a part, which is none of those in quotes or behind a backslash. */
static gsize
measure_part (const char *text)
{
  gboolean quoted = FALSE;
  gsize i;

  for (i = 0; text[i] != '\0'; i++)
    {
      if (text[i] == '\\' && text[i + 1] != '\0')
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else if (text[i] == ',' && !quoted)
        break;
    }

  return i;
}

static const char *
find_part (const char *name,
           const char *part)
{
  for (const char *cursor = name; *cursor != '\0';)
    {
      if (g_str_has_prefix (cursor, part))
        return cursor + strlen (part);

      cursor += measure_part (cursor);
      cursor += strspn (cursor, ", ");
    }

  return NULL;
}

/**
 * keyrack_http_inspection_dup_name:
 * @issuer: the name of a certificate's issuer as OpenSSL writes it in one line:
 *   "C = CH, O = Example, CN = Example Root"
 *
 * The name comes from whoever answered: it is cut, and cleaned of what can't be seen.
 *
 * Returns: (nullable) (transfer full): what people call the issuer
 */
char *
keyrack_http_inspection_dup_name (const char *issuer)
{
  g_return_val_if_fail (issuer != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (name_parts); i++)
    {
      const char *part = find_part (issuer, name_parts[i]);
      g_autofree char *raw = part != NULL ? dup_unescaped (part, measure_part (part)) : NULL;
      g_autofree char *name = raw != NULL ? keyrack_server_words_dup_clean (raw, MAX_NAME_LENGTH, NULL) : NULL;

      if (name != NULL && *name != '\0')
        return g_steal_pointer (&name);
    }

  return NULL;
}

static const char *
find_field (const struct curl_slist *fields,
            const char              *field)
{
  for (; fields != NULL; fields = fields->next)
    {
      if (g_str_has_prefix (fields->data, field))
        return fields->data + strlen (field);
    }

  return NULL;
}

/* The one of the chain that is out of date, which need not be the server's own. */
static gint64
find_date (const struct curl_certinfo *chain,
           KeyrackReason               reason)
{
  gboolean early = reason == KEYRACK_REASON_NOT_YET_VALID;
  time_t now = time (NULL);

  for (int i = 0; i < chain->num_of_certs; i++)
    {
      const char *text = find_field (chain->certinfo[i], early ? "Start date:" : "Expire date:");
      gint64 date = text != NULL ? keyrack_http_parse_date (text) : 0;

      if (date > 0 && (early ? date > now : date < now))
        return date;
    }

  return 0;
}

/**
 * keyrack_http_inspection_get_end:
 * @handle: a handle with CURLOPT_CERTINFO, after its transfer
 *
 * Returns: when the first of the certificates ends that the server, or whatever stands in between,
 *   showed; seconds since the epoch, 0 when that is not known
 */
gint64
keyrack_http_inspection_get_end (gpointer handle)
{
  struct curl_certinfo *chain = NULL;
  gint64 end = 0;

  g_return_val_if_fail (handle != NULL, 0);

  if (curl_easy_getinfo (handle, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == NULL)
    return 0;

  for (int i = 0; i < chain->num_of_certs; i++)
    {
      const char *text = find_field (chain->certinfo[i], "Expire date:");
      gint64 date = text != NULL ? keyrack_http_parse_date (text) : 0;

      if (date > 0 && (end == 0 || date < end))
        end = date;
    }

  return end;
}

/**
 * keyrack_http_inspection_read:
 * @handle: the handle, after its transfer ended well
 * @answer: the answer, to which the date or the issuer is added
 */
void
keyrack_http_inspection_read (gpointer           handle,
                              KeyrackHttpAnswer *answer)
{
  struct curl_certinfo *chain = NULL;
  const char *issuer = NULL;

  g_return_if_fail (handle != NULL);
  g_return_if_fail (answer != NULL);

  if (curl_easy_getinfo (handle, CURLINFO_CERTINFO, &chain) != CURLE_OK ||
      chain == NULL || chain->num_of_certs == 0)
    return;

  if (answer->failure == KEYRACK_OUTCOME_TLS_EXPIRED)
    {
      answer->certificate_date = find_date (chain, answer->reason);
      return;
    }

  /* Whoever vouches for the last certificate sent is who is not known here. */
  issuer = find_field (chain->certinfo[chain->num_of_certs - 1], "Issuer:");
  if (issuer != NULL)
    answer->subject = keyrack_http_inspection_dup_name (issuer);
}
