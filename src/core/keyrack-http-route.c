/* keyrack-http-route.c: the way to a host: a proxy or none, and the addresses at its end
 *
 * Names are looked up here and not by libcurl, which waits for a silent name
 * server even when the request was cancelled long ago (9.5 s measured).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-route.h"

#define HTTPS_PORT 443

/* One search. Whichever comes first, an end or the time limit, settles it. */
typedef struct
{
  KeyrackHttpRoute *route;
  char             *proxy;    /* (nullable) as the settings have it */
  char             *user;     /* (nullable) for it */
  KeyrackSecret    *password; /* (nullable) */
  GSource          *limit;
  gboolean          settled;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_clear_pointer (&self->limit, g_source_unref);
  keyrack_http_route_unref (self->route);
  g_free (self->proxy);
  g_free (self->user);
  g_clear_pointer (&self->password, keyrack_secret_unref);
  g_free (self);
}

static void
settle (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  g_assert (!search->settled);

  search->settled = TRUE;
  g_source_destroy (search->limit);
  g_clear_pointer (&search->limit, g_source_unref);

  g_task_return_pointer (task,
                         keyrack_http_route_ref (search->route),
                         (GDestroyNotify) keyrack_http_route_unref);
}

static void
settle_failed (GTask          *task,
               KeyrackOutcome  failure,
               const char     *subject)
{
  Search *search = g_task_get_task_data (task);

  search->route->failure = failure;
  search->route->subject = g_strdup (subject);

  settle (task);
}

/* A name that is not found: the host's own, or the proxy's, which says nothing about the host. */
static void
settle_unknown_name (GTask          *task,
                     KeyrackOutcome  failure)
{
  Search *search = g_task_get_task_data (task);
  KeyrackHttpProxy *proxy = search->route->proxy;

  if (proxy != NULL)
    {
      g_autofree char *subject = keyrack_http_join_host_and_port (proxy->host, proxy->port);

      settle_failed (task, KEYRACK_OUTCOME_PROXY_UNREACHABLE, subject);
    }
  else
    {
      settle_failed (task, failure, NULL);
    }
}

static char *
dup_addresses (GList *addresses)
{
  g_autoptr(GString) list = g_string_new (NULL);

  for (GList *iter = addresses; iter != NULL; iter = iter->next)
    {
      g_autofree char *text = g_inet_address_to_string (iter->data);
      gboolean is_ipv6 = g_inet_address_get_family (iter->data) == G_SOCKET_FAMILY_IPV6;

      if (list->len > 0)
        g_string_append_c (list, ',');
      g_string_append_printf (list, is_ipv6 ? "[%s]" : "%s", text);
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
lookup_by_name_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Search *search = g_task_get_task_data (task);
  GList *addresses = NULL;

  g_assert (G_IS_RESOLVER (source));

  addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &error);

  if (!search->settled)
    {
      if (addresses != NULL)
        {
          search->route->addresses = dup_addresses (addresses);
          settle (task);
        }
      else if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
        {
          settle_unknown_name (task, KEYRACK_OUTCOME_NAME_NOT_FOUND);
        }
      else
        {
          settle_unknown_name (task, KEYRACK_OUTCOME_NAME_LOOKUP_FAILED);
        }
    }

  g_resolver_free_addresses (addresses);
}

static void
look_up_peer (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  const char *peer = keyrack_http_route_get_peer (search->route, NULL);
  g_autoptr(GInetAddress) literal = g_inet_address_new_from_string (peer);
  g_autoptr(GResolver) resolver = NULL;

  if (literal != NULL)
    {
      settle (task);
      return;
    }

  resolver = g_resolver_get_default ();
  g_resolver_lookup_by_name_async (resolver,
                                   peer,
                                   g_task_get_cancellable (task),
                                   lookup_by_name_cb,
                                   g_object_ref (task));
}

static void
take_proxy (GTask      *task,
            const char *text)
{
  Search *search = g_task_get_task_data (task);

  if (*text != '\0')
    {
      search->route->proxy = keyrack_http_proxy_parse (text);

      if (search->route->proxy == NULL)
        {
          settle_failed (task, KEYRACK_OUTCOME_PROXY_FAILED, NULL);
          return;
        }

      if (search->proxy != NULL && search->user != NULL)
        keyrack_http_proxy_set_user (search->route->proxy, search->user, search->password);
    }

  look_up_peer (task);
}

static void
lookup_proxy_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) proxies = NULL;
  Search *search = g_task_get_task_data (task);

  g_assert (G_IS_PROXY_RESOLVER (source));

  proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (search->settled)
    return;

  if (proxies == NULL || proxies[0] == NULL || g_str_has_prefix (proxies[0], "direct://"))
    {
      if (error != NULL)
        g_debug ("The system's proxy settings can't be read: %s", error->message);
      take_proxy (task, "");
    }
  else
    {
      take_proxy (task, proxies[0]);
    }
}

static void
ask_system_for_proxy (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  g_autofree char *place = NULL;
  g_autofree char *uri = NULL;

  if (keyrack_http_route_is_local (search->route))
    {
      take_proxy (task, "");
      return;
    }

  place = keyrack_http_join_host_and_port (search->route->host, search->route->port);
  uri = g_strconcat ("https://", place, "/", NULL);
  g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (),
                                 uri,
                                 g_task_get_cancellable (task),
                                 lookup_proxy_cb,
                                 g_object_ref (task));
}

static void
look_for_proxy (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  g_auto(GStrv) environment = g_get_environ ();
  g_autofree char *proxy = g_strdup (search->proxy);

  if (proxy == NULL)
    proxy = keyrack_http_proxy_dup_from_environment (environment,
                                                     search->route->host,
                                                     search->route->port);

  if (proxy != NULL)
    take_proxy (task, proxy);
  else
    ask_system_for_proxy (task);
}

static gboolean
limit_cb (gpointer user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);

  /* A look-up in a silent name server goes on: nothing can stop it, and its end is ignored. */
  settle_unknown_name (task, KEYRACK_OUTCOME_NAME_LOOKUP_FAILED);

  return G_SOURCE_REMOVE;
}

static void
start_limit (GTask *task,
             guint  seconds)
{
  Search *search = g_task_get_task_data (task);

  search->limit = g_timeout_source_new (seconds * 1000);
  g_source_set_callback (search->limit, limit_cb, g_object_ref (task), g_object_unref);
  g_source_attach (search->limit, g_task_get_context (task));
}

/* "host:port" or "[2001:db8::1]:port" */
static gboolean
take_destination (KeyrackHttpRoute *route,
                  const char       *host,
                  const char       *connect_to)
{
  g_autoptr(GNetworkAddress) address = NULL;

  if (connect_to == NULL)
    {
      route->host = g_strdup (host);
      route->port = HTTPS_PORT;
      return TRUE;
    }

  address = G_NETWORK_ADDRESS (g_network_address_parse (connect_to, HTTPS_PORT, NULL));
  if (address == NULL)
    return FALSE;

  route->host = g_strdup (g_network_address_get_hostname (address));
  route->port = g_network_address_get_port (address);

  return TRUE;
}

/**
 * keyrack_http_route_find_async:
 * @settings: where connections go
 * @host: the host to be reached on port 443
 * @cancellable: (nullable): a cancellable
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Finds out which proxy is used, if any, and looks up the one name that the
 * connection begins with, within the time limit of @settings. Neither a proxy
 * that can't be used nor a name that is not found is an error: the route then
 * carries the failure.
 */
void
keyrack_http_route_find_async (const KeyrackHttpSettings *settings,
                               const char                *host,
                               GCancellable              *cancellable,
                               GAsyncReadyCallback        callback,
                               gpointer                   user_data)
{
  g_autoptr(GTask) task = NULL;
  Search *search = NULL;

  g_return_if_fail (settings != NULL);
  g_return_if_fail (host != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_http_route_find_async);

  search = g_new0 (Search, 1);
  search->route = g_new0 (KeyrackHttpRoute, 1);
  g_atomic_ref_count_init (&search->route->refs);
  search->route->failure = KEYRACK_OUTCOME_OK;
  search->proxy = g_strdup (settings->proxy);
  search->user = g_strdup (settings->proxy_user);
  search->password = settings->proxy_password != NULL ? keyrack_secret_ref (settings->proxy_password) : NULL;
  g_task_set_task_data (task, search, search_free);

  start_limit (task, settings->connect_limit);

  if (take_destination (search->route, host, settings->connect_to))
    look_for_proxy (task);
  else
    settle_failed (task, KEYRACK_OUTCOME_CONNECTION_FAILED, settings->connect_to);
}

/**
 * keyrack_http_route_find_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the route, or %NULL with %G_IO_ERROR_CANCELLED
 */
KeyrackHttpRoute *
keyrack_http_route_find_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * keyrack_http_route_get_peer:
 * @self: a route
 * @port: (out) (optional): its port
 *
 * Returns: (transfer none): the host to which the connection is made: the
 *   proxy when there is one
 */
const char *
keyrack_http_route_get_peer (const KeyrackHttpRoute *self,
                             guint16                *port)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (port != NULL)
    *port = self->proxy != NULL ? self->proxy->port : self->port;

  return self->proxy != NULL ? self->proxy->host : self->host;
}

/**
 * keyrack_http_route_is_local:
 * @self: a route
 *
 * Returns: %TRUE if the connection stays on this machine, so that being
 *   offline explains nothing
 */
gboolean
keyrack_http_route_is_local (const KeyrackHttpRoute *self)
{
  g_autoptr(GInetAddress) address = NULL;
  const char *peer = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  peer = keyrack_http_route_get_peer (self, NULL);
  if (peer == NULL || g_ascii_strcasecmp (peer, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (peer);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * keyrack_http_route_ref:
 * @self: a route
 *
 * Returns: (transfer full): @self
 */
KeyrackHttpRoute *
keyrack_http_route_ref (KeyrackHttpRoute *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * keyrack_http_route_unref:
 * @self: (transfer full): a route
 */
void
keyrack_http_route_unref (KeyrackHttpRoute *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->subject);
  g_free (self->host);
  g_clear_pointer (&self->proxy, keyrack_http_proxy_free);
  g_free (self->addresses);
  g_free (self);
}
