/* keyrack-many-test.c: the test of several connections as the window shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-many-test.h"

#include <glib/gi18n.h>

#include "keyrack-run-text.h"

struct _KeyrackManyTest
{
  GObject             parent_instance;

  /* Owned references */
  KeyrackHttpClient  *client;
  KeyrackSecretStore *secrets;
  KeyrackJournal     *journal;
  KeyrackTestRun     *run;           /* (nullable) */
  GCancellable       *cancellable;   /* while it runs */

  char               *heading;
  char               *summary;
};

G_DEFINE_FINAL_TYPE (KeyrackManyTest, keyrack_many_test, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_RUN,
  PROP_HEADING,
  PROP_SUMMARY,
  PROP_PROGRESS,
  N_PROPS
};

enum
{
  ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static void
update_summary (KeyrackManyTest *self)
{
  g_autofree char *summary = keyrack_run_text_dup_answer (self->run);

  if (g_strcmp0 (self->summary, summary) == 0)
    return;

  g_free (self->summary);
  self->summary = g_steal_pointer (&summary);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
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
  g_assert (KEYRACK_IS_MANY_TEST (self));

  keyrack_profile_set_testing (profile, FALSE);

  if (keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_CANCELLED)
    return;

  /* It knows what stands out of the result, for whoever shows it. */
  keyrack_journal_append_async (self->journal, result, NULL, append_cb, NULL);
  keyrack_profile_set_last_result (profile, result);
  update_summary (self);
}

static void
finished_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackManyTest) self = user_data;

  keyrack_test_run_start_finish (KEYRACK_TEST_RUN (object), result, NULL);

  g_clear_object (&self->cancellable);
  update_summary (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
keyrack_many_test_dispose (GObject *object)
{
  KeyrackManyTest *self = KEYRACK_MANY_TEST (object);

  keyrack_many_test_cancel (self);
  g_clear_object (&self->client);
  g_clear_object (&self->secrets);
  g_clear_object (&self->journal);
  g_clear_object (&self->run);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (keyrack_many_test_parent_class)->dispose (object);
}

static void
keyrack_many_test_finalize (GObject *object)
{
  KeyrackManyTest *self = KEYRACK_MANY_TEST (object);

  g_free (self->heading);
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

    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;

    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;

    case PROP_PROGRESS:
      g_value_take_string (value, keyrack_many_test_dup_progress (self));
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
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, KEYRACK_TYPE_TEST_RUN, readable);
  properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, readable);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, readable);
  properties[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENDED] =
    g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
keyrack_many_test_init (KeyrackManyTest *self)
{
  self->heading = g_strdup ("");
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

KeyrackJournal *
keyrack_many_test_get_journal (KeyrackManyTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (self), NULL);

  return self->journal;
}

KeyrackSecretStore *
keyrack_many_test_get_secrets (KeyrackManyTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (self), NULL);

  return self->secrets;
}

KeyrackTestRun *
keyrack_many_test_get_run (KeyrackManyTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (self), NULL);

  return self->run;
}

const char *
keyrack_many_test_get_heading (KeyrackManyTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (self), NULL);

  return self->heading;
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

/* For the title of the window; NULL unless it runs. */
char *
keyrack_many_test_dup_progress (KeyrackManyTest *self)
{
  g_return_val_if_fail (KEYRACK_IS_MANY_TEST (self), NULL);

  if (self->cancellable == NULL)
    return NULL;

  /* Translators: the title of a window: how many connections were tested, of how many, and
   * what is done: “34 of 60 – Test All” */
  return g_strdup_printf (_("%u of %u – %s"),
                          keyrack_test_run_get_n_tested (self->run),
                          g_list_model_get_n_items (G_LIST_MODEL (self->run)),
                          self->heading);
}

static void
start_run (KeyrackManyTest *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->run));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(KeyrackTestItem) item = g_list_model_get_item (G_LIST_MODEL (self->run), i);

      if (keyrack_test_item_get_state (item) == KEYRACK_TEST_ITEM_WAITING)
        keyrack_profile_set_testing (keyrack_test_item_get_profile (item), TRUE);
    }

  self->cancellable = g_cancellable_new ();
  keyrack_test_run_start_async (self->run, self->cancellable, finished_cb, g_object_ref (self));
  update_summary (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static int
compare_names (gconstpointer first,
               gconstpointer second)
{
  return g_utf8_collate (keyrack_profile_get_name (*(KeyrackProfile * const *) first),
                         keyrack_profile_get_name (*(KeyrackProfile * const *) second));
}

/* In the order of their names. */
static GPtrArray *
list_idle (GPtrArray *profiles)
{
  GPtrArray *idle = g_ptr_array_new ();

  for (guint i = 0; i < profiles->len; i++)
    {
      if (!keyrack_profile_get_testing (profiles->pdata[i]))
        g_ptr_array_add (idle, profiles->pdata[i]);
    }

  g_ptr_array_sort (idle, compare_names);

  return idle;
}

static void
start (KeyrackManyTest *self,
       GPtrArray       *profiles,
       const char      *heading,
       gboolean         checks_permissions)
{
  g_autoptr(GPtrArray) idle = NULL;

  if (self->cancellable != NULL)
    return;

  g_free (self->heading);
  self->heading = g_strdup (heading);

  idle = list_idle (profiles);
  g_clear_object (&self->run);
  self->run = keyrack_test_run_new (self->client, self->secrets, idle, KEYRACK_TEST_RUN_DEFAULT_JOBS);
  keyrack_test_run_set_asks (self->run, TRUE);
  keyrack_test_run_set_checks_permissions (self->run, checks_permissions);
  g_signal_connect_object (self->run, "tested", G_CALLBACK (tested_cb), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);

  start_run (self);
}

/**
 * keyrack_many_test_start:
 * @self: a test that does not run
 * @profiles: (element-type KeyrackProfile): saved connections
 * @heading: what is tested, as a title
 *
 * Tests them, a few at a time. One that is being tested already is left alone. It goes on
 * when the last reference to @self but its own has gone.
 */
void
keyrack_many_test_start (KeyrackManyTest *self,
                         GPtrArray       *profiles,
                         const char      *heading)
{
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);

  g_return_if_fail (KEYRACK_IS_MANY_TEST (self));
  g_return_if_fail (profiles != NULL);
  g_return_if_fail (heading != NULL);

  start (self, profiles, heading, g_settings_get_boolean (settings, "check-permissions"));
}

/* The same with a look at the permissions, whatever the preference says. */
void
keyrack_many_test_check (KeyrackManyTest *self,
                         GPtrArray       *profiles,
                         const char      *heading)
{
  g_return_if_fail (KEYRACK_IS_MANY_TEST (self));
  g_return_if_fail (profiles != NULL);
  g_return_if_fail (heading != NULL);

  start (self, profiles, heading, TRUE);
}

/**
 * keyrack_many_test_start_again:
 * @self: a test that does not run
 *
 * Tests what the last run left out, or, when it left out nothing, what failed.
 */
void
keyrack_many_test_start_again (KeyrackManyTest *self)
{
  g_return_if_fail (KEYRACK_IS_MANY_TEST (self));

  if (self->cancellable != NULL || self->run == NULL)
    return;

  if (keyrack_test_run_renew_rest (self->run) > 0 || keyrack_test_run_renew_failed (self->run) > 0)
    start_run (self);
}

void
keyrack_many_test_cancel (KeyrackManyTest *self)
{
  g_return_if_fail (KEYRACK_IS_MANY_TEST (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
