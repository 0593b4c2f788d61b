/* keyrack-test-item.c: one connection in a run of many tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-item.h"

struct _KeyrackTestItem
{
  GObject               parent_instance;

  /* Owned references */
  KeyrackProfile       *profile;
  KeyrackTestResult    *result;       /* (nullable) */

  char                 *host;
  KeyrackTestItemState  state;
  KeyrackPhase          phase;
  guint                 next_try_in;  /* seconds */
};

G_DEFINE_FINAL_TYPE (KeyrackTestItem, keyrack_test_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
keyrack_test_item_dispose (GObject *object)
{
  KeyrackTestItem *self = KEYRACK_TEST_ITEM (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->result);

  G_OBJECT_CLASS (keyrack_test_item_parent_class)->dispose (object);
}

static void
keyrack_test_item_finalize (GObject *object)
{
  KeyrackTestItem *self = KEYRACK_TEST_ITEM (object);

  g_free (self->host);

  G_OBJECT_CLASS (keyrack_test_item_parent_class)->finalize (object);
}

static void
keyrack_test_item_class_init (KeyrackTestItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_test_item_dispose;
  object_class->finalize = keyrack_test_item_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
keyrack_test_item_init (KeyrackTestItem *self)
{
}

/**
 * keyrack_test_item_new:
 * @profile: what is to be tested
 *
 * Returns: (transfer full): an item that waits
 */
KeyrackTestItem *
keyrack_test_item_new (KeyrackProfile *profile)
{
  KeyrackTestItem *self = NULL;
  const char *host = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  self = g_object_new (KEYRACK_TYPE_TEST_ITEM, NULL);
  self->profile = g_object_ref (profile);

  /* Connections without a valid host are not asked for anything, so they share nothing. */
  host = keyrack_profile_get_login_host (profile);
  self->host = g_strdup (host != NULL ? host : keyrack_profile_get_id (profile));

  return self;
}

KeyrackProfile *
keyrack_test_item_get_profile (KeyrackTestItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (self), NULL);

  return self->profile;
}

/**
 * keyrack_test_item_get_host:
 * @self: an item
 *
 * Returns: (transfer none): its login host when the run was made; those with the same one
 *   take turns
 */
const char *
keyrack_test_item_get_host (KeyrackTestItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (self), NULL);

  return self->host;
}

KeyrackTestItemState
keyrack_test_item_get_state (KeyrackTestItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (self), KEYRACK_TEST_ITEM_WAITING);

  return self->state;
}

/**
 * keyrack_test_item_get_class:
 * @self: an item
 *
 * Returns: what its result means; %KEYRACK_TEST_CLASS_OPEN without one
 */
KeyrackTestClass
keyrack_test_item_get_class (KeyrackTestItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (self), KEYRACK_TEST_CLASS_OPEN);

  if (self->result == NULL)
    return KEYRACK_TEST_CLASS_OPEN;

  switch (keyrack_test_result_get_verdict (self->result))
    {
    case KEYRACK_VERDICT_WORKS:
      return KEYRACK_TEST_CLASS_WORKS;

    case KEYRACK_VERDICT_REFUSED:
      return KEYRACK_TEST_CLASS_REFUSED;

    case KEYRACK_VERDICT_NOT_TESTED:
    case KEYRACK_VERDICT_UNDECIDED:
    case KEYRACK_VERDICT_NO_SECRET:
    default:
      return KEYRACK_TEST_CLASS_UNDECIDED;
    }
}

/* What it is being tested for at this moment; means something only while it is tested. */
KeyrackPhase
keyrack_test_item_get_phase (KeyrackTestItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (self), KEYRACK_PHASE_RESOLVE);

  return self->phase;
}

/* Seconds until the next try, 0 unless it waits for one. */
guint
keyrack_test_item_get_next_try_in (KeyrackTestItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (self), 0);

  return self->next_try_in;
}

/* NULL unless it is done. */
KeyrackTestResult *
keyrack_test_item_get_result (KeyrackTestItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (self), NULL);

  return self->result;
}

/**
 * keyrack_test_item_set_state:
 * @self: an item
 * @state: its new state
 * @result: (nullable): what was found, when it is done
 */
void
keyrack_test_item_set_state (KeyrackTestItem      *self,
                             KeyrackTestItemState  state,
                             KeyrackTestResult    *result)
{
  g_return_if_fail (KEYRACK_IS_TEST_ITEM (self));
  g_return_if_fail ((state == KEYRACK_TEST_ITEM_DONE) == (result != NULL));

  self->state = state;
  self->phase = KEYRACK_PHASE_RESOLVE;
  self->next_try_in = 0;
  g_set_object (&self->result, result);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
keyrack_test_item_set_phase (KeyrackTestItem *self,
                             KeyrackPhase     phase)
{
  g_return_if_fail (KEYRACK_IS_TEST_ITEM (self));

  if (self->phase == phase)
    return;

  self->phase = phase;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
keyrack_test_item_set_next_try_in (KeyrackTestItem *self,
                                   guint            seconds)
{
  g_return_if_fail (KEYRACK_IS_TEST_ITEM (self));

  if (self->next_try_in == seconds)
    return;

  self->next_try_in = seconds;
  g_signal_emit (self, signals[CHANGED], 0);
}
