/* keyrack-form-history.c: what stood in the form before, to go back and forth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-form-history.h"

#include <string.h>

#include "keyrack-details-merge.h"
#include "keyrack-tags.h"

#define MAX_STEPS 100
#define PAUSE (2 * G_USEC_PER_SEC) /* after it typing is a step of its own */

struct _KeyrackFormHistory
{
  GQueue           past;      /* of KeyrackFormStep, the last one at the tail */
  GQueue           future;    /* the next one at the tail */
  KeyrackFormStep *now;
  const char      *field;     /* (nullable) the only one that the last step changed */
  gint64           time;      /* of the last step, in microseconds */
};

static const char * const fields[] = {
  "name", "instance", "region", "client-id", "environment", "tags", "note", "secret",
};

static char *
dup_text (const KeyrackFormStep *step,
          const char            *field)
{
  char *text = NULL;

  if (g_str_equal (field, "tags"))
    return keyrack_tags_join (keyrack_profile_get_tags (step->values));

  g_object_get (step->values, field, &text, NULL);

  return text;
}

static gboolean
is_same_secret (const KeyrackFormStep *a,
                const KeyrackFormStep *b)
{
  if (a->secret == NULL || b->secret == NULL)
    return a->secret == b->secret;

  return keyrack_secret_equal (a->secret, b->secret);
}

static glong
count_characters (KeyrackSecret *secret)
{
  return secret != NULL ? g_utf8_strlen (keyrack_secret_peek (secret), -1) : 0;
}

/* By how many characters @field has grown or shrunk; -1 when it is the same. */
static glong
measure_change (const KeyrackFormStep *before,
                const KeyrackFormStep *after,
                const char            *field)
{
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;

  if (g_str_equal (field, "secret"))
    return is_same_secret (before, after) ? -1
                                          : ABS (count_characters (before->secret) - count_characters (after->secret));

  old_text = dup_text (before, field);
  new_text = dup_text (after, field);

  return g_str_equal (old_text, new_text) ? -1
                                          : ABS (g_utf8_strlen (old_text, -1) - g_utf8_strlen (new_text, -1));
}

/* The one field that is different, NULL if several are; and by how much. */
static const char *
find_changed_field (const KeyrackFormStep *before,
                    const KeyrackFormStep *after,
                    glong                 *change)
{
  const char *changed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      glong difference = measure_change (before, after, fields[i]);

      if (difference < 0)
        continue;
      if (changed != NULL)
        return NULL;
      changed = fields[i];
      *change = difference;
    }

  return changed;
}

static gboolean
is_equal (const KeyrackFormStep *a,
          const KeyrackFormStep *b)
{
  return keyrack_profile_equal (a->values, b->values) && is_same_secret (a, b);
}

static void
clear_steps (GQueue *steps)
{
  g_queue_clear_full (steps, (GDestroyNotify) keyrack_form_step_free);
}

static const KeyrackFormStep *
move (KeyrackFormHistory *self,
      GQueue             *from,
      GQueue             *to)
{
  if (g_queue_is_empty (from))
    return NULL;

  g_queue_push_tail (to, self->now);
  self->now = g_queue_pop_tail (from);
  self->field = NULL;

  return self->now;
}

/**
 * keyrack_form_step_new:
 * @values: what stands in the fields
 * @secret: (nullable): the secret typed
 *
 * Returns: (transfer full): a copy of both
 */
KeyrackFormStep *
keyrack_form_step_new (KeyrackProfile *values,
                       KeyrackSecret  *secret)
{
  KeyrackFormStep *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (values), NULL);

  self = g_new0 (KeyrackFormStep, 1);
  self->values = keyrack_profile_dup (values);
  self->secret = secret != NULL ? keyrack_secret_ref (secret) : NULL;

  return self;
}

void
keyrack_form_step_free (KeyrackFormStep *self)
{
  g_object_unref (self->values);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  g_free (self);
}

KeyrackFormHistory *
keyrack_form_history_new (void)
{
  KeyrackFormHistory *self = g_new0 (KeyrackFormHistory, 1);

  g_queue_init (&self->past);
  g_queue_init (&self->future);

  return self;
}

void
keyrack_form_history_free (KeyrackFormHistory *self)
{
  clear_steps (&self->past);
  clear_steps (&self->future);
  g_clear_pointer (&self->now, keyrack_form_step_free);
  g_free (self);
}

/**
 * keyrack_form_history_begin:
 * @self: a history
 * @step: (transfer full): what stands in the form
 *
 * Forgets everything that was before @step.
 */
void
keyrack_form_history_begin (KeyrackFormHistory *self,
                            KeyrackFormStep    *step)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (step != NULL);

  clear_steps (&self->past);
  clear_steps (&self->future);
  g_clear_pointer (&self->now, keyrack_form_step_free);
  self->now = step;
  self->field = NULL;
}

/**
 * keyrack_form_history_record:
 * @self: a history
 * @step: (transfer full): what stands in the form
 * @time: when, in microseconds of any clock
 *
 * Takes note of a change. Letters typed into a field one after the other are one step, with
 * what they replaced.
 */
void
keyrack_form_history_record (KeyrackFormHistory *self,
                             KeyrackFormStep    *step,
                             gint64              time)
{
  const char *field = NULL;
  glong change = 0;

  g_return_if_fail (self != NULL && self->now != NULL);
  g_return_if_fail (step != NULL);

  if (is_equal (self->now, step))
    {
      keyrack_form_step_free (step);
      return;
    }

  field = find_changed_field (self->now, step, &change);
  if (field == NULL || field != self->field || change > 1 || time - self->time > PAUSE)
    g_queue_push_tail (&self->past, g_steal_pointer (&self->now));
  if (g_queue_get_length (&self->past) > MAX_STEPS)
    keyrack_form_step_free (g_queue_pop_head (&self->past));

  clear_steps (&self->future);
  g_clear_pointer (&self->now, keyrack_form_step_free);
  self->now = step;
  self->field = field;
  self->time = time;
}

static void
rebase_steps (GQueue         *steps,
              KeyrackProfile *base,
              KeyrackProfile *stored)
{
  for (GList *link = steps->head; link != NULL; link = link->next)
    keyrack_details_merge (base, stored, ((KeyrackFormStep *) link->data)->values);
}

/**
 * keyrack_form_history_rebase:
 * @self: a history
 * @base: what was stored when it began
 * @stored: what is stored now
 *
 * Puts each step on the new state: undo takes back what was done in the form, nothing else.
 */
void
keyrack_form_history_rebase (KeyrackFormHistory *self,
                             KeyrackProfile     *base,
                             KeyrackProfile     *stored)
{
  g_return_if_fail (self != NULL && self->now != NULL);
  g_return_if_fail (KEYRACK_IS_PROFILE (base));
  g_return_if_fail (KEYRACK_IS_PROFILE (stored));

  rebase_steps (&self->past, base, stored);
  rebase_steps (&self->future, base, stored);
  keyrack_details_merge (base, stored, self->now->values);
}

/**
 * keyrack_form_history_undo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what is to stand in the form now, %NULL when there
 *   is nothing to go back to
 */
const KeyrackFormStep *
keyrack_form_history_undo (KeyrackFormHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return move (self, &self->past, &self->future);
}

/**
 * keyrack_form_history_redo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what is to stand in the form now, %NULL when nothing
 *   was undone since the last change
 */
const KeyrackFormStep *
keyrack_form_history_redo (KeyrackFormHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return move (self, &self->future, &self->past);
}
