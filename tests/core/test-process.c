/* test-process.c: a process that gives nothing of its memory away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keyrack-http-client.h"
#include "keyrack-process.h"
#include "stand-in.h"

#define ENOUGH 40 /* seconds, after which a test is stuck */

/* No string of this program reads like what it looks for: each byte is changed by one bit. */
#define DISGUISE 0x20
#define SECRET_LENGTH 30

static char *key_log;

static void
test_limits (void)
{
  struct rlimit core;

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &core), ==, 0);
  g_assert_cmpuint (core.rlim_cur, ==, 0);
  g_assert_cmpuint (core.rlim_max, ==, 0);
  g_assert_cmpuint (umask (077), ==, 077);
  g_assert_null (g_getenv ("SSLKEYLOGFILE"));
}

/* Nothing of ours took the place of the standard input that was closed. */
static void
test_standard_files (void)
{
  char byte;

  g_assert_cmpint (read (STDIN_FILENO, &byte, 1), ==, -1);
  g_assert_cmpint (errno, ==, EBADF);
  g_assert_cmpint (write (STDIN_FILENO, "", 1), ==, 1);
}

static gboolean
stuck_cb (gpointer user_data)
{
  g_error ("No answer within %d s", ENOUGH);

  return G_SOURCE_REMOVE;
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GMainLoop *loop = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackHttpAnswer) answer = NULL;

  answer = keyrack_http_client_send_finish (KEYRACK_HTTP_CLIENT (source), result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->failure, ==, KEYRACK_OUTCOME_OK);
  g_assert_cmpuint (answer->status, ==, 401);
  g_main_loop_quit (loop);
}

/* Lower-case letters, which differ from each other and from run to run. */
static KeyrackSecret *
make_secret (char *disguised)
{
  char text[SECRET_LENGTH];
  KeyrackSecret *secret = NULL;

  for (int i = 0; i < SECRET_LENGTH; i++)
    {
      text[i] = (char) ('a' + g_random_int_range (0, 26));
      disguised[i] = (char) (text[i] ^ DISGUISE);
    }

  secret = keyrack_secret_new (text, SECRET_LENGTH);
  keyrack_secret_wipe (text, sizeof text);

  return secret;
}

/* What the Basic header has in it from the secret's first three letters on: "id:" has three
 * characters, so the secret's own begin with a new group of the encoding. */
static void
disguise_encoded (KeyrackSecret *secret,
                  char          *disguised)
{
  char encoded[SECRET_LENGTH / 3 * 4 + 8];
  gint state = 0;
  gint save = 0;
  gsize length = g_base64_encode_step ((const guchar *) keyrack_secret_peek (secret),
                                       SECRET_LENGTH, FALSE, encoded, &state, &save);

  g_assert_cmpuint (length, ==, SECRET_LENGTH / 3 * 4);
  for (gsize i = 0; i < length; i++)
    disguised[i] = (char) (encoded[i] ^ DISGUISE);
  keyrack_secret_wipe (encoded, sizeof encoded);
}

static guint
count_between (const char *begin,
               const char *end,
               const char *disguised,
               gsize       length)
{
  guint n = 0;

  for (const char *cursor = begin; cursor + length <= end; cursor++)
    {
      gsize i = 0;

      while (i < length && (cursor[i] ^ DISGUISE) == disguised[i])
        i++;
      if (i == length)
        n++;
    }

  return n;
}

/* In everything that this process can write to: heap, stacks, static data, own mappings. */
static guint
count_copies (const char *disguised,
              gsize       length)
{
  FILE *maps = fopen ("/proc/self/maps", "re");
  char line[512];
  guint n = 0;

  g_assert_nonnull (maps);
  while (fgets (line, sizeof line, maps) != NULL)
    {
      unsigned long begin;
      unsigned long end;
      char permissions[5];

      if (sscanf (line, "%lx-%lx %4s", &begin, &end, permissions) != 3 ||
          strncmp (permissions, "rw", 2) != 0)
        continue;

      n += count_between ((const char *) begin, (const char *) end, disguised, length);
    }

  fclose (maps);

  return n;
}

static void
ask (KeyrackHttpClient *client,
     KeyrackSecret     *secret)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint guard = g_timeout_add_seconds (ENOUGH, stuck_cb, NULL);
  KeyrackHttpRequest request = {
    .method = "POST",
    .host = "acme-login.eu.nexthink.cloud",
    .path = "/oauth2/default/v1/token",
    .client_id = "id",
    .secret = secret,
    .form = "grant_type=client_credentials&scope=service%3Aintegration",
  };

  keyrack_http_client_send_async (client, &request, NULL, NULL, NULL, answer_cb, loop);
  g_main_loop_run (loop);
  g_source_remove (guard);
}

static void
test_memory (void)
{
  g_autoptr(KeyrackStandIn) stand_in = NULL;
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(KeyrackHttpClient) client = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;
  char plain[SECRET_LENGTH];
  char encoded[SECRET_LENGTH / 3 * 4];

#if defined (__SANITIZE_ADDRESS__)
  g_test_skip ("The sanitizer keeps freed memory, and maps more than can be read");
  return;
#endif

  stand_in = keyrack_stand_in_start ("[{\"instance\": \"acme\", \"region\": \"eu\","
                                     "  \"client_id\": \"id\", \"secret\": \"another\"}]");
  settings->connect_to = g_strdup (keyrack_stand_in_get_address (stand_in));
  settings->ca_file = g_strdup (keyrack_stand_in_get_ca_file (stand_in));
  settings->proxy = g_strdup ("");
  client = keyrack_http_client_new (settings);

  secret = make_secret (plain);
  disguise_encoded (secret, encoded);

  /* The search finds what there is: the secret's own page. */
  g_assert_cmpuint (count_copies (plain, sizeof plain), ==, 1);
  for (int i = 0; i < 3; i++)
    ask (client, secret);
  g_assert_cmpuint (count_copies (plain, sizeof plain), ==, 1);
  g_clear_pointer (&secret, keyrack_secret_unref);

  /* While the network thread still lives, and after it. */
  g_assert_cmpuint (count_copies (plain, sizeof plain), ==, 0);
  g_assert_cmpuint (count_copies (encoded, sizeof encoded), ==, 0);
  g_clear_object (&client);
  g_assert_cmpuint (count_copies (plain, sizeof plain), ==, 0);
  g_assert_cmpuint (count_copies (encoded, sizeof encoded), ==, 0);

  g_assert_false (g_file_test (key_log, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("keyrack-process-XXXXXX", NULL);
  int status;

  key_log = g_build_filename (folder, "keys", NULL);
  g_setenv ("SSLKEYLOGFILE", key_log, TRUE);

  close (STDIN_FILENO);

  keyrack_process_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/process/limits", test_limits);
  g_test_add_func ("/process/standard-files", test_standard_files);
  g_test_add_func ("/process/memory", test_memory);

  status = g_test_run ();
  g_rmdir (folder);
  g_free (key_log);

  return status;
}
