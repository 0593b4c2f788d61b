/* keyrack-leak-guard.c: looks for secrets in what is about to leave the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include "keyrack-leak-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Shorter ones stand in ordinary words by chance. */
#define SHORTEST_SECRET 4

/* Both alphabets of RFC 4648, without the padding. */
#define BASE64_CHARACTERS \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"

/* RFC 7515, section 3.1: a header that begins with {" and two more parts. */
#define TOKEN_PATTERN "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"

/* RFC 9110, section 11.6.2, and as a person copies it, without the name in front. */
#define AUTHORIZATION_PATTERN \
  "\\bauthorization[\"']?\\s*:\\s*\\S|\\b(?:basic|bearer)\\s+[A-Za-z0-9._~+/-]{16,}"

/* What the texts say, in every form in which a secret could stand there. */
typedef struct
{
  GString *forms;
  GArray  *ends;    /* gsize: where the forms of each text end */
} Haystack;

static void
haystack_init (Haystack *self)
{
  self->forms = g_string_new (NULL);
  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
}

static void
haystack_clear (Haystack *self)
{
  if (self->forms == NULL)
    return;

  keyrack_secret_wipe (self->forms->str, self->forms->len);
  g_string_free (self->forms, TRUE);
  g_array_unref (self->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Haystack, haystack_clear)

/* A byte that no secret has keeps the forms apart. */
static void
append_form (Haystack   *self,
             const char *text,
             gsize       length)
{
  g_string_append_len (self->forms, text, (gssize) length);
  g_string_append_c (self->forms, '\0');
}

static void
append_unescaped (Haystack   *self,
                  const char *text)
{
  g_autofree char *plain = g_malloc (strlen (text) + 1);
  gsize length = 0;

  if (strchr (text, '%') == NULL)
    return;

  for (; *text != '\0'; text++)
    {
      gboolean escaped = *text == '%' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]);

      plain[length++] = escaped ? (char) (g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2])) : *text;
      text += escaped ? 2 : 0;
    }

  append_form (self, plain, length);
}

/* Base64 is read in groups of four, and where the first one begins is not known. */
static void
append_decoded (Haystack   *self,
                const char *run,
                gsize       length)
{
  for (gsize skip = 0; skip < 4 && skip + SHORTEST_SECRET < length; skip++)
    {
      g_autofree char *padded = g_strdup_printf ("%.*s===", (int) (length - skip), run + skip);
      g_autofree guchar *plain = NULL;
      gsize size = 0;

      g_strdelimit (g_strdelimit (padded, "-", '+'), "_", '/');
      plain = g_base64_decode (padded, &size);
      append_form (self, (const char *) plain, size);
      keyrack_secret_wipe (plain, size);
    }
}

static void
haystack_add (Haystack   *self,
              const char *text)
{
  append_form (self, text, strlen (text));
  append_unescaped (self, text);

  for (const char *rest = text; *rest != '\0';)
    {
      gsize run = strspn (rest, BASE64_CHARACTERS);

      append_decoded (self, rest, run);
      rest += run;
      rest += strcspn (rest, BASE64_CHARACTERS);
    }

  g_array_append_val (self->ends, self->forms->len);
}

/* The number of the first text with one of @secrets in it, or -1. */
static int
haystack_find (Haystack   *self,
               GHashTable *secrets)
{
  const char *first = NULL;
  GHashTableIter iter;
  gpointer secret = NULL;

  g_hash_table_iter_init (&iter, secrets);
  while (g_hash_table_iter_next (&iter, NULL, &secret))
    {
      gsize length = keyrack_secret_get_length (secret);
      const char *found = NULL;

      if (length >= SHORTEST_SECRET)
        found = memmem (self->forms->str, self->forms->len, keyrack_secret_peek (secret), length);

      if (found != NULL && (first == NULL || found < first))
        first = found;
    }

  for (guint i = 0; first != NULL && i < self->ends->len; i++)
    {
      if ((gsize) (first - self->forms->str) < g_array_index (self->ends, gsize, i))
        return (int) i;
    }

  return -1;
}

static KeyrackLeak
check_shape (const char *text)
{
  static GRegex *token;
  static GRegex *authorization;
  static gsize compiled;

  if (g_once_init_enter (&compiled))
    {
      token = g_regex_new (TOKEN_PATTERN, G_REGEX_OPTIMIZE, 0, NULL);
      authorization = g_regex_new (AUTHORIZATION_PATTERN, G_REGEX_OPTIMIZE | G_REGEX_CASELESS, 0, NULL);
      g_once_init_leave (&compiled, 1);
    }

  if (g_regex_match (authorization, text, 0, NULL))
    return KEYRACK_LEAK_AUTHORIZATION;

  return g_regex_match (token, text, 0, NULL) ? KEYRACK_LEAK_TOKEN : KEYRACK_LEAK_NONE;
}

/**
 * keyrack_leak_guard_check_text:
 * @text: what is to leave the program
 * @secrets: (element-type utf8 KeyrackSecret): what must not stand in it
 *
 * Returns: what stands in @text that nobody else may know
 */
KeyrackLeak
keyrack_leak_guard_check_text (const char *text,
                               GHashTable *secrets)
{
  g_auto(Haystack) haystack = { 0 };

  g_return_val_if_fail (text != NULL, KEYRACK_LEAK_NONE);
  g_return_val_if_fail (secrets != NULL, KEYRACK_LEAK_NONE);

  haystack_init (&haystack);
  haystack_add (&haystack, text);

  return haystack_find (&haystack, secrets) >= 0 ? KEYRACK_LEAK_SECRET : check_shape (text);
}

/**
 * keyrack_leak_guard_has_secret:
 * @text: what is to leave the program
 * @secret: a secret
 *
 * Returns: %TRUE if @secret stands in @text: plain, as in a form, or in Base64
 */
gboolean
keyrack_leak_guard_has_secret (const char    *text,
                               KeyrackSecret *secret)
{
  g_autoptr(GHashTable) secrets = g_hash_table_new (NULL, NULL);
  g_auto(Haystack) haystack = { 0 };

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  g_hash_table_add (secrets, secret);
  haystack_init (&haystack);
  haystack_add (&haystack, text);

  return haystack_find (&haystack, secrets) >= 0;
}

/* What a connection has that a person writes. */
typedef enum
{
  FIELD_NAME,
  FIELD_INSTANCE,
  FIELD_CLIENT_ID,
  FIELD_TAGS,
  FIELD_ENVIRONMENT,
  FIELD_NOTE,
  N_FIELDS,
} Field;

static const char *field_titles[N_FIELDS] = {
  N_("Connection name"),
  N_("Instance name"),
  N_("Client ID"),
  N_("Tags"),
  N_("Environment"),
  N_("Note"),
};

static char *
dup_field (KeyrackProfile *profile,
           Field           field)
{
  switch (field)
    {
    case FIELD_NAME:
      return g_strdup (keyrack_profile_get_name (profile));

    case FIELD_INSTANCE:
      return g_strdup (keyrack_profile_get_instance (profile));

    case FIELD_CLIENT_ID:
      return g_strdup (keyrack_profile_get_client_id (profile));

    case FIELD_TAGS:
      return g_strjoinv ("\n", (char **) keyrack_profile_get_tags (profile));

    case FIELD_ENVIRONMENT:
      return g_strdup (keyrack_profile_get_environment (profile));

    case FIELD_NOTE:
      return g_strdup (keyrack_profile_get_note (profile));

    case N_FIELDS:
    default:
      g_assert_not_reached ();
    }
}

/* The number of the first field with something in it, of all @profiles, or -1. */
static int
find_field (GPtrArray   *profiles,
            GHashTable  *secrets,
            KeyrackLeak *leak)
{
  g_auto(Haystack) haystack = { 0 };
  int found = 0;

  haystack_init (&haystack);

  for (guint i = 0; i < profiles->len * N_FIELDS; i++)
    {
      g_autofree char *text = dup_field (profiles->pdata[i / N_FIELDS], i % N_FIELDS);

      *leak = check_shape (text);
      if (*leak != KEYRACK_LEAK_NONE)
        return (int) i;

      haystack_add (&haystack, text);
    }

  found = haystack_find (&haystack, secrets);
  if (found >= 0)
    *leak = KEYRACK_LEAK_SECRET;

  return found;
}

/* By a text that can be shown: what names a connection can be what must not be seen. */
static char *
dup_label (GPtrArray  *profiles,
           guint       number,
           GHashTable *secrets)
{
  KeyrackProfile *profile = profiles->pdata[number];
  const char *name = keyrack_profile_get_name (profile);
  const char *instance = keyrack_profile_get_instance (profile);

  if (keyrack_leak_guard_check_text (name, secrets) == KEYRACK_LEAK_NONE)
    return g_strdup (name);

  if (keyrack_leak_guard_check_text (instance, secrets) == KEYRACK_LEAK_NONE)
    return g_strdup (instance);

  /* Translators: the number of a connection among those chosen */
  return g_strdup_printf (_("Connection %u"), number + 1);
}

static char *
dup_sentence (KeyrackLeak  leak,
              const char  *label,
              const char  *field)
{
  switch (leak)
    {
    case KEYRACK_LEAK_SECRET:
      /* Translators: the name of a connection, then the title of one of its fields */
      return g_strdup_printf (_("A stored secret stands in “%s” under “%s”. Take it out there first."), label, field);

    case KEYRACK_LEAK_TOKEN:
      /* Translators: the name of a connection, then the title of one of its fields */
      return g_strdup_printf (_("An access token stands in “%s” under “%s”. Take it out there first."), label, field);

    case KEYRACK_LEAK_AUTHORIZATION:
      /* Translators: the name of a connection, then the title of one of its fields */
      return g_strdup_printf (_("The credential of a request stands in “%s” under “%s”. Take it out there first."),
                              label, field);

    case KEYRACK_LEAK_NONE:
    default:
      g_assert_not_reached ();
    }
}

/**
 * keyrack_leak_guard_dup_problem:
 * @profiles: (element-type KeyrackProfile): what is to leave the program
 * @secrets: (element-type utf8 KeyrackSecret): what must not stand in it
 *
 * Looks at everything that a person has written there.
 *
 * Returns: (transfer full) (nullable): what stands where, as sentences that can be shown;
 *   %NULL when there is nothing
 */
char *
keyrack_leak_guard_dup_problem (GPtrArray  *profiles,
                                GHashTable *secrets)
{
  g_autofree char *label = NULL;
  KeyrackLeak leak = KEYRACK_LEAK_NONE;
  int found = 0;

  g_return_val_if_fail (profiles != NULL, NULL);
  g_return_val_if_fail (secrets != NULL, NULL);

  found = find_field (profiles, secrets, &leak);
  if (found < 0)
    return NULL;

  label = dup_label (profiles, (guint) found / N_FIELDS, secrets);

  return dup_sentence (leak, label, _(field_titles[found % N_FIELDS]));
}
