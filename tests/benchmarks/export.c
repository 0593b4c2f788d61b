/* export.c: what an export of a thousand connections costs beside the passphrase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <time.h>

#include "keyrack-export.h"
#include "keyrack-import.h"
#include "store-steps.h"
#include "waiting.h"

#define N_CONNECTIONS 1000
#define ROUNDS        3

/* Milliseconds of processor time of all threads, so that a busy machine does not count. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static char *
dup_table (void)
{
  g_autoptr(GString) table = g_string_new ("name,instance,region,client_id,client_secret,note\n");

  for (guint i = 0; i < N_CONNECTIONS; i++)
    g_string_append_printf (table,
                            "Connection %u,acme-%u,eu,qh31k7m2p9x4c8v5b6n0%u,NobodysSecret%uX7kQ2mW9vT4pZ8,"
                            "What a person writes about a connection: whose it is and what it is for\n", i, i, i, i);

  return g_string_free (g_steal_pointer (&table), FALSE);
}

static void
import (KeyrackProfileStore *store,
        const char          *folder,
        const char          *path)
{
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("import");
  g_autoptr(KeyrackJournal) journal = keyrack_journal_new (folder, worker);
  g_autoptr(KeyrackImport) task = keyrack_import_new (store, journal);
  g_autoptr(KeyrackImportFile) table = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) compared = NULL;
  g_autoptr(GAsyncResult) applied = NULL;

  keyrack_import_file_open_async (file, worker, NULL, take_result_cb, &opened);
  table = keyrack_import_file_open_finish (wait_for_result (&opened), NULL);
  g_assert_nonnull (table);
  keyrack_import_compare_async (task, table, NULL, take_result_cb, &compared);
  g_assert_true (keyrack_import_compare_finish (task, wait_for_result (&compared), NULL));
  keyrack_import_apply_async (task, 0, NULL, NULL, NULL, take_result_cb, &applied);
  g_assert_true (keyrack_import_apply_finish (task, wait_for_result (&applied), NULL, NULL));
}

/* In the memory of this session: what the keyring takes is the keyring's. */
static KeyrackProfileStore *
create_store (Place *place)
{
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();
  g_autofree char *table = dup_table ();
  g_autofree char *path = g_build_filename (place->root, "table.csv", NULL);
  KeyrackProfileStore *store = NULL;

  keyrack_secret_store_set_session_only (secrets, TRUE);
  store = keyrack_profile_store_new (place->folder, secrets);
  g_assert_true (profiles_load (store, NULL));
  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  import (store, place->folder, path);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, N_CONNECTIONS);

  return store;
}

static double
measure_kdf (KeyrackSecret *passphrase)
{
  g_autoptr(KeyrackSecret) nothing = keyrack_secret_new ("", -1);
  g_autofree char *sealed = NULL;
  gsize length = 0;
  double start = now ();

  sealed = keyrack_age_encrypt (nothing, passphrase, NULL, KEYRACK_AGE_BINARY, &length, NULL);
  g_assert_nonnull (sealed);

  return now () - start;
}

static double
measure_export (KeyrackProfileStore     *store,
                const KeyrackProtection *protection,
                const char              *path)
{
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GAsyncResult) result = NULL;
  double start;

  for (guint i = 0; i < N_CONNECTIONS; i++)
    g_ptr_array_add (profiles, g_list_model_get_item (G_LIST_MODEL (store), i));

  start = now ();
  keyrack_export_async (store, profiles, KEYRACK_EXPORT_DOCUMENT, protection, path, NULL, take_result_cb, &result);
  g_assert_true (keyrack_export_finish (store, wait_for_result (&result), NULL));

  return now () - start;
}

/* The least of several rounds. */
int
main (int   argc,
      char *argv[])
{
  Place *place = place_new ();
  g_autofree char *path = g_build_filename (place->root, "team.keyrack.json.age", NULL);
  g_autoptr(KeyrackProfileStore) store = create_store (place);
  g_autoptr(KeyrackSecret) passphrase = keyrack_secret_new ("acorn brisk lantern mosaic", -1);
  g_autoptr(KeyrackProtection) protection = keyrack_protection_new (passphrase, NULL, KEYRACK_AGE_BINARY);
  double kdf = G_MAXDOUBLE;
  double with_secrets = G_MAXDOUBLE;
  double without = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      kdf = MIN (kdf, measure_kdf (passphrase));
      with_secrets = MIN (with_secrets, measure_export (store, protection, path));
      without = MIN (without, measure_export (store, NULL, path));
    }

  g_print ("%u connections, least of %u rounds\n", N_CONNECTIONS, ROUNDS);
  g_print ("  passphrase alone        %7.1f ms\n", kdf);
  g_print ("  export with secrets     %7.1f ms: %+.1f ms beside the passphrase (wanted: at most 100)\n",
           with_secrets, with_secrets - kdf);
  g_print ("  export without secrets  %7.1f ms\n", without);

  g_clear_object (&store);
  place_free (place);

  return 0;
}
