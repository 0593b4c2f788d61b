/* keyrack-import-item-text.c: says how a connection of a file stands to the one that is here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-item.h"

#include <glib/gi18n-lib.h>

/* In the order of the form. */
static const struct
{
  KeyrackImportFields  field;
  const char          *title;
} fields[] = {
  { KEYRACK_IMPORT_FIELD_NAME, N_("name") },
  { KEYRACK_IMPORT_FIELD_INSTANCE, N_("instance name") },
  { KEYRACK_IMPORT_FIELD_REGION, N_("region") },
  { KEYRACK_IMPORT_FIELD_CLIENT_ID, N_("client ID") },
  { KEYRACK_IMPORT_FIELD_SECRET, N_("secret") },
  { KEYRACK_IMPORT_FIELD_TAGS, N_("tags") },
  { KEYRACK_IMPORT_FIELD_ENVIRONMENT, N_("environment") },
  { KEYRACK_IMPORT_FIELD_NOTE, N_("note") },
  { KEYRACK_IMPORT_FIELD_INTERVAL, N_("rotation interval") },
};

/**
 * keyrack_import_state_get_id:
 * @self: how a connection of a file stands to the one that is here
 *
 * Returns: a word for scripts
 */
const char *
keyrack_import_state_get_id (KeyrackImportState self)
{
  static const char * const ids[] = { "new", "identical", "differs", "refused" };

  g_return_val_if_fail (self < G_N_ELEMENTS (ids), NULL);

  return ids[self];
}

/**
 * keyrack_import_secret_get_id:
 * @self: how a secret of a file stands to the one that is here
 *
 * Returns: a word for scripts
 */
const char *
keyrack_import_secret_get_id (KeyrackImportSecret self)
{
  static const char * const ids[] = { "none", "kept", "first", "same", "newer", "older", "another", "unknown" };

  g_return_val_if_fail (self < G_N_ELEMENTS (ids), NULL);

  return ids[self];
}

static char *
dup_fields (KeyrackImportFields present)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if ((present & fields[i].field) == 0)
        continue;

      if (text->len > 0)
        g_string_append (text, _(", "));
      g_string_append (text, _(fields[i].title));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * keyrack_import_item_dup_comparison:
 * @self: an item
 *
 * Returns: (transfer full): how it stands to what is here: “Differs: client ID, secret”
 */
char *
keyrack_import_item_dup_comparison (KeyrackImportItem *self)
{
  g_autofree char *different = NULL;

  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), NULL);

  switch (keyrack_import_item_get_state (self))
    {
    case KEYRACK_IMPORT_NEW:
      return g_strdup (C_("connection", "New"));

    case KEYRACK_IMPORT_IDENTICAL:
      return g_strdup (_("Identical"));

    case KEYRACK_IMPORT_DIFFERS:
      different = dup_fields (keyrack_import_item_get_fields (self));
      /* Translators: what is different: “client ID, secret” */
      return g_strdup_printf (_("Differs: %s"), different);

    case KEYRACK_IMPORT_REFUSED:
    default:
      return g_strdup (_("Refused"));
    }
}

/**
 * keyrack_import_item_get_remark:
 * @self: an item
 *
 * Returns: (nullable): what its test found, what is dangerous or reassuring about the secret, or
 *   why it is refused
 */
const char *
keyrack_import_item_get_remark (KeyrackImportItem *self)
{
  KeyrackTestResult *tested = NULL;

  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), NULL);

  tested = keyrack_import_item_get_result (self);
  if (tested != NULL)
    return keyrack_test_result_get_message (tested);

  switch (keyrack_import_item_get_secret_relation (self))
    {
    case KEYRACK_IMPORT_SECRET_KEPT:
      return keyrack_import_item_get_fields (self) & KEYRACK_IMPORT_FIELD_CLIENT_ID
               ? _("The file has another client ID but no secret: yours are kept")
               : _("No secret in the file: yours is kept");

    case KEYRACK_IMPORT_SECRET_NEWER:
      return _("File’s secret is newer than yours");

    case KEYRACK_IMPORT_SECRET_OLDER:
      return _("File’s secret is older than yours");

    case KEYRACK_IMPORT_SECRET_ANOTHER:
      return _("Which of the secrets is newer is not known");

    case KEYRACK_IMPORT_SECRET_UNKNOWN:
      return _("Your secret can’t be read now: not compared");

    case KEYRACK_IMPORT_SECRET_FIRST:
      return keyrack_import_item_get_stored (self) != NULL ? _("You have no secret for it") : NULL;

    case KEYRACK_IMPORT_SECRET_NONE:
    case KEYRACK_IMPORT_SECRET_SAME:
    default:
      return keyrack_import_item_get_problem (self);
    }
}
