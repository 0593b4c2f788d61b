/* keyrack-test-result.c: what one test of one connection found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-result.h"

#include <glib/gi18n-lib.h>

#include "keyrack-address.h"
#include "keyrack-permission-text.h"

struct _KeyrackTestResult
{
  GObject           parent_instance;

  KeyrackTestFacts  facts;
  char             *message;
  char             *advice;
  char             *remark;
};

G_DEFINE_FINAL_TYPE (KeyrackTestResult, keyrack_test_result, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_OUTCOME,
  PROP_VERDICT,
  PROP_MESSAGE,
  PROP_ADVICE,
  PROP_WORD,
  PROP_HTTP_STATUS,
  PROP_ERROR_DESCRIPTION,
  PROP_TESTED_AT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gpointer
copy_claim (gconstpointer claim,
            gpointer      user_data)
{
  return keyrack_claim_copy (claim);
}

static void
copy_facts (KeyrackTestFacts       *facts,
            const KeyrackTestFacts *from)
{
  *facts = *from;

  facts->values.profile_id = g_strdup (from->values.profile_id);
  facts->values.profile_name = g_strdup (from->values.profile_name);
  facts->values.instance = g_strdup (from->values.instance);
  facts->values.region = g_strdup (from->values.region);
  facts->values.client_id = g_strdup (from->values.client_id);
  facts->values.secret_ref = g_strdup (from->values.secret_ref);
  facts->subject = g_strdup (from->subject);
  facts->error = g_strdup (from->error);
  facts->error_description = g_strdup (from->error_description);
  facts->error_id = g_strdup (from->error_id);
  facts->token_type = g_strdup (from->token_type);
  facts->token_scope = g_strdup (from->token_scope);

  if (from->claims != NULL)
    {
      facts->claims = g_ptr_array_copy (from->claims, copy_claim, NULL);
      g_ptr_array_set_free_func (facts->claims, (GDestroyNotify) keyrack_claim_free);
    }

  if (from->permissions != NULL)
    facts->permissions = keyrack_permission_findings_copy (from->permissions);
}

static void
clear_facts (KeyrackTestFacts *facts)
{
  g_free (facts->values.profile_id);
  g_free (facts->values.profile_name);
  g_free (facts->values.instance);
  g_free (facts->values.region);
  g_free (facts->values.client_id);
  g_free (facts->values.secret_ref);
  g_free ((char *) facts->subject);
  g_free ((char *) facts->error);
  g_free ((char *) facts->error_description);
  g_free ((char *) facts->error_id);
  g_free ((char *) facts->token_type);
  g_free ((char *) facts->token_scope);
  g_clear_pointer (&facts->claims, g_ptr_array_unref);
  g_clear_pointer (&facts->permissions, keyrack_permission_findings_free);
}

static void
keyrack_test_result_finalize (GObject *object)
{
  KeyrackTestResult *self = KEYRACK_TEST_RESULT (object);

  clear_facts (&self->facts);
  g_free (self->message);
  g_free (self->advice);
  g_free (self->remark);

  G_OBJECT_CLASS (keyrack_test_result_parent_class)->finalize (object);
}

static void
keyrack_test_result_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  KeyrackTestResult *self = KEYRACK_TEST_RESULT (object);

  switch (prop_id)
    {
    case PROP_OUTCOME:
      g_value_set_enum (value, (int) self->facts.outcome);
      break;

    case PROP_VERDICT:
      g_value_set_int (value, (int) keyrack_test_result_get_verdict (self));
      break;

    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;

    case PROP_ADVICE:
      g_value_set_string (value, self->advice);
      break;

    case PROP_WORD:
      g_value_set_string (value, keyrack_outcome_get_word (self->facts.outcome));
      break;

    case PROP_HTTP_STATUS:
      g_value_set_uint (value, self->facts.http_status);
      break;

    case PROP_ERROR_DESCRIPTION:
      g_value_set_string (value, self->facts.error_description);
      break;

    case PROP_TESTED_AT:
      g_value_set_int64 (value, self->facts.tested_at);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_test_result_class_init (KeyrackTestResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = keyrack_test_result_finalize;
  object_class->get_property = keyrack_test_result_get_property;

  properties[PROP_OUTCOME] =
    g_param_spec_enum ("outcome", NULL, NULL, KEYRACK_TYPE_OUTCOME, KEYRACK_OUTCOME_NOT_TESTED, flags);
  properties[PROP_VERDICT] =
    g_param_spec_int ("verdict", NULL, NULL,
                      KEYRACK_VERDICT_NOT_TESTED, KEYRACK_VERDICT_NO_SECRET, KEYRACK_VERDICT_NOT_TESTED,
                      flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_ADVICE] = g_param_spec_string ("advice", NULL, NULL, NULL, flags);
  properties[PROP_WORD] = g_param_spec_string ("word", NULL, NULL, NULL, flags);
  properties[PROP_HTTP_STATUS] =
    g_param_spec_uint ("http-status", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ERROR_DESCRIPTION] =
    g_param_spec_string ("error-description", NULL, NULL, NULL, flags);
  properties[PROP_TESTED_AT] =
    g_param_spec_int64 ("tested-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_test_result_init (KeyrackTestResult *self)
{
}

static char *
dup_clock_advice (gint64 skew)
{
  guint minutes = (guint) (ABS (CLAMP (skew, -G_MAXINT, G_MAXINT)) + 30) / 60;
  guint days = (minutes + 12 * 60) / (24 * 60);

  if (minutes < 120)
    /* Translators: by how many minutes the clock of this computer is wrong */
    return g_strdup_printf (_("Your clock is %u min off."), minutes);

  if (minutes < 48 * 60)
    /* Translators: by how many hours the clock of this computer is wrong */
    return g_strdup_printf (_("Your clock is %u h off."), (minutes + 30) / 60);

  return g_strdup_printf (
    /* Translators: by how many days the clock of this computer is wrong */
    g_dngettext (GETTEXT_PACKAGE, "Your clock is %u day off.", "Your clock is %u days off.", days),
    days);
}

/* Of those that were shown to this computer, be it by the server or by what stands in between. */
static char *
dup_certificate_advice (gint64 end)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (end);
  /* Translators: a date as g_date_time_format() writes it: day, month, year */
  g_autofree char *text = date != NULL ? g_date_time_format (date, _("%-e %B %Y")) : g_strdup ("–");

  /* Translators: a date */
  return g_strdup_printf (_("The certificate shown ends on %s."), text);
}

static char *
dup_permission_advice (const KeyrackPermissionFindings *findings)
{
  g_autofree char *change = keyrack_permission_text_dup_findings_change (findings);
  g_autofree char *missing = keyrack_permission_text_dup_missing (keyrack_permission_findings_get_missing (findings));

  return missing != NULL ? g_strjoin (" ", change, missing, NULL) : NULL;
}

static void
add_sentence (char **advice,
              char  *sentence)
{
  g_autofree char *taken = sentence;
  g_autofree char *before = g_steal_pointer (advice);

  *advice = before != NULL && taken != NULL ? g_strjoin (" ", before, taken, NULL)
                                            : g_strdup (before != NULL ? before : taken);
}

/* What is missing, a wrong clock and a certificate near its end are worth a word whatever the
 * outcome is: the first is found after a good answer, the others spoil the next ones. */
static char *
dup_advice (const KeyrackTestFacts    *facts,
            const KeyrackOutcomeFacts *known)
{
  char *advice = keyrack_outcome_dup_advice (facts->outcome, known);

  if (facts->permissions != NULL)
    add_sentence (&advice, dup_permission_advice (facts->permissions));

  if (facts->clock_skew != 0)
    add_sentence (&advice, dup_clock_advice (facts->clock_skew));

  if (facts->certificate_end != 0)
    add_sentence (&advice, dup_certificate_advice (facts->certificate_end));

  return advice;
}

static void
build_texts (KeyrackTestResult *self)
{
  const KeyrackTestFacts *facts = &self->facts;
  g_autofree char *host = keyrack_address_dup_login_host (facts->values.instance,
                                                          facts->values.region);
  const KeyrackOutcomeFacts known = {
    .reason = facts->reason,
    .host = host,
    .profile_name = facts->values.profile_name,
    .subject = facts->subject,
    .http_status = facts->http_status,
    .certificate_date = facts->certificate_date,
    .seconds = facts->seconds,
  };

  self->message = keyrack_outcome_dup_message (facts->outcome, &known);
  self->advice = dup_advice (facts, &known);
}

/**
 * keyrack_test_result_new:
 * @facts: what was found; everything is copied
 *
 * Returns: (transfer full): a new result, which never changes
 */
KeyrackTestResult *
keyrack_test_result_new (const KeyrackTestFacts *facts)
{
  KeyrackTestResult *self = NULL;

  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail ((guint) facts->outcome < KEYRACK_N_OUTCOMES, NULL);

  self = g_object_new (KEYRACK_TYPE_TEST_RESULT, NULL);
  copy_facts (&self->facts, facts);
  build_texts (self);

  return self;
}

/**
 * keyrack_test_result_get_facts:
 * @self: a result
 *
 * Returns: (transfer none): everything that @self consists of
 */
const KeyrackTestFacts *
keyrack_test_result_get_facts (KeyrackTestResult *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (self), NULL);

  return &self->facts;
}

/**
 * keyrack_test_result_get_outcome:
 * @self: a result
 *
 * Returns: what the test ended with
 */
KeyrackOutcome
keyrack_test_result_get_outcome (KeyrackTestResult *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (self), KEYRACK_OUTCOME_NOT_TESTED);

  return self->facts.outcome;
}

/**
 * keyrack_test_result_get_verdict:
 * @self: a result
 *
 * Returns: what is proven
 */
KeyrackVerdict
keyrack_test_result_get_verdict (KeyrackTestResult *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (self), KEYRACK_VERDICT_NOT_TESTED);

  return keyrack_outcome_get_verdict (self->facts.outcome);
}

/**
 * keyrack_test_result_get_message:
 * @self: a result
 *
 * Returns: (transfer none): what happened, in the user's language
 */
const char *
keyrack_test_result_get_message (KeyrackTestResult *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (self), NULL);

  return self->message;
}

/**
 * keyrack_test_result_get_advice:
 * @self: a result
 *
 * Returns: (transfer none) (nullable): the next step in the user's language, or
 *   %NULL when all is well
 */
const char *
keyrack_test_result_get_advice (KeyrackTestResult *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (self), NULL);

  return self->advice;
}

/**
 * keyrack_test_result_get_remark:
 * @self: a result
 *
 * Returns: (transfer none) (nullable): what stands out from other tests of the same connection
 */
const char *
keyrack_test_result_get_remark (KeyrackTestResult *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (self), NULL);

  return self->remark;
}

/**
 * keyrack_test_result_take_remark:
 * @self: a result that nobody looks at yet
 * @remark: (transfer full) (nullable): what stands out, which only the journal knows
 */
void
keyrack_test_result_take_remark (KeyrackTestResult *self,
                                 char              *remark)
{
  g_return_if_fail (KEYRACK_IS_TEST_RESULT (self));

  g_free (self->remark);
  self->remark = remark;
}

/**
 * keyrack_test_result_get_elapsed_ms:
 * @self: a result
 *
 * Returns: how long the request took in milliseconds, or -1 when there was none
 */
gint64
keyrack_test_result_get_elapsed_ms (KeyrackTestResult *self)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (self), -1);

  return self->facts.phases.total < 0 ? -1 : (self->facts.phases.total + 500) / 1000;
}

static gboolean
equal_or_unset (const char *a,
                const char *b)
{
  return g_str_equal (a != NULL ? a : "", b != NULL ? b : "");
}

/**
 * keyrack_test_result_is_about:
 * @self: a result
 * @instance: (nullable): an instance name
 * @region: (nullable): a region label
 * @client_id: (nullable): a client ID
 * @secret_ref: (nullable): the name of the keyring item, "" for none
 *
 * Whether these are the values that were tested. A secret that was typed has no
 * name; whoever shows it knows whether it was typed anew.
 *
 * Returns: %TRUE if @self speaks for these values
 */
gboolean
keyrack_test_result_is_about (KeyrackTestResult *self,
                              const char        *instance,
                              const char        *region,
                              const char        *client_id,
                              const char        *secret_ref)
{
  const KeyrackTestedValues *values;

  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (self), FALSE);

  values = &self->facts.values;

  return equal_or_unset (values->instance, instance) &&
         equal_or_unset (values->region, region) &&
         equal_or_unset (values->client_id, client_id) &&
         equal_or_unset (values->secret_ref, secret_ref);
}

/**
 * keyrack_test_result_dup_saved:
 * @self: the result of a test of what stood in the form
 * @profile_id: the id under which that was saved
 * @profile_name: (nullable): its name
 * @secret_ref: the name under which the tested secret was stored
 *
 * Carries a result over to the profile that was saved from the tested form.
 *
 * Returns: (transfer full): the same result, about the saved profile
 */
KeyrackTestResult *
keyrack_test_result_dup_saved (KeyrackTestResult *self,
                               const char        *profile_id,
                               const char        *profile_name,
                               const char        *secret_ref)
{
  KeyrackTestFacts facts;

  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (self), NULL);
  g_return_val_if_fail (profile_id != NULL && secret_ref != NULL, NULL);

  facts = self->facts;
  facts.values.profile_id = (char *) profile_id;
  facts.values.profile_name = (char *) profile_name;
  facts.values.secret_ref = (char *) secret_ref;

  return keyrack_test_result_new (&facts);
}
