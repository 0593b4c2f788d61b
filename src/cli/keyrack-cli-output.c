/* keyrack-cli-output.c: words for people and data for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

#include <stdio.h>

#include "keyrack-export.h"
#include "keyrack-profile-document.h"
#include "keyrack-text.h"

/**
 * keyrack_cli_dup_safe:
 * @text: text from a file, a server or the command line
 *
 * Returns: (transfer full): @text in one line of UTF-8, without anything that
 *   could steer a terminal
 */
char *
keyrack_cli_dup_safe (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return keyrack_text_dup_printable (text, G_MAXSIZE);
}

/* In UTF-8 whatever the locale, as data are. */
G_GNUC_PRINTF (2, 0)
static void
put_words (const char *start,
           const char *format,
           va_list     arguments,
           const char *end)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autofree char *safe = keyrack_cli_dup_safe (text);
  g_autofree char *words = g_strconcat (start, safe, end, NULL);

  fputs (words, stderr);
}

/**
 * keyrack_cli_say:
 * @format: printf() format of a sentence
 *
 * Words go to standard error, so that standard output holds data alone. What
 * stands in them of names and of what was typed can't steer the terminal.
 */
void
keyrack_cli_say (const char *format,
                 ...)
{
  va_list arguments;

  va_start (arguments, format);
  put_words ("", format, arguments, "\n");
  va_end (arguments);
}

/**
 * keyrack_cli_ask:
 * @format: printf() format of a question
 *
 * As keyrack_cli_say(), for an answer on the same line.
 */
void
keyrack_cli_ask (const char *format,
                 ...)
{
  va_list arguments;

  va_start (arguments, format);
  put_words ("", format, arguments, " ");
  va_end (arguments);
}

/**
 * keyrack_cli_put:
 * @format: printf() format of data
 *
 * Data go to standard output as they are, in UTF-8 whatever the locale: a
 * script that runs without one must get the same names as a person. Whether
 * they arrived is looked at in the end.
 */
void
keyrack_cli_put (const char *format,
                 ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stdout, format, arguments);
  va_end (arguments);
  fflush (stdout);
}

/**
 * keyrack_cli_usage:
 * @format: printf() format of what is wrong with the command line
 *
 * Returns: %KEYRACK_CLI_USAGE, after the sentence was said
 */
KeyrackCliStatus
keyrack_cli_usage (const char *format,
                   ...)
{
  va_list arguments;

  va_start (arguments, format);
  put_words ("keyrack-cli: ", format, arguments, "\n");
  va_end (arguments);

  return KEYRACK_CLI_USAGE;
}

/**
 * keyrack_cli_fail:
 * @error: why a verb could not do its work
 *
 * Says @error, and tells the exit status that belongs to it.
 *
 * Returns: the exit status
 */
KeyrackCliStatus
keyrack_cli_fail (const GError *error)
{
  keyrack_cli_say ("keyrack-cli: %s", error->message);

  if (error->domain == KEYRACK_SECRET_STORE_ERROR)
    return KEYRACK_CLI_SECRET_STORE;

  if (g_error_matches (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_NO_SECRET))
    return KEYRACK_CLI_SECRET_STORE;

  if (error->domain == KEYRACK_EXPORT_ERROR || error->domain == KEYRACK_PROFILE_DOCUMENT_ERROR ||
      g_error_matches (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_RECIPIENT) ||
      g_error_matches (error, KEYRACK_PROFILE_STORE_ERROR, KEYRACK_PROFILE_STORE_ERROR_INVALID))
    return KEYRACK_CLI_USAGE;

  if (error->domain == KEYRACK_PROFILE_STORE_ERROR)
    return KEYRACK_CLI_SECRET_STORE;

  return KEYRACK_CLI_UNDECIDED;
}
