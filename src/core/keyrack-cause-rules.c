/* keyrack-cause-rules.c: what is probably wrong with an ID and a secret, by looking at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cause-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-pasted.h"
#include "keyrack-text.h"

/* The vendor documents no format; in its examples the ID is the shorter of the two. */
#define LONG_CLIENT_ID 40

G_DEFINE_ENUM_TYPE (KeyrackCauseKind, keyrack_cause_kind,
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_INVISIBLE, "invisible"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_PASTED, "pasted"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_IDENTICAL, "identical"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_SWAPPED, "swapped"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_SECRET_IS_ID, "secret-is-id"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_SAME_CONNECTION, "same-connection"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_SAME_ID, "same-id"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_SAME_SECRET, "same-secret"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_CAUSE_OTHER_REGION, "other-region"))

/* The sentence and the button of each. */
static const struct
{
  const char *sentence;  /* (nullable) with the name of another connection where there is a %s */
  const char *mend;      /* (nullable) */
} words[] = {
  [KEYRACK_CAUSE_INVISIBLE] = { N_("There is an invisible character in client ID or secret"),
                                N_("Remove Invisible Characters") },
  [KEYRACK_CAUSE_PASTED] = { N_("This is client ID and secret in one"), N_("Take Both") },
  [KEYRACK_CAUSE_IDENTICAL] = { N_("The secret is the same as the client ID"), NULL },
  [KEYRACK_CAUSE_SWAPPED] = { N_("Client ID and secret may be swapped: mostly the ID is the shorter one"),
                              N_("Swap") },
  /* Translators: the name of another connection; this is said of a secret */
  [KEYRACK_CAUSE_SECRET_IS_ID] = { N_("This is the client ID of “%s”"), NULL },
  /* Translators: the name of another connection */
  [KEYRACK_CAUSE_SAME_CONNECTION] = { N_("“%s” has the same instance, region and client ID"), N_("Show It") },
  /* Translators: the name of another connection */
  [KEYRACK_CAUSE_SAME_ID] = { N_("“%s” has the same client ID"), N_("Show It") },
  /* Translators: the name of another connection */
  [KEYRACK_CAUSE_SAME_SECRET] = { N_("“%s” has the same secret"), N_("Show It") },
  [KEYRACK_CAUSE_OTHER_REGION] = { NULL, N_("Fix Region") },
};

typedef gboolean (*Matches) (const KeyrackPair *pair,
                             KeyrackProfile    *other);

static gboolean
is_same_place (const KeyrackPair *pair,
               KeyrackProfile    *other)
{
  return g_str_equal (keyrack_profile_get_instance (other), keyrack_profile_get_instance (pair->profile)) &&
         g_str_equal (keyrack_profile_get_region (other), keyrack_profile_get_region (pair->profile));
}

static gboolean
has_same_id (const KeyrackPair *pair,
             KeyrackProfile    *other)
{
  return *keyrack_profile_get_client_id (other) != '\0' &&
         g_str_equal (keyrack_profile_get_client_id (other), keyrack_profile_get_client_id (pair->profile));
}

static gboolean
is_same_connection (const KeyrackPair *pair,
                    KeyrackProfile    *other)
{
  return has_same_id (pair, other) && is_same_place (pair, other);
}

/* One at the same place that is refused as well explains nothing. */
static gboolean
knows_better (const KeyrackPair *pair,
              KeyrackProfile    *other)
{
  return has_same_id (pair, other) &&
         (!is_same_place (pair, other) || keyrack_profile_get_outcome (other) == KEYRACK_OUTCOME_OK);
}

static gboolean
has_secret_as_id (const KeyrackPair *pair,
                  KeyrackProfile    *other)
{
  return *keyrack_profile_get_client_id (other) != '\0' &&
         g_str_equal (keyrack_profile_get_client_id (other), keyrack_secret_peek (pair->secret));
}

/* Returns the first other connection that matches, which the list owns. */
static KeyrackProfile *
find_other (const KeyrackPair *pair,
            Matches            matches)
{
  guint n_profiles = pair->profiles != NULL ? g_list_model_get_n_items (pair->profiles) : 0;

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) other = g_list_model_get_item (pair->profiles, i);

      if (g_strcmp0 (keyrack_profile_get_id (other), pair->own_id) != 0 && matches (pair, other))
        return other;
    }

  return NULL;
}

static KeyrackCauseKind
found (KeyrackCauseKind   kind,
       KeyrackProfile    *profile,
       KeyrackProfile   **other)
{
  *other = profile;

  return profile != NULL ? kind : KEYRACK_CAUSE_NONE;
}

static gboolean
is_pasted (const char *text)
{
  g_autoptr(KeyrackPasted) pasted = keyrack_pasted_read (text);

  return pasted != NULL;
}

static gboolean
is_swapped (const KeyrackPair *pair,
            gsize              least)
{
  gsize length = strlen (keyrack_profile_get_client_id (pair->profile));

  return length >= least && length > keyrack_secret_get_length (pair->secret);
}

/* Only what is seen. A secret passes through here too: the only copy is the one returned. */
static char *
dup_visible (const char *text)
{
  char *visible = keyrack_text_dup_clean (text);
  char *end = visible;

  if (!g_utf8_validate (visible, -1, NULL))
    return visible;

  for (const char *cursor = visible; *cursor != '\0';)
    {
      const char *next = g_utf8_next_char (cursor);
      gunichar c = g_utf8_get_char (cursor);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        {
          memmove (end, cursor, (gsize) (next - cursor));
          end += next - cursor;
        }
      cursor = next;
    }
  *end = '\0';

  return visible;
}

static KeyrackSecret *
dup_visible_secret (KeyrackSecret *secret)
{
  char *visible = dup_visible (keyrack_secret_peek (secret));
  KeyrackSecret *mended = keyrack_secret_new (visible, -1);

  keyrack_secret_wipe (visible, strlen (visible));
  g_free (visible);

  return mended;
}

static gboolean
has_invisible (const KeyrackPair *pair)
{
  g_autofree char *client_id = dup_visible (keyrack_profile_get_client_id (pair->profile));
  g_autoptr(KeyrackSecret) secret = pair->secret != NULL ? dup_visible_secret (pair->secret) : NULL;

  return !g_str_equal (client_id, keyrack_profile_get_client_id (pair->profile)) ||
         (secret != NULL && !keyrack_secret_equal (secret, pair->secret));
}

/**
 * keyrack_cause_check_client_id:
 * @pair: an ID and a secret
 * @other: (out) (transfer none) (nullable): the connection that is spoken of
 *
 * Looks at a client ID while it is typed.
 *
 * Returns: what may be a mistake
 */
KeyrackCauseKind
keyrack_cause_check_client_id (const KeyrackPair  *pair,
                               KeyrackProfile    **other)
{
  g_return_val_if_fail (pair != NULL && other != NULL, KEYRACK_CAUSE_NONE);

  *other = NULL;

  if (is_pasted (keyrack_profile_get_client_id (pair->profile)))
    return KEYRACK_CAUSE_PASTED;

  return found (KEYRACK_CAUSE_SAME_CONNECTION, find_other (pair, is_same_connection), other);
}

/**
 * keyrack_cause_check_secret:
 * @pair: an ID and a secret
 * @other: (out) (transfer none) (nullable): the connection that is spoken of
 *
 * Looks at a secret while it is typed.
 *
 * Returns: what may be a mistake
 */
KeyrackCauseKind
keyrack_cause_check_secret (const KeyrackPair  *pair,
                            KeyrackProfile    **other)
{
  KeyrackCauseKind kind;

  g_return_val_if_fail (pair != NULL && other != NULL, KEYRACK_CAUSE_NONE);

  *other = NULL;

  if (pair->secret == NULL)
    return KEYRACK_CAUSE_NONE;
  if (is_pasted (keyrack_secret_peek (pair->secret)))
    return KEYRACK_CAUSE_PASTED;
  if (g_str_equal (keyrack_secret_peek (pair->secret), keyrack_profile_get_client_id (pair->profile)))
    return KEYRACK_CAUSE_IDENTICAL;

  kind = found (KEYRACK_CAUSE_SECRET_IS_ID, find_other (pair, has_secret_as_id), other);
  if (kind == KEYRACK_CAUSE_NONE && is_swapped (pair, LONG_CLIENT_ID))
    kind = KEYRACK_CAUSE_SWAPPED;

  return kind;
}

/**
 * keyrack_cause_explain_refusal:
 * @pair: an ID and a secret that were refused, or could not be sent
 * @reason: what the server named, if it did
 * @other: (out) (transfer none) (nullable): the connection that is spoken of
 *
 * Looks for the most probable cause. After a refusal less is needed to suspect
 * something than while typing: an ID that is longer than the secret is enough, unless the
 * server knows the ID.
 *
 * Returns: the cause
 */
KeyrackCauseKind
keyrack_cause_explain_refusal (const KeyrackPair  *pair,
                               KeyrackReason       reason,
                               KeyrackProfile    **other)
{
  KeyrackCauseKind kind;

  g_return_val_if_fail (pair != NULL && other != NULL, KEYRACK_CAUSE_NONE);

  *other = NULL;

  if (has_invisible (pair))
    return KEYRACK_CAUSE_INVISIBLE;
  if (is_pasted (keyrack_profile_get_client_id (pair->profile)))
    return KEYRACK_CAUSE_PASTED;

  kind = keyrack_cause_check_secret (pair, other);
  if (kind != KEYRACK_CAUSE_NONE && (kind != KEYRACK_CAUSE_SWAPPED || reason != KEYRACK_REASON_CLIENT_SECRET))
    return kind;

  kind = found (KEYRACK_CAUSE_SAME_ID, find_other (pair, knows_better), other);
  if (kind == KEYRACK_CAUSE_NONE && reason != KEYRACK_REASON_CLIENT_SECRET &&
      pair->secret != NULL && is_swapped (pair, 0))
    kind = KEYRACK_CAUSE_SWAPPED;

  return kind;
}

/**
 * keyrack_cause_find_by_secret:
 * @pair: an ID and a secret
 * @secret_ref: (nullable): a reference to a secret
 *
 * Returns: (transfer none) (nullable): the other connection that has it
 */
KeyrackProfile *
keyrack_cause_find_by_secret (const KeyrackPair *pair,
                              const char        *secret_ref)
{
  guint n_profiles;

  g_return_val_if_fail (pair != NULL, NULL);

  n_profiles = pair->profiles != NULL && secret_ref != NULL ? g_list_model_get_n_items (pair->profiles) : 0;

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) other = g_list_model_get_item (pair->profiles, i);

      if (g_str_equal (keyrack_profile_get_secret_ref (other), secret_ref))
        return other;
    }

  return NULL;
}

/**
 * keyrack_cause_dup_other_refs:
 * @pair: an ID and a secret
 *
 * Returns: (transfer full): the references to the secrets of all other connections
 */
GStrv
keyrack_cause_dup_other_refs (const KeyrackPair *pair)
{
  g_autoptr(GStrvBuilder) refs = g_strv_builder_new ();
  guint n_profiles;

  g_return_val_if_fail (pair != NULL, NULL);

  n_profiles = pair->profiles != NULL ? g_list_model_get_n_items (pair->profiles) : 0;

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) other = g_list_model_get_item (pair->profiles, i);

      if (*keyrack_profile_get_secret_ref (other) != '\0' &&
          g_strcmp0 (keyrack_profile_get_id (other), pair->own_id) != 0)
        g_strv_builder_add (refs, keyrack_profile_get_secret_ref (other));
    }

  return g_strv_builder_end (refs);
}

static void
take_pasted (const KeyrackPair  *pair,
             KeyrackProfile     *mended,
             KeyrackSecret     **secret)
{
  g_autoptr(KeyrackPasted) pasted = keyrack_pasted_read (keyrack_profile_get_client_id (pair->profile));

  if (pasted == NULL && pair->secret != NULL)
    pasted = keyrack_pasted_read (keyrack_secret_peek (pair->secret));
  if (pasted == NULL)
    return;

  keyrack_profile_set_client_id (mended, pasted->client_id);
  *secret = keyrack_secret_ref (pasted->secret);
}

/**
 * keyrack_cause_dup_mended:
 * @kind: what is wrong with @pair
 * @pair: an ID and a secret
 * @secret: (out) (transfer full) (nullable): the right secret, %NULL when it stays
 *
 * Returns: (transfer full): the values as they are probably meant, to be put into the form;
 *   the same as before when nobody can know
 */
KeyrackProfile *
keyrack_cause_dup_mended (KeyrackCauseKind    kind,
                          const KeyrackPair  *pair,
                          KeyrackSecret     **secret)
{
  KeyrackProfile *mended = NULL;

  g_return_val_if_fail (pair != NULL && secret != NULL, NULL);

  mended = keyrack_profile_dup (pair->profile);
  *secret = NULL;

  if (kind == KEYRACK_CAUSE_PASTED)
    {
      take_pasted (pair, mended, secret);
    }
  else if (kind == KEYRACK_CAUSE_SWAPPED && pair->secret != NULL)
    {
      keyrack_profile_set_client_id (mended, keyrack_secret_peek (pair->secret));
      *secret = keyrack_secret_new (keyrack_profile_get_client_id (pair->profile), -1);
    }
  else if (kind == KEYRACK_CAUSE_INVISIBLE)
    {
      g_autofree char *client_id = dup_visible (keyrack_profile_get_client_id (pair->profile));

      keyrack_profile_set_client_id (mended, client_id);
      *secret = pair->secret != NULL ? dup_visible_secret (pair->secret) : NULL;
    }

  return mended;
}

/**
 * keyrack_cause_dup_sentence:
 * @kind: a cause that looking finds
 * @other: (nullable): the connection that is spoken of
 *
 * Returns: (transfer full) (nullable): what is said to the person
 */
char *
keyrack_cause_dup_sentence (KeyrackCauseKind  kind,
                            KeyrackProfile   *other)
{
  g_autoptr(GString) sentence = NULL;

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (words), NULL);

  if (words[kind].sentence == NULL)
    return NULL;

  sentence = g_string_new (_(words[kind].sentence));
  if (other != NULL)
    g_string_replace (sentence, "%s", keyrack_profile_get_name (other), 1);

  return g_strdup (sentence->str);
}

/**
 * keyrack_cause_get_mend:
 * @kind: a cause
 *
 * Returns: (transfer none) (nullable): what the button beside the sentence says
 */
const char *
keyrack_cause_get_mend (KeyrackCauseKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (words), NULL);

  return words[kind].mend != NULL ? _(words[kind].mend) : NULL;
}
