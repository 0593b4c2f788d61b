/* keyrack-http-client-options.c: what every transfer is bound to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client-options.h"

#include <curl/curl.h>
#include <string.h>

#define HTTPS_PORT 443

/* No switch changes one of these. A new connection each time, without a session of an earlier
 * one: a test has to meet the certificate and the proxy of this moment. */
static const struct
{
  CURLoption option;
  long       value;
} numbers[] = {
  { CURLOPT_SSL_VERIFYPEER, 1 },
  { CURLOPT_SSL_VERIFYHOST, 2 },
  { CURLOPT_PROXY_SSL_VERIFYPEER, 1 },
  { CURLOPT_PROXY_SSL_VERIFYHOST, 2 },
  { CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
  { CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
  { CURLOPT_FOLLOWLOCATION, 0 },
  { CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1 },
  { CURLOPT_HTTP09_ALLOWED, 0 },
  { CURLOPT_NETRC, CURL_NETRC_IGNORED },
  { CURLOPT_NOSIGNAL, 1 },
  { CURLOPT_FRESH_CONNECT, 1 },
  { CURLOPT_FORBID_REUSE, 1 },
  { CURLOPT_SSL_SESSIONID_CACHE, 0 },
  { CURLOPT_SUPPRESS_CONNECT_HEADERS, 1 },
};

static const struct
{
  CURLoption  option;
  const char *value;
} texts[] = {
  { CURLOPT_PROTOCOLS_STR, "https" },
  { CURLOPT_REDIR_PROTOCOLS_STR, "https" },
  { CURLOPT_NOPROXY, "" },
  { CURLOPT_USERAGENT, "keyrack/" KEYRACK_VERSION },
};

static gboolean
set_number (CURL       *handle,
            CURLoption  option,
            long        value)
{
  return curl_easy_setopt (handle, option, value) == CURLE_OK;
}

/* @value may be NULL, which takes back what libcurl was built with. */
static gboolean
set_text (CURL       *handle,
          CURLoption  option,
          const char *value)
{
  return curl_easy_setopt (handle, option, value) == CURLE_OK;
}

static gboolean
set_list (CURL        *handle,
          CURLoption   option,
          gpointer    *list,
          const char  *text)
{
  struct curl_slist *longer = curl_slist_append (*list, text);

  if (longer == NULL)
    return FALSE;

  *list = longer;

  return curl_easy_setopt (handle, option, longer) == CURLE_OK;
}

/**
 * keyrack_http_options_apply_rules:
 * @handle: a new handle
 *
 * Sets what holds for every transfer.
 *
 * Returns: %FALSE if libcurl refused one: the handle must not be used
 */
gboolean
keyrack_http_options_apply_rules (gpointer handle)
{
  g_return_val_if_fail (handle != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (!set_number (handle, numbers[i].option, numbers[i].value))
        return FALSE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!set_text (handle, texts[i].option, texts[i].value))
        return FALSE;
    }

  return TRUE;
}

/* libcurl shares what it parsed only when there is no folder of certificates besides the file,
 * and Debian's has one built in. */
static gboolean
apply_authorities (CURL                  *handle,
                   const KeyrackCaBundle *authorities)
{
  if (authorities->path == NULL)
    return TRUE;

  if (!set_text (handle, CURLOPT_CAINFO, authorities->path) ||
      !set_text (handle, CURLOPT_PROXY_CAINFO, authorities->path))
    return FALSE;

  if (!authorities->complete)
    return TRUE;

  return set_text (handle, CURLOPT_CAPATH, NULL) &&
         set_text (handle, CURLOPT_PROXY_CAPATH, NULL);
}

static gboolean
apply_proxy (CURL                   *handle,
             const KeyrackHttpProxy *proxy)
{
  /* NULL would let libcurl look into the environment by itself. */
  if (proxy == NULL)
    return set_text (handle, CURLOPT_PROXY, "");

  if (!set_text (handle, CURLOPT_PROXY, proxy->uri))
    return FALSE;

  if (proxy->user == NULL)
    return TRUE;

  return set_text (handle, CURLOPT_PROXYUSERNAME, proxy->user) &&
         set_text (handle, CURLOPT_PROXYPASSWORD, proxy->password) &&
         set_number (handle, CURLOPT_PROXYAUTH, (long) CURLAUTH_ANY);
}

/**
 * keyrack_http_options_apply_route:
 * @handle: a handle
 * @host: the host that the request is for
 * @route: the way there
 * @authorities: who is trusted
 * @lists: what is borrowed by @handle
 *
 * Binds the connection to the addresses that were looked up, while name, TLS
 * check and Host header stay those of @host.
 *
 * Returns: %FALSE if libcurl refused something: the handle must not be used
 */
gboolean
keyrack_http_options_apply_route (gpointer                handle,
                                  const char             *host,
                                  const KeyrackHttpRoute *route,
                                  const KeyrackCaBundle  *authorities,
                                  KeyrackHttpLists       *lists)
{
  guint16 port = 0;
  const char *peer = NULL;

  g_return_val_if_fail (handle != NULL, FALSE);
  g_return_val_if_fail (route != NULL && route->failure == KEYRACK_OUTCOME_OK, FALSE);

  peer = keyrack_http_route_get_peer (route, &port);

  if (!apply_authorities (handle, authorities) || !apply_proxy (handle, route->proxy))
    return FALSE;

  if (strcmp (route->host, host) != 0 || route->port != HTTPS_PORT)
    {
      g_autofree char *place = keyrack_http_join_host_and_port (route->host, route->port);
      g_autofree char *text = g_strconcat ("::", place, NULL);

      if (!set_list (handle, CURLOPT_CONNECT_TO, &lists->connect_to, text))
        return FALSE;
    }

  if (route->addresses != NULL)
    {
      g_autofree char *text = g_strdup_printf ("+%s:%u:%s", peer, port, route->addresses);

      if (!set_list (handle, CURLOPT_RESOLVE, &lists->resolve, text))
        return FALSE;
    }

  return TRUE;
}

static gboolean
apply_credential (CURL                     *handle,
                  const KeyrackHttpRequest *request)
{
  if (request->secret != NULL)
    return set_number (handle, CURLOPT_HTTPAUTH, (long) CURLAUTH_BASIC) &&
           set_text (handle, CURLOPT_USERNAME, request->client_id) &&
           set_text (handle, CURLOPT_PASSWORD, keyrack_secret_peek (request->secret));

  if (request->bearer != NULL)
    return set_number (handle, CURLOPT_HTTPAUTH, (long) CURLAUTH_BEARER) &&
           set_text (handle, CURLOPT_XOAUTH2_BEARER, keyrack_secret_peek (request->bearer));

  return TRUE;
}

/**
 * keyrack_http_options_apply_request:
 * @handle: a handle
 * @request: what to ask; stays as long as @handle
 * @lists: what is borrowed by @handle
 *
 * Every copy of a secret that libcurl makes here and later is in its own
 * memory, which keyrack_http_client_init_process() had wiped when it is freed.
 *
 * Returns: %FALSE if libcurl refused something: the handle must not be used
 */
gboolean
keyrack_http_options_apply_request (gpointer                  handle,
                                    const KeyrackHttpRequest *request,
                                    KeyrackHttpLists         *lists)
{
  g_return_val_if_fail (handle != NULL, FALSE);
  g_return_val_if_fail (request != NULL, FALSE);

  if (!set_list (handle, CURLOPT_HTTPHEADER, &lists->headers, "Accept: application/json") ||
      !apply_credential (handle, request))
    return FALSE;

  if (strcmp (request->method, "POST") != 0)
    return set_number (handle, CURLOPT_HTTPGET, 1);

  return set_number (handle, CURLOPT_POST, 1) &&
         set_text (handle, CURLOPT_POSTFIELDS, request->form != NULL ? request->form : "");
}

/**
 * keyrack_http_lists_clear:
 * @self: lists
 *
 * Frees the lists, after the handle that borrowed them.
 */
void
keyrack_http_lists_clear (KeyrackHttpLists *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer ((struct curl_slist **) &self->headers, curl_slist_free_all);
  g_clear_pointer ((struct curl_slist **) &self->resolve, curl_slist_free_all);
  g_clear_pointer ((struct curl_slist **) &self->connect_to, curl_slist_free_all);
}
