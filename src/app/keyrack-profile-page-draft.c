/* keyrack-profile-page-draft.c: unsaved edits outlive a crash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-pasted.h"
#include "keyrack-result-text.h"
#include "keyrack-leak-guard.h"

#define DRAFT_SECONDS 2

/* The draft belongs beside the connections. */
void
keyrack_profile_page_open_drafts (KeyrackProfilePage *self)
{
  g_autofree char *folder = NULL;

  g_clear_object (&self->drafts);
  if (self->store == NULL)
    return;

  g_object_get (self->store, "folder", &folder, NULL);
  self->drafts = keyrack_draft_file_new (folder);
}

static gboolean
holds_secret (const char    *text,
              KeyrackSecret *secret)
{
  g_autoptr(KeyrackPasted) pasted = keyrack_pasted_read (text);

  return pasted != NULL || (secret != NULL && keyrack_leak_guard_has_secret (text, secret));
}

/* Without the secret, also where it was pasted into a field that is not its own. */
static KeyrackProfile *
dup_values (KeyrackProfilePage *self)
{
  g_autoptr(KeyrackSecret) secret = keyrack_connection_form_dup_secret (self->form);
  g_autoptr(KeyrackProfile) values = keyrack_connection_form_dup_candidate (self->form);
  static const char * const texts[] = { "name", "instance", "region", "client-id", "environment", "note" };

  keyrack_profile_set_secret_ref (values, "");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (values, texts[i], &text, NULL);
      if (holds_secret (text, secret))
        g_object_set (values, texts[i], "", NULL);
    }

  for (gsize i = 0; keyrack_profile_get_tags (values)[i] != NULL; i++)
    {
      if (holds_secret (keyrack_profile_get_tags (values)[i], secret))
        {
          keyrack_profile_set_tags (values, NULL);
          break;
        }
    }

  return g_steal_pointer (&values);
}

/* A draft that can't be written is no reason to disturb whoever types. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!keyrack_draft_file_save_finish (KEYRACK_DRAFT_FILE (source), result, &error))
    g_debug ("Keeping the draft: %s", error->message);
}

static gboolean
timeout_cb (gpointer user_data)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (user_data);
  g_autoptr(KeyrackProfile) values = dup_values (self);

  self->draft_timeout = 0;
  keyrack_draft_file_save_async (self->drafts, values, self->profile == NULL, saved_cb, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * keyrack_profile_page_flush_draft:
 * @self: a page
 *
 * Writes what is typed before it returns: the program may be ended right after.
 */
void
keyrack_profile_page_flush_draft (KeyrackProfilePage *self)
{
  g_autoptr(KeyrackProfile) values = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_PAGE (self));

  if (self->drafts == NULL || !keyrack_profile_page_get_dirty (self))
    return;

  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  values = dup_values (self);
  if (!keyrack_draft_file_save_now (self->drafts, values, self->profile == NULL, &error))
    g_debug ("Keeping the draft: %s", error->message);
}

/* After each edit: writes soon, at most every two seconds, or forgets what was saved or
 * discarded. */
void
keyrack_profile_page_keep_draft (KeyrackProfilePage *self)
{
  if (self->drafts == NULL || self->form == NULL)
    return;

  if (!keyrack_profile_page_get_dirty (self))
    {
      g_clear_handle_id (&self->draft_timeout, g_source_remove);
      keyrack_draft_file_remove (self->drafts);
    }
  else if (self->draft_timeout == 0)
    {
      self->draft_timeout = g_timeout_add_seconds (DRAFT_SECONDS, timeout_cb, self);
    }
}

static char *
dup_note (const KeyrackDraft *draft,
          gboolean            gone)
{
  g_autofree char *age = keyrack_result_text_dup_age (draft->saved_at, g_get_real_time () / G_USEC_PER_SEC);

  if (gone)
    {
      /* Translators: a time: "Unsaved edits (2 minutes ago) were brought back. …" */
      return g_strdup_printf (_("Unsaved edits (%s) were brought back. The secret was not kept. "
                                "The connection was deleted meanwhile; saving makes a new one."), age);
    }

  /* Translators: a time: "Unsaved edits (2 minutes ago) were brought back. …" */
  return g_strdup_printf (_("Unsaved edits (%s) were brought back. The secret was not kept."), age);
}

/**
 * keyrack_profile_page_recall_async:
 * @self: a page
 * @cancellable: (nullable): a cancellable
 * @callback: called when the answer is there
 * @user_data: for @callback
 *
 * Looks for edits that were lost by a crash.
 */
void
keyrack_profile_page_recall_async (KeyrackProfilePage  *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_PAGE (self));
  g_return_if_fail (self->drafts != NULL);

  keyrack_draft_file_load_async (self->drafts, cancellable, callback, user_data);
}

/**
 * keyrack_profile_page_recall_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the edits
 */
KeyrackDraft *
keyrack_profile_page_recall_finish (GAsyncResult  *result,
                                    GError       **error)
{
  g_autoptr(KeyrackDraftFile) drafts = KEYRACK_DRAFT_FILE (g_async_result_get_source_object (result));

  return keyrack_draft_file_load_finish (drafts, result, error);
}

/**
 * keyrack_profile_page_bring_back:
 * @self: a page that shows the connection of @draft, or a new one
 * @draft: edits that were lost
 *
 * Types the edits again and says so.
 */
void
keyrack_profile_page_bring_back (KeyrackProfilePage *self,
                                 const KeyrackDraft *draft)
{
  g_autofree char *note = NULL;

  g_return_if_fail (KEYRACK_IS_PROFILE_PAGE (self));
  g_return_if_fail (draft != NULL);

  keyrack_connection_form_set_values (self->form, draft->values);
  if (!keyrack_profile_page_get_dirty (self))
    {
      /* It was saved after all. */
      keyrack_draft_file_remove (self->drafts);
      return;
    }

  /* Should the program crash again. */
  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  timeout_cb (self);

  note = dup_note (draft, self->profile == NULL && !draft->is_new);
  keyrack_profile_page_set_recalled (self, note);
}
