/* import.c: what the preview of a thousand connections costs beside the passphrase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <time.h>

#include "keyrack-age-private.h"
#include "keyrack-import.h"
#include "store-steps.h"
#include "waiting.h"

#define N_CONNECTIONS 1000
#define ROUNDS        5
#define LOG_N         1 /* the passphrase costs nothing */

typedef struct
{
  KeyrackWorker       *worker;
  KeyrackJournal      *journal;
  KeyrackProfileStore *store;
  GFile               *file;
  KeyrackSecret       *passphrase;
} Desk;

/* Milliseconds of processor time of all threads, so that a busy machine does not count. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static KeyrackSecret *
write_document (void)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_document_row_free);

  for (guint i = 0; i < N_CONNECTIONS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Connection %u", i);
      g_autofree char *client_id = g_strdup_printf ("qh31k7m2p9x4c8v5b6n0%u", i);
      g_autoptr(KeyrackProfile) profile = make_profile (name);
      g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("NobodysSecretX7kQ2mW9vT4pZ8", -1);

      keyrack_profile_set_client_id (profile, client_id);
      keyrack_profile_set_note (profile, "What a person writes about a connection: whose it is and what it is for");
      g_ptr_array_add (rows, keyrack_document_row_new (profile, secret));
    }

  return keyrack_profile_document_write (rows, 0, NULL);
}

static void
write_file (Desk *desk)
{
  g_autoptr(KeyrackSecret) document = write_document ();
  gsize length = 0;
  g_autofree char *sealed = keyrack_age_encrypt_with_cost (document, desk->passphrase, LOG_N, NULL,
                                                           KEYRACK_AGE_BINARY, &length, NULL);

  g_assert_true (g_file_set_contents (g_file_peek_path (desk->file), sealed, (gssize) length, NULL));
}

static KeyrackImport *
preview (Desk *desk)
{
  KeyrackImport *import = keyrack_import_new (desk->store, desk->journal);
  g_autoptr(KeyrackImportFile) file = NULL;
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) unlocked = NULL;
  g_autoptr(GAsyncResult) compared = NULL;

  keyrack_import_file_open_async (desk->file, desk->worker, NULL, take_result_cb, &opened);
  file = keyrack_import_file_open_finish (wait_for_result (&opened), NULL);
  g_assert_nonnull (file);
  keyrack_import_file_unlock_async (file, desk->passphrase, NULL, NULL, take_result_cb, &unlocked);
  g_assert_true (keyrack_import_file_unlock_finish (file, wait_for_result (&unlocked), NULL));
  keyrack_import_compare_async (import, file, NULL, take_result_cb, &compared);
  g_assert_true (keyrack_import_compare_finish (import, wait_for_result (&compared), NULL));

  return import;
}

static double
measure_preview (Desk               *desk,
                 KeyrackImportState  state)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = now ();
      g_autoptr(KeyrackImport) import = preview (desk);

      least = MIN (least, now () - start);
      g_assert_cmpuint (keyrack_import_count (import, state), ==, N_CONNECTIONS);
    }

  return least;
}

static double
measure_apply (Desk *desk)
{
  g_autoptr(KeyrackImport) import = preview (desk);
  g_autoptr(GAsyncResult) applied = NULL;
  double start = now ();

  keyrack_import_apply_async (import, 0, NULL, NULL, NULL, take_result_cb, &applied);
  g_assert_true (keyrack_import_apply_finish (import, wait_for_result (&applied), NULL, NULL));

  return now () - start;
}

/* In the memory of this session: what the keyring takes is the keyring's. */
int
main (int   argc,
      char *argv[])
{
  Place *place = place_new ();
  g_autofree char *path = g_build_filename (place->root, "team.keyrack.json.age", NULL);
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();
  Desk desk = { 0 };

  keyrack_secret_store_set_session_only (secrets, TRUE);
  desk.worker = keyrack_worker_new ("import");
  desk.journal = keyrack_journal_new (place->folder, desk.worker);
  desk.store = keyrack_profile_store_new (place->folder, secrets);
  desk.file = g_file_new_for_path (path);
  desk.passphrase = keyrack_secret_new ("acorn brisk lantern mosaic", -1);
  g_assert_true (profiles_load (desk.store, NULL));
  write_file (&desk);

  g_print ("%u connections, without what the passphrase costs\n", N_CONNECTIONS);
  g_print ("  preview, all new        %7.1f ms (wanted: at most 100)\n", measure_preview (&desk, KEYRACK_IMPORT_NEW));
  g_print ("  import                  %7.1f ms\n", measure_apply (&desk));
  g_print ("  preview, all identical  %7.1f ms (wanted: at most 100)\n",
           measure_preview (&desk, KEYRACK_IMPORT_IDENTICAL));

  g_object_unref (desk.store);
  g_object_unref (desk.journal);
  g_object_unref (desk.worker);
  g_object_unref (desk.file);
  keyrack_secret_unref (desk.passphrase);
  place_free (place);

  return 0;
}
