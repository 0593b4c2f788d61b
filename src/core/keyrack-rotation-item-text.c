/* keyrack-rotation-item-text.c: what is next for one connection of a board, and why it waits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-item-private.h"

#include <glib/gi18n-lib.h>

#include "keyrack-text.h"

static const char *
get_work_words (KeyrackRotationItem *self)
{
  switch (self->work)
    {
    case KEYRACK_WORK_WAITING:
      return _("Waiting");

    case KEYRACK_WORK_TESTING:
      return _("Testing…");

    case KEYRACK_WORK_STORING:
      return _("Storing…");

    case KEYRACK_WORK_TESTING_OLD:
      return _("Testing the old one…");

    case KEYRACK_WORK_NONE:
    default:
      return NULL;
    }
}

static const char *
get_stage_words (KeyrackRotationItem *self)
{
  switch (self->stage)
    {
    case KEYRACK_STAGE_ENTERED:
      return _("Ready to test");

    case KEYRACK_STAGE_VERIFIED:
      return _("Ready to store");

    case KEYRACK_STAGE_STORED:
      return _("Delete the old one in Nexthink");

    case KEYRACK_STAGE_OLD_DELETED:
      return _("Done");

    case KEYRACK_STAGE_TO_DO:
    default:
      return keyrack_rotation_item_is_forgotten (self) ? _("Enter the new pair again") : _("To do: enter the new pair");
    }
}

static char *
dup_trouble_words (KeyrackRotationItem *self)
{
  switch (self->trouble)
    {
    case KEYRACK_TROUBLE_ELSEWHERE:
      return g_strdup (self->detail);

    case KEYRACK_TROUBLE_SAME:
      return g_strdup (_("This is the pair in use"));

    case KEYRACK_TROUBLE_REFUSED:
    case KEYRACK_TROUBLE_UNDECIDED:
      return g_strdup (keyrack_test_result_get_message (self->new_result));

    case KEYRACK_TROUBLE_NOT_STORED:
      return g_strdup (_("Not stored"));

    case KEYRACK_TROUBLE_UNPROVEN:
      return g_strdup (_("Stored, but not proven to work"));

    case KEYRACK_TROUBLE_OLD_WORKS:
      return g_strdup (_("The old one still works"));

    case KEYRACK_TROUBLE_REPLACED:
      return g_strdup (_("Another pair is in use by now"));

    case KEYRACK_TROUBLE_NONE:
    default:
      return NULL;
    }
}

/**
 * keyrack_rotation_item_dup_elsewhere:
 * @self: an item
 * @instance: where a pair belongs to, or "" when it is not known
 * @region: likewise
 *
 * Returns: (transfer full) (nullable): that this is not where the connection is; %NULL when it
 *   may be
 */
char *
keyrack_rotation_item_dup_elsewhere (KeyrackRotationItem *self,
                                     const char          *instance,
                                     const char          *region)
{
  const char *own_instance = NULL;
  const char *own_region = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  own_instance = keyrack_profile_get_instance (self->profile);
  own_region = keyrack_profile_get_region (self->profile);

  if (*instance != '\0' && !g_str_equal (instance, own_instance))
    /* Translators: two instances: “Pair is for acme-test, not acme” */
    return g_strdup_printf (_("Pair is for %s, not %s"), instance, own_instance);

  if (*region != '\0' && !g_str_equal (region, own_region))
    /* Translators: two regions: “Pair is for region us, not eu” */
    return g_strdup_printf (_("Pair is for region %s, not %s"), region, own_region);

  return NULL;
}

/**
 * keyrack_rotation_item_dup_next_step:
 * @self: an item
 *
 * Returns: (transfer full): what is being done, what is wrong, or what is to be done next, in
 *   a few words
 */
char *
keyrack_rotation_item_dup_next_step (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  if (self->work != KEYRACK_WORK_NONE)
    return g_strdup (get_work_words (self));

  if (self->trouble != KEYRACK_TROUBLE_NONE)
    return dup_trouble_words (self);

  return g_strdup (get_stage_words (self));
}

/* What a test of the old pair found that still waits to be deleted. */
static char *
dup_old_words (KeyrackRotationItem *self)
{
  if (self->stage != KEYRACK_STAGE_STORED || self->old_result == NULL)
    return NULL;

  if (keyrack_test_result_get_outcome (self->old_result) == KEYRACK_OUTCOME_OK)
    return g_strdup (_("The old one still works"));

  /* Translators: what a test of the old pair found */
  return g_strdup_printf (_("Old one: %s"), keyrack_test_result_get_message (self->old_result));
}

static char *
dup_done_words (KeyrackRotationItem *self)
{
  if (self->moments.old_refused_at > 0)
    return g_strdup (_("Stored and tested; the old one is refused"));

  return g_strdup (_("Stored and tested; you said that the old one is deleted"));
}

/**
 * keyrack_rotation_item_dup_reason:
 * @self: an item
 *
 * Returns: (transfer full): how it is with this connection, in a sentence
 */
char *
keyrack_rotation_item_dup_reason (KeyrackRotationItem *self)
{
  char *old = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  if (self->work != KEYRACK_WORK_NONE || self->trouble != KEYRACK_TROUBLE_NONE)
    return keyrack_rotation_item_dup_next_step (self);

  if (self->stage == KEYRACK_STAGE_OLD_DELETED)
    return dup_done_words (self);

  old = dup_old_words (self);

  return old != NULL ? old : keyrack_rotation_item_dup_next_step (self);
}

static char *
dup_delete_advice (KeyrackRotationItem *self)
{
  g_autofree char *old_id = keyrack_text_dup_short (self->old_client_id);

  if (*self->old_client_id == '\0')
    return g_strdup (_("If there was one before, delete it in Nexthink and mark it here."));

  if (g_str_equal (self->old_client_id, self->client_id))
    return g_strdup (_("Both have the same client ID: don’t delete it in Nexthink."));

  if (keyrack_rotation_item_can_test_old (self))
    /* Translators: a shortened client ID */
    return g_strdup_printf (_("Delete %s in Nexthink, then test that it is refused."), old_id);

  /* Translators: a shortened client ID */
  return g_strdup_printf (_("Delete %s in Nexthink and mark it here: it is no longer kept, so it can’t be tested."),
                          old_id);
}

static char *
dup_stage_advice (KeyrackRotationItem *self)
{
  switch (self->stage)
    {
    case KEYRACK_STAGE_ENTERED:
    case KEYRACK_STAGE_VERIFIED:
      return g_strdup (_("It is stored only if its test works. Until then the old pair stays in use."));

    case KEYRACK_STAGE_STORED:
      return dup_delete_advice (self);

    case KEYRACK_STAGE_OLD_DELETED:
      return NULL;

    case KEYRACK_STAGE_TO_DO:
    default:
      if (keyrack_rotation_item_is_forgotten (self))
        return g_strdup (_("A new pair that is not stored is not kept when the program ends. The old pair is still in use."));
      return g_strdup (_("Create a credential in Nexthink and paste both values here."));
    }
}

/**
 * keyrack_rotation_item_dup_advice:
 * @self: an item
 *
 * Returns: (transfer full) (nullable): what to do next, or %NULL when there is nothing to
 */
char *
keyrack_rotation_item_dup_advice (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  if (self->work != KEYRACK_WORK_NONE)
    return NULL;

  switch (self->trouble)
    {
    case KEYRACK_TROUBLE_ELSEWHERE:
      return g_strdup (_("Nothing was sent and nothing was changed. Enter the pair of this connection."));

    case KEYRACK_TROUBLE_SAME:
      return g_strdup (_("Nothing was changed. Copy the client ID and the secret of the new credential."));

    case KEYRACK_TROUBLE_REFUSED:
      return g_strdup (_("Nothing was changed: don’t delete the old one. Copy both values of the new one once more."));

    case KEYRACK_TROUBLE_UNDECIDED:
      return g_strdup (keyrack_test_result_get_advice (self->new_result));

    case KEYRACK_TROUBLE_NOT_STORED:
      return g_strdup (self->detail);

    case KEYRACK_TROUBLE_UNPROVEN:
      return g_strdup (_("Open the connection and test it, or bring the old pair back there. Don’t delete the old one yet."));

    case KEYRACK_TROUBLE_OLD_WORKS:
      return dup_delete_advice (self);

    case KEYRACK_TROUBLE_REPLACED:
      return g_strdup (_("The pair that was stored from here is no longer the connection’s. Enter a new one, or leave it as it is."));

    case KEYRACK_TROUBLE_NONE:
    default:
      return dup_stage_advice (self);
    }
}
