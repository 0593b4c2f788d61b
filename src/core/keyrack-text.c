/* keyrack-text.c: cleaning and checking what people type and paste
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-text.h"

#include <string.h>

/* So many characters at the begin and at the end are kept of what is shortened. */
#define SHORT_END 4

/* First and last of each run of characters that leave no mark on the screen:
 * soft hyphen, joiners, zero-width spaces, direction controls, fillers, byte
 * order mark, language tags. U+FE00 to U+FE0F stay: they belong to emoji. */
static const gunichar invisible[][2] = {
  { 0x00ad, 0x00ad }, { 0x034f, 0x034f }, { 0x061c, 0x061c }, { 0x115f, 0x1160 },
  { 0x17b4, 0x17b5 }, { 0x180b, 0x180e }, { 0x200b, 0x200f }, { 0x202a, 0x202e },
  { 0x2060, 0x206f }, { 0x3164, 0x3164 }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 },
  { 0xfff9, 0xfffb }, { 0xe0000, 0xe0fff },
};

static gboolean
is_invisible (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (invisible); i++)
    {
      if (c >= invisible[i][0] && c <= invisible[i][1])
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_control (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

static gboolean
is_line_break (gunichar c)
{
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* A byte that is not UTF-8 is passed on as it is, for the checks to find. */
static gunichar
next_character (const char **cursor)
{
  gunichar c = g_utf8_get_char_validated (*cursor, -1);

  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      *cursor += 1;
      return (gunichar) -1;
    }

  *cursor = g_utf8_next_char (*cursor);

  return c;
}

/**
 * keyrack_text_dup_clean:
 * @text: (nullable): what was typed or pasted
 *
 * Removes what copying adds without anybody seeing it: white space of every
 * kind at both ends, and line breaks, zero-width characters, soft hyphens, byte
 * order marks and direction controls anywhere. Spaces inside stay, and so does
 * what is wrong in a way that the person has to see. Text that is not UTF-8
 * stays as it is: what is left of it could fit together to something new.
 *
 * A secret passes through here too: the only copy made is the one returned.
 *
 * Returns: (transfer full): the clean text, "" for %NULL
 */
char *
keyrack_text_dup_clean (const char *text)
{
  char *clean = NULL;
  gsize length = 0;
  gsize kept = 0;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return g_strdup (text != NULL ? text : "");

  clean = g_malloc (strlen (text) + 1);

  while (*text != '\0')
    {
      const char *start = text;
      gunichar c = next_character (&text);
      gboolean space = g_unichar_isspace (c);

      if (is_line_break (c) || is_invisible (c) || (space && length == 0))
        continue;

      memcpy (clean + length, start, (gsize) (text - start));
      length += (gsize) (text - start);
      if (!space)
        kept = length;
    }

  clean[kept] = '\0';

  return clean;
}

/**
 * keyrack_text_dup_printable:
 * @text: (nullable): text that came from elsewhere, such as a server's words
 * @max_characters: how much of it to show at most
 *
 * Makes one line of text that can be shown without doing anything to what
 * stands beside it: runs of white space become a space, and what is damaged,
 * controls something or can't be seen becomes U+FFFD. What is too long ends in
 * an ellipsis.
 *
 * Returns: (transfer full): valid UTF-8 of at most @max_characters characters
 */
char *
keyrack_text_dup_printable (const char *text,
                            gsize       max_characters)
{
  g_autoptr(GString) printable = g_string_new (NULL);
  gboolean pending_space = FALSE;
  gsize n_characters = 0;
  gsize before_last = 0;

  g_return_val_if_fail (max_characters > 0, NULL);

  while (text != NULL && *text != '\0')
    {
      gunichar c = next_character (&text);

      if (c != (gunichar) -1 && (g_unichar_isspace (c) || is_line_break (c)))
        {
          pending_space = printable->len > 0;
          continue;
        }

      if (n_characters + pending_space >= max_characters)
        {
          g_string_truncate (printable, before_last);
          g_string_append (printable, "…");
          break;
        }

      if (pending_space)
        g_string_append_c (printable, ' ');
      n_characters += 1 + pending_space;
      pending_space = FALSE;

      before_last = printable->len;
      if (c == (gunichar) -1 || is_control (c) || is_invisible (c))
        c = 0xfffd;
      g_string_append_unichar (printable, c);
    }

  return g_string_free (g_steal_pointer (&printable), FALSE);
}

/**
 * keyrack_text_dup_short:
 * @text: a client ID
 *
 * Returns: (transfer full): enough of it to tell it from another one: "qh31…8fzk"; what is
 *   short stays, and so does what is not ASCII
 */
char *
keyrack_text_dup_short (const char *text)
{
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  if (length <= 2 * SHORT_END + 1 || !g_str_is_ascii (text))
    return g_strdup (text);

  return g_strdup_printf ("%.*s…%s", SHORT_END, text, text + length - SHORT_END);
}

static const char *
skip_to_letter (const char *text)
{
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/**
 * keyrack_text_same_letters:
 * @text: text in UTF-8, which may be a secret: no copy of it is made
 * @other: another one
 *
 * Returns: %TRUE if both have the same letters and digits, whatever their case and whatever
 *   stands between them: "Client ID" and "client_id"
 */
gboolean
keyrack_text_same_letters (const char *text,
                           const char *other)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  text = skip_to_letter (text);
  other = skip_to_letter (other);
  while (*text != '\0' && g_unichar_tolower (g_utf8_get_char (text)) == g_unichar_tolower (g_utf8_get_char (other)))
    {
      text = skip_to_letter (g_utf8_next_char (text));
      other = skip_to_letter (g_utf8_next_char (other));
    }

  return *text == '\0' && *other == '\0';
}

/**
 * keyrack_text_check_word:
 * @text: (nullable): a client ID or a client secret
 *
 * Checks what goes into an Authorization header: visible ASCII characters and
 * nothing else. No form of ID or secret is documented, so there is no rule
 * beyond that. A colon is a flaw in a client ID only (RFC 7617, section 2);
 * whoever checks a secret ignores that flag.
 *
 * Returns: the flaws
 */
KeyrackTextFlaws
keyrack_text_check_word (const char *text)
{
  KeyrackTextFlaws flaws = KEYRACK_TEXT_FINE;

  if (text == NULL || *text == '\0')
    return KEYRACK_TEXT_EMPTY;

  if (strlen (text) > KEYRACK_TEXT_WORD_MAX)
    flaws |= KEYRACK_TEXT_TOO_LONG;

  while (*text != '\0')
    {
      gunichar c = next_character (&text);

      if (c >= 0x80)
        flaws |= KEYRACK_TEXT_NOT_ASCII;
      if (c == (gunichar) -1)
        continue;

      if (is_control (c))
        flaws |= KEYRACK_TEXT_CONTROL;
      else if (g_unichar_isspace (c))
        flaws |= KEYRACK_TEXT_SPACE;
      else if (is_invisible (c))
        flaws |= KEYRACK_TEXT_INVISIBLE;
      else if (c == ':')
        flaws |= KEYRACK_TEXT_COLON;
    }

  return flaws;
}

static KeyrackTextFlaws
check_prose (const char *text,
             gsize       max_characters,
             const char *allowed_controls)
{
  KeyrackTextFlaws flaws = KEYRACK_TEXT_FINE;
  gboolean blank = TRUE;
  gsize n_characters = 0;

  for (; text != NULL && *text != '\0'; n_characters++)
    {
      gunichar c = next_character (&text);

      if (c == (gunichar) -1)
        flaws |= KEYRACK_TEXT_CONTROL;
      else if (is_control (c) && (c >= 0x80 || strchr (allowed_controls, (int) c) == NULL))
        flaws |= KEYRACK_TEXT_CONTROL;
      else if (is_invisible (c))
        flaws |= KEYRACK_TEXT_INVISIBLE;

      blank = blank && c != (gunichar) -1 && g_unichar_isspace (c);
    }

  if (blank)
    flaws |= KEYRACK_TEXT_EMPTY;
  if (n_characters > max_characters)
    flaws |= KEYRACK_TEXT_TOO_LONG;

  return flaws;
}

/**
 * keyrack_text_check_name:
 * @text: (nullable): the name of a connection, a tag or an environment
 *
 * Checks one line of text in any language: at most %KEYRACK_TEXT_NAME_MAX
 * characters, none of them a control, zero-width or direction character, with
 * which one name could pass for another. Damaged UTF-8 counts as a control.
 *
 * Returns: the flaws
 */
KeyrackTextFlaws
keyrack_text_check_name (const char *text)
{
  return check_prose (text, KEYRACK_TEXT_NAME_MAX, "");
}

/**
 * keyrack_text_check_note:
 * @text: (nullable): a note
 *
 * As keyrack_text_check_name(), with line breaks and tabs and up to
 * %KEYRACK_TEXT_NOTE_MAX characters.
 *
 * Returns: the flaws
 */
KeyrackTextFlaws
keyrack_text_check_note (const char *text)
{
  return check_prose (text, KEYRACK_TEXT_NOTE_MAX, "\n\t");
}
