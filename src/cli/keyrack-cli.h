/* keyrack-cli.h: the program for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_CLI_GOOD         = 0,
  KEYRACK_CLI_REFUSED      = 1,
  KEYRACK_CLI_USAGE        = 2,
  KEYRACK_CLI_UNDECIDED    = 3,
  KEYRACK_CLI_SECRET_STORE = 4,
} KeyrackCliStatus;

/* What every verb works with. */
typedef struct
{
  KeyrackHttpClient   *client;
  KeyrackSecretStore  *secrets;
  KeyrackProfileStore *profiles;
  KeyrackJournal      *journal;
  GCancellable        *cancellable;   /* Ctrl-C, or the output is gone */
  guint                interrupt;     /* sources of signals, or 0 */
  guint                terminate;
} KeyrackCli;

/* Does the work of one verb; argv[0] is the verb. */
typedef KeyrackCliStatus (*KeyrackCliFunc) (KeyrackCli  *cli,
                                            int          argc,
                                            char       **argv);

int               keyrack_cli_run          (int                  argc,
                                            char               **argv);
gboolean          keyrack_cli_load         (KeyrackCli          *cli);
void              keyrack_cli_apply_preferences (KeyrackCli     *cli);
void              keyrack_cli_catch_signals (KeyrackCli         *cli);
KeyrackProfile   *keyrack_cli_find         (KeyrackCli          *cli,
                                            const char          *name_or_id);
GPtrArray        *keyrack_cli_choose       (KeyrackCli          *cli,
                                            gboolean             all,
                                            const char          *tag,
                                            char               **names);
KeyrackCliStatus  keyrack_cli_fail         (const GError        *error);
KeyrackCliStatus  keyrack_cli_usage        (const char          *format,
                                            ...) G_GNUC_PRINTF (1, 2);
void              keyrack_cli_say          (const char          *format,
                                            ...) G_GNUC_PRINTF (1, 2);
void              keyrack_cli_ask          (const char          *format,
                                            ...) G_GNUC_PRINTF (1, 2);
void              keyrack_cli_put          (const char          *format,
                                            ...) G_GNUC_PRINTF (1, 2);
char             *keyrack_cli_dup_safe     (const char          *text);
gboolean          keyrack_cli_parse        (const GOptionEntry  *entries,
                                            const char          *arguments,
                                            int                 *argc,
                                            char              ***argv);

/* Waiting for one asynchronous call: pass both to it, then take its result. */
typedef struct
{
  GAsyncResult *result;
} KeyrackCliWait;

void              keyrack_cli_wait_cb      (GObject             *object,
                                            GAsyncResult        *result,
                                            gpointer             wait);
GAsyncResult     *keyrack_cli_wait_take    (KeyrackCliWait      *wait);

/* The verbs. */
KeyrackCliStatus  keyrack_cli_list         (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_show         (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_add          (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_edit         (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_remove       (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_test         (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_token        (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_rotate       (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_restore      (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_export       (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);
KeyrackCliStatus  keyrack_cli_import       (KeyrackCli          *cli,
                                            int                  argc,
                                            char               **argv);

G_END_DECLS
