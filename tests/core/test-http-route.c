/* test-http-route.c: proxies, names and addresses, before anything is connected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "keyrack-http-route.h"

#define ENOUGH 40 /* seconds, after which a test is stuck */
#define HOST   "acme-login.eu.nexthink.cloud"

/* --- A name server that does what it is told. --- */

#define TEST_TYPE_RESOLVER (test_resolver_get_type ())

G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver     parent_instance;

  gint          error;      /* -1: none; -2: no answer */
  const char  **addresses;
  char         *asked_for;
  guint         n_asked;
  GTask        *waiting;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
test_resolver_lookup_async (GResolver           *resolver,
                            const char          *hostname,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  TestResolver *self = TEST_RESOLVER (resolver);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GList *addresses = NULL;

  g_free (self->asked_for);
  self->asked_for = g_strdup (hostname);
  self->n_asked++;

  if (self->error == -2)
    {
      self->waiting = g_steal_pointer (&task);
    }
  else if (self->error >= 0)
    {
      g_task_return_new_error (task, G_RESOLVER_ERROR, self->error, "As told");
    }
  else
    {
      for (const char **text = self->addresses; *text != NULL; text++)
        addresses = g_list_append (addresses, g_inet_address_new_from_string (*text));
      g_task_return_pointer (task, addresses, NULL);
    }
}

static GList *
test_resolver_lookup_finish (GResolver     *resolver,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_finalize (GObject *object)
{
  g_free (TEST_RESOLVER (object)->asked_for);

  G_OBJECT_CLASS (test_resolver_parent_class)->finalize (object);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_resolver_finalize;
  G_RESOLVER_CLASS (klass)->lookup_by_name_async = test_resolver_lookup_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_finish = test_resolver_lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
  static const char *addresses[] = { "2001:db8::1", "192.0.2.1", NULL };

  self->error = -1;
  self->addresses = addresses;
}

/* --- One way at a time. --- */

typedef struct
{
  TestResolver        *resolver;
  GResolver           *real_resolver;
  KeyrackHttpSettings *settings;
  KeyrackHttpRoute    *route;
  gboolean             done;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->real_resolver = g_resolver_get_default ();
  fixture->resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_resolver_set_default (G_RESOLVER (fixture->resolver));
  fixture->settings = keyrack_http_settings_new ();
  fixture->settings->proxy = g_strdup ("");
  fixture->settings->connect_limit = 1;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->route, keyrack_http_route_unref);
  g_clear_pointer (&fixture->settings, keyrack_http_settings_free);
  g_resolver_set_default (fixture->real_resolver);
  g_clear_object (&fixture->real_resolver);
  g_assert_finalize_object (g_steal_pointer (&fixture->resolver));
}

static gboolean
stuck_cb (gpointer user_data)
{
  g_error ("No way within %d s", ENOUGH);

  return G_SOURCE_REMOVE;
}

static void
route_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_false (fixture->done);
  fixture->route = keyrack_http_route_find_finish (result, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
iterate_until (gboolean *done)
{
  guint guard = g_timeout_add_seconds (ENOUGH, stuck_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

static const KeyrackHttpRoute *
find (Fixture *fixture)
{
  g_clear_pointer (&fixture->route, keyrack_http_route_unref);
  fixture->done = FALSE;
  keyrack_http_route_find_async (fixture->settings, HOST, NULL, route_cb, fixture);
  iterate_until (&fixture->done);

  return fixture->route;
}

static void
set_text (char       **field,
          const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
test_direct (Fixture       *fixture,
             gconstpointer  data)
{
  const KeyrackHttpRoute *route = find (fixture);
  guint16 port = 0;

  g_assert_cmpint (route->failure, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpstr (fixture->resolver->asked_for, ==, HOST);
  g_assert_cmpuint (fixture->resolver->n_asked, ==, 1);
  g_assert_cmpstr (route->addresses, ==, "[2001:db8::1],192.0.2.1");
  g_assert_cmpstr (keyrack_http_route_get_peer (route, &port), ==, HOST);
  g_assert_cmpuint (port, ==, 443);
  g_assert_null (route->proxy);
  g_assert_false (keyrack_http_route_is_local (route));
}

static void
test_connect_to (Fixture       *fixture,
                 gconstpointer  data)
{
  const KeyrackHttpRoute *route = NULL;

  set_text (&fixture->settings->connect_to, "127.0.0.1:8443");
  route = find (fixture);
  g_assert_cmpint (route->failure, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpstr (route->host, ==, "127.0.0.1");
  g_assert_cmpuint (route->port, ==, 8443);
  g_assert_null (route->addresses);
  g_assert_true (keyrack_http_route_is_local (route));

  set_text (&fixture->settings->connect_to, "[::1]:8443");
  route = find (fixture);
  g_assert_cmpstr (route->host, ==, "::1");
  g_assert_true (keyrack_http_route_is_local (route));
  g_assert_cmpuint (fixture->resolver->n_asked, ==, 0);

  set_text (&fixture->settings->connect_to, "stand-in.test:8443");
  route = find (fixture);
  g_assert_cmpstr (fixture->resolver->asked_for, ==, "stand-in.test");
  g_assert_cmpstr (route->addresses, ==, "[2001:db8::1],192.0.2.1");

  /* Not understood: nothing may go to the real server instead. */
  set_text (&fixture->settings->connect_to, "stand-in.test:port");
  route = find (fixture);
  g_assert_cmpint (route->failure, ==, KEYRACK_OUTCOME_CONNECTION_FAILED);
}

static void
test_proxied (Fixture       *fixture,
              gconstpointer  data)
{
  const KeyrackHttpRoute *route = NULL;

  set_text (&fixture->settings->proxy, "http://me:p%40ss@proxy.test:3128");
  route = find (fixture);
  g_assert_cmpint (route->failure, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpstr (fixture->resolver->asked_for, ==, "proxy.test");
  g_assert_cmpstr (route->proxy->uri, ==, "http://proxy.test:3128");
  g_assert_cmpstr (route->proxy->user, ==, "me");
  g_assert_cmpstr (route->proxy->password, ==, "p@ss");
  g_assert_cmpstr (route->host, ==, HOST);

  fixture->resolver->error = G_RESOLVER_ERROR_NOT_FOUND;
  route = find (fixture);
  g_assert_cmpint (route->failure, ==, KEYRACK_OUTCOME_PROXY_UNREACHABLE);
  g_assert_cmpstr (route->subject, ==, "proxy.test:3128");

  set_text (&fixture->settings->proxy, "gopher://proxy.test");
  route = find (fixture);
  g_assert_cmpint (route->failure, ==, KEYRACK_OUTCOME_PROXY_FAILED);
}

static void
test_environment (Fixture       *fixture,
                  gconstpointer  data)
{
  const KeyrackHttpRoute *route = NULL;

  g_clear_pointer (&fixture->settings->proxy, g_free);
  g_setenv ("https_proxy", "proxy.test:8080", TRUE);
  route = find (fixture);
  g_assert_cmpstr (route->proxy->uri, ==, "http://proxy.test:8080");

  g_setenv ("no_proxy", "localhost, nexthink.cloud", TRUE);
  route = find (fixture);
  g_assert_null (route->proxy);
  g_assert_cmpstr (fixture->resolver->asked_for, ==, HOST);

  g_unsetenv ("no_proxy");
  g_unsetenv ("https_proxy");
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    gint           error;
    KeyrackOutcome failure;
  } failures[] = {
    { G_RESOLVER_ERROR_NOT_FOUND, KEYRACK_OUTCOME_NAME_NOT_FOUND },
    { G_RESOLVER_ERROR_TEMPORARY_FAILURE, KEYRACK_OUTCOME_NAME_LOOKUP_FAILED },
    { G_RESOLVER_ERROR_INTERNAL, KEYRACK_OUTCOME_NAME_LOOKUP_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      fixture->resolver->error = failures[i].error;
      g_assert_cmpint (find (fixture)->failure, ==, failures[i].failure);
    }
}

/* The time limit is ours: an answer after it changes nothing. */
static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 begin = g_get_monotonic_time ();

  fixture->resolver->error = -2;
  g_assert_cmpint (find (fixture)->failure, ==, KEYRACK_OUTCOME_NAME_LOOKUP_FAILED);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, G_USEC_PER_SEC * 9 / 10);

  g_object_add_weak_pointer (G_OBJECT (fixture->resolver->waiting),
                             (gpointer *) &fixture->resolver->waiting);
  g_task_return_pointer (fixture->resolver->waiting,
                         g_list_append (NULL, g_inet_address_new_from_string ("192.0.2.9")), NULL);
  g_object_unref (fixture->resolver->waiting);
  while (fixture->resolver->waiting != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (fixture->route->addresses);
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  gboolean *done = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_null (keyrack_http_route_find_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *done = TRUE;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gboolean done = FALSE;

  g_cancellable_cancel (cancellable);
  keyrack_http_route_find_async (fixture->settings, HOST, cancellable, cancelled_cb, &done);
  iterate_until (&done);
}

/* --- The environment, as curl reads it. --- */

static void
test_variables (void)
{
  static const struct
  {
    const char *variables;
    const char *host;
    const char *proxy;
  } cases[] = {
    { "", "a.example", NULL },
    { "https_proxy=http://p:1", "a.example", "http://p:1" },
    { "HTTPS_PROXY=http://p:1", "a.example", "http://p:1" },
    { "https_proxy=http://p:1 HTTPS_PROXY=http://q:1", "a.example", "http://p:1" },
    { "all_proxy=http://p:1", "a.example", "http://p:1" },
    { "ALL_PROXY=http://p:1 https_proxy=", "a.example", "http://p:1" },
    { "http_proxy=http://p:1", "a.example", NULL },
    { "https_proxy=p no_proxy=*", "a.example", "" },
    { "no_proxy=*", "a.example", "" },
    { "https_proxy=p no_proxy=a.example", "a.example", "" },
    { "https_proxy=p no_proxy=A.Example", "a.example", "" },
    { "https_proxy=p no_proxy=.example", "a.example", "" },
    { "https_proxy=p no_proxy=*.example", "a.example", "" },
    { "https_proxy=p no_proxy=example", "a.example", "" },
    { "https_proxy=p no_proxy=xample", "a.example", "p" },
    { "https_proxy=p no_proxy=b.a.example", "a.example", "p" },
    { "https_proxy=p no_proxy=x,a.example,y", "a.example", "" },
    { "https_proxy=p no_proxy=a.example:443", "a.example", "" },
    { "https_proxy=p no_proxy=a.example:80", "a.example", "p" },
    { "https_proxy=p no_proxy=a.example:x", "a.example", "p" },
    { "https_proxy=p NO_PROXY=a.example", "a.example", "" },
    { "https_proxy=p no_proxy=10.0.0.0/8", "10.1.2.3", "" },
    { "https_proxy=p no_proxy=10.0.0.0/8", "11.1.2.3", "p" },
    { "https_proxy=p no_proxy=10.0.0.0/8", "a.example", "p" },
    { "https_proxy=p no_proxy=127.0.0.1", "127.0.0.1", "" },
    { "https_proxy=p no_proxy=::1", "::1", "" },
    { "https_proxy=p no_proxy=,,", "a.example", "p" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) environment = g_strsplit (cases[i].variables, " ", -1);
      g_autofree char *proxy = NULL;

      proxy = keyrack_http_proxy_dup_from_environment (environment, cases[i].host, 443);
      g_test_message ("%s: %s", cases[i].variables, cases[i].host);
      g_assert_cmpstr (proxy, ==, cases[i].proxy);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *uri;
    const char *user;
  } cases[] = {
    { "proxy", "http://proxy:1080", NULL },
    { "proxy:3128", "http://proxy:3128", NULL },
    { "http://proxy:3128/", "http://proxy:3128", NULL },
    { "HTTP://proxy", "http://proxy:1080", NULL },
    { "https://proxy", "https://proxy:443", NULL },
    { "socks5://me@proxy", "socks5h://proxy:1080", "me" },
    { "socks://proxy:9050", "socks5h://proxy:9050", NULL },
    { "socks4://proxy", "socks4a://proxy:1080", NULL },
    { "http://[2001:db8::1]:3128", "http://[2001:db8::1]:3128", NULL },
    { "http://", NULL, NULL },
    { "ftp://proxy", NULL, NULL },
    { "http://proxy:99999", NULL, NULL },
    { "http://pro xy", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(KeyrackHttpProxy) proxy = keyrack_http_proxy_parse (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (proxy != NULL ? proxy->uri : NULL, ==, cases[i].uri);
      g_assert_cmpstr (proxy != NULL ? proxy->user : NULL, ==, cases[i].user);
    }
}

static void
test_warnings (void)
{
  g_autoptr(KeyrackHttpSettings) settings = NULL;
  g_autoptr(KeyrackHttpSettings) copy = NULL;
  g_autofree char *none = NULL;
  g_autofree char *both = NULL;
  g_autofree char *one = NULL;

  g_unsetenv ("KEYRACK_CONNECT_TO");
  g_setenv ("KEYRACK_CA_FILE", "", TRUE);
  settings = keyrack_http_settings_new_from_environment ();
  none = keyrack_http_settings_dup_warning (settings);
  g_assert_null (none);
  g_clear_pointer (&settings, keyrack_http_settings_free);

  g_setenv ("KEYRACK_CONNECT_TO", "127.0.0.1:8443", TRUE);
  g_setenv ("KEYRACK_CA_FILE", "/some/ca.pem", TRUE);
  settings = keyrack_http_settings_new_from_environment ();
  copy = keyrack_http_settings_copy (settings);
  both = keyrack_http_settings_dup_warning (copy);
  g_assert_cmpstr (both, ==, "For tests only: KEYRACK_CONNECT_TO sends all connections to "
                             "127.0.0.1:8443, and KEYRACK_CA_FILE adds a certificate authority.");

  g_clear_pointer (&copy->connect_to, g_free);
  one = keyrack_http_settings_dup_warning (copy);
  g_assert_cmpstr (one, ==, "KEYRACK_CA_FILE adds a certificate authority.");

  g_assert_cmpuint (copy->connect_limit, ==, 10);
  g_assert_cmpuint (copy->total_limit, ==, 30);
  g_unsetenv ("KEYRACK_CONNECT_TO");
  g_unsetenv ("KEYRACK_CA_FILE");
}

int
main (int   argc,
      char *argv[])
{
  static const char * const variables[] = {
    "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i]);

  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/http-route/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("direct", test_direct);
  ADD ("connect-to", test_connect_to);
  ADD ("proxied", test_proxied);
  ADD ("environment", test_environment);
  ADD ("failures", test_failures);
  ADD ("silent", test_silent);
  ADD ("cancel", test_cancel);
  g_test_add_func ("/http-route/variables", test_variables);
  g_test_add_func ("/http-route/parse", test_parse);
  g_test_add_func ("/http-route/warnings", test_warnings);

  return g_test_run ();
}
