/* puppet-secrets.c: what the puppet does to the secret store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-puppet.h"

#include <libsecret/secret.h>
#include <stdio.h>

#include "waiting.h"

/* Looks past the stores. */
void
do_items (Puppet *puppet,
          GStrv   words)
{
  static const SecretSchema schema = {
    .name = "any",
    .flags = SECRET_SCHEMA_DONT_MATCH_NAME,
    .attributes = { { "application", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };
  g_autoptr(GHashTable) query = secret_attributes_build (&schema, "application", KEYRACK_APP_ID, NULL);
  g_autoptr(GError) error = NULL;
  GList *items = NULL;

  secret_service_disconnect ();
  items = secret_password_searchv_sync (&schema, query, SECRET_SEARCH_ALL, NULL, &error);

  for (GList *item = items; item != NULL; item = item->next)
    {
      g_autoptr(GHashTable) attributes = secret_retrievable_get_attributes (item->data);
      g_autofree char *label = secret_retrievable_get_label (item->data);

      printf ("item\t%s\t%s\t%s\t%s\n",
              (const char *) g_hash_table_lookup (attributes, "secret-ref"), label,
              (const char *) g_hash_table_lookup (attributes, "profile-id"),
              (const char *) g_hash_table_lookup (attributes, "client-id"));
    }

  if (error != NULL)
    say_error (error);
  g_list_free_full (items, g_object_unref);
}

void
do_lookup (Puppet *puppet,
           GStrv   words)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = secrets_lookup (puppet->secrets, words[1], &error);

  if (secret != NULL)
    printf ("secret\t%s\n", secret);
  else
    say_error (error);
}

static gboolean
is_silent (gpointer data)
{
  return keyrack_secret_store_get_state (data) == KEYRACK_SECRET_STORE_SILENT;
}

/* Cancels when the keyring does not answer; says how long that took. */
void
do_lookup_and_cancel (Puppet *puppet,
                      GStrv   words)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 before = 0;

  keyrack_secret_store_lookup_async (puppet->secrets, words[1], cancellable, take_result_cb, &result);
  wait_until (is_silent, puppet->secrets);
  g_assert_null (result);

  before = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_null (keyrack_secret_store_lookup_finish (puppet->secrets, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  printf ("ms\t%d\n", (int) ((g_get_monotonic_time () - before) / 1000));
}

void
do_store (Puppet *puppet,
          GStrv   words)
{
  g_autoptr(KeyrackProfile) profile = make_profile ("Acme");
  g_autoptr(GError) error = NULL;

  secrets_store (puppet->secrets, profile, words[1], words[2], &error);
  say_error (error);
}

void
do_clear (Puppet *puppet,
          GStrv   words)
{
  g_autoptr(GError) error = NULL;

  secrets_clear (puppet->secrets, words[1], &error);
  say_error (error);
}

void
do_find_same (Puppet *puppet,
              GStrv   words)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *same = secrets_find_same (puppet->secrets, words[1],
                                             (const char * const *) words + 2, &error);

  if (error != NULL)
    say_error (error);
  else
    printf ("same\t%s\n", same != NULL ? same : "");
}

void
do_save_proxy (Puppet *puppet,
               GStrv   words)
{
  g_autoptr(GError) error = NULL;

  secrets_save_proxy (puppet->secrets, words[1], words[2], words[3], &error);
  say_error (error);
}

void
do_unlock (Puppet *puppet,
           GStrv   words)
{
  g_autoptr(GError) error = NULL;

  secrets_unlock (puppet->secrets, &error);
  say_error (error);
}

void
do_probe (Puppet *puppet,
          GStrv   words)
{
  printf ("probe\t%d\n", (int) secrets_probe (puppet->secrets));
}
