/* store-puppet.c: does to the stores what it is told, a line at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-puppet.h"

#include <gio/gunixinputstream.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <unistd.h>

#include "keyrack-profile-document.h"
#include "kill-marks.h"
#include "waiting.h"

void
say_error (const GError *error)
{
  if (error == NULL)
    printf ("ok\n");
  else
    printf ("error\t%s\t%d\t%s\n", g_quark_to_string (error->domain), error->code, error->message);
}

static KeyrackProfile *
dup_profile (Puppet     *puppet,
             const char *id)
{
  KeyrackProfile *profile = keyrack_profile_store_find (puppet->profiles, id);

  if (profile == NULL)
    g_error ("There is no profile %s", id);

  return keyrack_profile_dup (profile);
}

static void
do_load (Puppet *puppet,
         GStrv   words)
{
  g_autoptr(GError) error = NULL;

  profiles_load (puppet->profiles, &error);
  say_error (error);
}

static void
do_drain (Puppet *puppet,
          GStrv   words)
{
  secrets_drain (puppet->secrets);
}

static void
do_add (Puppet *puppet,
        GStrv   words)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new_with_id (words[1]);
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_name (profile, words[1]);
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, words[2]);
  saved = profiles_save (puppet->profiles, profile, words[3], KEYRACK_SAVE_DEFAULT, &error);
  say_error (error);
}

static void
do_edit (Puppet *puppet,
         GStrv   words)
{
  g_autoptr(KeyrackProfile) profile = dup_profile (puppet, words[1]);
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_profile_set_client_id (profile, words[2]);
  saved = profiles_save (puppet->profiles, profile, words[3], KEYRACK_SAVE_DEFAULT, &error);
  say_error (error);
}

static void
do_remove (Puppet *puppet,
           GStrv   words)
{
  g_autoptr(GError) error = NULL;

  profiles_remove (puppet->profiles, words[1], &error);
  say_error (error);
}

/* The rest of the words, or NULL for all when there are none. */
static const char * const *
get_ids (GStrv words)
{
  return words[0] != NULL ? (const char * const *) words : NULL;
}

static void
do_bin (Puppet *puppet,
        GStrv   words)
{
  g_autoptr(GError) error = NULL;

  profiles_bin (puppet->profiles, get_ids (words + 2),
                (guint) g_ascii_strtoull (words[1], NULL, 10), &error);
  say_error (error);
}

static void
do_restore (Puppet *puppet,
            GStrv   words)
{
  g_autoptr(GError) error = NULL;

  profiles_restore (puppet->profiles, get_ids (words + 1), &error);
  say_error (error);
}

static void
do_release (Puppet *puppet,
            GStrv   words)
{
  g_autoptr(GError) error = NULL;

  profiles_release (puppet->profiles, get_ids (words + 1), &error);
  say_error (error);
}

static void
do_erase (Puppet *puppet,
          GStrv   words)
{
  g_autoptr(GError) error = NULL;

  profiles_erase (puppet->profiles, get_ids (words + 1), &error);
  say_error (error);
}

/* Gives all of these one client ID. */
static void
do_save_many (Puppet *puppet,
              GStrv   words)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;

  for (gsize i = 2; words[i] != NULL; i++)
    {
      KeyrackProfile *draft = dup_profile (puppet, words[i]);

      keyrack_profile_set_client_id (draft, words[1]);
      g_ptr_array_add (drafts, draft);
    }

  profiles_save_many (puppet->profiles, drafts, KEYRACK_SAVE_DEFAULT, &error);
  say_error (error);
}

static KeyrackProfile *
dup_or_make_profile (Puppet     *puppet,
                     const char *id)
{
  KeyrackProfile *profile = keyrack_profile_store_find (puppet->profiles, id);

  if (profile != NULL)
    return keyrack_profile_dup (profile);

  profile = keyrack_profile_new_with_id (id);
  keyrack_profile_set_name (profile, id);
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");

  return profile;
}

/* Gives all of these one pair, or makes them with it. */
static void
do_import (Puppet *puppet,
           GStrv   words)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_document_row_free);
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (words[3], -1);
  g_autofree char *undo_id = NULL;
  g_autoptr(GError) error = NULL;

  for (gsize i = 4; words[i] != NULL; i++)
    {
      g_autoptr(KeyrackProfile) profile = dup_or_make_profile (puppet, words[i]);

      keyrack_profile_set_client_id (profile, words[2]);
      g_ptr_array_add (rows, keyrack_document_row_new (profile, secret));
    }

  undo_id = profiles_import (puppet->profiles, rows, (guint) g_ascii_strtoull (words[1], NULL, 10), NULL, &error);
  say_error (error);
}

/* Takes the last one back, by what the file says of it. */
static void
do_undo_import (Puppet *puppet,
                GStrv   words)
{
  g_autofree char *path = g_build_filename (puppet->folder, "profiles.json", NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonObject *import = NULL;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);

  import = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "import");
  profiles_undo_import (puppet->profiles, json_object_get_string_member (import, "id"), &error);
  say_error (error);
}

/* By the name of its file. */
static void
do_restore_backup (Puppet *puppet,
                   GStrv   words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) model = profiles_list_backups (puppet->profiles, &error);

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(KeyrackBackup) backup = g_list_model_get_item (model, i);

      if (g_str_has_suffix (keyrack_backup_get_path (backup), words[1]))
        profiles_restore_backup (puppet->profiles, backup, &error);
    }

  say_error (error);
}

/* Gives it another pair, and keeps the one before for a day. */
static void
do_replace (Puppet *puppet,
            GStrv   words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackProfile) profile =
    profiles_replace (puppet->profiles, words[1], words[2], words[3], KEYRACK_REPLACE_VERIFIED, 1, &error);

  say_error (error);
}

static void
do_restore_previous (Puppet *puppet,
                     GStrv   words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackProfile) profile = profiles_restore_previous (puppet->profiles, words[1], &error);

  say_error (error);
}

static void
do_let_go (Puppet *puppet,
           GStrv   words)
{
  g_autoptr(GError) error = NULL;

  profiles_let_go (puppet->profiles, words[1], &error);
  say_error (error);
}

static void
dump_pair (Puppet     *puppet,
           const char *word,
           const char *id,
           const char *client_id,
           const char *secret_ref)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL;

  if (*secret_ref != '\0')
    secret = secrets_lookup (puppet->secrets, secret_ref, &error);

  printf ("%s\t%s\t%s\t%s\t%s\n", word, id, client_id, secret_ref,
          secret != NULL ? secret : error != NULL ? error->message : "");
}

static void
dump_model (Puppet     *puppet,
            GListModel *model,
            const char *word)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (model, i);
      const KeyrackPreviousPair *previous = keyrack_profile_get_previous (profile);
      const char *id = keyrack_profile_get_id (profile);

      dump_pair (puppet, word, id, keyrack_profile_get_client_id (profile),
                 keyrack_profile_get_secret_ref (profile));
      if (previous != NULL)
        dump_pair (puppet, "previous", id, previous->client_id, previous->secret_ref);
    }
}

static void
do_dump (Puppet *puppet,
         GStrv   words)
{
  dump_model (puppet, G_LIST_MODEL (puppet->profiles), "profile");
  dump_model (puppet, keyrack_profile_store_get_bin (puppet->profiles), "binned");
}

static void
do_mark (Puppet *puppet,
         GStrv   words)
{
  (void) getpgid (g_str_equal (words[1], "begin") ? MARK_BEGIN : MARK_END);
}

static void
state_cb (KeyrackSecretStore *secrets,
          GParamSpec         *pspec,
          gpointer            data)
{
  printf ("state\t%d\n", (int) keyrack_secret_store_get_state (secrets));
  fflush (stdout);
}

static const struct
{
  const char *name;
  Command     command;
} commands[] = {
  { "add", do_add },
  { "bin", do_bin },
  { "clear", do_clear },
  { "drain", do_drain },
  { "dump", do_dump },
  { "edit", do_edit },
  { "erase", do_erase },
  { "find-same", do_find_same },
  { "import", do_import },
  { "items", do_items },
  { "let-go", do_let_go },
  { "load", do_load },
  { "lookup", do_lookup },
  { "lookup-and-cancel", do_lookup_and_cancel },
  { "mark", do_mark },
  { "probe", do_probe },
  { "release", do_release },
  { "remove", do_remove },
  { "replace", do_replace },
  { "restore", do_restore },
  { "restore-backup", do_restore_backup },
  { "restore-previous", do_restore_previous },
  { "save-many", do_save_many },
  { "save-proxy", do_save_proxy },
  { "store", do_store },
  { "undo-import", do_undo_import },
  { "unlock", do_unlock },
};

static void
obey (Puppet     *puppet,
      const char *line)
{
  /* Missing words are NULL. */
  g_auto(GStrv) padded = g_new0 (char *, 8);
  g_auto(GStrv) words = g_strsplit (line, "\t", 7);

  for (gsize i = 0; words[i] != NULL; i++)
    padded[i] = g_strdup (words[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_strcmp0 (padded[0], commands[i].name) == 0)
        {
          commands[i].command (puppet, padded);
          printf ("end\n");
          fflush (stdout);
          return;
        }
    }

  g_error ("No such command: %s", line);
}

static void
obey_standard_input (Puppet *puppet)
{
  g_autoptr(GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (input);

  for (;;)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autofree char *line = NULL;

      g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, take_result_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);

      line = g_data_input_stream_read_line_finish (lines, result, NULL, NULL);
      if (line == NULL)
        return;
      obey (puppet, line);
    }
}

/* store-puppet FOLDER [COMMAND…]: without commands they come from standard input. */
int
main (int   argc,
      char *argv[])
{
  Puppet puppet = { NULL, NULL, argv[1] };

  if (argc < 2)
    return 2;

  puppet.secrets = keyrack_secret_store_new ();
  puppet.profiles = keyrack_profile_store_new (puppet.folder, puppet.secrets);
  g_signal_connect (puppet.secrets, "notify::state", G_CALLBACK (state_cb), NULL);

  if (argc == 2)
    obey_standard_input (&puppet);
  for (int i = 2; i < argc; i++)
    obey (&puppet, argv[i]);

  assert_goes_away (puppet.profiles);
  assert_goes_away (puppet.secrets);

  return 0;
}
