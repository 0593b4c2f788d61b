/* keyrack-cli-secret.c: where a secret comes from on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli-secret.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "keyrack-cli.h"
#include "keyrack-text.h"

#define SECRET_MAX 4096 /* bytes */

static gboolean
read_all (int      fd,
          char    *buffer,
          gsize    size,
          gboolean one_line,
          gsize   *length,
          GError **error)
{
  *length = 0;

  while (*length < size)
    {
      gssize n = read (fd, buffer + *length, size - *length);

      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                       /* Translators: the placeholder is what the system says */
                       _("The secret can’t be read: %s"), g_strerror (errno));
          return FALSE;
        }

      *length += n;

      if (n == 0 || (one_line && buffer[*length - 1] == '\n'))
        return TRUE;
    }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
               /* Translators: the placeholder is a number of bytes */
               _("The secret is longer than %d bytes; is it the right input?"), SECRET_MAX);
  return FALSE;
}

/* What ends the program at the prompt must not leave a terminal without echo. */
static const int ends[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

static struct termios echoing;

static void
restore_echo_cb (int signal_number)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &echoing);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static gboolean
read_prompted (const char *prompt,
               char       *buffer,
               gsize       size,
               gsize      *length,
               GError    **error)
{
  struct sigaction on_end = { .sa_handler = restore_echo_cb };
  struct sigaction before[G_N_ELEMENTS (ends)];
  struct termios silent;
  gboolean good = FALSE;

  if (tcgetattr (STDIN_FILENO, &echoing) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                           _("This terminal can’t hide what is typed; use --secret-fd"));
      return FALSE;
    }

  silent = echoing;
  silent.c_lflag &= ~(tcflag_t) (ECHO | ECHOE | ECHOK | ECHONL);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    sigaction (ends[i], &on_end, &before[i]);

  /* Before the question, so that no answer is quick enough to be seen. */
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  keyrack_cli_ask ("%s", prompt);
  good = read_all (STDIN_FILENO, buffer, size, TRUE, length, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &echoing);
  fputc ('\n', stderr);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    sigaction (ends[i], &before[i], NULL);

  return good;
}

static gboolean
check_secret (const char  *text,
              gsize        length,
              GError     **error)
{
  KeyrackTextFlaws flaws = KEYRACK_TEXT_FINE;

  if (strlen (text) == length)
    flaws = keyrack_text_check_word (text) & ~KEYRACK_TEXT_COLON;
  else
    flaws = KEYRACK_TEXT_CONTROL;

  if (flaws & (KEYRACK_TEXT_SPACE | KEYRACK_TEXT_CONTROL))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _("The secret has spaces or line breaks inside; give the secret alone, "
                           "on one line"));
  else if (flaws & (KEYRACK_TEXT_NOT_ASCII | KEYRACK_TEXT_INVISIBLE))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _("The secret has characters that no Nexthink secret has; copy it again"));
  else if (flaws & KEYRACK_TEXT_TOO_LONG)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _("The secret is too long; is it the right input?"));

  return flaws == KEYRACK_TEXT_FINE || flaws == KEYRACK_TEXT_EMPTY;
}

/* From a descriptor, from a prompt, or from standard input when that is no terminal. */
static gboolean
read_text (int          fd,
           const char  *prompt,
           char        *buffer,
           gsize       *length,
           GError     **error)
{
  if (fd < 0 && isatty (STDIN_FILENO))
    return read_prompted (prompt, buffer, SECRET_MAX, length, error);

  return read_all (MAX (fd, STDIN_FILENO), buffer, SECRET_MAX, FALSE, length, error);
}

/**
 * keyrack_cli_read_secret:
 * @secret_fd: a file descriptor, or -1 for a prompt, or standard input when
 *   that is no terminal
 * @prompt: what is asked at a terminal
 * @secret: (out) (transfer full) (nullable): the secret without the white space
 *   around it, %NULL when nothing was given
 * @error: set to a %G_IO_ERROR when it can't be read or can't be a secret
 *
 * Returns: %TRUE unless @error is set
 */
gboolean
keyrack_cli_read_secret (int             secret_fd,
                         const char     *prompt,
                         KeyrackSecret **secret,
                         GError        **error)
{
  char buffer[SECRET_MAX + 1] = { 0 };
  char *text = buffer;
  gsize length = 0;
  gboolean good = FALSE;

  g_return_val_if_fail (secret != NULL && *secret == NULL, FALSE);

  good = read_text (secret_fd, prompt, buffer, &length, error);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    text[--length] = '\0';

  for (; length > 0 && g_ascii_isspace (*text); length--)
    text++;

  good = good && check_secret (text, length, error);

  if (good && length > 0)
    *secret = keyrack_secret_new (text, length);

  keyrack_secret_wipe (buffer, sizeof buffer);

  return good;
}

/**
 * keyrack_cli_read_passphrase:
 * @passphrase_fd: a file descriptor, or -1 for a prompt, or standard input when
 *   that is no terminal
 * @prompt: what is asked at a terminal
 * @passphrase: (out) (transfer full): the passphrase without the end of the line
 * @error: set to a %G_IO_ERROR when it can't be read
 *
 * Returns: %TRUE unless @error is set
 */
gboolean
keyrack_cli_read_passphrase (int             passphrase_fd,
                             const char     *prompt,
                             KeyrackSecret **passphrase,
                             GError        **error)
{
  char buffer[SECRET_MAX + 1] = { 0 };
  gsize length = 0;
  gboolean good = FALSE;

  g_return_val_if_fail (passphrase != NULL && *passphrase == NULL, FALSE);

  good = read_text (passphrase_fd, prompt, buffer, &length, error);

  if (length > 0 && buffer[length - 1] == '\n')
    length--;
  if (length > 0 && buffer[length - 1] == '\r')
    length--;

  if (good && !g_utf8_validate_len (buffer, length, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The passphrase is not text in UTF-8"));
      good = FALSE;
    }

  if (good)
    *passphrase = keyrack_secret_new (buffer, (gssize) length);

  keyrack_secret_wipe (buffer, sizeof buffer);

  return good;
}
