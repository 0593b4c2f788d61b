/* token-requests.c: many token requests through the core, for the benchmark
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "keyrack-process.h"
#include "keyrack-token-request.h"

typedef struct
{
  KeyrackHttpClient *client;
  KeyrackSecret     *secret;
  guint              started;
  guint              in_flight;
  guint              good;
  guint              total;
} Run;

static void answered_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data);

static void
start_next (Run *run)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  g_autofree char *instance = g_strdup_printf ("instance-%u", run->started);

  keyrack_profile_set_instance (profile, instance);
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "id");
  run->started++;
  run->in_flight++;
  keyrack_token_request_send_async (run->client, profile, run->secret,
                                    NULL, NULL, NULL, answered_cb, run);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackHttpAnswer) answer = keyrack_token_request_send_finish (result, &error);
  g_autoptr(KeyrackTokenAnswer) token = NULL;

  run->in_flight--;
  if (answer == NULL)
    {
      g_printerr ("%s\n", error->message);
    }
  else
    {
      token = keyrack_token_answer_read (answer, run->secret, g_get_real_time () / G_USEC_PER_SEC);
      if (token->outcome == KEYRACK_OUTCOME_OK)
        run->good++;
      else
        g_printerr ("%s\n", keyrack_outcome_get_id (token->outcome));
    }

  if (run->started < run->total)
    start_next (run);
}

/* token-requests TOTAL AT-ONCE; where to is in the environment. Prints the most memory that
 * it ever had, in KiB. */
int
main (int   argc,
      char *argv[])
{
  g_autoptr(KeyrackHttpSettings) settings = NULL;
  g_autoptr(KeyrackHttpClient) client = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;
  Run run = { 0 };
  struct rusage usage;
  guint at_once;

  g_return_val_if_fail (argc == 3, EXIT_FAILURE);

  keyrack_process_init ();
  settings = keyrack_http_settings_new_from_environment ();
  client = keyrack_http_client_new (settings);
  secret = keyrack_secret_new ("secret", -1);
  run.client = client;
  run.secret = secret;
  run.total = (guint) atoi (argv[1]);
  at_once = (guint) atoi (argv[2]);

  while (run.started < MIN (at_once, run.total))
    start_next (&run);
  while (run.in_flight > 0)
    g_main_context_iteration (NULL, TRUE);

  getrusage (RUSAGE_SELF, &usage);
  g_print ("%ld\n", usage.ru_maxrss);

  return run.good == run.total ? EXIT_SUCCESS : EXIT_FAILURE;
}
