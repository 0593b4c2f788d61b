/* keyrack-many-test.c: the test of several connections as the list shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-many-test.h"

#include <glib/gi18n.h>

#include "keyrack-test-run.h"

struct _KeyrackManyTest
{
  GObject             parent_instance;

  /* Owned references */
  KeyrackHttpClient  *client;
  KeyrackSecretStore *secrets;
  KeyrackJournal     *journal;
  GCancellable       *cancellable;   /* while it runs */

  char               *summary;
  guint               n_total;
  guint               n_tested;
  guint               n_working;
};

G_DEFINE_FINAL_TYPE (KeyrackManyTest, keyrack_many_test, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_SUMMARY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
take_summary (KeyrackManyTest *self,
              char            *summary)
{
  g_free (self->summary);
  self->summary = summary;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static char *
dup_progress (KeyrackManyTest *self)
{
  /* Translators: how many connections were tested so far, of how many */
  return g_strdup_printf (_("Testing… %u of %u"), self->n_tested, self->n_total);
}

static char *
dup_outcome (KeyrackManyTest *self,
             KeyrackTestRun  *run)
{
  if (keyrack_test_run_get_gave_up (run))
    /* Translators: how many connections were tested before there was no use in it, of how many */
    return g_strdup_printf (_("Stopped after %u of %u: the network fails"), self->n_tested, self->n_total);

  if (self->n_tested < self->n_total)
    /* Translators: how many connections were tested before Cancel, of how many */
    return g_strdup_printf (_("Cancelled after %u of %u"), self->n_tested, self->n_total);

  /* Translators: how many connections work, of how many there are: “6 of 9 work” */
  return g_strdup_printf (ngettext ("%u of %u works", "%u of %u work", self->n_working),
                          self->n_working, self->n_total);
}

static void
append_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!keyrack_journal_append_finish (KEYRACK_JOURNAL (source), result, &error))
    g_debug ("The result was not noted in the journal: %s", error->message);
}

/* What was cancelled leaves the last result as it was. */
static void
tested_cb (KeyrackManyTest   *self,
           KeyrackProfile    *profile,
           KeyrackTestResult *result)
{
  KeyrackOutcome outcome = keyrack_test_result_get_outcome (result);

  g_assert (KEYRACK_IS_MANY_TEST (self));

  keyrack_profile_set_testing (profile, FALSE);

  if (outcome == KEYRACK_OUTCOME_CANCELLED)
    return;

  self->n_tested++;
  if (keyrack_outcome_get_verdict (outcome) == KEYRACK_VERDICT_WORKS)
    self->n_working++;

  keyrack_profile_set_last_result (profile, result);
  keyrack_journal_append_async (self->journal, result, NULL, append_cb, NULL);
  take_summary (self, dup_progress (self));
}

static void
finished_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackManyTest) self = user_data;

  keyrack_test_run_start_finish (KEYRACK_TEST_RUN (object), result, NULL);

  g_clear_object (&self->cancellable);
  take_summary (self, dup_outcome (self, KEYRACK_TEST_RUN (object)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
keyrack_many_test_dispose (GObject *object)
{
  KeyrackManyTest *self = KEYRACK_MANY_TEST (object);

  keyrack_many_test_cancel (self);
  g_clear_object (&self->client);
  g_clear_object (&self->secrets);
  g_clear_object (&self->journal);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (keyrack_many_test_parent_class)->dispose (object);
}

static void
keyrack_many_test_finalize (GObject *object)
{
  KeyrackManyTest *self = KEYRACK_MANY_TEST (object);

  g_free (self->summary);

  G_OBJECT_CLASS (keyrack_many_test_parent_class)->finalize (object);
}

static void
keyrack_many_test_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  KeyrackManyTest *self = KEYRACK_MANY_TEST (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, keyrack_many_test_get_running (self));
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_many_test_class_init (KeyrackManyTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_many_test_dispose;
  object_class->finalize = keyrack_many_test_finalize;
  object_class->get_property = keyrack_many_test_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, readable);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_many_test_init (KeyrackManyTest *self)
{
  self->summary = g_strdup ("");
}

KeyrackManyTest *
keyrack_many_test_new (KeyrackHttpClient  *client,
                       KeyrackSecretStore *secrets,
                       KeyrackJournal     *journal)
{
  KeyrackManyTest *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_SECRET_STORE (secrets), NULL);
  g_return_val_if_fail (KEYRACK_IS_JOURNAL (journal), NULL);

  self = g_object_new (KEYRACK_TYPE_MANY_TEST, NULL);
  self->client = g_object_ref (client);
  self->secrets = g_object_ref (secrets);
  self->journal = g_object_ref (journal);

  return self;
}

gboolean
keyrack_many_test_get_running (KeyrackManyTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (self), FALSE);

  return self->cancellable != NULL;
}

const char *
keyrack_many_test_get_summary (KeyrackManyTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (self), NULL);

  return self->summary;
}

/**
 * keyrack_many_test_start:
 * @self: a test that does not run
 * @profiles: (element-type KeyrackProfile): saved connections
 *
 * Tests them, a few at a time. One that is being tested already is left alone. It goes on
 * when the last reference to @self but its own has gone.
 */
void
keyrack_many_test_start (KeyrackManyTest *self,
                         GPtrArray       *profiles)
{
  g_autoptr(GPtrArray) idle = g_ptr_array_new ();
  g_autoptr(KeyrackTestRun) run = NULL;

  g_return_if_fail (KEYRACK_IS_MANY_TEST (self));
  g_return_if_fail (profiles != NULL);

  if (self->cancellable != NULL)
    return;

  for (guint i = 0; i < profiles->len; i++)
    {
      if (keyrack_profile_get_testing (profiles->pdata[i]))
        continue;

      keyrack_profile_set_testing (profiles->pdata[i], TRUE);
      g_ptr_array_add (idle, profiles->pdata[i]);
    }

  self->cancellable = g_cancellable_new ();
  self->n_total = idle->len;
  self->n_tested = 0;
  self->n_working = 0;
  take_summary (self, dup_progress (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  run = keyrack_test_run_new (self->client, self->secrets, idle, KEYRACK_TEST_RUN_DEFAULT_JOBS);
  g_signal_connect_object (run, "tested", G_CALLBACK (tested_cb), self, G_CONNECT_SWAPPED);
  keyrack_test_run_start_async (run, self->cancellable, finished_cb, g_object_ref (self));
}

void
keyrack_many_test_cancel (KeyrackManyTest *self)
{
  g_return_if_fail (KEYRACK_IS_MANY_TEST (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
