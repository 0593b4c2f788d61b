/* keyrack-http-proxy.c: which proxy stands between here and a host
 *
 * The environment is read here and not by libcurl, so that the answer is known
 * before a name is looked up, and the same one is used for the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-proxy.h"

#include <string.h>

/* As curl, so that one variable means one place for all programs. */
#define DEFAULT_PORT       1080
#define DEFAULT_PORT_HTTPS 443

#define HOST_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._"

/* The name of a scheme, and how libcurl calls it when the proxy looks the host's name up. */
static const struct
{
  const char *scheme;
  const char *way;
} schemes[] = {
  { "http", "http" },
  { "https", "https" },
  { "socks", "socks5h" },
  { "socks5", "socks5h" },
  { "socks5h", "socks5h" },
  { "socks4", "socks4a" },
  { "socks4a", "socks4a" },
};

static const char *
lookup (char       **environment,
        const char  *lower,
        const char  *upper)
{
  const char *value = g_environ_getenv (environment, lower);

  if (value == NULL)
    value = g_environ_getenv (environment, upper);

  return value;
}

/* "10.0.0.0/8" and "::1" are about addresses, not about names. */
static gboolean
matches_address (const char *entry,
                 const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);
  g_autoptr(GInetAddressMask) mask = NULL;

  if (address == NULL)
    return FALSE;

  mask = g_inet_address_mask_new_from_string (entry, NULL);

  return mask != NULL && g_inet_address_mask_matches (mask, address);
}

/* "example.com", ".example.com" and "*.example.com" all mean that name and those under it. */
static gboolean
matches_name (const char *entry,
              const char *host)
{
  gsize entry_length;
  gsize host_length = strlen (host);

  if (g_str_has_prefix (entry, "*."))
    entry++;
  if (*entry == '.')
    entry++;

  entry_length = strlen (entry);
  if (entry_length == 0 || entry_length > host_length)
    return FALSE;

  if (g_ascii_strcasecmp (host + host_length - entry_length, entry) != 0)
    return FALSE;

  return entry_length == host_length || host[host_length - entry_length - 1] == '.';
}

/* Takes ":443" off the end of @entry. */
static gboolean
matches_port (char    *entry,
              guint16  port)
{
  char *colon = strrchr (entry, ':');
  guint64 wanted;

  if (colon == NULL || strchr (entry, ':') != colon)
    return TRUE;

  if (!g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXUINT16, &wanted, NULL))
    return FALSE;

  *colon = '\0';

  return wanted == port;
}

static gboolean
is_excepted (const char *exceptions,
             const char *host,
             guint16     port)
{
  g_auto(GStrv) entries = g_strsplit_set (exceptions, ", \t", -1);

  for (gsize i = 0; entries[i] != NULL; i++)
    {
      if (strcmp (entries[i], "*") == 0)
        return TRUE;

      if (matches_address (entries[i], host))
        return TRUE;

      if (matches_port (entries[i], port) && matches_name (entries[i], host))
        return TRUE;
    }

  return FALSE;
}

/**
 * keyrack_http_join_host_and_port:
 * @host: a name or an address
 * @port: a port
 *
 * Returns: (transfer full): both in one, with brackets around an IPv6 address
 */
char *
keyrack_http_join_host_and_port (const char *host,
                                 guint16     port)
{
  g_return_val_if_fail (host != NULL, NULL);

  if (strchr (host, ':') != NULL)
    return g_strdup_printf ("[%s]:%u", host, port);

  return g_strdup_printf ("%s:%u", host, port);
}

/**
 * keyrack_http_proxy_dup_from_environment:
 * @environment: (array zero-terminated=1): what g_get_environ() gives
 * @host: the name or address to be reached over HTTPS
 * @port: its port
 *
 * Reads no_proxy, https_proxy and all_proxy, in small letters first.
 *
 * Returns: (nullable) (transfer full): a proxy for keyrack_http_proxy_parse(),
 *   "" for a direct connection, or %NULL when the environment says nothing
 */
char *
keyrack_http_proxy_dup_from_environment (char       **environment,
                                         const char  *host,
                                         guint16      port)
{
  const char *exceptions = lookup (environment, "no_proxy", "NO_PROXY");
  const char *proxy = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  if (exceptions != NULL && is_excepted (exceptions, host, port))
    return g_strdup ("");

  proxy = lookup (environment, "https_proxy", "HTTPS_PROXY");
  if (proxy == NULL || *proxy == '\0')
    proxy = lookup (environment, "all_proxy", "ALL_PROXY");

  return proxy != NULL && *proxy != '\0' ? g_strdup (proxy) : NULL;
}

static void
clear_user (KeyrackHttpProxy *self)
{
  if (self->password != NULL)
    keyrack_secret_wipe (self->password, strlen (self->password));
  g_clear_pointer (&self->password, g_free);
  g_clear_pointer (&self->user, g_free);
}

static const char *
find_way (const char *scheme)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (strcmp (schemes[i].scheme, scheme) == 0)
        return schemes[i].way;
    }

  return NULL;
}

/* It becomes part of a list that libcurl takes apart at colons and commas. */
static gboolean
is_sound_host (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  if (host == NULL || *host == '\0')
    return FALSE;

  if (host[strspn (host, HOST_CHARACTERS)] == '\0')
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL;
}

/**
 * keyrack_http_proxy_parse:
 * @text: a proxy as people write it: "http://user:password@proxy.example:3128"
 *   or just "proxy.example:3128"
 *
 * A proxy looks the names of servers up by itself; so socks5 is taken as
 * socks5h and socks4 as socks4a.
 *
 * Returns: (nullable) (transfer full): the proxy, or %NULL when @text is none
 */
KeyrackHttpProxy *
keyrack_http_proxy_parse (const char *text)
{
  g_autoptr(KeyrackHttpProxy) self = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *full = NULL;
  g_autofree char *place = NULL;
  const char *way = NULL;
  int port;

  g_return_val_if_fail (text != NULL, NULL);

  full = strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat ("http://", text, NULL);
  uri = g_uri_parse (full, G_URI_FLAGS_HAS_PASSWORD, NULL);
  keyrack_secret_wipe (full, strlen (full));
  if (uri == NULL || !is_sound_host (g_uri_get_host (uri)))
    return NULL;

  way = find_way (g_uri_get_scheme (uri));
  if (way == NULL)
    return NULL;

  port = g_uri_get_port (uri);
  if (port < 0)
    port = strcmp (way, "https") == 0 ? DEFAULT_PORT_HTTPS : DEFAULT_PORT;

  self = g_new0 (KeyrackHttpProxy, 1);
  self->host = g_strdup (g_uri_get_host (uri));
  self->port = (guint16) port;
  place = keyrack_http_join_host_and_port (self->host, self->port);
  self->uri = g_strconcat (way, "://", place, NULL);
  self->user = g_strdup (g_uri_get_user (uri));
  self->password = g_strdup (g_uri_get_password (uri));

  return g_steal_pointer (&self);
}

/**
 * keyrack_http_proxy_set_user:
 * @self: a proxy
 * @user: who asks it
 * @password: (nullable): with which password
 *
 * Replaces what the proxy's own text said.
 */
void
keyrack_http_proxy_set_user (KeyrackHttpProxy *self,
                             const char       *user,
                             KeyrackSecret    *password)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (user != NULL);

  clear_user (self);
  self->user = g_strdup (user);
  self->password = g_strdup (password != NULL ? keyrack_secret_peek (password) : "");
}

/**
 * keyrack_http_proxy_free:
 * @self: (transfer full): a proxy
 */
void
keyrack_http_proxy_free (KeyrackHttpProxy *self)
{
  g_return_if_fail (self != NULL);

  clear_user (self);
  g_free (self->host);
  g_free (self->uri);
  g_free (self);
}
