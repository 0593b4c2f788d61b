/* keyrack-rotation-text.c: what two results side by side mean, and what to do next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-private.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  PAIR_WORKS,
  PAIR_REFUSED,
  PAIR_UNKNOWN,
  PAIR_MISSING,
  N_PAIRS,
} Pair;

static const char * const new_words[N_PAIRS] = {
  [PAIR_WORKS] = N_("New works"),
  [PAIR_REFUSED] = N_("New refused"),
  [PAIR_UNKNOWN] = N_("New could not be tested"),
  [PAIR_MISSING] = N_("New could not be tested"),
};

static const char * const old_words[N_PAIRS] = {
  [PAIR_WORKS] = N_("old still works"),
  [PAIR_REFUSED] = N_("old refused"),
  [PAIR_UNKNOWN] = N_("old could not be tested"),
  [PAIR_MISSING] = N_("no old secret"),
};

/* Of a pair that is the connection's again. */
static const char * const restored_words[N_PAIRS] = {
  [PAIR_WORKS] = N_("The old pair is back and works"),
  [PAIR_REFUSED] = N_("The old pair is back, but was refused"),
  [PAIR_UNKNOWN] = N_("The old pair is back, but could not be tested"),
  [PAIR_MISSING] = N_("The old pair is back, but could not be tested"),
};

static Pair
pair_of (KeyrackTestResult *result)
{
  if (result == NULL)
    return PAIR_UNKNOWN;

  if (keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_NO_SECRET)
    return PAIR_MISSING;

  switch (keyrack_test_result_get_verdict (result))
    {
    case KEYRACK_VERDICT_WORKS:
      return PAIR_WORKS;

    case KEYRACK_VERDICT_REFUSED:
      return PAIR_REFUSED;

    case KEYRACK_VERDICT_NOT_TESTED:
    case KEYRACK_VERDICT_UNDECIDED:
    case KEYRACK_VERDICT_NO_SECRET:
    default:
      return PAIR_UNKNOWN;
    }
}

static gboolean
is_same_pair (KeyrackRotation *self)
{
  return self->sameness == (KEYRACK_ROTATION_SAME_ID | KEYRACK_ROTATION_SAME_SECRET);
}

/* What both results together say. */
KeyrackRotationVerdict
keyrack_rotation_decide (KeyrackRotation *self)
{
  Pair new_pair = pair_of (self->new_result);
  Pair old_pair = pair_of (self->old_result);

  if (self->new_result == NULL || self->old_result == NULL)
    return KEYRACK_ROTATION_UNKNOWN;

  if (new_pair == PAIR_UNKNOWN || new_pair == PAIR_MISSING || old_pair == PAIR_UNKNOWN)
    return KEYRACK_ROTATION_UNDECIDED;

  if (new_pair == PAIR_WORKS)
    return old_pair == PAIR_WORKS ? KEYRACK_ROTATION_BOTH_WORK : KEYRACK_ROTATION_ONLY_NEW;

  return old_pair == PAIR_WORKS ? KEYRACK_ROTATION_ONLY_OLD : KEYRACK_ROTATION_NEITHER;
}

/* (nullable) while there is nothing to say. */
char *
keyrack_rotation_dup_headline (KeyrackRotation *self)
{
  if (self->change == KEYRACK_ROTATION_RESTORED)
    return g_strdup (_(restored_words[pair_of (self->old_result)]));

  if (self->change == KEYRACK_ROTATION_UNCHANGED && self->verdict == KEYRACK_ROTATION_UNKNOWN)
    return NULL;

  if (is_same_pair (self))
    return g_strdup (_("This is the pair in use"));

  /* Translators: what a test of the new credential found, and one of the old */
  return g_strdup_printf (_("%s · %s"),
                          _(new_words[pair_of (self->new_result)]), _(old_words[pair_of (self->old_result)]));
}

static const char *
get_advice_stored (KeyrackRotation *self)
{
  if (self->sameness & KEYRACK_ROTATION_SAME_ID)
    return _("Replaced, and tested from the keyring. Both have the same client ID: don’t delete it in Nexthink.");

  switch (pair_of (self->old_result))
    {
    case PAIR_WORKS:
      return _("Replaced, and tested from the keyring. You can delete the old credential in Nexthink.");

    case PAIR_REFUSED:
      return _("Replaced, and tested from the keyring. The old credential no longer works.");

    case PAIR_MISSING:
      return _("Replaced, and tested from the keyring.");

    case PAIR_UNKNOWN:
    case N_PAIRS:
    default:
      return _("Replaced, and tested from the keyring. Whether the old credential still works is not known.");
    }
}

static const char *
get_advice_replaced (KeyrackRotation *self)
{
  if (self->stored)
    return get_advice_stored (self);

  if (pair_of (self->new_result) == PAIR_REFUSED)
    return _("It is stored, but was refused when tested from the keyring. Restore brings the old pair back.");

  return _("It is stored, but not proven from the keyring. Test it, or bring the old pair back with Restore.");
}

static const char *
get_advice_restored (KeyrackRotation *self)
{
  if (pair_of (self->old_result) == PAIR_WORKS)
    return _("Don’t delete its credential in Nexthink.");

  return _("Restore once more brings the other pair back.");
}

static const char *
get_advice_new_works (KeyrackRotation *self)
{
  if (self->sameness & KEYRACK_ROTATION_SAME_ID)
    return _("Replace now. Both have the same client ID: don’t delete it in Nexthink.");

  switch (pair_of (self->old_result))
    {
    case PAIR_WORKS:
      return _("You can delete the old credential in Nexthink once it is replaced.");

    case PAIR_REFUSED:
    case PAIR_MISSING:
      return _("Replace now.");

    case PAIR_UNKNOWN:
    case N_PAIRS:
    default:
      return _("You can replace it. Don’t delete the old credential in Nexthink yet.");
    }
}

static const char *
get_advice_new_fails (KeyrackRotation *self)
{
  Pair old_pair = pair_of (self->old_result);

  if (self->sameness & KEYRACK_ROTATION_SAME_SECRET)
    return _("This is the same secret as now: copy the new one. Nothing was changed.");

  if (old_pair == PAIR_WORKS || old_pair == PAIR_UNKNOWN)
    return _("Don’t delete the old credential. Nothing was changed.");

  if (pair_of (self->new_result) == PAIR_REFUSED)
    return _("Copy both values once more, or create another credential in Nexthink. Nothing was changed.");

  return _("Test again. Nothing was changed.");
}

/* (nullable) while there is nothing to say. */
char *
keyrack_rotation_dup_advice (KeyrackRotation *self)
{
  if (self->change == KEYRACK_ROTATION_REPLACED)
    return g_strdup (get_advice_replaced (self));

  if (self->change == KEYRACK_ROTATION_RESTORED)
    return g_strdup (get_advice_restored (self));

  if (self->verdict == KEYRACK_ROTATION_UNKNOWN)
    return NULL;

  if (is_same_pair (self))
    return g_strdup (_("There is nothing to replace. Copy the client ID and the secret of the new credential."));

  if (pair_of (self->new_result) == PAIR_WORKS)
    return g_strdup (get_advice_new_works (self));

  return g_strdup (get_advice_new_fails (self));
}
