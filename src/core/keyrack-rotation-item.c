/* keyrack-rotation-item.c: one connection in a rotation of many
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-item-private.h"

G_DEFINE_FINAL_TYPE (KeyrackRotationItem, keyrack_rotation_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
keyrack_rotation_item_dispose (GObject *object)
{
  KeyrackRotationItem *self = KEYRACK_ROTATION_ITEM (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->new_result);
  g_clear_object (&self->old_result);
  g_clear_pointer (&self->secret, keyrack_secret_unref);

  G_OBJECT_CLASS (keyrack_rotation_item_parent_class)->dispose (object);
}

static void
keyrack_rotation_item_finalize (GObject *object)
{
  KeyrackRotationItem *self = KEYRACK_ROTATION_ITEM (object);

  g_free (self->client_id);
  g_free (self->old_client_id);
  g_free (self->detail);

  G_OBJECT_CLASS (keyrack_rotation_item_parent_class)->finalize (object);
}

static void
keyrack_rotation_item_class_init (KeyrackRotationItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_rotation_item_dispose;
  object_class->finalize = keyrack_rotation_item_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
keyrack_rotation_item_init (KeyrackRotationItem *self)
{
  self->client_id = g_strdup ("");
  self->old_client_id = g_strdup ("");
}

/* What was stored without proof can be tested from its own page. */
static void
last_result_cb (KeyrackRotationItem *self)
{
  g_assert (KEYRACK_IS_ROTATION_ITEM (self));

  if (self->trouble != KEYRACK_TROUBLE_UNPROVEN || self->work != KEYRACK_WORK_NONE ||
      keyrack_profile_get_outcome (self->profile) != KEYRACK_OUTCOME_OK)
    return;

  self->moments.verified_at =
    keyrack_test_result_get_facts (keyrack_profile_get_last_result (self->profile))->tested_at;
  keyrack_rotation_item_set_trouble (self, KEYRACK_TROUBLE_NONE, NULL);
  keyrack_rotation_item_changed (self);
}

/**
 * keyrack_rotation_item_new:
 * @profile: a connection
 *
 * Returns: (transfer full): an item with everything to do
 */
KeyrackRotationItem *
keyrack_rotation_item_new (KeyrackProfile *profile)
{
  KeyrackRotationItem *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  self = g_object_new (KEYRACK_TYPE_ROTATION_ITEM, NULL);
  self->profile = g_object_ref (profile);
  g_signal_connect_object (profile, "notify::last-result", G_CALLBACK (last_result_cb), self, G_CONNECT_SWAPPED);

  return self;
}

KeyrackProfile *
keyrack_rotation_item_get_profile (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  return self->profile;
}

KeyrackRotationStage
keyrack_rotation_item_get_stage (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), KEYRACK_STAGE_TO_DO);

  return self->stage;
}

KeyrackRotationWork
keyrack_rotation_item_get_work (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), KEYRACK_WORK_NONE);

  return self->work;
}

KeyrackRotationTrouble
keyrack_rotation_item_get_trouble (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), KEYRACK_TROUBLE_NONE);

  return self->trouble;
}

/* Of the new pair, "" when none was entered. */
const char *
keyrack_rotation_item_get_client_id (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  return self->client_id;
}

/* Of the pair that was in use when the new one was entered, "" when none was. */
const char *
keyrack_rotation_item_get_old_client_id (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  return self->old_client_id;
}

const KeyrackRotationMoments *
keyrack_rotation_item_get_moments (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  return &self->moments;
}

/* (nullable): what the last test of the new pair found, in this session. */
KeyrackTestResult *
keyrack_rotation_item_get_new_result (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  return self->new_result;
}

/* (nullable): the same of the old pair. */
KeyrackTestResult *
keyrack_rotation_item_get_old_result (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), NULL);

  return self->old_result;
}

/**
 * keyrack_rotation_item_is_forgotten:
 * @self: an item
 *
 * Returns: %TRUE if a pair was entered before, but went with the program, because its secret
 *   was never written anywhere
 */
gboolean
keyrack_rotation_item_is_forgotten (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), FALSE);

  return self->stage == KEYRACK_STAGE_TO_DO && self->moments.entered_at > 0;
}

/* Whether a new pair can be taken, be it in the place of one that is not stored yet. */
gboolean
keyrack_rotation_item_can_enter (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), FALSE);

  return self->stage < KEYRACK_STAGE_STORED && self->work == KEYRACK_WORK_NONE;
}

static gboolean
has_pair (KeyrackRotationItem *self)
{
  return self->secret != NULL && keyrack_rotation_item_can_enter (self);
}

/* Whether there is a pair that may be sent to the server. */
gboolean
keyrack_rotation_item_can_test (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), FALSE);

  return has_pair (self) && self->trouble != KEYRACK_TROUBLE_ELSEWHERE && self->trouble != KEYRACK_TROUBLE_SAME;
}

/* The same, and nothing known that speaks against storing it. */
gboolean
keyrack_rotation_item_can_store (KeyrackRotationItem *self)
{
  return keyrack_rotation_item_can_test (self) && self->trouble != KEYRACK_TROUBLE_REFUSED;
}

/* Whether there is a pair that is stored only if somebody insists. */
gboolean
keyrack_rotation_item_can_store_anyway (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), FALSE);

  return has_pair (self) &&
         (self->trouble == KEYRACK_TROUBLE_ELSEWHERE || self->trouble == KEYRACK_TROUBLE_REFUSED ||
          self->trouble == KEYRACK_TROUBLE_UNDECIDED);
}

/* Whether the old pair is still kept and not known to be refused. */
gboolean
keyrack_rotation_item_can_test_old (KeyrackRotationItem *self)
{
  const KeyrackPreviousPair *previous = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), FALSE);

  previous = keyrack_profile_get_previous (self->profile);

  return self->stage >= KEYRACK_STAGE_STORED && self->work == KEYRACK_WORK_NONE &&
         self->moments.old_refused_at == 0 && previous != NULL && *previous->secret_ref != '\0' &&
         g_str_equal (previous->client_id, self->old_client_id);
}

/* Whether a person can say that the old one is deleted, or that it is not. */
gboolean
keyrack_rotation_item_can_mark (KeyrackRotationItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_ITEM (self), FALSE);

  return self->stage >= KEYRACK_STAGE_STORED && self->work == KEYRACK_WORK_NONE && self->moments.old_refused_at == 0;
}

/* For the board */

void
keyrack_rotation_item_changed (KeyrackRotationItem *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
keyrack_rotation_item_set_work (KeyrackRotationItem *self,
                                KeyrackRotationWork  work)
{
  self->work = work;
  keyrack_rotation_item_changed (self);
}

void
keyrack_rotation_item_set_trouble (KeyrackRotationItem    *self,
                                   KeyrackRotationTrouble  trouble,
                                   const char             *detail)
{
  g_free (self->detail);
  self->detail = g_strdup (detail);
  self->trouble = trouble;
}

/* As it was before a pair was entered. */
void
keyrack_rotation_item_reset (KeyrackRotationItem *self)
{
  g_clear_object (&self->new_result);
  g_clear_object (&self->old_result);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  g_free (self->client_id);
  self->client_id = g_strdup ("");
  g_free (self->old_client_id);
  self->old_client_id = g_strdup ("");
  self->moments = (KeyrackRotationMoments) { 0 };
  self->stage = KEYRACK_STAGE_TO_DO;
  keyrack_rotation_item_set_trouble (self, KEYRACK_TROUBLE_NONE, NULL);
}

void
keyrack_rotation_item_enter (KeyrackRotationItem *self,
                             const char          *client_id,
                             KeyrackSecret       *secret)
{
  g_autofree char *entered_id = g_strdup (client_id);
  KeyrackSecret *entered = keyrack_secret_ref (secret);

  keyrack_rotation_item_reset (self);
  g_free (self->client_id);
  self->client_id = g_steal_pointer (&entered_id);
  self->secret = entered;
  g_free (self->old_client_id);
  self->old_client_id = g_strdup (keyrack_profile_get_client_id (self->profile));
  self->moments.entered_at = g_get_real_time () / G_USEC_PER_SEC;
  self->stage = KEYRACK_STAGE_ENTERED;
}

/* The new pair is the connection's, and has been since it was entered. Before it was seen to
 * work its client ID is not written; then it is the pair that took the place of the old one. */
static gboolean
is_in_use (KeyrackRotationItem *self)
{
  const char *client_id = keyrack_profile_get_client_id (self->profile);

  if (keyrack_profile_get_secret_saved_at (self->profile) < self->moments.entered_at)
    return FALSE;

  if (*self->client_id != '\0')
    return g_str_equal (client_id, self->client_id);

  return keyrack_profile_get_rotated_at (self->profile) >= self->moments.entered_at ||
         !g_str_equal (client_id, self->old_client_id);
}

/* What was read may be older than what was stored: a program can end between the two. The
 * connection itself says which pair it has; a secret that was entered is gone. */
void
keyrack_rotation_item_reconcile (KeyrackRotationItem *self)
{
  gboolean entered = self->moments.entered_at > 0;
  gint64 rotated_at = keyrack_profile_get_rotated_at (self->profile);

  if (self->stage < KEYRACK_STAGE_STORED && entered && is_in_use (self))
    {
      self->stage = KEYRACK_STAGE_STORED;
      g_free (self->client_id);
      self->client_id = g_strdup (keyrack_profile_get_client_id (self->profile));
      self->moments.stored_at = keyrack_profile_get_secret_saved_at (self->profile);
      if (rotated_at >= self->moments.entered_at)
        self->moments.verified_at = rotated_at;
    }
  else if (self->stage < KEYRACK_STAGE_STORED)
    {
      self->stage = KEYRACK_STAGE_TO_DO;
      self->moments.verified_at = 0;
    }
  else if (!g_str_equal (keyrack_profile_get_client_id (self->profile), self->client_id))
    {
      keyrack_rotation_item_reset (self);
      keyrack_rotation_item_set_trouble (self, KEYRACK_TROUBLE_REPLACED, NULL);
      return;
    }

  if (self->stage >= KEYRACK_STAGE_STORED && self->moments.verified_at == 0)
    keyrack_rotation_item_set_trouble (self, KEYRACK_TROUBLE_UNPROVEN, NULL);
}

/* Connections without a valid host are not asked for anything, so they share nothing. */
const char *
keyrack_rotation_item_get_host (KeyrackRotationItem *self)
{
  const char *host = keyrack_profile_get_login_host (self->profile);

  return host != NULL ? host : keyrack_profile_get_id (self->profile);
}
