/* test-http-client.c: requests over real TLS, and everything that can go wrong with them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "keyrack-http-client.h"
#include "stand-in.h"

#define CANARY "canary-of-the-http-client-4711"
#define ENOUGH 40 /* seconds, after which a test is stuck */

static KeyrackStandIn *stand_in;

/* --- A computer that is online, or not. --- */

static gboolean online = TRUE;

#define TEST_TYPE_MONITOR (test_monitor_get_type ())

G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

struct _TestMonitor
{
  GObject parent_instance;
};

enum
{
  PROP_0,
  PROP_NETWORK_AVAILABLE,
  PROP_NETWORK_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
test_monitor_initable_init (GInitable     *initable,
                            GCancellable  *cancellable,
                            GError       **error)
{
  return TRUE;
}

static void
test_monitor_initable_iface_init (GInitableIface *iface)
{
  iface->init = test_monitor_initable_init;
}

static void
test_monitor_iface_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMonitor, test_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE,
                                                      test_monitor_initable_iface_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                      test_monitor_iface_init))

static void
test_monitor_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (prop_id == PROP_NETWORK_AVAILABLE)
    g_value_set_boolean (value, online);
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_monitor_get_property;
  g_object_class_override_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
}

/* --- A name server that is not there. --- */

#define TEST_TYPE_RESOLVER (test_resolver_get_type ())

G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;

  gboolean  failing;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
test_resolver_lookup_async (GResolver           *resolver,
                            const char          *hostname,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GList *addresses = NULL;

  if (TEST_RESOLVER (resolver)->failing)
    {
      g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE,
                               "As told");
      return;
    }

  /* The stand-in listens on one of the two only. */
  addresses = g_list_append (addresses, g_inet_address_new_from_string ("::1"));
  addresses = g_list_append (addresses, g_inet_address_new_from_string ("127.0.0.1"));
  g_task_return_pointer (task, addresses, NULL);
}

static GList *
test_resolver_lookup_finish (GResolver     *resolver,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_async = test_resolver_lookup_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_finish = test_resolver_lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

/* Any number of requests, and the loop that waits for all of them. */
typedef struct
{
  GMainLoop         *loop;
  guint              guard;
  guint              n_running;
  guint              n_cancelled;
  KeyrackHttpAnswer *answer;    /* the last one */
} Wait;

static gboolean
stuck_cb (gpointer user_data)
{
  g_error ("No answer within %d s", ENOUGH);

  return G_SOURCE_REMOVE;
}

static void
wait_init (Wait *self)
{
  *self = (Wait) { 0 };
  self->loop = g_main_loop_new (NULL, FALSE);
  self->guard = g_timeout_add_seconds (ENOUGH, stuck_cb, NULL);
}

static void
wait_clear (Wait *self)
{
  g_source_remove (self->guard);
  g_main_loop_unref (self->loop);
  g_clear_pointer (&self->answer, keyrack_http_answer_unref);
}

static void
wait_run (Wait *self)
{
  if (self->n_running > 0)
    g_main_loop_run (self->loop);
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Wait *self = user_data;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->answer, keyrack_http_answer_unref);
  self->answer = keyrack_http_client_send_finish (KEYRACK_HTTP_CLIENT (source), result, &error);

  if (self->answer == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      self->n_cancelled++;
    }

  g_assert_cmpuint (self->n_running, >, 0);
  if (--self->n_running == 0)
    g_main_loop_quit (self->loop);
}

static KeyrackHttpSettings *
new_settings (void)
{
  KeyrackHttpSettings *settings = keyrack_http_settings_new ();

  settings->connect_to = g_strdup (keyrack_stand_in_get_address (stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (stand_in));
  settings->proxy = g_strdup ("");
  settings->connect_limit = 3;
  settings->total_limit = 6;
  settings->slow_limit = 1;

  return settings;
}

static KeyrackHttpClient *
new_client (void)
{
  g_autoptr(KeyrackHttpSettings) settings = new_settings ();

  return keyrack_http_client_new (settings);
}

static void
ask (KeyrackHttpClient       *client,
     const char              *host,
     KeyrackHttpProgressFunc  progress,
     gpointer                 progress_data,
     GCancellable            *cancellable,
     Wait                    *wait)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (CANARY, -1);
  KeyrackHttpRequest request = {
    .method = "POST",
    .host = host,
    .path = "/oauth2/default/v1/token",
    .client_id = "id",
    .secret = secret,
    .form = "grant_type=client_credentials&scope=service%3Aintegration",
  };

  wait->n_running++;
  keyrack_http_client_send_async (client, &request, progress, progress_data,
                                  cancellable, answer_cb, wait);
}

/* The instance plays the scenario that it is named after. */
static char *
add_scenario (const char *scenario,
              const char *options)
{
  keyrack_stand_in_add (stand_in, scenario, "eu", "id", CANARY);
  keyrack_stand_in_set_scenario (stand_in, scenario, "eu", scenario, options);

  return g_strdup_printf ("%s-login.eu.nexthink.cloud", scenario);
}

static KeyrackHttpAnswer *
ask_once (KeyrackHttpClient *client,
          const char        *host)
{
  Wait wait;
  KeyrackHttpAnswer *answer = NULL;

  wait_init (&wait);
  ask (client, host, NULL, NULL, NULL, &wait);
  wait_run (&wait);
  answer = g_steal_pointer (&wait.answer);
  wait_clear (&wait);

  g_assert_nonnull (answer);

  return answer;
}

static void
test_life (void)
{
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  KeyrackHttpClient *client = keyrack_http_client_new (settings);

  g_assert_finalize_object (client);
}

/* The next request goes another way and trusts somebody else; what was sent goes on. */
static void
test_set_settings (void)
{
  g_autoptr(KeyrackHttpSettings) settings = new_settings ();
  g_autofree char *host = add_scenario ("good", NULL);
  g_autofree char *ca_file = g_steal_pointer (&settings->ca_file);
  g_autofree char *proxy = g_steal_pointer (&settings->proxy);
  g_autoptr(KeyrackHttpClient) client = NULL;
  g_autoptr(KeyrackHttpAnswer) untrusted = NULL;
  g_autoptr(KeyrackHttpAnswer) refused = NULL;
  Wait wait;

  settings->proxy = g_strdup (proxy);
  client = keyrack_http_client_new (settings);
  untrusted = ask_once (client, host);
  g_assert_cmpint (untrusted->failure, ==, KEYRACK_OUTCOME_TLS_UNTRUSTED);

  settings->ca_file = g_strdup (ca_file);
  keyrack_http_client_set_settings (client, settings);
  wait_init (&wait);
  ask (client, host, NULL, NULL, NULL, &wait);

  g_free (settings->proxy);
  settings->proxy = g_strdup (keyrack_stand_in_get_refusing_address (stand_in));
  keyrack_http_client_set_settings (client, settings);
  wait_run (&wait);
  g_assert_cmpint (wait.answer->failure, ==, KEYRACK_OUTCOME_OK);
  wait_clear (&wait);

  refused = ask_once (client, host);
  g_assert_cmpint (refused->failure, ==, KEYRACK_OUTCOME_PROXY_UNREACHABLE);
}

/* The user of the settings, not one in the text of the proxy. */
static void
test_proxy_user (void)
{
  static const struct
  {
    const char     *password;
    KeyrackOutcome  failure;
  } cases[] = {
    { "password", KEYRACK_OUTCOME_OK },
    { "pass word", KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED },
    { NULL, KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED },
  };
  g_autofree char *host = add_scenario ("good", NULL);
  g_autofree char *address = keyrack_stand_in_start_proxy (stand_in, "sign-in");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(KeyrackHttpSettings) settings = new_settings ();
      g_autoptr(KeyrackHttpClient) client = NULL;
      g_autoptr(KeyrackHttpAnswer) answer = NULL;

      g_free (settings->proxy);
      settings->proxy = g_strconcat ("http://somebody:else@", address, NULL);
      settings->proxy_user = g_strdup ("user");
      if (cases[i].password != NULL)
        settings->proxy_password = keyrack_secret_new (cases[i].password, -1);

      client = keyrack_http_client_new (settings);
      answer = ask_once (client, host);
      g_assert_cmpint (answer->failure, ==, cases[i].failure);
    }
}

static void
progress_cb (KeyrackPhase         phase,
             const KeyrackPhases *phases,
             gpointer             user_data)
{
  GArray *seen = user_data;

  g_array_append_val (seen, phase);
}

static void
test_good (void)
{
  g_autoptr(KeyrackHttpClient) client = new_client ();
  g_autofree char *host = add_scenario ("good", NULL);
  g_autoptr(GArray) seen = g_array_new (FALSE, FALSE, sizeof (KeyrackPhase));
  Wait wait;
  gint64 sum = 0;

  wait_init (&wait);
  ask (client, host, progress_cb, seen, NULL, &wait);
  g_assert_cmpuint (seen->len, ==, 0);
  wait_run (&wait);

  g_assert_cmpint (wait.answer->failure, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpuint (wait.answer->status, ==, 200);
  g_assert_true (g_str_has_prefix (wait.answer->content_type, "application/json"));
  g_assert_nonnull (strstr (keyrack_secret_peek (wait.answer->body), "\"access_token\""));
  g_assert_cmpint (ABS (wait.answer->date - g_get_real_time () / G_USEC_PER_SEC), <=, 60);

  g_assert_cmpuint (seen->len, ==, KEYRACK_N_PHASES);
  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      g_assert_cmpint (g_array_index (seen, KeyrackPhase, i), ==, i);
      g_assert_cmpint (wait.answer->phases.spent[i], >=, 0);
      sum += wait.answer->phases.spent[i];
    }
  g_assert_cmpint (sum, ==, wait.answer->phases.total);

  wait_clear (&wait);
  g_assert_finalize_object (g_steal_pointer (&client));
}

typedef struct
{
  const char     *scenario;
  KeyrackOutcome  failure;
  KeyrackReason   reason;
} Fault;

static const Fault faults[] = {
  { "hang-before-tls", KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_NO_CONNECTION },
  { "hang-in-tls", KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_NO_CONNECTION },
  { "hang-after-tls", KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_NO_REPLY },
  { "hang-after-headers", KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_TOO_SLOW },
  { "hang-in-body", KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_TOO_SLOW },
  { "drip", KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_TOO_SLOW },
  { "drip-headers", KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_TOO_SLOW },
  { "reset-at-accept", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
  { "reset-in-tls", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
  { "close-before-tls", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
  { "reset-after-tls", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
  { "close-after-tls", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
  { "reset-in-headers", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_CUT_OFF },
  { "reset-in-reply", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_CUT_OFF },
  { "cut-body", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_CUT_OFF },
  { "torn-body", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_CUT_OFF },
  { "too-large", KEYRACK_OUTCOME_ANSWER_TOO_LARGE, KEYRACK_REASON_NONE },
  { "endless-body", KEYRACK_OUTCOME_ANSWER_TOO_LARGE, KEYRACK_REASON_NONE },
  { "header-flood", KEYRACK_OUTCOME_ANSWER_TOO_LARGE, KEYRACK_REASON_NONE },
  { "long-header", KEYRACK_OUTCOME_ANSWER_TOO_LARGE, KEYRACK_REASON_NONE },
  { "not-http", KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED },
  { "plain-http", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NOT_TLS },
  { "old-tls", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS },
  { "weak-key", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_CERTIFICATE_WEAK },
  { "weak-signature", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_CERTIFICATE_WEAK },
  { "expired", KEYRACK_OUTCOME_TLS_EXPIRED, KEYRACK_REASON_NONE },
  { "not-yet-valid", KEYRACK_OUTCOME_TLS_EXPIRED, KEYRACK_REASON_NOT_YET_VALID },
  { "wrong-host", KEYRACK_OUTCOME_TLS_WRONG_HOST, KEYRACK_REASON_NONE },
  { "self-signed", KEYRACK_OUTCOME_TLS_UNTRUSTED, KEYRACK_REASON_NONE },
  { "unknown-issuer", KEYRACK_OUTCOME_TLS_UNTRUSTED, KEYRACK_REASON_NONE },
  { "wrong-purpose", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NONE },
  { "chunked", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "until-close", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "delay", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "redirect-host", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
  { "client-401", KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE },
};

static void
test_faults (void)
{
  g_autoptr(KeyrackHttpClient) client = new_client ();
  Wait waits[G_N_ELEMENTS (faults)];

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *host = add_scenario (faults[i].scenario, NULL);

      wait_init (&waits[i]);
      ask (client, host, NULL, NULL, NULL, &waits[i]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      wait_run (&waits[i]);
      g_test_message ("%s: %s, reason %d, subject %s, date %" G_GINT64_FORMAT,
                      faults[i].scenario,
                      keyrack_outcome_get_id (waits[i].answer->failure),
                      waits[i].answer->reason,
                      waits[i].answer->subject,
                      waits[i].answer->certificate_date);
      g_assert_cmpint (waits[i].answer->failure, ==, faults[i].failure);
      g_assert_cmpint (waits[i].answer->reason, ==, faults[i].reason);
      wait_clear (&waits[i]);
    }
}

/* What the second look at a refused certificate is for. */
static void
test_certificates (void)
{
  g_autoptr(KeyrackHttpClient) client = new_client ();
  g_autofree char *expired_host = add_scenario ("expired", NULL);
  g_autofree char *early_host = add_scenario ("not-yet-valid", NULL);
  g_autofree char *unknown_host = add_scenario ("unknown-issuer", NULL);
  g_autoptr(KeyrackHttpAnswer) expired = ask_once (client, expired_host);
  g_autoptr(KeyrackHttpAnswer) early = ask_once (client, early_host);
  g_autoptr(KeyrackHttpAnswer) unknown = ask_once (client, unknown_host);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_test_message ("Issuer: %s", unknown->subject);
  g_assert_cmpint (expired->certificate_date, <, now - 2 * 86400);
  g_assert_cmpint (expired->certificate_date, >, now - 4 * 86400);
  g_assert_cmpint (early->certificate_date, >, now + 2 * 86400);
  g_assert_cmpint (early->certificate_date, <, now + 4 * 86400);
  g_assert_nonnull (unknown->subject);
  g_assert_cmpuint (keyrack_stand_in_count_requests (stand_in, unknown_host), ==, 0);
}

static const struct
{
  const char     *variant;
  const char     *user;     /* (nullable) in front of the proxy's address */
  KeyrackOutcome  failure;
} proxies[] = {
  { "works", NULL, KEYRACK_OUTCOME_OK },
  { "sign-in", "user:password@", KEYRACK_OUTCOME_OK },
  { "sign-in", "user:wrong@", KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED },
  { "sign-in", NULL, KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED },
  { "refuses", NULL, KEYRACK_OUTCOME_PROXY_FAILED },
  { "bad-gateway", NULL, KEYRACK_OUTCOME_PROXY_FAILED },
  { "resets", NULL, KEYRACK_OUTCOME_PROXY_FAILED },
  { "hangs", NULL, KEYRACK_OUTCOME_TIMEOUT },
  { "drops-tunnel", NULL, KEYRACK_OUTCOME_CONNECTION_LOST },
  { "html", NULL, KEYRACK_OUTCOME_TLS_FAILED },
};

static void
test_proxies (void)
{
  g_autofree char *host = add_scenario ("good", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (proxies); i++)
    {
      g_autofree char *address = keyrack_stand_in_start_proxy (stand_in, proxies[i].variant);
      g_autoptr(KeyrackHttpSettings) settings = new_settings ();
      g_autoptr(KeyrackHttpClient) client = NULL;
      g_autoptr(KeyrackHttpAnswer) answer = NULL;

      g_free (settings->proxy);
      settings->proxy = g_strconcat ("http://", proxies[i].user != NULL ? proxies[i].user : "",
                                     address, NULL);
      client = keyrack_http_client_new (settings);
      answer = ask_once (client, host);

      g_test_message ("%s: %s, %s", proxies[i].variant, keyrack_outcome_get_id (answer->failure),
                      answer->subject);
      g_assert_cmpint (answer->failure, ==, proxies[i].failure);
      if (g_str_has_prefix (keyrack_outcome_get_id (answer->failure), "proxy-"))
        g_assert_cmpstr (answer->subject, ==, address);
    }
}

static void
test_unreachable (void)
{
  const char *refusing = keyrack_stand_in_get_refusing_address (stand_in);
  const char *silent = keyrack_stand_in_get_silent_address (stand_in);
  g_autoptr(KeyrackHttpSettings) settings = new_settings ();
  g_autoptr(KeyrackHttpSettings) proxied = new_settings ();
  g_autoptr(KeyrackHttpClient) client = NULL;
  g_autoptr(KeyrackHttpClient) proxied_client = NULL;
  g_autoptr(KeyrackHttpAnswer) answer = NULL;
  g_autoptr(KeyrackHttpAnswer) proxied_answer = NULL;

  g_free (settings->connect_to);
  settings->connect_to = g_strdup (refusing);
  client = keyrack_http_client_new (settings);
  answer = ask_once (client, "acme-login.eu.nexthink.cloud");
  g_assert_cmpint (answer->failure, ==, KEYRACK_OUTCOME_CONNECTION_REFUSED);
  g_assert_cmpint (answer->phases.spent[KEYRACK_PHASE_TLS], ==, -1);

  g_free (proxied->proxy);
  proxied->proxy = g_strdup (refusing);
  proxied_client = keyrack_http_client_new (proxied);
  proxied_answer = ask_once (proxied_client, "acme-login.eu.nexthink.cloud");
  g_assert_cmpint (proxied_answer->failure, ==, KEYRACK_OUTCOME_PROXY_UNREACHABLE);
  g_assert_cmpstr (proxied_answer->subject, ==, refusing);

  if (silent == NULL)
    {
      g_test_skip ("This system knows no way to ignore an attempt to connect");
      return;
    }

  g_clear_object (&client);
  g_clear_pointer (&answer, keyrack_http_answer_unref);
  g_free (settings->connect_to);
  settings->connect_to = g_strdup (silent);
  client = keyrack_http_client_new (settings);
  answer = ask_once (client, "acme-login.eu.nexthink.cloud");
  g_assert_cmpint (answer->failure, ==, KEYRACK_OUTCOME_TIMEOUT);
  g_assert_cmpint (answer->reason, ==, KEYRACK_REASON_NO_CONNECTION);
  g_assert_cmpuint (answer->seconds, ==, 3);
  g_assert_cmpint (answer->phases.spent[KEYRACK_PHASE_TLS], ==, -1);
}

/* Every address that the name server gives is tried, and no other name server is asked. */
static void
test_names (void)
{
  g_autoptr(GResolver) real = g_resolver_get_default ();
  g_autoptr(TestResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_autoptr(KeyrackHttpSettings) settings = new_settings ();
  g_autoptr(KeyrackHttpSettings) plain = new_settings ();
  g_autoptr(KeyrackHttpClient) client = NULL;
  g_autoptr(KeyrackHttpClient) plain_client = NULL;
  g_autoptr(KeyrackHttpAnswer) good = NULL;
  g_autoptr(KeyrackHttpAnswer) failed = NULL;
  g_autoptr(KeyrackHttpAnswer) offline = NULL;
  g_autofree char *host = add_scenario ("good", NULL);

  g_resolver_set_default (G_RESOLVER (resolver));

  g_free (settings->connect_to);
  settings->connect_to = g_strconcat ("stand-in.test",
                                      strrchr (keyrack_stand_in_get_address (stand_in), ':'), NULL);
  client = keyrack_http_client_new (settings);
  good = ask_once (client, host);
  g_assert_cmpint (good->failure, ==, KEYRACK_OUTCOME_OK);

  g_clear_pointer (&plain->connect_to, g_free);
  plain_client = keyrack_http_client_new (plain);
  resolver->failing = TRUE;
  failed = ask_once (plain_client, host);
  g_assert_cmpint (failed->failure, ==, KEYRACK_OUTCOME_NAME_LOOKUP_FAILED);
  g_assert_cmpint (failed->phases.spent[KEYRACK_PHASE_CONNECT], ==, -1);

  online = FALSE;
  offline = ask_once (plain_client, host);
  g_assert_cmpint (offline->failure, ==, KEYRACK_OUTCOME_OFFLINE);
  online = TRUE;

  g_resolver_set_default (real);
}

/* Whom to trust: nobody but the system, unless a file says so. */
static void
test_authorities (void)
{
  static const struct
  {
    const char     *text;     /* (nullable) no such file */
    KeyrackOutcome  failure;
  } files[] = {
    { NULL, KEYRACK_OUTCOME_CA_FILE_UNREADABLE },
    { "", KEYRACK_OUTCOME_CA_FILE_UNREADABLE },
    { "certificates, surely", KEYRACK_OUTCOME_CA_FILE_UNREADABLE },
    { "-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n",
      KEYRACK_OUTCOME_CA_FILE_UNREADABLE },
  };
  g_autofree char *folder = g_dir_make_tmp ("keyrack-authorities-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "ca.pem", NULL);
  g_autofree char *host = add_scenario ("good", NULL);
  g_autoptr(KeyrackHttpSettings) settings = new_settings ();
  g_autoptr(KeyrackHttpClient) stranger = NULL;
  g_autoptr(KeyrackHttpAnswer) strange_answer = NULL;

  g_free (settings->ca_file);
  settings->ca_file = g_strdup (path);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(KeyrackHttpClient) client = NULL;
      g_autoptr(KeyrackHttpAnswer) answer = NULL;

      if (files[i].text != NULL)
        g_file_set_contents (path, files[i].text, -1, NULL);

      client = keyrack_http_client_new (settings);
      answer = ask_once (client, host);
      g_assert_cmpint (answer->failure, ==, files[i].failure);
      g_assert_cmpstr (answer->subject, ==, path);
    }

  g_clear_pointer (&settings->ca_file, g_free);
  stranger = keyrack_http_client_new (settings);
  strange_answer = ask_once (stranger, host);
  g_assert_cmpint (strange_answer->failure, ==, KEYRACK_OUTCOME_TLS_UNTRUSTED);
  g_assert_cmpstr (strange_answer->subject, ==, "Keyrack Stand-in CA");

  g_remove (path);
  g_rmdir (folder);
}

/* In whatever state a request is, with as many as there may be. */
static void
test_many_cancels (void)
{
  static const char * const scenarios[] = {
    "good", "hang-before-tls", "hang-in-tls", "hang-after-tls", "endless-body", "drip", "expired",
  };
  g_autoptr(KeyrackHttpClient) client = new_client ();
  g_autoptr(GPtrArray) hosts = g_ptr_array_new_with_free_func (g_free);
  guint n_requests = g_test_slow () ? 10000 : 1000;
  guint n_cancelled = 0;
  gint64 longest = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    g_ptr_array_add (hosts, add_scenario (scenarios[i], NULL));

  for (guint i = 0; i < n_requests; i += 10)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      gint64 moment = g_get_monotonic_time () + g_random_int_range (0, 20000);
      Wait wait;

      wait_init (&wait);
      for (guint j = 0; j < 10; j++)
        ask (client, g_ptr_array_index (hosts, (i + j) % hosts->len), NULL, NULL,
             cancellable, &wait);

      while (g_get_monotonic_time () < moment)
        g_main_context_iteration (NULL, FALSE);

      moment = g_get_monotonic_time ();
      g_cancellable_cancel (cancellable);
      for (guint n = 0; wait.n_running > 0; n++)
        {
          g_assert_cmpuint (n, <, 20);
          g_main_context_iteration (NULL, FALSE);
        }
      longest = MAX (longest, g_get_monotonic_time () - moment);
      n_cancelled += wait.n_cancelled;
      wait_clear (&wait);
    }

  g_test_message ("%u of %u cancelled, ten of them in %" G_GINT64_FORMAT " µs at most",
                  n_cancelled, n_requests, longest);
  g_assert_cmpuint (n_cancelled, >, n_requests / 2);
}

/* All at once, more than may be under way. */
static void
test_cancel_all (void)
{
  g_autoptr(KeyrackHttpClient) client = new_client ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *host = add_scenario ("hang-after-tls", NULL);
  Wait wait;

  wait_init (&wait);
  for (int i = 0; i < 300; i++)
    ask (client, host, NULL, NULL, cancellable, &wait);
  while (keyrack_stand_in_count_requests (stand_in, host) < 20)
    g_main_context_iteration (NULL, FALSE);

  g_cancellable_cancel (cancellable);
  wait_run (&wait);
  g_assert_cmpuint (wait.n_cancelled, ==, 300);
  g_assert_cmpuint (keyrack_stand_in_get_most_in_flight (stand_in), <=, 50);
  wait_clear (&wait);
}

static void
test_teardown (void)
{
  g_autoptr(KeyrackHttpClient) client = new_client ();
  g_autofree char *host = add_scenario ("hang-after-tls", NULL);
  Wait wait;

  wait_init (&wait);
  for (int i = 0; i < 100; i++)
    ask (client, host, NULL, NULL, NULL, &wait);
  for (int i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);

  g_object_run_dispose (G_OBJECT (client));
  wait_run (&wait);
  g_assert_cmpuint (wait.n_cancelled, ==, 100);
  wait_clear (&wait);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&client));
}

static gpointer
ask_on_thread (gpointer data)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(KeyrackHttpClient) client = new_client ();
  const char *host = data;
  Wait wait;

  g_main_context_push_thread_default (context);
  wait = (Wait) { .loop = g_main_loop_new (context, FALSE) };
  ask (client, host, NULL, NULL, NULL, &wait);
  wait_run (&wait);
  g_assert_cmpint (wait.answer->status, ==, 200);
  g_main_loop_unref (wait.loop);
  keyrack_http_answer_unref (wait.answer);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
test_contexts (void)
{
  g_autofree char *host = add_scenario ("good", NULL);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("caller", ask_on_thread, host);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  keyrack_http_client_init_process ();
  g_test_init (&argc, &argv, NULL);

  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, TEST_TYPE_MONITOR,
                                  "test", G_MAXINT);
  g_setenv ("GIO_USE_NETWORK_MONITOR", "test", TRUE);

  g_test_add_func ("/http-client/life", test_life);
  g_test_add_func ("/http-client/set-settings", test_set_settings);
  g_test_add_func ("/http-client/proxy-user", test_proxy_user);
  g_test_add_func ("/http-client/good", test_good);
  g_test_add_func ("/http-client/faults", test_faults);
  g_test_add_func ("/http-client/certificates", test_certificates);
  g_test_add_func ("/http-client/proxies", test_proxies);
  g_test_add_func ("/http-client/unreachable", test_unreachable);
  g_test_add_func ("/http-client/names", test_names);
  g_test_add_func ("/http-client/authorities", test_authorities);
  g_test_add_func ("/http-client/many-cancels", test_many_cancels);
  g_test_add_func ("/http-client/cancel-all", test_cancel_all);
  g_test_add_func ("/http-client/teardown", test_teardown);
  g_test_add_func ("/http-client/contexts", test_contexts);

  stand_in = keyrack_stand_in_start (NULL);
  status = g_test_run ();
  keyrack_stand_in_stop (stand_in);

  return status;
}
